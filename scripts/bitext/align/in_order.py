"""The best way to pair two rows of things without changing their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Pair = tuple[int, int]
Alike = Callable[[int, int], float]  # how alike one of the first row and one of the second are

NEVER = -1e9  # of two that can be no pair
ROUNDING = 1e-9  # by which sums that are equal may differ
_LEAST_BAND = 12  # how far from the diagonal is looked at, at least
_PAIR, _UP, _LEFT = range(3)  # where the best way to a place of the table comes from


def best_in_order(
    ours: Sequence[int], theirs: Sequence[int], alike: Alike, alone: float, widest: int = 0
) -> list[Pair]:
    """The pairs, in order on both sides, with the greatest sum of what `alike` says of each, and of `alone` for each
    that has no partner: global alignment by dynamic programming (Needleman and Wunsch, 1970).

    Of two that are equally alike, the later one is left alone. widest: of the band round the diagonal that is looked
    at; what is beyond it at the end of the longer row is left alone. 0 for as wide as it takes.
    """
    ours, theirs = _within(ours, theirs, widest)
    steps = _steps(ours, theirs, alike, alone)
    pairs: list[Pair] = []
    row, column = len(ours), len(theirs)
    while row and column:
        low, step = steps[row]
        way = step[column - low]
        if way == _PAIR:
            pairs.append((ours[row - 1], theirs[column - 1]))
        row -= way != _LEFT
        column -= way != _UP
    return pairs[::-1]


def _within(ours: Sequence[int], theirs: Sequence[int], widest: int) -> tuple[Sequence[int], Sequence[int]]:
    """Both rows, the longer one cut off where a band would be wider than `widest`."""
    band = abs(len(ours) - len(theirs)) + _LEAST_BAND
    if not widest or band <= max(widest, _LEAST_BAND):
        return ours, theirs
    most = min(len(ours), len(theirs)) + max(widest - _LEAST_BAND, 0)
    return ours[:most], theirs[:most]


def _steps(ours: Sequence[int], theirs: Sequence[int], alike: Alike, alone: float) -> list[tuple[int, bytearray]]:
    """Of each line of the table, its first column and the best way to each place from there."""
    band = abs(len(ours) - len(theirs)) + _LEAST_BAND
    low, high = 0, min(len(theirs), band)  # the first and the last column of a line
    best = [alone * column for column in range(high + 1)]
    steps = [(low, bytearray([_LEFT] * len(best)))]
    for row, one in enumerate(ours, 1):
        above, first, low, high = [*best, NEVER], low, max(0, row - band), min(len(theirs), row + band)
        best, step, score = [], bytearray(), NEVER
        for column in range(low, high + 1):
            left, score, way = score + alone, above[column - first] + alone, _UP
            if column:
                if left > score:
                    score, way = left, _LEFT
                both = above[column - first - 1]
                if both > NEVER / 2:
                    both += alike(one, theirs[column - 1])
                    if both > score + ROUNDING:
                        score, way = both, _PAIR
            best.append(score)
            step.append(way)
        steps.append((low, step))
    return steps
