"""What is left of a page when all marks that Python-Markdown reads are taken away: those that are left show as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bitext.markdown.line_marks import TAG
from bitext.markdown.prose import CODE
from bitext.pages.inline import inline, labels_of
from bitext.pages.segments import Segment
from bitext.site.parsed_page import ParsedPage

_NONE = ("code", "html", "jinja")
_FIRST_MARKS = re.compile(r"[\[\]*_`<{\\´:]")


@dataclass(frozen=True)
class Leftover:
    """rest: the text of `segment` with U+FFFC in place of code, links, notes, tags and Jinja2, of the same length."""

    segment: Segment
    rest: str

    @property
    def written(self) -> str:
        """The text as it is written, of the same length."""
        return self.segment.text

    def line(self, at: int) -> int:
        """The line of the file for a place in the text."""
        return self.segment.line + (0 if self.segment.kind == "row" else self.rest.count("\n", 0, at))


@lru_cache(maxsize=4)
def leftovers(parsed: ParsedPage) -> tuple[Leftover, ...]:
    """The texts of a page that may hold a mark, in order."""
    return tuple(_leftovers(parsed))


def _leftovers(parsed: ParsedPage) -> Iterator[Leftover]:
    labels = labels_of(parsed.page.body, parsed.page.dialect)
    for segment in parsed.segments:
        if segment.kind not in _NONE and _FIRST_MARKS.search(segment.text):
            yield leftover(segment, labels)


def leftover(segment: Segment, labels: frozenset[str]) -> Leftover:
    """What is left of one text. labels: that its page defines (`labels_of`)."""
    rest = inline(segment.text, labels).rest
    return Leftover(segment, TAG.sub(_covered, rest) if "{" in rest or "<" in rest else rest)


def _covered(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", CODE, match[0])
