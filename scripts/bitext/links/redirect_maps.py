"""The redirects of a site: those of the pages' front matter and those of mkdocs-redirects in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.cached import kept
from bitext.finding import Finding
from bitext.links.moved_sections import faults
from bitext.links.navigation import configured
from bitext.pages.public_address import OUTSIDE
from bitext.pages.yaml_lines import Scalar, front_matter_scalars
from bitext.site.redirects import Occupied, listed_addresses, old_addresses, page_address
from bitext.site.site import Locale
from bitext.sources import Sources


@dataclass(frozen=True)
class Moved:
    """old, new: as written; path, line: where; locale: the one whose readers it leads; address, to: both as addresses
    from the root of the site, without slashes at their ends; to is None for another site."""

    old: str
    new: str
    path: str
    line: int
    locale: Locale
    address: str
    to: str | None


@kept
def mapped(sources: Sources) -> Sequence[Moved]:
    """What `redirect_maps` of mkdocs.yml lists ('old.md: new.md'; those of a translation have its code before them)."""
    site, found = sources.site, list[Moved]()
    for scalar in configured(sources):
        if scalar.is_key or len(scalar.keys) < 3 or scalar.keys[-2] != "redirect_maps":
            continue
        old = scalar.keys[-1]
        locale = next((other for other in site.targets if old.lstrip("/").startswith(f"{other.code}/")), site.source)
        to = None if OUTSIDE.match(scalar.value) else _address(scalar.value)
        found.append(Moved(old, scalar.value, scalar.file, scalar.line, locale, _address(old), to))
    return found


def _address(name: str) -> str:
    return page_address(name.partition("#")[0].lstrip("/")).strip("/")


@dataclass(frozen=True)
class OldAddress:
    """An address that the front matter of a page lists. address: without slashes at its ends; page: its path;
    fragments: old anchor, new anchor and line of each; of: the name of the page that is still there and that had those
    fragments, or ''."""

    address: str
    page: str
    line: int
    fragments: tuple[tuple[str, str, int], ...]
    of: str = ""


def listed(sources: Sources, locale: Locale) -> Iterator[OldAddress]:
    """What the pages of a locale list under `redirect_from`, in the order of pages, without what is no address."""
    occupied = Occupied(sources.site)
    for path, parsed in sources.pages.items():
        page = parsed.page
        if page.locale != locale.code or not page.meta.get("redirect_from"):
            continue
        words = [scalar for scalar in front_matter_scalars(page) if "redirect_from" in (scalar.value, *scalar.keys)]
        still_there = {entry.address: occupied.page_of(entry) for entry in listed_addresses(page)}
        for address, moved in old_addresses(page).items():
            yield OldAddress(
                address, path, _line_of_address(words, address), _fragments(address, moved, words), still_there[address]
            )


def _line_of_address(words: Sequence[Scalar], address: str) -> int:
    """The line of an address among the words of `redirect_from`, or that of the key."""
    return next((word.line for word in words if word.value.strip("/") == address), words[0].line if words else 0)


def _fragments(address: str, moved: Mapping[str, str], words: Sequence[Scalar]) -> tuple[tuple[str, str, int], ...]:
    """What the fragments of an old address are called now, each with its line."""
    own = [word for word in words if address in (key.strip("/") for key in word.keys)]
    return tuple((old, new, _line_of_fragment(own, old, new)) for old, new in moved.items())


@kept
def faults_of_sections(sources: Sources) -> Sequence[Finding]:
    """What stands in the way of sections that have moved from pages that are still there."""

    def anchors(name: str) -> Collection[str]:
        facts = sources.facts.get(sources.site.path(name, sources.site.source))
        return {*facts.anchors, *facts.ids} if facts else ()

    return [*faults(sources.site, anchors)]


def no_addresses(sources: Sources) -> Iterator[Finding]:
    """What the pages of the source locale list under `redirect_from` and is no address of the site."""
    for parsed in sources.pages.values():
        page = parsed.page
        if page.locale == sources.site.source.code and page.meta.get("redirect_from"):
            yield from (entry.finding(page) for entry in listed_addresses(page) if entry.fault)


def _line_of_fragment(words: Sequence[Scalar], old: str, new: str) -> int:
    found = (word.line for word in words if not word.is_key and word.keys[-1] == old and word.value == new)
    return next(found, 0)
