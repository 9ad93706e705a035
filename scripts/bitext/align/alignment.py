"""Which segment of one page translates which of the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bitext.align.common_words import Languages, with_meanings
from bitext.align.crossing import in_order_if_in_doubt
from bitext.align.headings import headings
from bitext.align.in_order import NEVER, best_in_order
from bitext.align.likeness import ALONE, content_likeness, likeness
from bitext.align.moved import moved_once, moved_sections
from bitext.align.sections import matched
from bitext.languages.base_words import Meanings
from bitext.pages.longest_common import between, fixed_points, invariants
from bitext.pages.segments import Segment

CERTAIN = 0.5  # how alike two segments must be to be taken for a pair without looking at all the others
NEAR = 6  # segments ahead that are looked at before a pair is taken for certain
MOVED = 0.5  # how alike two segments must be to be one that has moved
PAST_ONE = 0.4  # and when it has moved past a single other
CROSSING = 0.12  # by how much neighbours must be more alike crosswise; 0.06 is the most among 2,700 that are in order
_NAME = re.compile(r"(?<=[\w,;)’'-] )[A-Z][\w.-]*\w")  # a word with a capital that begins no sentence
LARGEST_TABLE = 250_000  # pairs of segments that are compared at once
FEW_LEFT = 200  # segments left alone that one which is alone on the other side is compared with
SMALL = 60  # pairs of segments of which none is worth being taken first
SURE = 1.2  # how alike two headings are that are a pair
ASTRAY = 0.4  # by how much what follows a heading without partner is less like what does not


@dataclass(frozen=True)
class Alignment:
    """pairs: of indices (source, target), in the order of the target; missing: source indices without a counterpart;
    added: target indices without; moved: those of the pairs whose target stands elsewhere than the source, a section by
    its heading, unless that is pinned."""

    pairs: tuple[tuple[int, int], ...]
    missing: tuple[int, ...]
    added: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]

    @property
    def leaves_doubt(self) -> bool:
        """Whether something is alone or out of order, so that it may belong elsewhere."""
        return bool(self.missing or self.added or self.moved)


def align(
    source: Sequence[Segment],
    target: Sequence[Segment],
    languages: Languages = ("", ""),
    learnt: Meanings | None = None,
) -> Alignment:
    """Headings first; then the segments of each section that both have, in order; then neighbours that are far more
    alike crosswise, and segments left alone on both sides that are alike.

    The likeness of two segments weighs kind and place, what both languages share (names, code, targets, numbers,
    meanings and beginnings of words) and length. Below the headings, words mean what was `learnt`, or what a lexicon of
    the two `languages` says, if there is one.
    """
    headed = matched_headings(source, target)
    source, target = with_meanings(source, target, languages, learnt)
    pairs = dict(headed)
    moved: list[tuple[int, int]] = []
    for found in _by_section(source, target, headed):
        pairs.update(found)
        for first, second in _swaps(source, target, found):
            pairs[first], pairs[second] = pairs[second], pairs[first]
            moved.append((second, pairs[second]))
    moved += _moved_past(source, target, pairs)
    moved = _in_order_if_in_doubt(source, target, pairs, moved)
    added = _without_partner(target, pairs)
    for ours, theirs in _titles(source, target, pairs, added):
        pairs[ours] = theirs
        moved += [(ours, theirs)] if (ours + 1, theirs + 1) in moved else []
        added.remove(theirs)
    moved += moved_sections(headed, source, target)
    return Alignment(
        tuple(sorted(pairs.items(), key=lambda pair: pair[1])),
        tuple(index for index in range(len(source)) if index not in pairs),
        tuple(added),
        tuple(moved_once(moved, source, target)),
    )


def matched_headings(source: Sequence[Segment], target: Sequence[Segment]) -> dict[int, int]:
    """The headings as `align` pairs them, by their indices among the segments: all that anchors need."""
    ours, theirs = (
        [index for index, segment in enumerate(side) if segment.kind == "heading"] for side in (source, target)
    )
    return {ours[one]: theirs[other] for one, other in matched(headings(source), headings(target))}


def _by_section(
    source: Sequence[Segment], target: Sequence[Segment], headed: Mapping[int, int]
) -> Iterator[list[tuple[int, int]]]:
    """The pairs of each section that both have, in order; first those of what stands before all of them. What follows
    a heading without partner is part of the section before it, as it may be that only the heading is missing."""
    tops = {ours: theirs for ours, theirs in headed.items() if not source[ours].path and not target[theirs].path}
    ends = dict(pairwise([-1, *sorted(tops), len(source)])), dict(pairwise([-1, *sorted(tops.values()), len(target)]))
    sections = _Sections(source, target, headed, _astray(source, tops), _astray(target, tops.values()))
    for ours, theirs in [(-1, -1), *tops.items()]:
        yield sections.pairs(range(ours + 1, ends[0][ours]), range(theirs + 1, ends[1][theirs]))


def _astray(segments: Sequence[Segment], matched: Collection[int]) -> set[int]:
    """The segments that follow a heading of the page which is none of those `matched`."""
    found, is_astray = set[int](), False
    for index, segment in enumerate(segments):
        if segment.kind == "heading" and not segment.path:
            is_astray = index not in matched
        if is_astray:
            found.add(index)
    return found


def _without_partner(target: Sequence[Segment], pairs: Mapping[int, int]) -> list[int]:
    taken = set(pairs.values())
    return [index for index in range(len(target)) if index not in taken]


def _moved_past(
    source: Sequence[Segment], target: Sequence[Segment], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Segments left alone on both sides that are alike; each is put into `pairs`."""
    added = _without_partner(target, pairs)
    for ours in [index for index in range(len(source)) if index not in pairs and source[index].kind != "heading"]:
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


@dataclass(frozen=True)
class _Sections:
    """How to pair the segments of sections. headed: the pairs of headings; stray_source, stray_target: segments that
    follow a heading without partner."""

    source: Sequence[Segment]
    target: Sequence[Segment]
    headed: Mapping[int, int]
    stray_source: Collection[int]
    stray_target: Collection[int]

    def alike(self, ours: int, theirs: int) -> float:
        """How alike two segments of one section are: as `likeness` has it, but of headings it is known."""
        here, there = self.source[ours], self.target[theirs]
        if here.kind == "heading" or there.kind == "heading":
            return SURE if self.headed.get(ours) == theirs else NEVER
        return likeness(here, there) - (ASTRAY if self._is_astray(ours, theirs) else 0.0)

    def _is_astray(self, ours: int, theirs: int) -> bool:
        return ours in self.stray_source or theirs in self.stray_target

    def pairs(self, ours: range, theirs: range) -> list[tuple[int, int]]:
        """The best pairs in order. What is beyond doubt at both ends is taken first: where little differs, little is
        left for the table, whose size is the square of the segments."""
        if len(ours) * len(theirs) <= SMALL:
            return best_in_order(ours, theirs, self.alike, ALONE)
        start = self._certain(ours, theirs)
        end = self._certain(ours[start:][::-1], theirs[start:][::-1])
        middle = self._piecewise(ours[start : len(ours) - end], theirs[start : len(theirs) - end])
        return [
            *zip(ours[:start], theirs[:start], strict=True),
            *middle,
            *zip(ours[len(ours) - end :], theirs[len(theirs) - end :], strict=True),
        ]

    def _piecewise(self, ours: range, theirs: range) -> list[tuple[int, int]]:
        """As `best_in_order`; of a long section, what both have once beyond doubt is taken first."""
        if (abs(len(ours) - len(theirs)) + 12) * len(ours) <= LARGEST_TABLE:
            return best_in_order(ours, theirs, self.alike, ALONE)
        keys = [_key(self.source[index]) for index in ours], [_key(self.target[index]) for index in theirs]
        points = fixed_points(*keys)
        pairs = [(ours[one], theirs[other]) for one, other in points]
        for (first, end), (start, stop) in between(points, len(ours), len(theirs)):
            widest = LARGEST_TABLE // (end - first)
            pairs += best_in_order(ours[first:end], theirs[start:stop], self.alike, ALONE, widest)
        return sorted(pairs)

    def _certain(self, ours: range, theirs: range) -> int:
        """How many pairs from the start are alike, and far more so than each with what follows the other."""
        length = max(0, min(len(ours), len(theirs)) - 1)
        for index in range(length):
            here, there = ours[index], theirs[index]
            alike = self.alike(here, there)
            next_here, next_there = (side[index + 1 : index + 1 + NEAR] for side in (ours, theirs))
            if (
                alike < CERTAIN
                or self._is_astray(here, there)
                or any(alike < self.alike(other, there) + CROSSING for other in next_here)
                or any(alike < self.alike(here, other) + CROSSING for other in next_there)
            ):
                return index
        return length


def _key(segment: Segment) -> tuple[str, tuple[str, ...], frozenset[str]] | None:
    kept = invariants(segment.stems)
    return (segment.kind, segment.path, kept) if kept else None


def _swaps(
    source: Sequence[Segment], target: Sequence[Segment], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Neighbouring pairs of one list that are far more alike crosswise."""
    found: list[tuple[int, int]] = []
    for (first, here), (second, there) in pairwise(pairs):
        if found and found[-1][1] == first:
            continue
        four = source[first], source[second], target[here], target[there]
        if any(segment.kind != four[0].kind or segment.path != four[0].path for segment in four):
            continue
        if four[0].kind not in ("item", "row", "paragraph"):
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
