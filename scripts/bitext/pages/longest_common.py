"""Segments that certainly belong together in two long texts, between which the rest is aligned piece by piece.

Aligning all with all takes time that grows with the square of their length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

Pair = tuple[int, int]
_KEPT = ("`", "@", "{")  # the beginnings of stems that are code, targets and tags


def invariants(stems: Iterable[str]) -> frozenset[str]:
    """Those of some stems that no translation changes: code, link targets, tags and numbers."""
    return frozenset(stem for stem in stems if stem.startswith(_KEPT) or stem.isdigit())


def fixed_points(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Pair]:
    """The places of those keys that each side has once, as many as are in the same order; None is no key."""
    once = [Counter(keys) for keys in (ours, theirs)]
    places = {key: place for place, key in enumerate(theirs) if key is not None and once[1][key] == 1}
    found = [(place, places[key]) for place, key in enumerate(ours) if once[0][key] == 1 and key in places]
    return [found[index] for index in _rising([second for _, second in found])]


def between(points: Sequence[Pair], ours: int, theirs: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches before, between and behind fixed points, of `ours` and `theirs` things, that are not empty on both
    sides: where each begins and ends."""
    first, second = 0, 0
    for one, other in (*points, (ours, theirs)):
        if first < one and second < other:
            yield (first, one), (second, other)
        first, second = one + 1, other + 1


def _rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest row of `numbers` that rises (Schensted, 1961)."""
    ends: list[int] = []  # the smallest number at which a row of each length ends
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
