"""Which segment of one page translates which of the other."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.align.crossing import in_order_if_in_doubt
from bitext.align.moved import moved_once, moved_sections
from bitext.align.sections import arranged_segments
from bitext.pages.longest_common import between, fixed_points, invariants
from bitext.pages.segments import Segment

ALONE = -0.12  # the price of a segment without counterpart, against a likeness of 0 to 1.2 for a pair
CERTAIN = 0.5  # how alike two segments must be to be taken for a pair without looking at all the others
NEAR = 6  # segments ahead that are looked at before a pair is taken for certain
MOVED = 0.5  # how alike two segments must be to be one that has moved
PAST_ONE = 0.4  # and when it has moved past a single other
CROSSING = 0.12  # by how much neighbours must be more alike crosswise; 0.06 is the most among 2,700 that are in order
_NAME = re.compile(r"(?<=[\w,;)’'-] )[A-Z][\w.-]*\w")  # a word with a capital that begins no sentence
LARGEST_TABLE = 250_000  # pairs of segments that are compared at once
FEW_LEFT = 200  # segments left alone that one which is alone on the other side is compared with
_WORSE = -1e9
_PAIR, _UP, _LEFT = range(3)  # where the best way to a place of the table comes from


@dataclass(frozen=True)
class Alignment:
    """pairs: of indices (source, target), in the order of the target; missing: source indices without a counterpart;
    added: target indices without; moved: those of the pairs whose target stands elsewhere than the source, a section by
    its heading, unless that is pinned."""

    pairs: tuple[tuple[int, int], ...]
    missing: tuple[int, ...]
    added: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]


def align(source: Sequence[Segment], target: Sequence[Segment]) -> Alignment:
    """Global alignment by dynamic programming (Needleman and Wunsch, 1970), which keeps the order, once the sections of
    the source are in that of the target; then neighbours that are far more alike crosswise, and segments left alone on
    both sides that are alike.

    The likeness of two segments weighs kind and place, what both languages share (names, code, targets, numbers,
    meanings and beginnings of words) and length.
    """
    order = arranged_segments(source, target)
    found = _align_in_order([source[index] for index in order], target)
    pairs = {order[ours]: theirs for ours, theirs in found.pairs}
    moved = [(order[ours], theirs) for ours, theirs in found.moved]
    return Alignment(
        tuple(sorted(pairs.items(), key=lambda pair: pair[1])),
        tuple(sorted(order[ours] for ours in found.missing)),
        found.added,
        tuple(moved_once([*moved, *moved_sections(source, target, order, pairs)], source, target)),
    )


def _align_in_order(source: Sequence[Segment], target: Sequence[Segment]) -> Alignment:
    """As `align`, of texts whose sections are in the same order."""
    pairs = dict(_global(source, target))
    moved: list[tuple[int, int]] = []
    for first, second in _swaps(source, target, list(pairs.items())):
        pairs[first], pairs[second] = pairs[second], pairs[first]
        moved.append((second, pairs[second]))
    moved += _moved_past(source, target, pairs)
    moved = _in_order_if_in_doubt(source, target, pairs, moved)
    added = _without_partner(target, pairs)
    for ours, theirs in _titles(source, target, pairs, added):
        pairs[ours] = theirs
        moved += [(ours, theirs)] if (ours + 1, theirs + 1) in moved else []
        added.remove(theirs)
    return Alignment(
        tuple(sorted(pairs.items(), key=lambda pair: pair[1])),
        tuple(index for index in range(len(source)) if index not in pairs),
        tuple(added),
        tuple(moved),
    )


def _without_partner(target: Sequence[Segment], pairs: Mapping[int, int]) -> list[int]:
    taken = set(pairs.values())
    return [index for index in range(len(target)) if index not in taken]


def _moved_past(
    source: Sequence[Segment], target: Sequence[Segment], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Segments left alone on both sides that are alike; each is put into `pairs`."""
    added = _without_partner(target, pairs)
    for ours in [index for index in range(len(source)) if index not in pairs]:
        first = max(0, min(bisect_left(added, ours) - FEW_LEFT // 2, len(added) - FEW_LEFT))
        near = added[first : first + FEW_LEFT]
        alike = {theirs: _moved_likeness(source[ours], target[theirs]) for theirs in near}
        best = max(alike, key=alike.__getitem__, default=None)
        past_one = best is not None and (pairs.get(ours - 1) == best + 1 or pairs.get(ours + 1) == best - 1)
        if best is not None and alike[best] >= (PAST_ONE if past_one else MOVED):
            pairs[ours] = best
            added.remove(best)
            yield ours, best


def _titles(
    source: Sequence[Segment], target: Sequence[Segment], pairs: Mapping[int, int], added: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The titles of callouts and tabs, left alone on both sides, whose first content is a pair: their words are few."""
    for ours, segment in enumerate(source):
        if segment.kind in ("callout", "tab") and ours not in pairs and pairs.get(ours + 1, 0) - 1 in added:
            theirs = pairs[ours + 1] - 1
            if (segment.kind, segment.name) == (target[theirs].kind, target[theirs].name):
                yield ours, theirs


def _moved_likeness(source: Segment, target: Segment) -> float:
    return content_likeness(source, target) if source.kind == target.kind else 0.0


def likeness(source: Segment, target: Segment) -> float:
    """How likely it is that `target` translates `source`: 0 to 1.2, or far below for kinds that never match."""
    if source.kind != target.kind and {source.kind, target.kind} != {"item", "paragraph"}:
        return _WORSE
    score = content_likeness(source, target) + 0.2
    if source.path != target.path:
        score -= 0.25
    if source.kind != target.kind:
        score -= 0.2
    if source.kind == "heading" and source.level != target.level:
        score -= 0.1
    return score


def content_likeness(source: Segment, target: Segment) -> float:
    """What the contents of two segments say alone: 0 to 1."""
    if source.text == target.text:
        return 1.0
    ours, theirs = source.stems, target.stems
    fewer = min(len(ours), len(theirs))
    overlap = len(ours & theirs) / (fewer + 1) if fewer else 0.3
    ratio = (len(target.prose) + 8) / (1.15 * len(source.prose) + 8)  # French runs longer than English
    return 0.65 * overlap + 0.35 * min(ratio, 1 / ratio) ** 2


def _global(source: Sequence[Segment], target: Sequence[Segment]) -> list[tuple[int, int]]:
    """The best pairs in order. What is beyond doubt at both ends is taken first: where little differs, little is left
    for the table, whose size is the square of the segments."""
    start = _certain(source, target)
    end = _certain(source[start:][::-1], target[start:][::-1])
    middle = _piecewise(source[start : len(source) - end], target[start : len(target) - end])
    return [
        *((index, index) for index in range(start)),
        *((start + ours, start + theirs) for ours, theirs in middle),
        *((len(source) - 1 - index, len(target) - 1 - index) for index in reversed(range(end))),
    ]


def _piecewise(source: Sequence[Segment], target: Sequence[Segment]) -> list[tuple[int, int]]:
    """As `_table`; of long texts, what both have once beyond doubt is taken first, and tables are made of the rest."""
    if (abs(len(source) - len(target)) + 12) * len(source) <= LARGEST_TABLE:
        return _table(source, target)
    points = fixed_points([_key(segment) for segment in source], [_key(segment) for segment in target])
    pairs = list(points)
    for (first, end), (start, stop) in between(points, len(source), len(target)):
        found = _table(source[first:end], target[start:stop], LARGEST_TABLE // (end - first))
        pairs += [(first + ours, start + theirs) for ours, theirs in found]
    return sorted(pairs)


def _key(segment: Segment) -> tuple[str, tuple[str, ...], frozenset[str]] | None:
    kept = invariants(segment.stems)
    return (segment.kind, segment.path, kept) if kept else None


def _certain(source: Sequence[Segment], target: Sequence[Segment]) -> int:
    """How many pairs from the start are alike, and far more so than each with what follows the other."""
    length = max(0, min(len(source), len(target)) - 1)
    for index in range(length):
        here, there = source[index], target[index]
        alike = likeness(here, there)
        if (
            alike < CERTAIN
            or any(alike < likeness(other, there) + CROSSING for other in source[index + 1 : index + 1 + NEAR])
            or any(alike < likeness(here, other) + CROSSING for other in target[index + 1 : index + 1 + NEAR])
        ):
            return index
    return length


def _table(source: Sequence[Segment], target: Sequence[Segment], widest: int = 0) -> list[tuple[int, int]]:
    """The best pairs. widest: of the band round the diagonal that is looked at; what is beyond it at the end of the
    longer text is left alone. 0 for as wide as it takes."""
    rows, columns = len(source), len(target)
    if widest and abs(rows - columns) + 12 > max(widest, 12):
        rows, columns = (min(side, min(rows, columns) + max(widest - 12, 0)) for side in (rows, columns))
        source, target = source[:rows], target[:columns]
    band = abs(rows - columns) + 12
    low, high = 0, min(columns, band)  # the first and the last column of a row
    best = [ALONE * column for column in range(high + 1)]
    steps = [(low, bytearray([_LEFT] * len(best)))]
    for row, here in enumerate(source, 1):
        above, first, low, high = [*best, _WORSE], low, max(0, row - band), min(columns, row + band)
        best, step, score = [], bytearray(), _WORSE
        for column in range(low, high + 1):
            left, score, way = score + ALONE, above[column - first] + ALONE, _UP
            if column:
                if left > score:
                    score, way = left, _LEFT
                both = above[column - first - 1]
                if both > _WORSE / 2:
                    both += likeness(here, target[column - 1])
                    if both > score:  # of two that are equally alike, the later one is left alone
                        score, way = both, _PAIR
            best.append(score)
            step.append(way)
        steps.append((low, step))
    pairs: list[tuple[int, int]] = []
    row, column = rows, columns
    while row and column:
        low, step = steps[row]
        way = step[column - low]
        if way == _PAIR:
            pairs.append((row - 1, column - 1))
        row -= way != _LEFT
        column -= way != _UP
    return pairs[::-1]


def _swaps(
    source: Sequence[Segment], target: Sequence[Segment], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Neighbouring pairs of one list that are far more alike crosswise."""
    found: list[tuple[int, int]] = []
    for (first, here), (second, there) in itertools.pairwise(pairs):
        if found and found[-1][1] == first:
            continue
        four = source[first], source[second], target[here], target[there]
        if any(segment.kind != four[0].kind or segment.path != four[0].path for segment in four):
            continue
        if four[0].kind not in ("item", "row", "paragraph", "heading"):
            continue
        straight = content_likeness(four[0], four[2]) + content_likeness(four[1], four[3])
        crossed = content_likeness(four[0], four[3]) + content_likeness(four[1], four[2])
        if crossed > straight + CROSSING and _are_crossed(four[:2], four[2:]):
            found.append((first, second))
    return found


def _are_crossed(source: Sequence[Segment], target: Sequence[Segment]) -> bool:
    crossed = [(0, 1), (1, 0)]
    ours, theirs = _stems(source), _stems(target)
    return in_order_if_in_doubt(ours, theirs, crossed, [(0, 0), (1, 1)]) == crossed


def _stems(segments: Sequence[Segment]) -> list[frozenset[str]]:
    """What each has in common with its translation: names and labels that both have, or all of its text."""
    return [
        segment.stems
        | {f"^{name}" for name in _NAME.findall(segment.prose)}
        | {f"*{label}" for label in segment.labels}
        | {segment.text}
        for segment in segments
    ]


def _in_order_if_in_doubt(
    source: Sequence[Segment], target: Sequence[Segment], pairs: dict[int, int], moved: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Put siblings that are as many in one section as in the other back into their order, in `pairs`, where words alone
    have moved one of them. Returns those of `moved` that have moved."""
    ours, theirs = _siblings(source), _siblings(target)
    left = list(moved)
    groups = {(ours[first][0], theirs[second][0]): (ours[first], theirs[second]) for first, second in moved}
    for mine, others in groups.values():
        here, there = ({index: number for number, index in enumerate(group)} for group in (mine, others))
        found = [(first, second) for first, second in pairs.items() if first in here or second in there]
        if len(mine) != len(others) or any(first not in here or second not in there for first, second in found):
            continue
        crossed = [(here[first], there[second]) for first, second in found]
        straight = [(number, number) for number in range(len(mine))]
        if sorted(crossed) == straight:  # what has moved has passed others
            continue
        stems = _stems([source[index] for index in mine]), _stems([target[index] for index in others])
        kept = in_order_if_in_doubt(*stems, crossed, straight)
        pairs.update((mine[first], others[second]) for first, second in kept)
        left = [pair for pair in left if pair[0] not in here or (kept != straight and pairs.get(pair[0]) == pair[1])]
    return left


def _siblings(segments: Sequence[Segment]) -> dict[int, tuple[int, ...]]:
    """Of each segment, by its index, all of its section that are of its kind and level, in the same containers."""
    section, groups = 0, dict[tuple[object, ...], list[int]]()
    for index, segment in enumerate(segments):
        section += segment.kind == "heading"
        place = 0 if segment.kind == "heading" else section
        groups.setdefault((place, segment.kind, segment.level, segment.path), []).append(index)
    return {index: group for group in map(tuple, groups.values()) for index in group}
