"""Suggestions for a misspelled name: the known one that is spelled almost alike, word for word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[^\w]|_")
_ALIKE = 0.7  # of two words, as difflib counts


def closest(name: str, known: Iterable[str]) -> str:
    """The one of `known` that is close to `name`, or ''. To have a word in common is not enough."""
    names = sorted(known)
    ours = _words(name)
    for other in names:
        theirs = _words(other)
        if ours and (sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs)):
            return other
    near = difflib.get_close_matches(name, names, n=5, cutoff=0.6)
    return next((other for other in near if _has_slips(ours, _words(other))), "")


def _has_slips(ours: list[str], theirs: list[str]) -> bool:
    """Whether there are as many words in both, and each is that of the other, but for a slip."""
    return len(ours) == len(theirs) and all(map(_is_slip, ours, theirs))


def _words(name: str) -> list[str]:
    return [word for word in _SEPARATORS.split(name.casefold()) if word]


def _is_slip(word: str, other: str) -> bool:
    if word == other:
        return True
    has_number = any(char.isdigit() for char in word + other)  # 'sage-200' is not 'sage-300'
    return not has_number and difflib.SequenceMatcher(None, word, other).ratio() >= _ALIKE
