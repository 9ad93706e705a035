"""Brackets and quotation marks that come in pairs, and those in a text that have lost their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bitext.pages.segments import Segment

_OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_NO_MARK = re.compile(r"(?<=\s)[:;]-?[()]")  # a face
_ITEM = re.compile(r"(?:^|[\s|])[\w.]{1,3}$|[:;]-?$")  # before the bracket of 'a)'
_MARKS = re.compile(r"[()\[\]{}«»“”\"]")


def unpaired(segment: Segment) -> list[str]:
    """The brackets and quotation marks of its prose that have no partner, in their order. Straight quotation marks are
    paired one with the next."""
    if segment.kind == "code" or not _MARKS.search(segment.prose):
        return []
    text = _NO_MARK.sub(lambda match: " " * len(match[0]), segment.prose)
    return [mark for _, mark in sorted(_unpaired(text))]


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    waiting: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        mark = match[0]
        opening = mark if mark == '"' else _CLOSING.get(mark)
        index = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i][1] == opening), None)
        if index is not None:
            del waiting[index]
        elif mark == '"' and text[match.start() - 1 : match.start()].isdigit():  # inches
            continue
        elif mark in _OPENING or mark == '"':
            waiting.append((match.start(), mark))
        elif mark != ")" or not _ITEM.search(text, max(0, match.start() - 4), match.start()):
            yield match.start(), mark
    yield from waiting
