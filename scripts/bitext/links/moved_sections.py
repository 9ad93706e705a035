"""Sections that have moved from a page that is still there to another page, and what stands in the way of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.pages.page import Page
from bitext.pages.yaml_lines import front_matter_scalars
from bitext.site.redirects import KEY, Occupied, entry_place, listed_addresses, place
from bitext.site.site import Site


@dataclass(frozen=True)
class MovedSection:
    """old: the name of the page where the section was; address: of that page, as `redirect_from` has it; fragment: the
    anchor it had there; place: where it is now, '/name.md#anchor'; page: the one that says so; line: there."""

    old: str
    address: str
    fragment: str
    place: str
    page: Page
    line: int


def moved_sections(site: Site) -> Iterator[MovedSection]:
    """The sections that pages of the source locale have from others that are still there, in the order of pages."""
    occupied = Occupied(site)
    for name in site.published_names(site.source):
        try:
            page = site.page(name, site.source)
        except Refused:  # it is told as what it is
            continue
        for entry in listed_addresses(page) if page.meta.get(KEY) else ():
            if old := occupied.page_of(entry):
                for fragment, anchor in entry.fragments.items():
                    line = fragment_line(page, entry.number, fragment, anchor)
                    yield MovedSection(old, entry.address, fragment, place(name, anchor), page, line)


def by_old_page(site: Site) -> Mapping[str, Mapping[str, str]]:
    """Of each page that sections have moved from: its old anchors, and where each is now."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for section in moved_sections(site):
        found[section.old].setdefault(section.fragment, section.place)
    return found


def faults(site: Site, anchors: Callable[[str], Collection[str]]) -> Iterator[Finding]:
    """Old fragments that would never lead on, or to two places. anchors: those that the page of a name has."""
    first: dict[tuple[str, str], MovedSection] = {}
    for section in moved_sections(site):
        called = f"old address '{section.address}#{section.fragment}'"
        there = site.path(section.old, site.source)
        rule, said = "redirect-taken", ""
        if not section.fragment:
            said = f"is that of a page, '{section.old}'"
        elif section.fragment in anchors(section.old):
            said = f"is that of a section: '{there}' still has this anchor"
        elif other := first.get((section.old, section.fragment)):
            rule, said = "redirect-twice", f"also leads to '{other.place}'"
        first.setdefault((section.old, section.fragment), section)
        if said:
            yield Finding(section.page.path, section.line, rule, f"{called} {said}", "links")


def fragment_line(page: Page, number: int, fragment: str, anchor: str) -> int:
    """The line of an old fragment below the entry of `redirect_from` of this number."""
    address, line = entry_place(page, number)
    words = (
        scalar.line
        for scalar in front_matter_scalars(page)
        if not scalar.is_key and scalar.keys == (KEY, address, fragment) and scalar.value == anchor
    )
    return next((each for each in words if each >= line), line)
