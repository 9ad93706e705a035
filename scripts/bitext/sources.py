"""All sources of a site for one run: every page and snippet, parsed once, with what keeps them from being composed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bitext.align.label_pairs import Labels, label_pairs
from bitext.cached import cached_property, release
from bitext.compose.anchors import at_indices, heading_pairs
from bitext.compose.compose import compose
from bitext.compose.concerned import heading_lines, outdated_lines
from bitext.compose.expansion import expand
from bitext.compose.html_ids import other_ids
from bitext.compose.notices import Outdated
from bitext.compose.page_links import Link, page_links
from bitext.compose.programs import Surroundings, unwanted
from bitext.compose.texts import Composed, Expanded, Origin
from bitext.errors import Refused
from bitext.faults import deepest_line, fault, line_of_fault
from bitext.finding import Finding
from bitext.history.file_pairs import read_revisions
from bitext.history.git import old_texts, why_absent
from bitext.history.pair import Pair
from bitext.history.shown_on import pages_with_snippet
from bitext.history.site_words import SiteWords
from bitext.history.unwritten import Unwritten
from bitext.markdown.line_marks import has_tags
from bitext.memo import Memo, digest
from bitext.pages.page import Page, read_text
from bitext.pages.public_address import OUTSIDE, public_address
from bitext.pages.revision import is_revision, recorded, revision_of
from bitext.pages.segments import forget_cuts
from bitext.publish.synonyms import read_synonyms
from bitext.site.all_pages import AllPages, read_all
from bitext.site.followed import Followed
from bitext.site.glossary import Glossary
from bitext.site.parsed_page import ParsedPage
from bitext.site.policy import allowed_besides
from bitext.site.settings import Settings
from bitext.site.site import Locale, Site
from bitext.site.site_faults import site_faults


@dataclass(frozen=True)
class Facts:
    """What the rest of the site has to know of a page, once it is composed. anchors: of its headings, in order; ids:
    what else a link can lead to; links: in order; digest: a fingerprint of the composed text and of
    what the page inherits; unwanted: what it must not bring along, as rule, path, line and message; title: as
    `Composed` has it."""

    anchors: tuple[str, ...]
    ids: frozenset[str]
    links: tuple[Link, ...]
    digest: str
    unwanted: tuple[tuple[str, str, int, str], ...] = ()
    title: str = ""


@dataclass
class _Known:
    """What sources hand on to those that come after them. composed: pages by path, each with a fingerprint of all that
    it was made from; old_texts: by their git blob ids, None and why where they are not at hand; has_looked_up: those of
    all pages are; revisions: of files, by path."""

    composed: dict[str, tuple[str, Composed]] = field(default_factory=dict)
    old_texts: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    has_looked_up: bool = False
    revisions: dict[str, str] = field(default_factory=dict)

    def without(self, paths: Collection[str]) -> _Known:
        """The same when the files at these paths are others."""
        return replace(self, revisions={path: each for path, each in self.revisions.items() if path not in paths})


class Sources:
    """What the rules look at: all sources as they are at one time; `reread` gives those of another. Nothing raises but
    `compose` and `reread`: what cannot be read or composed is in `refusals`.

    config: the settings, `mkdocs.yml` of the site's root unless it is given; memo: of an earlier run; stands_in: a page
    that cannot be read is as it was before, or empty, so that the others can be shown; pages: what is read already;
    followed: links to other hosts, once they were followed; aligns_by_words: where two pages leave it in doubt what on
    them translates what, the words tell it that the whole site has learnt. words: what it has learnt.
    """

    def __init__(
        self,
        site: Site,
        config: Path | None = None,
        memo: Memo | None = None,
        *,
        stands_in: bool = False,
        pages: AllPages | None = None,
        followed: Mapping[str, Followed] | None = None,
        known: _Known | None = None,
        aligns_by_words: bool = True,
    ) -> None:
        self._read = read_all(site, stands_in=stands_in) if pages is None else pages
        self.site = site.reread((), self._read.stand_ins) if self._read.stand_ins else site
        self.config = config or site.settings.config
        self.memo = Memo() if memo is None else memo
        self.followed = followed or {}
        self._known = known or _Known()
        self._aligns_by_words = aligns_by_words
        self._failed: list[Finding] = []
        self._pairs: dict[str, Pair | None] = {}
        self._outdated: dict[str, list[int] | None] = {}
        self._expanded: dict[str, Expanded] = {}
        self._composed: dict[str, Composed] = {}
        self._facts: dict[str, Facts] = {}
        self._asked: dict[str, Sequence[str]] = {}  # what the facts of each page depend on
        self._anchors: dict[tuple[str, str], Mapping[str, str]] = {}
        self.words = SiteWords(self.memo, site.source.code, lambda: self.pairs, aligns=aligns_by_words)

    @property
    def pages(self) -> Mapping[str, ParsedPage]:
        """The pages of all locales, snippets included, by path."""
        return self._read.pages

    @property
    def snippets(self) -> frozenset[str]:
        """The paths of those pages that are snippets."""
        return self._read.snippets

    @property
    def glossaries(self) -> Mapping[str, Glossary]:
        """By the codes of the locales."""
        return self._read.glossaries

    @property
    def unread(self) -> Mapping[str, Refused]:
        """Why pages and snippets cannot be read, by their paths."""
        return self._read.unread

    @cached_property
    def _unread(self) -> Sequence[Finding]:
        site = self.site
        revisions = (finding for locale in site.locales.values() for finding in _unreadable_revisions(site, locale))
        pages = (finding for why in self.unread.values() for finding in why.findings)
        return [*site.refused.values(), *revisions, *self._read.faults, *pages]

    def reread(self, paths: Collection[str]) -> Sources:
        """The sources once the files at `paths`, from the root of the site, were saved, added, moved or deleted: all
        that have changed since. Pages that are as they were are shared. Raises Refused when the site cannot be opened
        any more."""
        if all(map(self._is_there, paths)):
            site = self.site.reread(paths, {})
            return self._next(site, self._read.reread(site, paths), self._known.without(paths))
        site = Site.load(self.config, drafts=self.site.shows_drafts)
        site = site.reread((), dict(_unchanged(self.pages.values(), site)))
        pages = read_all(site, stands_in=self._read.stands_in, before=self._read)
        return self._next(site, pages, _Known(self._known.composed))

    def following(self, followed: Mapping[str, Followed]) -> Sources:
        """The same sources once their links to other hosts were followed."""
        return self._next(self.site, self._read, self._known, followed)

    def _next(
        self, site: Site, pages: AllPages, known: _Known, followed: Mapping[str, Followed] | None = None
    ) -> Sources:
        followed = self.followed if followed is None else followed
        return Sources(
            site,
            self.config,
            self.memo,
            pages=pages,
            known=known,
            followed=followed,
            aligns_by_words=self._aligns_by_words,
        )

    def _is_there(self, path: str) -> bool:
        """Whether a file still is a page, a snippet or data, so that nothing but what it says can differ."""
        file = self.site.root / path
        if not (path in self._read.places or path in self.data_files) or file.is_symlink() or not file.is_file():
            return False
        try:
            self.site.gate.refuse(path)
        except Refused:
            return False
        return path not in self.site.refused

    def expanded(self, path: str) -> Expanded:
        """The page at `path` with its snippets and data in place, read once for all that asks. Raises Refused."""
        return self._expand(self.pages[path].page)

    def _expand(self, page: Page) -> Expanded:
        if page.path not in self._expanded:
            self._expanded[page.path] = expand(page, self.site)
        return self._expanded[page.path]

    def compose(self, path: str) -> Composed:
        """The page at `path` as it is rendered. Raises Refused when it cannot be."""
        if path not in self._composed:
            parsed = self.pages[path]
            made_of = digest(*self._ingredients(path))
            was, composed = self._known.composed.get(path, ("", None))
            if composed is None or was != made_of:
                composed = self._compose(parsed.page)
                self._known.composed[path] = made_of, composed
            self._composed[path] = composed
        return self._composed[path]

    def _compose(self, page: Page) -> Composed:
        outdated = self._outdated_for(page)
        try:
            return compose(page, self.site, outdated, self._expand)
        except Refused:
            raise
        except Exception as error:  # it costs this page and no other
            parsed = self.pages.get(page.path)
            for each in (parsed, self._source_of(parsed) if parsed else None):
                if each and not each.segments and each.fault:
                    raise Refused(each.fault) from error
            line = line_of_fault(page.body, lambda body: compose(replace(page, body=body), self.site, outdated))
            raise Refused(fault(page.path, "composed", error, line and line + page.offset)) from error

    def composed_of(self, paths: Iterable[str]) -> Mapping[str, Composed]:
        """Those of these pages that are composed already, by their paths."""
        return {path: self._composed[path] for path in paths if path in self._composed}

    def take_over(self, composed: Mapping[str, Composed]) -> None:
        """Let pages be composed as another process has done it."""
        self._composed.update(composed)

    def release(self, paths: Iterable[str]) -> None:
        """Let go of what was worked out about these pages and is in the memo: of 3,000 it would be half a gigabyte."""
        for path in paths:
            self._expanded.pop(path, None)
            self._composed.pop(path, None)
            self._known.composed.pop(path, None)
            for holder in filter(None, (self.pages.get(path), self._pairs.get(path))):
                release(holder)
        forget_cuts()

    def compose_all(self) -> None:
        """Compose every page. Raises Refused with all that is wrong in all of them."""
        refusals = [*self._unread, *self._faults_of_site]
        for path in self.pages.keys() - self.snippets if not self._faults_of_data else ():
            try:
                self.compose(path)
            except Refused as refused:
                refusals += refused.findings
        if refusals:
            raise Refused(*_once(refusals, self.site))

    @property
    def facts(self) -> Mapping[str, Facts]:
        """Of each page that can be composed, by its path."""
        return self._looked_at[0]

    @property
    def refusals(self) -> Sequence[Finding]:
        """What keeps sources from being read or composed, sorted."""
        return self._looked_at[1]

    @property
    def faults(self) -> Sequence[Finding]:
        """What could not be done with single pages so far, for a reason that nobody has thought of."""
        return [*self._failed, *(parsed.fault for parsed in self.pages.values() if parsed.fault)]

    @cached_property
    def _looked_at(self) -> tuple[Mapping[str, Facts], Sequence[Finding]]:
        facts: dict[str, Facts] = {}
        refusals = [*self._unread, *self._faults_of_site]
        for path in self.pages if not self._faults_of_data else ():
            if path not in self.snippets:
                try:
                    facts[path] = self.facts_of(path)
                except Refused as refused:
                    refusals += refused.findings
        return facts, sorted(_once(refusals, self.site))

    @cached_property
    def _faults_of_data(self) -> Sequence[Finding]:
        """Read before the pages, so that a fault in it is told once and not by every page."""
        try:
            self.site.data  # noqa: B018
        except Refused as refused:
            return refused.findings
        return ()

    @property
    def site_refusals(self) -> Sequence[Finding]:
        """What keeps the site from being opened at all: a file that cannot be read, or data."""
        return [*self._unread, *self._faults_of_data]

    @property
    def _faults_of_site(self) -> Sequence[Finding]:
        return self._faults_of_data or [
            *site_faults(self.site),
            *_faults_of_synonyms(self.site),
        ]

    def facts_of(self, path: str) -> Facts:
        """The facts of one page. Raises Refused when it cannot be composed."""
        if path not in self._facts:
            self._facts[path] = self._recalled_facts(self.pages[path])
        return self._facts[path]

    def title(self, path: str) -> str:
        """The words of the first heading of the first level on a page, '' without one. Raises Refused when it cannot be
        composed."""
        return self.facts_of(path).title if self.is_known([path]) else self.compose(path).title

    def is_known(self, paths: Iterable[str]) -> bool:
        """Whether the facts of all these pages are known, from this run or an earlier one."""
        return all(path in self._facts or self.memo.knows("facts", self._ingredients(path)) for path in paths)

    def _recalled_facts(self, parsed: ParsedPage) -> Facts:
        anchors, ids, links, fingerprint, refusals, told, title = self.memo.recall(
            "facts", self._ingredients(parsed.page.path), lambda: self._work_out(parsed)
        )
        if refusals:
            raise Refused(*map(Finding.of, refusals))
        unwanted = tuple((rule, path, line, message) for rule, path, line, message in told)
        return Facts(tuple(anchors), frozenset(ids), tuple(Link(*link) for link in links), fingerprint, unwanted, title)

    def _work_out(self, parsed: ParsedPage) -> Sequence[Any]:
        try:
            composed, expanded = self.compose(parsed.page.path), self.expanded(parsed.page.path)
        except Refused as refused:
            found = [each.plain for each in refused.findings]
            return [[], [], [], "", found, [], ""]
        try:
            shown = page_links(parsed.page, expanded)
            links = [[link.target, link.path, link.line, link.page, link.form] for link in shown]
            ids = sorted(other_ids(expanded, composed.text))
        except Exception as error:
            return [[], [], [], "", [fault(parsed.page.path, "looked through for links", error).plain], [], ""]
        try:
            told = [
                [each.rule, *composed.origins[min(each.line, len(composed.origins)) - 1], each.message]
                for each in unwanted(composed.text, expanded.dialect, self.surroundings)
            ]
        except Exception as error:
            path, line = composed.origins[deepest_line(composed.text) - 1]
            return [[], [], [], "", [fault(path, "rendered", error, line).plain], [], ""]
        meta = self.site.meta(parsed.page)
        inherited = repr([meta.get(key) for key in self.site.inherited_keys])
        fingerprint = digest(composed.text, str(composed.last_checked), inherited)
        return [list(composed.anchors), ids, links, fingerprint, [], told, composed.title]

    @cached_property
    def surroundings(self) -> Surroundings:
        """Where the pages of the site are shown."""
        try:
            allowed = allowed_besides(self.settings.get("extra"))
        except ValueError:  # a finding of its own
            allowed = {}
        return Surroundings(public_address(self.settings), allowed, self.site.composes)

    @cached_property
    def _ingredients_of_all(self) -> str:
        """What the composed text of every page depends on."""
        site = self.site
        settings = (site.source, site.targets, site.directories, site.composes, site.shows_drafts, site.toc)
        return digest(repr(settings), repr(site.records), repr(self.surroundings))

    def _ingredients(self, path: str) -> Sequence[str]:
        """All that the composed text of a page depends on."""
        if path not in self._asked:
            self._asked[path] = (self._ingredients_of_all, *self._own_ingredients(self.pages[path]))
        return self._asked[path]

    def _own_ingredients(self, parsed: ParsedPage) -> Iterator[str]:
        page = parsed.page
        site = self.site
        yield parsed.digest
        source = None if page.locale == site.source.code else self._source_of(parsed)
        yield source.digest if source is not None else repr(self.unread.get(site.path(page.name, site.source)))
        is_counterpart_there = page.name in site.files[site.source.code]
        yield str(is_counterpart_there)
        takes_in = self.takes_in(page) or (source is not None and self.takes_in(source.page))
        yield f"{self.shared_digest} {site.publishers[page.locale]}" if takes_in else ""
        for path in (page.path, *self._sorted_snippets) if takes_in else (page.path,):
            yield f"{path}: {self._outdated_at(path)} {self._headings_at(path)}"

    def takes_in(self, page: Page) -> bool:
        """Whether snippets or data may take part in a page."""
        return self.site.composes and (has_tags(page.body) or self.site.records.key in page.meta)

    @cached_property
    def data_files(self) -> tuple[str, ...]:
        """The paths of the data of all locales."""
        return tuple(path for locale in self.site.locales.values() for path in self.site.data_paths(locale))

    @cached_property
    def shared_digest(self) -> str:
        """A fingerprint of all snippets and data."""
        paths = (path for locale in self.site.locales.values() for path in self.site.shared_paths(locale))
        return digest(*(f"{path} {self.revision(path)}" for path in paths))

    @cached_property
    def _sorted_snippets(self) -> Sequence[str]:
        return sorted(self.snippets)

    def _outdated_at(self, path: str) -> list[int] | None:
        """The lines of a page or snippet that translate an older text, or None when it is not known which do."""
        if path not in self._outdated:
            pair = self.pair_of(path)
            self._outdated[path] = [] if pair is None else self._outdated_lines(pair)
        return self._outdated[path]

    def _outdated_lines(self, pair: Pair) -> list[int] | None:
        if not pair.behind:
            return []
        try:
            lines: list[int] | None = self.memo.recall("outdated", [pair.digest], partial(outdated_lines, pair))
        except Exception as error:
            self._failed.append(fault(pair.target.page.path, "compared with its older text", error))
            return None
        return lines

    def _headings_at(self, path: str) -> Sequence[tuple[Origin | None, Origin | None]]:
        """The headings of a page or snippet and of its source as the text it was made from pairs them, if it is behind
        and that is at hand: file and line, None beside one that is alone."""
        pair = self.pair_of(path)
        if pair is None or not pair.behind or self._outdated_at(path) is None:
            return ()
        lines: list[list[int]] = self.memo.recall("headings", [pair.digest], partial(heading_lines, pair))
        source, target = pair.source.page.path, pair.target.page.path
        return [((source, ours) if ours else None, (target, theirs) if theirs else None) for ours, theirs in lines]

    def _outdated_for(self, page: Page) -> Outdated:
        """What is outdated of all that a page may show."""
        paths = (page.path, *self._sorted_snippets) if self.takes_in(page) else (page.path,)
        found = {path: self._outdated_at(path) for path in paths}
        lines = frozenset((path, line) for path, all_lines in found.items() for line in all_lines or ())
        headings = tuple(each for path in paths for each in self._headings_at(path))
        return Outdated(lines, frozenset(path for path, all_lines in found.items() if all_lines is None), headings)

    @property
    def settings(self) -> Settings:
        """What mkdocs.yml says."""
        return self.site.settings

    def revision(self, path: str) -> str:
        """The git blob id of a file as it is now."""
        revisions = self._known.revisions
        if path not in revisions:
            revisions[path] = revision_of((self.site.root / path).read_bytes())
        return revisions[path]

    def locale_of(self, path: str) -> Locale:
        """The locale of a page or snippet."""
        return self.site.locales[self.pages[path].page.locale]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Each page and snippet of a target locale with the one it translates, both readable, in the order of paths,
        and the text that the target was made from if that is another than the source has now."""
        return self._all_pairs

    def pair_of(self, path: str) -> Pair | None:
        """The pair whose target is at `path`, if it is one's."""
        if path not in self._pairs:
            # a process of git for the old text of each page would take longer than one for all
            targets = (self.pages[path],) if self._known.has_looked_up and path in self.pages else self._targets()
            self._pairs |= {path: None, **self._paired(targets)}
        return self._pairs[path]

    @cached_property
    def _all_pairs(self) -> tuple[Pair, ...]:
        targets = [*self._targets()]
        self._pairs |= self._paired(target for target in targets if target.page.path not in self._pairs)
        found = (self._pairs.get(target.page.path) for target in targets)
        return tuple(pair for pair in found if pair is not None)

    def _paired(self, targets: Iterable[ParsedPage]) -> dict[str, Pair]:
        found = [
            Pair(
                source,
                target,
                self.own_addresses,
                self._is_behind(source, target),
                renamed=self._renamed(target.page),
                inherited=self.site.inherited_keys,
                known=self.words.about,
                words=self.words.for_alignment,
            )
            for target in targets
            if target.page.locale != self.site.source.code and (source := self._source_of(target)) is not None
        ]
        self._look_up({str(recorded(pair.target.page.meta)) for pair in found if pair.behind})

        def with_history(pair: Pair) -> Pair:
            if not pair.behind:
                return pair
            path = pair.target.page.path
            before, absent = self._known.old_texts[str(recorded(pair.target.page.meta))]
            shown_on = pages_with_snippet(self.pages, path) if path in self.snippets else ()
            return replace(pair, before=before, absent=absent, shown_on=shown_on)

        return {pair.target.page.path: with_history(pair) for pair in found}

    def _look_up(self, revisions: Set[str]) -> None:
        """Know the texts that had these git blob ids."""
        known = self._known.old_texts
        texts = old_texts(self.site.root, revisions - known.keys())
        absent = why_absent(self.site.root, revisions - known.keys() - texts.keys())
        known.update({each: (texts.get(each), absent.get(each, "")) for each in revisions - known.keys()})
        self._known.has_looked_up = True

    def unwritten(self, pair: Pair) -> Unwritten:
        """Whether the target of a pair is a copy or a stub, and no translation."""
        found: Unwritten = self.memo.recall("unwritten", [pair.digest], lambda: pair.unwritten)
        return found

    def _renamed(self, page: Page) -> Callable[[str], str]:
        """A function that puts into a link of `page` the anchor of the source, where it has one of its own."""
        site, locale = self.site, self.site.locales[page.locale]

        def in_source(link: str) -> str:
            path, _, fragment = link.partition("#")
            if not fragment or OUTSIDE.match(path):
                return link
            is_rooted = path.startswith("/")
            name = site.name_in(locale, path.lstrip("/"), None if is_rooted else page) if path else page.name
            anchor = self._anchors_in_source(name, locale).get(unquote(fragment))
            return f"{path}#{anchor}" if anchor else link

        return str if site.composes else in_source

    def _anchors_in_source(self, name: str, locale: Locale) -> Mapping[str, str]:
        """Of the anchors of a translated page, those of the headings that it translates."""
        if (name, locale.code) not in self._anchors:
            site = self.site
            paths = site.path(name, site.source), site.path(name, locale)
            if any(path not in self.pages for path in paths):
                return {}
            pages = [self.expanded(path) for path in paths]
            ours, theirs = (page.headings for page in pages)
            places = ([page.origins[each.line] for each in page.headings] for page in pages)
            pairs = heading_pairs(ours, theirs, [*at_indices(self._headings_at(paths[1]), *places)])
            mine, yours = site.toc.anchors(ours), site.toc.anchors(theirs)
            self._anchors[name, locale.code] = {yours[there]: mine[here] for here, there in pairs}
        return self._anchors[name, locale.code]

    def labels(self, pair: Pair) -> list[Labels]:
        """The interface labels of a pair, each with its translation."""
        try:
            found = self.memo.recall(
                "labels",
                [pair.digest, pair.words_digest],
                lambda: [list(labels) for labels in label_pairs(pair.matched)],
            )
        except Exception as error:
            self._failed.append(fault(pair.target.page.path, "looked through for labels", error))
            return []
        return [Labels(*labels) for labels in found]

    def _targets(self) -> Iterator[ParsedPage]:
        for locale in self.site.targets:
            own = (path for path, parsed in self.pages.items() if parsed.page.locale == locale.code)
            yield from (self.pages[path] for path in sorted(own))

    def _source_of(self, target: ParsedPage) -> ParsedPage | None:
        return self.pages.get(self.site.path(target.page.name, self.site.source))

    def _is_behind(self, source: ParsedPage, target: ParsedPage) -> bool:
        revision = recorded(target.page.meta)
        return revision is not None and is_revision(revision) and revision != self.revision(source.page.path)

    @cached_property
    def own_addresses(self) -> tuple[str, ...]:
        """The site's public address without a slash at its end ('' if it has none), and the codes of its locales, which
        are prefixes of its addresses."""
        parts = {part.lower() for locale in self.site.locales.values() for part in (locale.code, locale.tag)}
        prefixes = {each for part in parts for each in (part, re.split("[-_]", part)[0])}
        return (public_address(self.settings), *sorted(prefixes))


def _unchanged(pages: Iterable[ParsedPage], site: Site) -> Iterator[tuple[str, Page]]:
    """Those of these pages, by their paths, that `site` has and that say what they did."""
    for page in (parsed.page for parsed in pages):
        locale = site.locales.get(page.locale)
        is_snippet = locale is not None and page.path == f"{locale.folder}/{page.name}"
        if page.dialect == site.dialect and (is_snippet or site.place(page.path) == (page.locale, page.name)):
            with suppress(Refused):
                site.refuse(page.path)
                if read_text(site.root / page.path, page.path) == page.head + page.body:
                    yield page.path, page


def _once(refusals: Iterable[Finding], site: Site) -> set[Finding]:
    """Of a link that must not be followed nothing else is told; of a snippet, where it is included if it is."""
    found = {each for each in refusals if site.refused.get(each.path, each) == each}
    included = {each.counterpart for each in found if each.rule == "snippet-outside"}
    return {each for each in found if (each.path, each.line) not in included}


def _faults_of_synonyms(site: Site) -> Iterator[Finding]:
    """What keeps the words from being read that readers type for those of the pages."""
    for locale in site.locales.values() if site.composes else ():
        try:
            read_synonyms(site, locale)
        except Refused as refused:
            yield from refused.findings


def _unreadable_revisions(site: Site, locale: Locale) -> Sequence[Finding]:
    """What is wrong with what is recorded of the files of a locale."""
    try:
        read_revisions(site, locale)
    except Refused as refused:
        return refused.findings
    return ()
