"""All sources of a site for one run: every page and snippet, parsed and composed once, with what keeps them from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from bitext.compose import Composed, compose
from bitext.concerned import outdated
from bitext.finding import Finding, Refused
from bitext.followed import Followed
from bitext.history import changes
from bitext.page import read_page, read_text, read_yaml
from bitext.pair import Pair, ParsedPage
from bitext.public_address import public_address
from bitext.repository import old_texts
from bitext.revision import is_revision, recorded, revision_of
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
        self._unread: list[Finding] = []
        self.followed: dict[str, Followed] = {}  # links to other hosts, once they were followed
        self.pages: dict[str, ParsedPage] = {}  # of all locales, snippets included, by path
        self.snippets: set[str] = set()  # the paths of those that are snippets
        for locale in site.locales.values():
            for name in site.page_names(locale):
                self._read(f"{locale.folder}/{name}", name, locale)
            for name in site.snippet_names(locale):
                if name.endswith(".md"):
                    self.snippets.add(f"{locale.folder}/{SNIPPETS}/{name}")
                    self._read(f"{locale.folder}/{SNIPPETS}/{name}", f"{SNIPPETS}/{name}", locale)
        self._revisions: dict[str, str] = {}

    def _read(self, path: str, name: str, locale: Locale) -> None:
        try:
            page = read_page(self.site.root, path, name, locale.code)
            self.pages[path] = ParsedPage(page)
            self.site.remember(page)
        except Refused as refused:
            self._unread += refused.findings

    @property
    def composed(self) -> Mapping[str, Composed]:
        """Each page as it is rendered, by its path, but for those that cannot be."""
        return self._composed[0]

    @property
    def refusals(self) -> Sequence[Finding]:
        """What keeps sources from being read or composed, sorted."""
        return self._composed[1]

    @cached_property
    def _composed(self) -> tuple[Mapping[str, Composed], Sequence[Finding]]:
        composed: dict[str, Composed] = {}
        refusals = list(self._unread)
        try:
            self.site.data  # noqa: B018 (read here, so that a fault in it is told once and not by every page)
        except Refused as refused:
            return {}, sorted({*refusals, *refused.findings})
        refusals += _unmatched_snippets(self.site)
        behind = outdated(self.pairs)
        for path, parsed in self.pages.items():
            if path not in self.snippets:
                try:
                    composed[path] = compose(parsed.page, self.site, behind)
                except Refused as refused:
                    refusals += refused.findings
        return composed, sorted(set(refusals))

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """What mkdocs.yml says."""
        settings: Mapping[str, Any] = read_yaml(read_text(self.config, self.config.name), self.config.name)
        return settings

    def revision(self, path: str) -> str:
        """The git blob id of a file as it is now."""
        if path not in self._revisions:
            self._revisions[path] = revision_of((self.site.root / path).read_bytes())
        return self._revisions[path]

    def locale_of(self, path: str) -> Locale:
        """The locale of a page or snippet."""
        return self.site.locales[self.pages[path].page.locale]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Each page and snippet of a target locale with the one it translates, both readable, in the order of paths,
        and what has changed in the source since the target was made from it."""
        found = [(source, target) for target in self._targets() if (source := self._source_of(target)) is not None]
        behind = {str(recorded(target.page.meta)) for source, target in found if self._is_behind(source, target)}
        texts = old_texts(self.site.root, behind)
        return tuple(self._pair(source, target, texts) for source, target in found)

    def _targets(self) -> Iterator[ParsedPage]:
        for locale in self.site.targets:
            own = (path for path, parsed in self.pages.items() if parsed.page.locale == locale.code)
            yield from (self.pages[path] for path in sorted(own))

    def _source_of(self, target: ParsedPage) -> ParsedPage | None:
        return self.pages.get(f"{self.site.source.folder}/{target.page.name}")

    def _is_behind(self, source: ParsedPage, target: ParsedPage) -> bool:
        revision = recorded(target.page.meta)
        return revision is not None and is_revision(revision) and revision != self.revision(source.page.path)

    def _pair(self, source: ParsedPage, target: ParsedPage, texts: Mapping[str, str]) -> Pair:
        if not self._is_behind(source, target):
            return Pair(source, target, self.own_addresses)
        before = texts.get(str(recorded(target.page.meta)))
        if before is None:
            return Pair(source, target, self.own_addresses, behind=True)
        since = changes(before, source.page, source.segments)
        return Pair(source, target, self.own_addresses, True, since.segments, since.gone, since.front, since.cosmetic)

    @cached_property
    def own_addresses(self) -> tuple[str, ...]:
        """The site's public address without a slash at its end ('' if it has none), and the codes of its locales, which
        are prefixes of its addresses."""
        prefixes = {part.lower() for locale in self.site.locales.values() for part in (locale.code, locale.tag)}
        return (public_address(self.settings), *sorted(prefixes))


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
