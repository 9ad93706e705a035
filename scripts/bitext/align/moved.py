"""Segments that a translation has in another order, each told once.

Of a section only the heading is told, and nothing where it is pinned to the anchor of its source: that is on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from bitext.align.headings import anchors_of, headings
from bitext.pages.segments import JINJA, Segment

Pair = tuple[int, int]  # the indices of a segment of the source and of one of the target
PINNED = 0.001  # what a pinned section weighs when sections are out of order: it is the one that has moved


def moved_once(moved: Iterable[Pair], source: Sequence[Segment], target: Sequence[Segment]) -> Iterator[Pair]:
    """Those of `moved` that do not go with the heading of their section or the title of their callout, and are not
    pinned where they stand."""
    pairs = sorted(moved)
    anchors = segment_anchors(source) if pairs else {}
    last, level, inside = (-1, -1), 0, tuple[str, ...]()
    for ours, there in pairs:
        segment = source[ours]
        is_heading = segment.kind == "heading"
        in_section = level and not (is_heading and segment.level <= level)
        in_callout = inside and segment.path[: len(inside)] == inside
        if last != (ours - 1, there - 1) or not (in_section or in_callout):
            level = segment.level if is_heading else 0
            inside = (*segment.path, segment.kind) if segment.kind in ("callout", "tab") else ()
            if not is_pinned(target[there], anchors.get(ours)):
                yield ours, there
        last = (ours, there)


def moved_sections(headed: Mapping[int, int], source: Sequence[Segment], target: Sequence[Segment]) -> Iterator[Pair]:
    """The headings of the sections that have to be moved so that all are in order: those that are pinned before any
    other, then as few as can be, then as little. headed: by the index of a heading, that of its translation."""
    tops = [ours for ours in sorted(headed, key=headed.__getitem__) if not source[ours].path]
    if tops == sorted(tops):
        return
    anchors = segment_anchors(source)
    blocks = list(_blocks(source, tops))
    heads = [block[0] for block in blocks]
    ends = dict(pairwise([*sorted(tops), len(source)]))
    sizes = [sum(ends[index] - index for index in block) for block in blocks]
    prices = [
        PINNED if is_pinned(target[headed[head]], anchors.get(head)) else 1 + size / len(source)
        for head, size in zip(heads, sizes, strict=True)
    ]
    yield from ((heads[index], headed[heads[index]]) for index in _out_of_order(heads, prices))


def segment_anchors(source: Sequence[Segment]) -> dict[int, str]:
    """The anchors of the headings among segments, by their indices: '' where only the composed page shows it. Those in
    lists and callouts are no sections."""
    indices = [index for index, segment in enumerate(source) if segment.kind == "heading"]
    anchors = zip(indices, anchors_of(headings(source)), strict=True)
    return {
        index: "" if JINJA.search(source[index].text) else anchor for index, anchor in anchors if not source[index].path
    }


def is_pinned(target: Segment, anchor: str | None) -> bool:
    """Whether a heading of the translation is pinned to the anchor of one of the source: it stands where it shall."""
    return anchor is not None and any(
        heading.pinned and heading.pinned == (anchor or heading.pinned) for heading in headings([target])
    )


def _blocks(source: Sequence[Segment], headings: Sequence[int]) -> Iterator[list[int]]:
    """Stretches of some headings of `source` that are in order, none but the first as high."""
    following = dict(pairwise(sorted(headings)))
    block: list[int] = []
    for index in headings:
        if block and following.get(block[-1]) == index and source[index].level > source[block[0]].level:
            block.append(index)
            continue
        if block:
            yield block
        block = [index]
    yield block


def _out_of_order(numbers: Sequence[int], prices: Sequence[float]) -> list[int]:
    """The places of those of some `numbers` without which the others rise, and have the greatest sum of `prices`."""
    best: list[tuple[float, list[int]]] = []  # of what ends with each, the sum, and the places
    for place, number in enumerate(numbers):
        before = [best[other] for other in range(place) if numbers[other] < number]
        price, kept = max(before, key=lambda each: each[0], default=(0.0, []))
        best.append((price + prices[place], [*kept, place]))
    kept = max(best, key=lambda each: each[0])[1]
    return [place for place in range(len(numbers)) if place not in kept]
