"""Which word means which, learnt from pairs of texts: IBM Model 1 (Brown et al., 1993) in both directions.

Words that are often together start with what a lexicon at hand says of them; each pass explains every word of one text
by those of the other, so that what is explained already claims nothing else. All pairs of words of a text and its
translation are counted in one array; the passes go over those that may mean the same, a tenth of them, in one go each.
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
    """One side of all kinds of pairs of words. words: of all texts; of_kind: the number of the word of each kind;
    factor: what that counts for in the number of the kind."""

    words: _Words
    of_kind: _Numbers
    factor: int


def same_meaning(
    texts: Sequence[tuple[Sequence[str], Sequence[str]]], ours: Table, theirs: Table
) -> Iterator[tuple[str, str, float]]:
    """The words of the first texts with those of the second that mean the same, in order, and how likely that is.
    ours, theirs: what is known of either side before."""
    here, there = (_Words.of([text[side] for text in texts]) for side in (0, 1))
    many = len(there.known)
    kinds, kind = _kinds(_pairs(here, there))
    mine, others = _Side(here, kinds // many, many), _Side(there, kinds % many, 1)
    count = np.bincount(kind)
    together = np.bincount(here.which)[mine.of_kind] + np.bincount(there.which)[others.of_kind]
    alike = np.where(count > 1, 2 * count / together, 0.0)
    starts = _start(kinds, alike, mine, others, ours), _start(kinds, alike, others, mine, theirs)
    kept = np.flatnonzero((np.maximum(*starts) > 0)[kind])
    kind, (left, right) = kind[kept], _places(kept, here.sizes, there.sizes)
    forth = _likely((mine, left), (others, right), kind, starts[0])
    back = _likely((others, right), (mine, left), kind, starts[1])
    best = np.maximum(forth, back)
    found = (best >= LIKELY) & (np.minimum(forth, back) >= BACK)
    for one, other, likely in zip(mine.of_kind[found], others.of_kind[found], best[found], strict=True):
        yield here.known[one], there.known[other], float(likely)


def _pairs(here: _Words, there: _Words) -> _Numbers:
    """The number of the kind of each pair of a word and one of its translation, text by text."""
    pairs = np.empty(here.sizes @ there.sizes, dtype=np.int64)
    ours = here.which * len(there.known)
    first = other = start = 0
    for size, other_size in zip(here.sizes.tolist(), there.sizes.tolist(), strict=True):
        end = start + size * other_size
        words, others = ours[first : first + size], there.which[other : other + other_size]
        np.add.outer(words, others, out=pairs[start:end].reshape(size, other_size))
        first, other, start = first + size, other + other_size, end
    return pairs


def _kinds(pairs: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The kinds of pairs, each once and in order, and the place among them of the kind of each pair. `numpy.unique`
    says the same, and takes twice as long for want of a stable order."""
    order = np.argsort(pairs, kind="stable")
    ranked = pairs[order]
    is_first = np.append(True, ranked[1:] != ranked[:-1])
    kind = np.empty_like(order)
    kind[order] = np.cumsum(is_first) - 1
    return ranked[is_first], kind


def _places(pairs: _Numbers, sizes: _Numbers, other_sizes: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The places of both words of some of the pairs, among the words of all texts."""
    firsts, others, starts = (np.cumsum(each) - each for each in (sizes, other_sizes, sizes * other_sizes))
    text = np.searchsorted(starts, pairs, side="right") - 1
    row, column = np.divmod(pairs - starts[text], other_sizes[text])
    return firsts[text] + row, others[text] + column


def _start(kinds: _Numbers, alike: _Shares, mine: _Side, others: _Side, known: Table) -> _Shares:
    """Of each kind of pair how likely it is at first: how alike the places are of the words that are most often
    together, and what is `known`."""
    often = np.flatnonzero(alike)
    order = often[np.lexsort((others.of_kind[often], -alike[often], mine.of_kind[often]))]
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


def _likely(mine: tuple[_Side, _Numbers], others: tuple[_Side, _Numbers], kind: _Numbers, start: _Shares) -> _Shares:
    """Of each kind of pair how likely the word of `others` is as the translation of that of `mine`. Both sides come
    with the places of the words of the pairs; kind: of each pair."""
    (side, place), (other_side, slot) = mine, others
    times, others_times = side.words.times[place], other_side.words.times
    likely = start
    for _ in range(_PASSES):
        each = likely[kind] * times
        total = _NOTHING + np.bincount(slot, each, len(others_times))
        counts = np.bincount(kind, each * (others_times / total)[slot], len(start))
        likely = counts / np.maximum(np.bincount(side.of_kind, counts), _FLOOR)[side.of_kind]
        likely[likely <= _FLOOR] = 0.0
    return likely
