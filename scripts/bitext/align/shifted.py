"""Where something stands twice, or nearly, which of the two is the one too many.

An alignment that finds the parts A1 A2 twice, one after the other, may as well leave alone the second part of the first
and the first of the second: `A1 [A2 A1] A2`. People see a whole section that is doubled, `A1 A2 [A1 A2]`. A stretch
without partners is moved up or down, as tools that show differences do, if it then begins with a higher heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

Pairs = list[tuple[int, int]]
Partners = dict[int, int]
Alike = Callable[[int, int], float]

NEARLY = 0.05  # by how much the pairs may be less alike when a stretch is moved


def at_whole_sections(pairs: Pairs, ours: Sequence[int], theirs: Sequence[int], alike: Alike) -> Pairs:
    """`pairs` of headings in order, with stretches of headings that are alone moved to where a section begins. ours,
    theirs: the levels of the headings; alike: how likely two translate each other."""
    from_source = _shifted(dict(pairs), ours, alike)
    from_target = _shifted(
        {theirs: ours for ours, theirs in from_source.items()}, theirs, lambda one, other: alike(other, one)
    )
    return sorted((ours, theirs) for theirs, ours in from_target.items())


def _shifted(partner: Partners, levels: Sequence[int], alike: Alike) -> Partners:
    """`partner` by the index of a heading of one side, with the stretches that have none moved; a single heading has no
    parts of which it could begin with another."""
    for first, end in list(_alone(partner, len(levels))):
        if end == first + 1:
            continue
        moves = [0, *_up(partner, first, end, alike), *_down(partner, first, end, alike)]
        best = min(moves, key=lambda move: (levels[first + move], abs(move)))
        partner = _moved(partner, first, end, best)
    return partner


def _alone(partner: Mapping[int, int], count: int) -> Iterator[tuple[int, int]]:
    """Each stretch without partners: where it begins, and where it ends."""
    for has_partner, group in groupby(range(count), key=partner.__contains__):
        if not has_partner:
            indices = list(group)
            yield indices[0], indices[-1] + 1


def _up(partner: Partners, first: int, end: int, alike: Alike) -> Iterator[int]:
    """How far the stretch can be moved up."""
    move = -1
    while first + move in partner and _is_as_good(end + move, first + move, partner, alike):
        yield move
        move -= 1


def _down(partner: Partners, first: int, end: int, alike: Alike) -> Iterator[int]:
    """How far the stretch can be moved down."""
    move = 1
    while end + move - 1 in partner and _is_as_good(first + move - 1, end + move - 1, partner, alike):
        yield move
        move += 1


def _is_as_good(index: int, instead_of: int, partner: Partners, alike: Alike) -> bool:
    """Whether a heading is as good a pair with the partner of another."""
    return alike(index, partner[instead_of]) >= alike(instead_of, partner[instead_of]) - NEARLY


def _moved(partner: Partners, first: int, end: int, move: int) -> Partners:
    """`partner` when the stretch from `first` to `end` that has none is moved."""
    found, size = dict(partner), end - first
    for step in range(move):
        found[first + step] = found.pop(first + step + size)
    for step in range(-1, move - 1, -1):
        found[end + step] = found.pop(end + step - size)
    return found
