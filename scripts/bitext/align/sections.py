"""Which section of one page translates which of the other: the first half of an alignment, and all that anchors need.

The headings are paired in their order, by level, what both sections hold and what they say. Sections can stand in
another order in a translation, as those of a list of terms do, which is in the order of the alphabet in each language.
So the sections of the source are put into that of the translation before, where what they say leaves no doubt, or where
a heading of the translation is pinned to the anchor of one of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from math import sqrt

from bitext.align.crossing import in_order_if_in_doubt
from bitext.align.headings import Heading, anchors_of
from bitext.align.in_order import Alike, best_in_order
from bitext.align.likeness import content_likeness, likeness_of_all
from bitext.align.shifted import at_whole_sections
from bitext.pages.longest_common import between, fixed_points, invariants
from bitext.pages.segments import Segment

LEAST = 0.2  # how alike two sections must be to be taken for a pair out of order
FAR = 0.4  # and to be taken for one that has moved into another section; 0.47 is the most in 99.9 % of 5,452 others
MARGIN = 0.15  # by how much all must be more alike in another order; 0.05 is the most in 1,267 lists that are in order
LARGEST_TABLE = 40_000  # pairs of sections that are all compared
MOST = 1_000  # sections of which all are compared where some have moved
OWN_LEVEL = 0.5  # what it says of the first of two sections that it alone has the level of another
MERGED = 0.4  # by how much a section must be more like two others than like the second of them
FAINT = 0.05  # how alike two must be that are left over
NOTHING = -1e-6  # the price of a section left alone among its siblings: two that share nothing are a pair rather
ALONE = 0.15  # what a heading left alone counts for, against a likeness of 0 to 1.2 for a pair
SAME_LEVEL, NEXT_LEVEL = 0.4, 0.2  # what the levels of two headings count for
CONTENTS, WORDS, OWN_WORDS = 0.3, 0.3, 0.2  # and what both sections hold, what they say, what the headings say

Span = tuple[int, int]  # the first heading of a section, and the one after its last
Pairs = list[tuple[int, int]]


def matched(source: Sequence[Heading], target: Sequence[Heading]) -> Pairs:
    """The pairs (index in source, index in target) of headings that translate each other, in the target's order."""
    order = arranged(source, target)
    pairs = [(order[ours], theirs) for ours, theirs in _aligned([source[index] for index in order], target)]
    pairs += _moved_far(source, target, pairs)
    return sorted(pairs, key=lambda pair: pair[1])


def heading_likeness(source: Heading, target: Heading) -> float:
    """How likely `target` is to translate `source`: 0 to 1.2. The level, what the two sections hold, what they say."""
    theirs = target.traits
    shared = sum([min(count, theirs[trait]) for trait, count in source.traits.items() if trait in theirs])
    either = source.weight + target.weight - shared
    apart = abs(source.level - target.level)
    return (
        (SAME_LEVEL if not apart else NEXT_LEVEL if apart == 1 else 0.0)
        + CONTENTS * (shared / either if either else 1.0)
        + WORDS * cosine(source.stems, target.stems)
        + OWN_WORDS * cosine(source.own_stems, target.own_stems)
    )


def cosine(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """How much two sets have in common, less for small ones: 0 to 1. What is short and says again a part of what is
    long is not like it."""
    return len(ours & theirs) / (sqrt(len(ours) * len(theirs)) + 1)


def _aligned(source: Sequence[Heading], target: Sequence[Heading]) -> Pairs:
    """The pairs of headings, both in order; as many of the same levels do not shift on words alone."""

    def alike(ours: int, theirs: int) -> float:
        return heading_likeness(source[ours], target[theirs])

    levels = [heading.level for heading in source], [heading.level for heading in target]
    pairs = _first_of_merged(_best(source, target, alike), source, target)
    pairs = at_whole_sections(pairs, *levels, alike)
    straight = [(index, index) for index in range(len(source))]
    if pairs != straight and levels[0] == levels[1]:
        stems = [heading.stems for heading in source], [heading.stems for heading in target]
        return in_order_if_in_doubt(*stems, pairs, straight)
    return pairs


def _best(source: Sequence[Heading], target: Sequence[Heading], alike: Alike) -> Pairs:
    """The pairs with the greatest sum of likeness. A heading left alone counts for something: of one that is missing
    here and one that is new there no pair is made that costs a better one. Two of one level are a pair whatever they
    say, if nothing else is.

    Of long pages, what holds beyond doubt is taken first, and the table is that of what stands between.
    """
    if len(source) * len(target) <= LARGEST_TABLE:
        return best_in_order(range(len(source)), range(len(target)), alike, ALONE)
    points = fixed_points([heading.key for heading in source], [heading.key for heading in target])
    pairs = list(points)
    for ours, theirs in between(points, len(source), len(target)):
        if (ours[1] - ours[0]) * (theirs[1] - theirs[0]) <= LARGEST_TABLE:
            pairs += best_in_order(range(*ours), range(*theirs), alike, ALONE)
        else:  # hundreds of headings that say the same
            together = zip(range(*ours), range(*theirs), strict=False)
            pairs += [(one, other) for one, other in together if source[one].level == target[other].level]
    return sorted(pairs)


def _first_of_merged(pairs: Pairs, source: Sequence[Heading], target: Sequence[Heading]) -> Pairs:
    """`pairs`, but where only the second of two headings is missing on one side, the section that says both is that of
    the first, however little that says."""
    partner = {theirs: ours for ours, theirs in _with_first(dict(pairs), source, target).items()}
    return sorted((ours, theirs) for theirs, ours in _with_first(partner, target, source).items())


def _with_first(pairs: Mapping[int, int], here: Sequence[Heading], there: Sequence[Heading]) -> dict[int, int]:
    """`pairs` of one side, with the first of two sections for the second where that is so."""
    found = dict(pairs)
    for mine, other in sorted(pairs.items()):
        if mine and mine - 1 not in found and _holds_both(here[mine - 1], here[mine], there[other]):
            found[mine - 1] = found.pop(mine)
    return found


def _holds_both(first: Heading, second: Heading, other: Heading) -> bool:
    """Whether the section `other` has the heading of `first`, and says what that says, and then what `second` does."""
    if first.level not in (second.level, other.level):
        return False
    own, after, there = (list(heading.section) for heading in (first, second, other))
    heading = _same_heading(own[0], there[0]) - _same_heading(after[0], there[0])
    heading += OWN_LEVEL if first.level != second.level else 0.0
    if not own[1:]:
        return heading > MERGED
    return heading + likeness_of_all(own[1:] + after[1:], there[1:]) > likeness_of_all(after[1:], there[1:]) + MERGED


def _same_heading(source: Segment, target: Segment) -> float:
    """How alike two headings are: what translation keeps is sure, words are not."""
    return content_likeness(source, target) + len(invariants(source.stems & target.stems)) / 2


def _moved_far(source: Sequence[Heading], target: Sequence[Heading], pairs: Pairs) -> Pairs:
    """Sections left alone on both sides that say the same, each more than any other: they stand below another."""
    here = set(range(len(source))) - {ours for ours, _ in pairs}
    there = set(range(len(target))) - {theirs for _, theirs in pairs}
    if not here or not there or len(here) * len(there) > LARGEST_TABLE:
        return []
    ranked = sorted(
        ((cosine(source[ours].stems, target[theirs].stems), ours, theirs) for ours in here for theirs in there),
        reverse=True,
    )
    found: Pairs = []
    for value, ours, theirs in ranked:
        if value >= FAR and ours in here and theirs in there:
            found.append((ours, theirs))
            here.remove(ours)
            there.remove(theirs)
    return found


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
    columns = range(len(alike[0]) if alike else 0)
    return best_in_order(range(len(alike)), columns, lambda ours, theirs: alike[ours][theirs], NOTHING)


def _in_order_of(partner: dict[int, int], count: int) -> list[int]:
    """The numbers below `count` in the order of their partners; one without comes after the one before it."""
    order = sorted(partner, key=partner.__getitem__)
    for index in range(count):
        if index not in partner:
            order.insert(order.index(index - 1) + 1 if index else 0, index)
    return order
