"""Every page and snippet of a site, and why the others cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from bitext.errors import Refused
from bitext.faults import fault
from bitext.finding import Finding
from bitext.pages.page import Page
from bitext.site.glossary import Glossary, read_glossary
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import SNIPPETS, Locale, Site


@dataclass(frozen=True)
class Place:
    """Where a page or snippet is. name: from the folder of its locale."""

    path: str
    name: str
    locale: Locale


@dataclass(frozen=True)
class AllPages:
    """What the files of a site say. places: of all pages and snippets, by their paths, in order; pages: those that can
    be read, or that stand in for one that cannot; snippets: the paths of those that are snippets; glossaries: by the
    codes of the locales; unread: by path, why a page cannot be read; faults: of the glossaries; stands_in: a page that
    cannot be read is as it was before, or empty."""

    places: Mapping[str, Place]
    pages: Mapping[str, ParsedPage]
    snippets: frozenset[str]
    glossaries: Mapping[str, Glossary]
    unread: Mapping[str, Refused]
    faults: tuple[Finding, ...]
    stands_in: bool = False

    def reread(self, site: Site, paths: Collection[str]) -> AllPages:
        """The same once the files at `paths`, all of them known, say something else. The other pages are shared."""
        found, unread = dict(self.pages), {path: why for path, why in self.unread.items() if path not in paths}
        for place in (self.places[path] for path in paths if path in self.places):
            _read(site, place, self, found, unread)
        pages = {path: found[path] for path in self.places if path in found}
        return replace(self, pages=pages, unread=unread)

    @property
    def stand_ins(self) -> Mapping[str, Page]:
        """Those pages that stand in for one that cannot be read, by their paths."""
        return {path: self.pages[path].page for path in self.unread if path in self.pages}


def read_all(site: Site, *, stands_in: bool = False, before: AllPages | None = None) -> AllPages:
    """Read all pages and snippets. before: those of another time, whose pages are shared where they are the same."""
    places = {place.path: place for locale in site.locales.values() for place in _places(site, locale)}
    glossaries, faults = dict[str, Glossary](), list[Finding]()
    for locale in site.locales.values():
        try:
            glossaries[locale.code] = Glossary() if locale == site.source else read_glossary(site, locale)
        except Refused as refused:
            faults += refused.findings
            glossaries[locale.code] = Glossary()
    snippets = frozenset(path for path, place in places.items() if place.name.startswith(f"{SNIPPETS}/"))
    known = before.pages if before else {}
    empty = AllPages(places, known, snippets, glossaries, {}, tuple(faults), stands_in)
    found, unread = dict[str, ParsedPage](), dict[str, Refused]()
    for place in places.values():
        _read(site, place, empty, found, unread)
    return replace(empty, pages=found, unread=unread)


def _places(site: Site, locale: Locale) -> Iterator[Place]:
    for name in site.page_names(locale):
        yield Place(site.path(name, locale), name, locale)
    for name in site.snippet_names(locale):
        if name.endswith(".md"):
            yield Place(f"{locale.folder}/{SNIPPETS}/{name}", f"{SNIPPETS}/{name}", locale)


def _read(site: Site, place: Place, before: AllPages, found: dict[str, ParsedPage], unread: dict[str, Refused]) -> None:
    """Put the page at `place` into `found`, and why it cannot be read into `unread`. before: has its glossary, and what
    was there."""
    known = before.pages.get(place.path)
    glossary = before.glossaries[place.locale.code]
    try:
        page = site.page_at(place.path, place.name, place.locale)
    except Refused as refused:
        unread[place.path] = refused
    except Exception as error:
        unread[place.path] = Refused(fault(place.path, "read", error))
    else:
        is_same = known is not None and known.page is page and known.glossary.digest == glossary.digest
        found[place.path] = known if known is not None and is_same else ParsedPage(page, glossary)
        return
    found.pop(place.path, None)
    if before.stands_in:
        empty = Page(place.path, place.name, place.locale.code, {}, "", 0, "", site.dialect)
        found[place.path] = known or ParsedPage(empty, Glossary())
