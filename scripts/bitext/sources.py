"""All sources of a site for one run: every page and snippet, parsed and composed once, with what keeps them from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from bitext.compose import Composed, compose
from bitext.finding import Finding, Refused
from bitext.page import read_page, read_text, read_yaml
from bitext.pair import Pair, ParsedPage
from bitext.revision import blob_id
from bitext.site import SNIPPETS, Locale, Site


def compose_all(site: Site) -> Mapping[str, Composed]:
    """Every page of every locale, composed, by its path. Raises Refused with all that is wrong in all of them."""
    sources = Sources(site)
    if sources.refusals:
        raise Refused(*sources.refusals)
    return sources.composed


class Sources:
    """What the rules look at. Nothing raises: what cannot be read or composed is in `refusals`."""

    def __init__(self, site: Site, config: Path | None = None) -> None:
        self.site = site
        self.config = config or site.root / "mkdocs.yml"
        self.refusals: list[Finding] = []
        self.pages: dict[str, ParsedPage] = {}  # of all locales, snippets included, by path
        self.snippets: set[str] = set()  # the paths of those that are snippets
        for locale in site.locales.values():
            for name in site.page_names(locale):
                self._read(f"{locale.folder}/{name}", name, locale)
            for name in site.snippet_names(locale):
                if name.endswith(".md"):
                    self.snippets.add(f"{locale.folder}/{SNIPPETS}/{name}")
                    self._read(f"{locale.folder}/{SNIPPETS}/{name}", f"{SNIPPETS}/{name}", locale)
        self.composed = self._compose()
        self._revisions: dict[str, str] = {}

    def _read(self, path: str, name: str, locale: Locale) -> None:
        try:
            page = read_page(self.site.root, path, name, locale.code)
            self.pages[path] = ParsedPage(page)
            self.site.remember(page)
        except Refused as refused:
            self.refusals += refused.findings

    def _compose(self) -> dict[str, Composed]:
        composed: dict[str, Composed] = {}
        try:
            self.site.data  # noqa: B018 (read here, so that a fault in it is told once and not by every page)
        except Refused as refused:
            self.refusals += refused.findings
            return {}
        self.refusals += _unmatched_snippets(self.site)
        for path, parsed in self.pages.items():
            if path not in self.snippets:
                try:
                    composed[path] = compose(parsed.page, self.site)
                except Refused as refused:
                    self.refusals += refused.findings
        self.refusals = sorted(set(self.refusals))
        return composed

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """What mkdocs.yml says."""
        settings: Mapping[str, Any] = read_yaml(read_text(self.config, self.config.name), self.config.name)
        return settings

    def revision(self, path: str) -> str:
        """The git blob id of a file as it is now."""
        if path not in self._revisions:
            self._revisions[path] = blob_id((self.site.root / path).read_bytes())
        return self._revisions[path]

    def locale_of(self, path: str) -> Locale:
        """The locale of a page or snippet."""
        return self.site.locales[self.pages[path].page.locale]

    def pairs(self) -> Iterator[Pair]:
        """Each page and snippet of a target locale with the one it translates, both readable, in the order of paths."""
        for locale in self.site.targets:
            for path in sorted(path for path, parsed in self.pages.items() if parsed.page.locale == locale.code):
                target = self.pages[path]
                source = self.pages.get(f"{self.site.source.folder}/{target.page.name}")
                if source is not None:
                    yield Pair(source, target)


def _unmatched_snippets(site: Site) -> list[Finding]:
    """A finding for each snippet that one locale has and the other lacks. A locale without snippets is passed over: its
    pages are told when they include one."""
    findings = []
    theirs = set(site.snippet_names(site.source))
    for locale in site.targets:
        ours = set(site.snippet_names(locale))
        if not ours:
            continue
        for names, here, there in ((theirs - ours, site.source, locale), (ours - theirs, locale, site.source)):
            for name in sorted(names):
                message = f"snippet '{name}' has no counterpart in '{there.folder}/{SNIPPETS}'"
                findings.append(Finding(f"{here.folder}/{SNIPPETS}/{name}", 0, "snippet-counterpart", message))
    return findings
