"""What readers of an outdated translation are told, and where: at the sections concerned, and only there."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from bitext.compose.texts import Composed, ComposedHeading, Origin
from bitext.languages.language import Notices, base, language_of
from bitext.pages.page import Page
from bitext.site.redirects import full_address
from bitext.site.site import Locale, Site


@dataclass(frozen=True)
class Outdated:
    """What is outdated in the translations of a site. lines: file and line that translate an older text; files: made
    from an older text that is not at hand, so that nobody knows where; headings: of files made from one that is, each
    heading of the source and the one that translates it, None beside one that is alone."""

    lines: frozenset[Origin] = frozenset()
    files: frozenset[str] = frozenset()
    headings: tuple[tuple[Origin | None, Origin | None], ...] = ()


UP_TO_DATE = Outdated()


class Words(NamedTuple):
    """What a notice says, and the tag of the language it says it in."""

    tag: str
    said: Notices


def _words(target: Locale, source: Locale) -> Words:
    """In the language of the page, or else in English."""
    tag = base(target.tag) if language_of(target.tag).notices else "en"
    notices = language_of(tag).notices
    said = notices.get(base(source.tag)) or notices[""]
    return Words(tag, Notices(*(text.format(source=source.name) for text in vars(said).values())))


TOP = -1  # the position of what stands before the first heading


def notices(
    composed: Composed, page: Page, site: Site, anchors: Collection[str], old: Outdated
) -> list[tuple[int, str]]:
    """What is told on `page`, a translation, in order, each with the number of the line, from 0, that it stands before:
    a notice behind the heading of each section that is outdated.

    Each leads to the section in the source, if that has its anchor (`anchors`). Without history at hand, one notice at
    the top speaks of the page.
    """
    is_whole_page = page.path in old.files
    lines = composed.text.split("\n")
    headings = [heading for heading in composed.headings if _is_open(lines[heading.line])]
    concerned = _sections(composed.origins, headings, old) if not is_whole_page else {_title(headings)}
    words, speaks_of_page = _words(site.locales[page.locale], site.source), is_whole_page or len(headings) < 2
    told: list[tuple[int, str]] = []
    for index in sorted(concerned):
        heading = headings[index] if index != TOP else None
        anchor = _anchor(heading)
        said = words.said.page if speaks_of_page else _words_of_part(words.said, anchor)
        told.append((_end(heading, lines), _notice(said, words, page, site, anchor, anchors)))
    return told


def _words_of_part(words: Notices, anchor: str) -> str:
    """What is said of a section, or of what stands before the first."""
    return words.section if anchor else words.introduction


def _is_outdated(origin: Origin, old: Outdated) -> bool:
    return origin in old.lines or origin[0] in old.files


def _title(headings: Sequence[ComposedHeading]) -> int:
    """The position of the first heading of the first level, or TOP."""
    return next((index for index, heading in enumerate(headings) if heading.level == 1), TOP)


def _sections(origins: Sequence[Origin], headings: Sequence[ComposedHeading], old: Outdated) -> set[int]:
    """The positions of the headings whose sections hold lines that are outdated; TOP for lines before the first."""
    outdated = (number for number, origin in enumerate(origins) if _is_outdated(origin, old))
    return {bisect_right(headings, number, key=lambda heading: heading.line) - 1 for number in outdated}


def _anchor(heading: ComposedHeading | None) -> str:
    """The anchor that a section has in both languages: none of the title, or of no heading."""
    return "" if heading is None or heading.level == 1 else heading.anchor


def _is_open(line: str) -> bool:
    """Whether a heading stands on the page itself, not within a list, a callout or a quotation."""
    return not line.startswith((" ", "\t", ">", "-", "*", "+")) and not line[:1].isdigit()


def _end(heading: ComposedHeading | None, lines: Sequence[str]) -> int:
    """The line behind a heading: one that is not written with '#' is underlined. The first line if there is none."""
    if heading is None:
        return 0
    return heading.line + (1 if lines[heading.line].startswith("#") else 2)


def _notice(said: str, words: Words, page: Page, site: Site, anchor: str, anchors: Collection[str]) -> str:
    """The notice that says so, and leads to the section `anchor` of the source if that is among its `anchors`."""
    locale = site.locales[page.locale]
    here, there = (full_address(page.name, each, site) for each in (locale, site.source))
    folder = here if here.endswith("/") else posixpath.dirname(here)
    way = posixpath.relpath(f"/{there}", f"/{folder}") + ("/" if site.directories else "")
    href = escape(f"{way}#{anchor}" if anchor and anchor in anchors else way)
    lang = "" if locale.tag.startswith(words.tag) else f' lang="{words.tag}"'
    link = f'<a href="{href}" hreflang="{site.source.tag}">{words.said.link}</a>'
    return f'<p class="outdated" role="note"{lang} data-search-exclude>{said} {link}</p>'
