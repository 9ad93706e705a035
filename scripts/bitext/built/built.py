"""What was built, as plain objects: the HTML pages of a site's folder and where their addresses lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bitext.cached import cached_property
from bitext.finding import Finding
from bitext.markdown.markup import Element, Link
from bitext.site.addresses import Addresses, Target
from bitext.site.site import Site


@dataclass(frozen=True, eq=False)
class BuiltPage:
    """One HTML file.

    file: from the site's folder; elements: each tag that matters, once, and article: those of the main content; ids:
    what fragments can name, and repeated: what the article names twice; alternates: language and address of each;
    refresh: where a redirect page leads, and moved: what fragments are called there; is_document: it has a tag 'html'.
    """

    file: str
    elements: frozenset[Element]
    article: frozenset[Element]
    ids: frozenset[str]
    repeated: tuple[str, ...]
    is_document: bool
    is_indexed: bool
    lang: str
    base: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    refresh: str
    moved: Mapping[str, str]

    @property
    def is_not_found(self) -> bool:
        """Whether it is shown in the place of what does not exist."""
        return self.file.rpartition("/")[2] == "404.html"


@dataclass(frozen=True)
class Broken:
    """A link of a page, and where it leads: to no file, or to a page without that anchor."""

    page: BuiltPage
    element: Element
    url: str
    target: Target


class Built:
    """The site that was built from `site` into `folder`.

    files: names of all files there; pages: by file; styles: what each style sheet loads; refusals: of files that
    cannot be read; address: where the site is published, or ''.
    """

    def __init__(
        self,
        site: Site,
        folder: Path,
        files: Iterable[str],
        pages: Iterable[BuiltPage],
        *,
        styles: Mapping[str, tuple[Link, ...]],
        refusals: Iterable[Finding],
        address: str,
    ) -> None:
        self.site = site
        self.folder = folder
        self.files = frozenset(files)
        self.pages = {page.file: page for page in sorted(pages, key=lambda page: page.file)}
        self.styles = styles
        self.refusals = tuple(refusals)
        self.address = _as_published(address, self.pages.values())
        self.addresses = Addresses(self.files, self.address)

    def target(self, url: str, page: BuiltPage) -> Target | None:
        """Where `url` leads from `page`; None when that is no place of this site."""
        return self.addresses.target(url, page.file, page.base)

    def page_at(self, url: str, page: BuiltPage) -> BuiltPage | None:
        """The page that `url` leads to from `page`, if it is one of this site that could be read."""
        target = self.target(url, page)
        return self.pages.get(target.path) if target and target.exists else None

    def is_canonical(self, page: BuiltPage) -> bool:
        """Whether the page names no other as the one to find."""
        target = self.target(page.canonical, page) if page.canonical else None
        return target is None or target.path == page.file

    def name_of(self, page: BuiltPage) -> str:
        """How messages call a page: its address."""
        return self.addresses.address_of(page.file)

    def lacks(self, target: Target) -> BuiltPage | None:
        """The page, behind redirects, that should have the fragment of `target` and has not."""
        fragment = target.fragment.partition(":~:")[0]
        page = self.pages.get(target.path)
        seen = set()
        while page and page.refresh and page not in seen:
            seen.add(page)
            fragment = page.moved.get(fragment, fragment)
            if "/" in fragment:  # on another page, which `site-redirect` looks at
                return None
            page = self.page_at(page.refresh, page)
        if page is None or page.refresh or _is_for_scripts(fragment):
            return None
        return None if fragment in page.ids or unquote(fragment) in page.ids else page

    @cached_property
    def elements(self) -> frozenset[Element]:
        """The tags of all pages, each once."""
        return frozenset[Element]().union(*(page.elements for page in self.pages.values()))

    def holding(self, wanted: Iterable[Element]) -> Iterator[tuple[BuiltPage, Element]]:
        """Each page on which one of the tags stands, with the tag, in order."""
        known = frozenset(wanted)
        for page in self.pages.values() if known else ():
            for element in sorted(known & page.elements, key=lambda element: element.raw):
                yield page, element

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """The links that lead to no file, or to a page that has no such anchor.

        What leads somewhere from one page does so from its neighbours, so most tags of a page need no second look:
        '../x' depends on the folder above alone.
        """
        found: list[Broken] = []
        fine: defaultdict[tuple[int, str], set[Element]] = defaultdict(set)  # by a folder, and how far above the page
        fine[0, ""] = {element for element in self.elements if not element.links}
        for page in self.pages.values():
            above = _folders_above(page.file)
            doubtful = page.elements.difference(fine[0, ""], *(fine[place] for place in above))
            for element in doubtful:
                faults = list(self._faults(page, element))
                found += faults
                rise = min(map(_rise, element.links))
                if not faults and not page.base and 0 <= rise < len(above):
                    fine[above[rise]].add(element)
        return tuple(found)

    def _faults(self, page: BuiltPage, element: Element) -> Iterator[Broken]:
        for link in element.links:
            target = self.target(link.url, page)
            if target and (not target.exists or (target.fragment and self.lacks(target))):
                yield Broken(page, element, link.url, target)


def _rise(link: Link) -> int:
    """How many folders a link rises; -1 if it leads to the same page."""
    return link.url.count("../") if link.url[:1] not in ("", "#", "?") else -1


def _is_for_scripts(fragment: str) -> bool:
    """Whether it names no section: none, the top, Material's own, or a route inside a program."""
    return fragment.lower() in ("", "top") or fragment.startswith(("__", "/", "!"))


def _folders_above(file: str) -> list[tuple[int, str]]:
    """The folder of a file, the one above it, and so on up to the site's own, with their distance."""
    folders = [file.rpartition("/")[0]]
    while folders[-1]:
        folders.append(folders[-1].rpartition("/")[0])
    return [(distance, f"{folder}/") for distance, folder in enumerate(folders)]


def _as_published(address: str, pages: Iterable[BuiltPage]) -> str:
    """The address that the pages give themselves: `address` if it is among them, else that of most."""
    said: Counter[str] = Counter()
    for page in pages:
        own = page.file.removesuffix("index.html") if f"/{page.file}".endswith("/index.html") else page.file
        if page.canonical.startswith(("http://", "https://")) and page.canonical.endswith(f"/{own}"):
            said[page.canonical[: len(page.canonical) - len(own)].rstrip("/")] += 1
    return said.most_common(1)[0][0] if said and address not in said else address
