"""Blocks that show as plain text: CommonMark reads a list, table or heading there, Python-Markdown does not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bitext.pages.segments import Segment
from bitext.site.parsed_page import ParsedPage

_FENCE = re.compile(r"[ \t>]*(?P<item>(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_YEAR = re.compile(r"[ \t>]*\d{3,}[.)]")
_TEXT = ("paragraph", "item")


@dataclass(frozen=True)
class Fence:
    """A fenced block of code that shows as text. line, end: of its two marks, 0 without a second; mark, closing: what
    is written there; info: what stands behind the first; is_in_item: it stands behind the mark of a list item."""

    line: int
    end: int
    mark: str
    closing: str
    info: str
    is_in_item: bool

    def holds(self, line: int) -> bool:
        """Whether the line belongs to what should have been code."""
        return self.line <= line and (line <= self.end or not self.end)


@dataclass(frozen=True)
class Unread:
    """written: a block that CommonMark sees; shown: the segment that it is a part of on the page."""

    written: Segment
    shown: Segment


def unread_blocks(parsed: ParsedPage) -> Iterator[Unread]:
    """The headings and list items that show as text, but for those within unread fences."""
    starts = {(segment.kind, segment.line) for segment in parsed.segments}
    fences = unread_fences(parsed)
    for before, written in zip((None, *parsed.written), parsed.written, strict=False):
        if written.kind not in ("heading", "item") or (written.kind, written.line) in starts:
            continue
        shown = _segment_at(parsed.segments, written.line)
        if shown is None or shown.kind not in _TEXT or _is_lazy(before, written):
            continue
        if not _is_year(written, parsed) and not _is_within(fences, written.line):
            yield Unread(written, shown)


def _is_year(written: Segment, parsed: ParsedPage) -> bool:
    """Whether what CommonMark takes for an item begins with a number that is none of an item."""
    lines = parsed.page.body.split("\n")
    return written.kind == "item" and bool(_YEAR.match(lines[written.line - 1 - parsed.page.offset]))


def _is_within(fences: Iterable[Fence], line: int) -> bool:
    return any(fence.holds(line) for fence in fences)


def unread_fences(parsed: ParsedPage) -> list[Fence]:
    """The fences that open a block of code nowhere but in a text."""
    if "```" not in parsed.page.body and "~~~" not in parsed.page.body:
        return []
    found: list[Fence] = []
    opened: tuple[int, re.Match[str]] | None = None
    for number, fence in _fence_marks(parsed):
        if opened is None:
            opened = (number, fence)
        elif fence["mark"][0] == opened[1]["mark"][0] and not fence["info"].strip():
            found.append(_fence(*opened, number, fence["mark"]))
            opened = None
    return [*found, _fence(*opened, 0, "")] if opened else found


def _fence_marks(parsed: ParsedPage) -> Iterator[tuple[int, re.Match[str]]]:
    """The marks of fences that stand in texts, with their lines."""
    lines = parsed.page.body.split("\n")
    for segment in parsed.segments:
        if segment.kind in _TEXT:
            for number in range(segment.line, segment.end + 1):
                if fence := _FENCE.match(lines[number - 1 - parsed.page.offset]):
                    yield number, fence


def _fence(line: int, opening: re.Match[str], end: int, closing: str) -> Fence:
    return Fence(line, end, opening["mark"], closing, opening["info"].strip(" \t"), bool(opening["item"]))


def _is_lazy(before: Segment | None, written: Segment) -> bool:
    """Whether a list follows the line of a paragraph: that is for the rule list-blank-line."""
    return (
        written.kind == "item"
        and before is not None
        and before.kind in ("paragraph", "item")
        and before.end == written.line - 1
    )


def _segment_at(segments: Sequence[Segment], line: int) -> Segment | None:
    """The last segment that begins at or before a line and does not end before it."""
    index = bisect_right(segments, line, key=lambda segment: segment.line) - 1
    return segments[index] if index >= 0 and segments[index].end >= line else None
