"""What is known of the words of two languages before a site is looked at: the lexicons that ship with pairs of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

COMMON = 0.4  # of the texts that do not translate it: what more of them explain by chance tells nothing
LIKELY = 0.3  # how likely a translation must be to stand for its word
LEARNT = "~"  # with which a meaning begins that was learnt from texts

_LEXICONS = Path(__file__).parent / "lexicons"


class BaseWord(NamedTuple):
    """root: of a word; own: how often it is explained in its own translation; chance: how often in another text; times:
    from how many occurrences that is known; means: how likely each root of the other language translates it."""

    root: str
    own: float
    chance: float
    times: float
    means: Mapping[str, float]


@cache
def base_words(ours: str, theirs: str) -> tuple[Sequence[BaseWord], Sequence[BaseWord]] | None:
    """The words of two languages, such as 'en' and 'fr', those of each; None if nothing is known of them."""
    for first, second in ((ours, theirs), (theirs, ours)):
        file = _LEXICONS / f"{first}-{second}.json"
        if file.is_file():
            read = json.loads(file.read_text(encoding="utf-8"))
            return [BaseWord(*row) for row in read[ours]], [BaseWord(*row) for row in read[theirs]]
    return None


@cache
def same_meanings(ours: str, theirs: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """By the roots of the words of two languages what they mean, the same for those that translate each other; '' for
    one that is too common to tell anything. Empty if nothing is known of the two."""
    rows = base_words(ours, theirs)
    if rows is None:
        return {}, {}
    there = {row.root: f"{LEARNT}{best}" for row in rows[1] if (best := _best(row))}
    here = {row.root: there.get(best, f"{LEARNT}{row.root}") for row in rows[0] if (best := _best(row))}
    return _without_common(here, rows[0]), _without_common(there, rows[1])


def _best(row: BaseWord) -> str:
    best = max(row.means, key=lambda other: (row.means[other], other), default="")
    return best if best and row.means[best] >= LIKELY else ""


def _without_common(meanings: Mapping[str, str], rows: Sequence[BaseWord]) -> Mapping[str, str]:
    return {**meanings, **{row.root: "" for row in rows if row.chance > COMMON}}
