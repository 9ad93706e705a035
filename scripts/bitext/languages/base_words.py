"""What is known of the words of two languages before a site is looked at: the lexicons that ship with pairs of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

COMMON = 0.4  # of the texts that do not translate it: what more of them explain by chance tells nothing
LIKELY = 0.3  # how likely a translation must be to stand for its word
LEARNT = "~"  # with which a meaning begins that was learnt from texts

_LEXICONS = Path(__file__).parent / "lexicons"


Meanings = tuple[Mapping[str, str], Mapping[str, str]]  # of the words of two languages, by their roots


class Translated(Protocol):
    """A word. means: how likely each root of the other language translates it; chance: how often it is explained in a
    text that does not translate its own."""

    @property
    def means(self) -> Mapping[str, float]: ...
    @property
    def chance(self) -> float: ...


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
def same_meanings(ours: str, theirs: str) -> Meanings:
    """What the words of two languages mean by the lexicon that ships with them; empty if there is none."""
    rows = base_words(ours, theirs)
    if rows is None:
        return {}, {}
    ours_known, theirs_known = ({row.root: row for row in side} for side in rows)
    return meanings(ours_known, theirs_known)


def meanings(ours: Mapping[str, Translated], theirs: Mapping[str, Translated], known: Meanings = ({}, {})) -> Meanings:
    """By the roots of the words of two languages what they mean, the same for those that translate each other; '' for
    one that is too common to tell anything. known: of words that are not among these."""
    there = {root: f"{LEARNT}{best}" for root, word in theirs.items() if (best := _best(word))}
    there = {**known[1], **there}
    here = {root: there.get(best, f"{LEARNT}{root}") for root, word in ours.items() if (best := _best(word))}
    return _without_common({**known[0], **here}, ours), _without_common(there, theirs)


def _best(word: Translated) -> str:
    best = max(word.means, key=lambda other: (word.means[other], other), default="")
    return best if best and word.means[best] >= LIKELY else ""


def _without_common(meanings: Mapping[str, str], words: Mapping[str, Translated]) -> Mapping[str, str]:
    return {**meanings, **{root: "" for root, word in words.items() if word.chance > COMMON}}
