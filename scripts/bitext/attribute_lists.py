"""Attribute lists, such as '{ #id .class }', where and as Python-Markdown reads them (its extension attr_list)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.attr_list import get_attrs_and_remainder

from bitext.inline import inline
from bitext.prose import CODE
from bitext.segments import Segment

# Of its patterns, with the list as it is found by them: from the first brace to the last on the line.
_LIST = r"\{:?[ ]*(?P<list>[^}\n ][^\n]*)\}"
_BRACE = re.compile(r"(?:\n[ ]*|(?<! )[ ]+)\{")
_AT_END = re.compile(rf"[ ]+{_LIST}[ ]*$")
_OWN_LINE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")
_CELL_END = re.compile(r"(?<=[^\s|])[ ]+\{:?[ ]*(?P<list>[^}\n |][^\n}]*)\}[ ]*(?=\||$)")
_INLINE = re.compile(r"\{:?[ ]*(?P<list>[^}\n ][^\n}]*)\}")
_LONGEST = 80  # characters of a shortcode
_EMOJI = re.compile(r":[\w+-]+:\Z")
_ENDS_ELEMENT = (CODE, "*", "_", "=", "^", "~", "+")


@dataclass(frozen=True)
class AttributeList:
    """attributes: name and value of each, '.' for a class and 'id' for an id; is_link: it belongs to a link."""

    attributes: tuple[tuple[str, str], ...]
    is_link: bool = False


def attribute_lists(segment: Segment, labels: frozenset[str]) -> Iterator[AttributeList]:
    """The attribute lists of a segment that are read; all others show as text. labels: that its page defines."""
    if "{" not in segment.text or "}" not in segment.text:
        return
    rest = inline(segment.text, labels).rest
    for match in _of_block(segment, rest):
        yield AttributeList(_attributes(segment.text, match)[0])
    for match in _behind_elements(rest):
        is_link = segment.text[match.start() - 1] in ")]"
        yield AttributeList(_attributes(segment.text, match)[0], is_link)


def spans_of_lists(segment: Segment, rest: str) -> list[tuple[int, int]]:
    """Where the attribute lists are that are read, in the text of a segment. rest: what `inline` leaves of it."""
    return [match.span() for match in (*_of_block(segment, rest), *_behind_elements(rest))]


def attributes_at(text: str, index: int) -> dict[str, str]:
    """The attributes of the list that stands right behind an element, at `index` of the text; none without one."""
    match = _INLINE.match(text, index)
    return dict(_attributes(text, match)[0]) if match else {}


def _of_block(segment: Segment, rest: str) -> Iterator[re.Match[str]]:
    """Those that belong to a block, a cell or a term."""
    if segment.kind == "row":
        yield from _CELL_END.finditer(rest)
        return
    is_term = segment.path[-1:] == ("dl",) and "\n" not in rest
    pattern = _AT_END if segment.kind == "heading" or is_term else _OWN_LINE
    for brace in _BRACE.finditer(rest):
        match = pattern.match(rest, brace.start())
        if match and not _attributes(segment.text, match)[1]:
            yield match
            return


def _behind_elements(rest: str) -> Iterator[re.Match[str]]:
    for match in _INLINE.finditer(rest):
        if rest.endswith(_ENDS_ELEMENT, 0, match.start()) or _EMOJI.search(
            rest, max(0, match.start() - _LONGEST), match.start()
        ):
            yield match


def _attributes(text: str, match: re.Match[str]) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The attributes of a list, and whether something stands behind them."""
    attributes, remainder = get_attrs_and_remainder(text[match.start("list") : match.end("list")])
    return tuple((name, value or "") for name, value in attributes), bool(remainder)
