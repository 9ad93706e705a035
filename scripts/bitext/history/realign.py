"""A translation is aligned with the text that it was made from, and that is carried across to the text as it is now.

The text it was made from it translates piece by piece. The text as it is now it may not: what is gone there, new or
moved would be held against the pieces that stand where something else stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.align.alignment import PAST_ONE, Alignment, align
from bitext.align.common_words import Languages
from bitext.align.likeness import content_likeness
from bitext.align.moved import moved_once
from bitext.history.changes import Change, Changes
from bitext.pages.segments import Segment


@dataclass(frozen=True)
class Gone:
    """What is gone from the source; target: the index of the segment that still translates it."""

    change: Change
    target: int


def carried(
    since: Changes, source: Sequence[Segment], target: Sequence[Segment], languages: Languages = ("", "")
) -> tuple[Alignment, tuple[Gone, ...]]:
    """The alignment of `source` as it is now, `since` when it has changed, with `target`; and what `target` translates
    that is gone."""
    base = align(since.then, target, languages)
    pairs = {since.kept[then]: there for then, there in base.pairs if then in since.kept}
    gone = {then: there for then, there in base.pairs if then not in since.kept}
    for ours, there in _done_already(since, source, target, pairs, gone):
        pairs[ours] = there
    pairs |= _moved_alike(since, source, target, pairs)
    moved = {*since.moved, *(since.kept[then] for then, _ in base.moved if then in since.kept)}
    return Alignment(
        tuple(sorted(pairs.items(), key=lambda pair: pair[1])),
        tuple(index for index in range(len(source)) if index not in pairs),
        tuple(sorted(set(range(len(target))) - set(pairs.values()))),
        tuple(moved_once(_out_of_order(pairs, moved), source, target)),
    ), tuple(
        Gone(change, gone[change.then])
        for change in since.gone
        if change.then in gone and gone[change.then] not in pairs.values()
    )


def _done_already(
    since: Changes,
    source: Sequence[Segment],
    target: Sequence[Segment],
    pairs: Mapping[int, int],
    gone: Mapping[int, int],
) -> Iterator[tuple[int, int]]:
    """What has no counterpart by way of the old text, and has one all the same: what is new was translated, perhaps in
    the place of what is gone."""
    was = {there: since.then[then] for then, there in gone.items()}
    ours = [index for index in range(len(source)) if index not in pairs]
    theirs = [index for index in range(len(target)) if index not in pairs.values()]
    for here, there in align([source[index] for index in ours], [target[index] for index in theirs]).pairs:
        new, translation = source[ours[here]], target[theirs[there]]
        if old := was.get(theirs[there]):
            least = content_likeness(old, translation)
        else:
            least = 0.0 if _follows(ours[here], theirs[there], pairs) else PAST_ONE
        if content_likeness(new, translation) > least:
            yield ours[here], theirs[there]


def _moved_alike(
    since: Changes, source: Sequence[Segment], target: Sequence[Segment], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Pairs of what has moved in the source, when the target has it in that order, too: the old text, which stands in
    another order, was then aligned with it across. The pairs that are more alike are the right ones."""
    found: dict[int, int] = {}
    for across in _crossing(pairs):
        if across.keys() & set(since.moved):
            in_order = dict(zip(across, sorted(across.values()), strict=True))
            alike = [
                sum(content_likeness(source[ours], target[theirs]) for ours, theirs in each.items())
                for each in (across, in_order)
            ]
            found |= in_order if alike[1] > alike[0] else {}
    return found


def _crossing(pairs: Mapping[int, int]) -> Iterator[dict[int, int]]:
    """The pairs that cross each other, in groups that no other pair crosses, each in the order of the source."""
    place = {theirs: rank for rank, theirs in enumerate(sorted(pairs.values()))}
    group: dict[int, int] = {}
    furthest = 0
    for rank, (ours, theirs) in enumerate(sorted(pairs.items())):
        group[ours] = theirs
        furthest = max(furthest, place[theirs])
        if furthest == rank:
            if len(group) > 1:
                yield group
            group = {}


def _follows(ours: int, theirs: int, pairs: Mapping[int, int]) -> bool:
    """Whether a source segment and one of the target stand in the same gap between those that are `pairs`."""
    before = max((pair for pair in pairs.items() if pair[0] < ours), default=(-1, -1))
    return before[1] == max((there for there in pairs.values() if there < theirs), default=-1)


def _out_of_order(pairs: Mapping[int, int], moved: set[int]) -> Iterator[tuple[int, int]]:
    """Those of `moved`, on either side, that do not stand where the others say."""
    in_order = [(ours, theirs) for ours, theirs in pairs.items() if ours not in moved]
    for ours in sorted(moved & pairs.keys()):
        pair = (ours, pairs[ours])
        if all((ours < here) == (pair[1] < there) for here, there in in_order):
            in_order.append(pair)
        else:
            yield pair
