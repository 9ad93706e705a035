"""The words in which two texts differ."""

import re
from difflib import SequenceMatcher
from typing import Literal

#: A stretch of a text: as in the other one, only in the older, or only in the newer.
Piece = tuple[Literal["same", "old", "new"], str]


def differing(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, those that differ told from the rest."""
    ours, theirs = _words(before), _words(after)
    old: list[Piece] = []
    new: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        old.append(("same" if tag == "equal" else "old", "".join(ours[first:last])))
        new.append(("same" if tag == "equal" else "new", "".join(theirs[start:end])))
    return [piece for piece in old if piece[1]], [piece for piece in new if piece[1]]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)
