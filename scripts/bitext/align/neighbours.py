"""Neighbouring segments: told as one, or beside another."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from bitext.pages.segments import Segment


def runs(indices: Sequence[int], segments: Sequence[Segment]) -> list[list[int]]:
    """`indices` of `segments` in groups of direct neighbours, but steps and paragraphs of the page's own level apart: a
    callout, table or list that is gone as a whole is one fault, two paragraphs are two."""
    groups: list[list[int]] = []
    for index in indices:
        if groups and index == groups[-1][-1] + 1 and _belongs(segments[index], segments[groups[-1][0]]):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _belongs(segment: Segment, first: Segment) -> bool:
    if len(segment.path) > len(first.path) or first.kind == "heading":
        return True
    return segment.path == first.path and bool(segment.path)


def lone_neighbours(segment: Segment, segments: Sequence[Segment], alone: Collection[int]) -> list[Segment]:
    """Those of `segments` that are `alone`, by their index, and stand beside one, with nothing else between."""
    place = next(index for index, other in enumerate(segments) if other is segment)
    before = takewhile(alone.__contains__, range(place - 1, -1, -1))
    after = takewhile(alone.__contains__, range(place + 1, len(segments)))
    return [segments[index] for index in sorted((*before, *after))]
