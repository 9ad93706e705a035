"""What readers of an outdated translation are told, and where: at the sections concerned, and only there."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from bitext.align.headings import Heading, outline
from bitext.languages.language import Notices, base, language_of
from bitext.pages.page import Page
from bitext.site.redirects import full_address
from bitext.site.site import Locale, Site

Origin = tuple[str, int]


@dataclass(frozen=True)
class Outdated:
    """What is outdated in the translations of a site. lines: file and line that translate an older text; files: made
    from an older text that is not at hand, so that nobody knows where."""

    lines: frozenset[Origin] = frozenset()
    files: frozenset[str] = frozenset()


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


def add_notices(
    text: str, origins: tuple[Origin, ...], page: Page, site: Site, anchors: Collection[str], old: Outdated
) -> tuple[str, tuple[Origin, ...]]:
    """The composed text of `page`, a translation, with a notice after the heading of each section that is outdated,
    and the origins of its lines. A line that nobody has written has the line 0.

    Each notice leads to the section in the source, if that has its anchor (`anchors`). Without history at hand, one
    notice at the top speaks of the page.
    """
    if page.path not in old.files and not any(place in old.lines or place[0] in old.files for place in origins):
        return text, origins
    concerned: set[int | None] = set()
    lines, places = text.split("\n"), list(origins)
    headings = [heading for heading in outline(text, site.dialect.without_jinja) if _is_open(lines[heading.line])]
    if page.path in old.files:
        first = next((index for index, heading in enumerate(headings) if heading.level == 1), None)
        concerned.add(first)
    else:
        for number, origin in enumerate(origins):
            if origin in old.lines or origin[0] in old.files:
                passed = [index for index, heading in enumerate(headings) if heading.line <= number]
                concerned.add(passed[-1] if passed else None)
    words = _words(site.locales[page.locale], site.source)
    for index in sorted(concerned, key=lambda index: -1 if index is None else index, reverse=True):
        heading = None if index is None else headings[index]
        after = 0 if heading is None else _end(heading, lines)
        anchor = "" if heading is None or heading.level == 1 else heading.pinned or ""
        if page.path in old.files or len(headings) < 2:
            said = words.said.page
        else:
            said = words.said.section if anchor else words.said.introduction
        written = _notice(said, words, page, site, anchor if anchor in anchors else "")
        lines[after:after] = ["", written, ""]
        places[after:after] = [(page.path, 0)] * 3
    return "\n".join(lines), tuple(places)


def _is_open(line: str) -> bool:
    """Whether a heading stands on the page itself, not within a list, a callout or a quotation."""
    return not line.startswith((" ", "\t", ">", "-", "*", "+")) and not line[:1].isdigit()


def _end(heading: Heading, lines: Sequence[str]) -> int:
    """The line behind a heading: one that is not written with '#' is underlined."""
    return heading.line + (1 if lines[heading.line].startswith("#") else 2)


def _notice(said: str, words: Words, page: Page, site: Site, anchor: str) -> str:
    locale = site.locales[page.locale]
    here, there = (full_address(page.name, each, site) for each in (locale, site.source))
    folder = here if here.endswith("/") else posixpath.dirname(here)
    way = posixpath.relpath(f"/{there}", f"/{folder}") + ("/" if site.directories else "")
    href = escape(f"{way}#{anchor}" if anchor else way)
    lang = "" if locale.tag.startswith(words.tag) else f' lang="{words.tag}"'
    link = f'<a href="{href}" hreflang="{site.source.tag}">{words.said.link}</a>'
    return f'<p class="outdated" role="note"{lang} data-search-exclude>{said} {link}</p>'
