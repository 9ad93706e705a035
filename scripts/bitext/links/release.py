"""What the last release of a site had, and where it is lost now: addresses of pages, and pinned anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bitext.align.headings import outline
from bitext.cached import kept
from bitext.errors import Refused
from bitext.history.git import files_at, last_release, old_texts
from bitext.links.linked import has_anchor, published
from bitext.links.published import patterns
from bitext.links.redirect_maps import OldAddress, listed, mapped
from bitext.markdown.code import outside_code
from bitext.pages.page import Page, parse_page, read_yaml
from bitext.site.redirects import old_addresses, page_address
from bitext.sources import Sources

_HIDDEN = re.compile(r"(?:^|/)[_.]")
_DRAFT = re.compile(r"\b(?:TO WRITE|À RÉDIGER)[ \u00a0]?:")


@dataclass(frozen=True)
class Lost:
    """path, line: where it was, or where a reader who looks for it arrives now; what: the address or the anchor, as a
    message names it; now: where the page is now, if it was merely renamed."""

    path: str
    line: int
    what: str
    now: str = ""


@dataclass(frozen=True)
class Released:
    """name: of the branch or tag; pages: those of the source locale that have changed since or are gone, by their
    names; blobs: the ids of all of them."""

    name: str
    pages: Mapping[str, Page]
    blobs: Mapping[str, str]


@kept
def released(sources: Sources) -> Released | None:
    """The last release; None where no history tells of one."""
    site = sources.site
    found = last_release(site.root)
    if found is None:
        return None
    name, commit = found
    config = sources.config.name
    blobs = files_at(site.root, commit, [*site.layout.tops, config])
    pages = _pages(blobs, sources)
    texts = old_texts(site.root, [*_changed(pages, sources), blobs.get(config, "")])
    excluded = patterns(_settings(texts.get(blobs.get(config, ""), "")), "exclude_docs", "draft_docs")
    then: dict[str, Page] = {}
    for page, blob in pages.items():
        if blob in texts and not _HIDDEN.search(page) and not excluded.match_file(page):
            read = _read(texts[blob], site.path(page, site.source), page)
            if read is not None and not _is_draft(read):
                then[page] = read
    return Released(name, then, pages)


def _pages(blobs: Mapping[str, str], sources: Sources) -> dict[str, str]:
    """Of files with their blob ids, the pages of the source locale by their names."""

    def names(folder: str) -> list[str]:
        return [path.removeprefix(f"{folder}/") for path in blobs if path.startswith(f"{folder}/")]

    source = sources.site.source.code
    found = {name: blobs[path] for code, name, path in sources.site.layout.files(names) if code == source}
    return {page: blob for page, blob in found.items() if page.endswith(".md") and not _is_of_target(page, sources)}


def lost(sources: Sources) -> Iterator[Lost]:
    """What the last release had and leads nowhere now, in the order of pages."""
    release = released(sources)
    for name, then in release.pages.items() if release else ():
        address = page_address(name)
        if release and not _is_address(address, sources):
            yield Lost(then.path, 0, f"the address '/{address}/'", _renamed(release.blobs[name], sources))
            continue
        place = next(_leading_from(address, sources), None)
        page = published(sources).path(name, sources.site.source) or (place.page if place else "")
        yield from _lost_addresses(then, page, sources)
        if page:
            yield from _lost_anchors(then, page, place, sources)


def _lost_addresses(then: Page, page: str, sources: Sources) -> Iterator[Lost]:
    """The old addresses that a page listed, and that lead nowhere now. page: its path now, or ''."""
    for old in old_addresses(then):
        if not _is_address(old, sources):
            line = sources.pages[page].page.line_of_key("redirect_from") if page in sources.pages else 0
            yield Lost(page or then.path, line, f"the old address '/{old}'")


def _lost_anchors(then: Page, page: str, place: OldAddress | None, sources: Sources) -> Iterator[Lost]:
    """The pinned anchors that a page had, and that are not where its address leads: to `page`, by way of `place`."""
    for heading in outline(then.body, then.dialect):
        if heading.pinned and not _leads(heading.pinned, page, place, sources):
            line = place.line if place else _line_of(heading.text, page, sources)
            yield Lost(page, line, f"the anchor '#{heading.pinned}' of '/{page_address(then.name)}/'")


def _changed(pages: Mapping[str, str], sources: Sources) -> Iterator[str]:
    """The ids of the pages that are not as they were."""
    for name, blob in pages.items():
        path = published(sources).path(name, sources.site.source)
        if not path or sources.revision(path) != blob:
            yield blob


def _is_of_target(name: str, sources: Sources) -> bool:
    """Whether a file beside the pages of the source locale is a translation ('a.fr.md')."""
    return any(name.endswith(f".{locale.code}.md") for locale in sources.site.targets)


def _settings(text: str) -> Mapping[str, Any]:
    try:
        values = read_yaml(text, "", with_environment=True)
    except Refused:
        values = {}
    return values if isinstance(values, dict) else {}


def _read(text: str, path: str, name: str) -> Page | None:
    try:
        return parse_page(text, path, name, "")
    except Refused:  # it was not published
        return None


def _is_draft(page: Page) -> bool:
    found: list[bool] = []

    def look(part: str) -> str:
        found.append(_DRAFT.search(part) is not None)
        return part

    outside_code(page.body, look)
    return any(found)


def _is_address(address: str, sources: Sources) -> bool:
    """Whether a reader arrives somewhere from there: at a page, or by a redirect."""
    source = sources.site.source
    if published(sources).page_of_address(address, source) or any(
        moved.address == address for moved in mapped(sources)
    ):
        return True
    return any(_leading_from(address, sources))


def _leading_from(address: str, sources: Sources) -> Iterator[OldAddress]:
    """What is listed of an old address where no page is any more."""
    return (old for old in listed(sources, sources.site.source) if old.address == address and not old.of)


def _leads(anchor: str, page: str, place: OldAddress | None, sources: Sources) -> bool:
    """Whether a fragment means something on the `page` that its address leads to, by way of `place` if it is old."""
    moved = {old: new for old, new, _ in place.fragments} if place else {}
    new = moved.get(anchor, anchor)
    if new.startswith("/") or has_anchor(sources, page, new):  # where that is, `redirect-target` looks at
        return True
    name = published(sources).name(page)
    of_page = (each for old in listed(sources, sources.site.source) if old.of == name for each in old.fragments)
    return any(old == new for old, _, _ in of_page)


def _renamed(blob: str, sources: Sources) -> str:
    """The page that holds now what this blob was, if there is one."""
    site = sources.site
    paths = (site.path(name, site.source) for name in site.page_names(site.source))
    return next((path for path in paths if sources.revision(path) == blob), "")


def _line_of(text: str, path: str, sources: Sources) -> int:
    """The line of a heading with this text on a page; 0 without one."""
    page = sources.pages[path].page if path in sources.pages else None
    headings = outline(page.body, page.dialect) if page else ()
    lines = (heading.line + 1 + page.offset for heading in headings if page and heading.text == text)
    return next(lines, 0)
