"""Texts that are still to be written: what `new` leaves open, and writers do."""

from __future__ import annotations

import re

#: 'TO WRITE' and 'À RÉDIGER' in capitals with the text after their colon, or alone at the end of a sentence. A title in
#: capitals ('HOW TO WRITE A PAGE') says something else.
_MARK = re.compile(
    r"\b(?<![A-Z] )(?:TO[ \u00a0]WRITE|(?:À|A\u0300|A)[ \u00a0]R(?:É|E\u0301|E)DIGER)"
    r"(?:[ \u00a0]*:[^\"\n]*|(?=[ \u00a0\t*_]*(?:[.:;,!)\]…—–-]|\"|'|$)))",
    re.MULTILINE,
)


def may_hold(text: str) -> bool:
    """Whether `text` may hold something that is still to be written; where not, nobody needs to look closely."""
    return "WRITE" in text or "DIGER" in text


def unwritten(text: str) -> str:
    """What stands for the first text in `text` that is still to be written; '' when all is."""
    found = _MARK.search(text) if may_hold(text) else None
    return found[0].strip() if found else ""


def all_unwritten(text: str) -> list[tuple[int, str]]:
    """All that stands for texts to be written, each with the number of its line, from 0."""
    if not may_hold(text):
        return []
    return [(text.count("\n", 0, match.start()), match[0].strip()) for match in _MARK.finditer(text)]
