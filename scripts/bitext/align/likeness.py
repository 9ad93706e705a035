"""How likely one segment is to translate another."""

from __future__ import annotations

from collections.abc import Sequence

from bitext.align.in_order import NEVER, best_in_order
from bitext.pages.segments import Segment

ALONE = -0.12  # the price of a segment without counterpart, against a likeness of 0 to 1.2 for a pair


def likeness(source: Segment, target: Segment) -> float:
    """How likely it is that `target` translates `source`: 0 to 1.2, or far below for kinds that never match."""
    if source.kind != target.kind and {source.kind, target.kind} != {"item", "paragraph"}:
        return NEVER
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


def likeness_of_all(source: Sequence[Segment], target: Sequence[Segment]) -> float:
    """The sum of what the best pairs of two texts are alike in order, less the price of what is left alone."""
    pairs = best_in_order(
        range(len(source)), range(len(target)), lambda ours, theirs: likeness(source[ours], target[theirs]), ALONE
    )
    alone = len(source) + len(target) - 2 * len(pairs)
    return sum(likeness(source[ours], target[theirs]) for ours, theirs in pairs) + ALONE * alone
