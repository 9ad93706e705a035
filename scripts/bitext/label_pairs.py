"""Interface labels: bold texts of a segment, each with the one that translates it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bitext.pair import Pair


class Labels(NamedTuple):
    """A label of the source and the one that translates it, with the lines of their segments."""

    source_line: int
    line: int
    ours: str
    theirs: str


def label_pairs(pair: Pair) -> Iterator[Labels]:
    """The labels of each segment and its translation, where both have as many."""
    for ours, theirs in pair.matched:
        if ours.labels and len(ours.labels) == len(theirs.labels):
            yield from (Labels(ours.line, theirs.line, *both) for both in _matched(ours.labels, theirs.labels))


def label_key(label: str) -> str:
    """A label without what does not distinguish it: case, punctuation at its ends, form of the apostrophe."""
    return label.casefold().strip(" .:;!?\u00a0").replace("’", "'")


def _matched(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Those that are the same, then the others in their order."""
    left, right = list(ours), list(theirs)
    for label in ours:
        if label in right:
            left.remove(label)
            right.remove(label)
            yield label, label
    yield from zip(left, right, strict=True)
