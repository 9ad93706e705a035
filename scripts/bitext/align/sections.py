"""Sections that stand in another order in a translation, as those of a list of terms do, which is in the order of the
alphabet in each language.

An alignment keeps the order. So the sections of the source are put into that of the translation before, where what they
say leaves no doubt, or where a heading of the translation is pinned to the anchor of one of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from bitext.align.crossing import in_order_if_in_doubt
from bitext.align.headings import Heading, align, anchors_of, cosine, headings
from bitext.pages.longest_common import between, fixed_points, invariants
from bitext.pages.segments import Segment

LEAST = 0.2  # how alike two sections must be to be taken for a pair out of order
MARGIN = 0.15  # by how much all must be more alike in another order; 0.05 is the most in 1,267 lists that are in order
LARGEST_TABLE = 40_000  # pairs of sections that are all compared
MOST = 1_000  # sections of which all are compared where some have moved
FAINT = 0.05  # how alike two must be that are left over

Span = tuple[int, int]  # the first heading of a section, and the one after its last
Pairs = list[tuple[int, int]]


def matched(source: Sequence[Heading], target: Sequence[Heading]) -> Pairs:
    """The pairs (index in source, index in target) of headings that translate each other, in the target's order."""
    order = arranged(source, target)
    return [(order[ours], theirs) for ours, theirs in align([source[index] for index in order], target)]


def arranged_segments(source: Sequence[Segment], target: Sequence[Segment]) -> list[int]:
    """The indices of `source`, each section as a whole where `target` has it."""
    ours, theirs = headings(source), headings(target)
    order = arranged(ours, theirs)
    if order == sorted(order):
        return list(range(len(source)))
    starts = [index for index, segment in enumerate(source) if segment.kind == "heading"]
    ends = [*starts[1:], len(source)]
    return [*range(starts[0]), *(index for each in order for index in range(starts[each], ends[each]))]


def arranged(source: Sequence[Heading], target: Sequence[Heading]) -> list[int]:
    """The indices of `source`, each section with all that is below it where `target` has it."""
    return _arranged(source, (0, len(source)), target, (0, len(target)))


def _arranged(source: Sequence[Heading], within: Span, target: Sequence[Heading], there: Span) -> list[int]:
    ours, theirs = _sections(source, within), _sections(target, there)
    partner = dict(_partners(source, ours, target, theirs))
    found = list(range(within[0], ours[0][0] if ours else within[1]))
    for index in _in_order_of(partner, len(ours)):
        first, end = ours[index]
        if index in partner:
            start, stop = theirs[partner[index]]
            found += [first, *_arranged(source, (first + 1, end), target, (start + 1, stop))]
        else:
            found += range(first, end)
    return found


def _partners(
    source: Sequence[Heading], ours: Sequence[Span], target: Sequence[Heading], theirs: Sequence[Span]
) -> Pairs:
    """Which of some sections translates which, by their numbers: as is pinned, else in order if in doubt."""
    pinned = _pinned(source, ours, target, theirs)
    here = [index for index in range(len(ours)) if index not in pinned]
    there = [index for index in range(len(theirs)) if index not in pinned.values()]
    if len(here) == len(there) == 1:
        return [*pinned.items(), (here[0], there[0])]
    stems = [_stems(source, ours[index]) for index in here], [_stems(target, theirs[index]) for index in there]
    if len(here) * len(there) > LARGEST_TABLE and (evident := _without_comparing_all(*stems)) is not None:
        return [*pinned.items(), *((here[first], there[second]) for first, second in evident)]
    alike = [[cosine(mine, others) for others in stems[1]] for mine in stems[0]]
    found = _in_order(alike)
    if len(here) > 1 and len(there) > 1:
        pairs = _in_any_order(alike)
        if _sum(pairs, alike) > _sum(found, alike) + MARGIN:
            levels = (
                [source[ours[index][0]].level for index in here],
                [target[theirs[index][0]].level for index in there],
            )
            straight = [(index, index) for index in range(len(here))]
            found = in_order_if_in_doubt(*stems, pairs, straight) if levels[0] == levels[1] else pairs
    return [*pinned.items(), *((here[first], there[second]) for first, second in found)]


def _without_comparing_all(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> Pairs | None:
    """The pairs of hundreds of sections: in order, if nothing says that they stand in another; else those that leave no
    doubt. None if some have moved and they are not too many to compare all."""
    keys = [[invariants(stems) or stems or None for stems in side] for side in (ours, theirs)]
    points = fixed_points(*keys)
    once = [Counter(side) for side in keys]
    single = sum(key is not None and count == once[1][key] == 1 for key, count in once[0].items())
    if single > len(points):
        there = {key: index for index, key in enumerate(keys[1])}
        found = [(index, there[key]) for index, key in enumerate(keys[0]) if key and once[0][key] == once[1][key] == 1]
        return found if len(ours) > MOST else None
    pairs = list(points)
    for (first, end), (start, stop) in between(points, len(ours), len(theirs)):
        if (end - first) * (stop - start) <= LARGEST_TABLE:
            alike = [[cosine(mine, other) for other in theirs[start:stop]] for mine in ours[first:end]]
            pairs += [(first + one, start + two) for one, two in _in_order(alike)]
        else:
            pairs += zip(range(first, end), range(start, stop), strict=False)
    return sorted(pairs)


def _pinned(
    source: Sequence[Heading], ours: Sequence[Span], target: Sequence[Heading], theirs: Sequence[Span]
) -> dict[int, int]:
    pins = {index: pin for index, (start, _) in enumerate(theirs) if (pin := target[start].pinned)}
    if not pins:
        return {}
    anchors = anchors_of(source)
    numbers: dict[str, list[int]] = {}
    for index, (first, _) in enumerate(ours):
        numbers.setdefault(anchors[first], []).append(index)
    found: dict[int, int] = {}
    for index, pin in pins.items():
        if numbers.get(pin):  # one that two headings of each page have is in order
            found[numbers[pin].pop(0)] = index
    return found


def _sections(headings: Sequence[Heading], within: Span) -> list[Span]:
    """The sections between two headings that are part of no other. A heading in a list or a callout begins none."""
    starts = [index for index in range(*within) if not headings[index].section[0].path]
    found: list[Span] = []
    for place, index in enumerate(starts):
        if not found or index >= found[-1][1]:
            level = headings[index].level
            later = islice(starts, place + 1, None)
            end = next((other for other in later if headings[other].level <= level), within[1])
            found.append((index, end))
    return found


def _stems(headings: Sequence[Heading], span: Span) -> frozenset[str]:
    return frozenset().union(*(headings[index].stems for index in range(*span)))


def _sum(pairs: Pairs, alike: list[list[float]]) -> float:
    return sum(alike[ours][theirs] for ours, theirs in pairs)


def _in_any_order(alike: list[list[float]]) -> Pairs:
    """Pairs that are alike, the most alike first; then the rest in its order, if it comes out even."""
    ranked = sorted(
        (-value, ours, theirs) for ours, row in enumerate(alike) for theirs, value in enumerate(row) if value >= LEAST
    )
    pairs: dict[int, int] = {}
    taken = set[int]()
    for _, ours, theirs in ranked:
        if ours not in pairs and theirs not in taken:
            pairs[ours] = theirs
            taken.add(theirs)
    left = [ours for ours in range(len(alike)) if ours not in pairs]
    over = [theirs for theirs in range(len(alike[0])) if theirs not in taken]
    if len(left) == len(over):
        pairs.update((ours, theirs) for ours, theirs in zip(left, over, strict=True) if alike[ours][theirs] >= FAINT)
    return list(pairs.items())


def _in_order(alike: list[list[float]]) -> Pairs:
    """The pairs in order with the greatest sum."""
    columns = len(alike[0]) if alike else 0
    best = [[0.0] * (columns + 1)]
    for row in alike:
        above, scores = best[-1], [0.0]
        for column, value in enumerate(row):
            scores.append(max(above[column] + value, above[column + 1], scores[-1]))
        best.append(scores)
    pairs: Pairs = []
    ours, theirs = len(alike), columns
    while ours and theirs:
        if best[ours][theirs] == best[ours - 1][theirs - 1] + alike[ours - 1][theirs - 1]:
            ours, theirs = ours - 1, theirs - 1
            pairs.append((ours, theirs))
        elif best[ours][theirs] == best[ours - 1][theirs]:
            ours -= 1
        else:
            theirs -= 1
    return pairs[::-1]


def _in_order_of(partner: dict[int, int], count: int) -> list[int]:
    """The numbers below `count` in the order of their partners; one without comes after the one before it."""
    order = sorted(partner, key=partner.__getitem__)
    for index in range(count):
        if index not in partner:
            order.insert(order.index(index - 1) + 1 if index else 0, index)
    return order
