"""Attribute lists, such as '{ #id .class }', where and as Python-Markdown reads them (its extension attr_list)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.attr_list import get_attrs_and_remainder

from bitext.markdown.blocks import TERM
from bitext.markdown.prose import CODE
from bitext.pages.inline import LONGEST
from bitext.pages.segments import Segment

# Of its patterns, with the list as it is found by them: from the first brace to the last on the line.
_LIST = r"\{:?[ ]*(?P<list>[^}\n ][^\n]*)\}"
_BRACE = re.compile(r"(?:\n[ ]*|(?<! )[ ]+)\{")
_AT_END = re.compile(rf"[ ]+{_LIST}[ ]*$")
_OWN_LINE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")
_CELL_END = re.compile(r"(?<=[^\s|])[ ]+\{:?[ ]*(?P<list>[^}\n |][^\n}]*)\}[ ]*(?=\||$)")
_LIST_HERE = re.compile(_LIST)
_INLINE = re.compile(rf"(?<=[{CODE}*_=^~+:])\{{:?[ ]*(?P<list>[^}}\n ][^\n}}]*)\}}")
_LONGEST = 80  # characters of a shortcode
_EMOJI = re.compile(r":[\w+-]+:\Z")


def spans_of_lists(segment: Segment, rest: str) -> list[tuple[int, int]]:
    """Where the attribute lists are that are read, in the text of a segment. rest: what `inline` leaves of it."""
    return [match.span() for match in (*_of_block(segment, rest), *_behind_elements(rest))]


def attributes_at(text: str, index: int) -> dict[str, str]:
    """The attributes of the list that stands right behind an element, at `index` of the text; none without one."""
    match = _LIST_HERE.match(text, index, index + LONGEST)
    return dict(_attributes(text, match)[0]) if match else {}


def _of_block(segment: Segment, rest: str) -> Iterator[re.Match[str]]:
    """Those that belong to a block, a cell or a term."""
    if segment.kind == "row":
        yield from _CELL_END.finditer(rest)
        return
    is_heading = segment.kind == "heading"
    pattern = _AT_END if is_heading or segment.name == TERM else _OWN_LINE
    for brace in _BRACE.finditer(rest):
        match = pattern.match(rest, brace.start())
        if match is None:
            continue
        if not _attributes(segment.text, match)[1]:
            yield match
        elif is_heading:  # what stands before a pinned anchor is no attribute once it is set
            continue
        return


def _behind_elements(rest: str) -> Iterator[re.Match[str]]:
    for match in _INLINE.finditer(rest):
        start = match.start()
        if rest[start - 1] != ":" or _EMOJI.search(rest, max(0, start - _LONGEST), start):
            yield match


def _attributes(text: str, match: re.Match[str]) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The attributes of a list, and whether something stands behind them."""
    attributes, remainder = get_attrs_and_remainder(text[match.start("list") : match.end("list")])
    return tuple((name, value or "") for name, value in attributes), bool(remainder)
