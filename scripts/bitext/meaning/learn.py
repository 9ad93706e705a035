"""Which word means which, learnt from pairs of texts: IBM Model 1 (Brown et al., 1993) in both directions.

Words that are often together start with what a lexicon at hand says of them; each pass explains every word of one text
by those of the other, so that what is explained already claims nothing else. All pairs of words of a text and its
translation stand in arrays, and a pass counts them in one go: loops in Python take ten times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bitext.meaning.lexicon import Table

_Numbers = NDArray[np.int64]
_Shares = NDArray[np.float64]

LIKELY = 0.04  # how likely a translation must be to explain a word
BACK = 0.01  # and how likely at least the word is as a translation of that
_PASSES = 5
_CANDIDATES = 16  # translations of one word that are looked at
_NOTHING = 0.005  # how likely it is that a word translates none
_FLOOR = 1e-4


@dataclass(frozen=True)
class _Words:
    """The words of one side. known: in order; which: the number of each word of each text, once; times: how often that
    has it; sizes: how many words each text has."""

    known: list[str]
    which: _Numbers
    times: _Numbers
    sizes: _Numbers

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> _Words:
        known = sorted({word for text in texts for word in text})
        numbers = {word: number for number, word in enumerate(known)}
        counted = [Counter(text) for text in texts]
        which = [numbers[word] for text in counted for word in text]
        times = [count for text in counted for count in text.values()]
        return cls(known, np.array(which), np.array(times), np.array([len(text) for text in counted]))


@dataclass(frozen=True)
class _Side:
    """Of each pair of words of a text and its translation, on one side: place, of the word among those of all texts;
    words: all of them; of_kind: of each kind of pair, the number of the word, and factor: what that counts for in the
    number of the kind."""

    place: _Numbers
    words: _Words
    of_kind: _Numbers
    factor: int


def same_meaning(
    texts: Sequence[tuple[Sequence[str], Sequence[str]]], ours: Table, theirs: Table
) -> Iterator[tuple[str, str, float]]:
    """The words of the first texts with those of the second that mean the same, in order, and how likely that is.
    ours, theirs: what is known of either side before."""
    here, there = (_Words.of([text[side] for text in texts]) for side in (0, 1))
    left, right = _pairs(here.sizes, there.sizes)
    many = len(there.known)
    numbers = here.which[left] * many + there.which[right]
    kinds, kind, count = np.unique(numbers, return_inverse=True, return_counts=True)
    mine, others = _Side(left, here, kinds // many, many), _Side(right, there, kinds % many, 1)
    together = np.bincount(here.which)[mine.of_kind] + np.bincount(there.which)[others.of_kind]
    alike = np.where(count > 1, 2 * count / together, 0.0)
    forth = _likely(mine, others, kind, _start(kinds, alike, mine, others, ours))
    back = _likely(others, mine, kind, _start(kinds, alike, others, mine, theirs))
    best = np.maximum(forth, back)
    found = (best >= LIKELY) & (np.minimum(forth, back) >= BACK)
    for one, other, likely in zip(mine.of_kind[found], others.of_kind[found], best[found], strict=True):
        yield here.known[one], there.known[other], float(likely)


def _pairs(sizes: _Numbers, other_sizes: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The places of every word of each text with every word of its translation."""
    times = np.repeat(other_sizes, sizes)
    left = np.repeat(np.arange(len(times)), times)
    first = np.repeat(np.cumsum(other_sizes) - other_sizes, sizes)  # place of the translation of each word's text
    return left, np.arange(len(left)) + np.repeat(first - (np.cumsum(times) - times), times)


def _start(kinds: _Numbers, alike: _Shares, mine: _Side, others: _Side, known: Table) -> _Shares:
    """Of each kind of pair how likely it is at first: how alike the places are of the words that are most often
    together, and what is `known`."""
    order = np.lexsort((others.of_kind, -alike, mine.of_kind))
    words = mine.of_kind[order]
    best = order[np.arange(len(order)) - np.searchsorted(words, words) < _CANDIDATES]
    start = np.zeros(len(alike))
    start[best] = alike[best]
    number, likely = _known(mine, others, known)
    place = np.minimum(np.searchsorted(kinds, number), len(kinds) - 1)
    is_there = kinds[place] == number
    start[place[is_there]] = np.maximum(start[place[is_there]], likely[is_there])
    return start


def _known(mine: _Side, others: _Side, known: Table) -> tuple[_Numbers, _Shares]:
    """The numbers of the kinds of pairs of which something is known, and how likely they are."""
    numbers = {word: number * others.factor for number, word in enumerate(others.words.known)}
    found = [
        (number * mine.factor + numbers[other], likely)
        for number, word in enumerate(mine.words.known)
        for other, likely in known.get(word, {}).items()
        if other in numbers
    ]
    return np.array([number for number, _ in found], dtype=np.int64), np.array([likely for _, likely in found])


def _likely(mine: _Side, others: _Side, kind: _Numbers, start: _Shares) -> _Shares:
    """Of each kind of pair how likely the word of `others` is as the translation of that of `mine`."""
    looked_at = start[kind] > 0
    kind, slot = kind[looked_at], others.place[looked_at]
    times, others_times = mine.words.times[mine.place[looked_at]], others.words.times
    likely = start
    for _ in range(_PASSES):
        each = likely[kind] * times
        total = _NOTHING + np.bincount(slot, each, len(others_times))
        counts = np.bincount(kind, each * (others_times / total)[slot], len(start))
        likely = counts / np.maximum(np.bincount(mine.of_kind, counts), _FLOOR)[mine.of_kind]
        likely[likely <= _FLOOR] = 0.0
    return likely
