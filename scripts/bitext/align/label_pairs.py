"""Interface labels: bold texts of a segment, each with the one that translates it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bitext.pages.segments import Segment

# A label that is set otherwise than in bold: quoted, in italics, as a key or in code.
_QUOTES = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|<kbd>.*?</kbd>|`[^`]*`|(?<![*\w])\*[^*\n]+\*(?![*\w])|\b_[^_\n]+_\b")
_PATH = re.compile(r"\s*[>→›|]\s*|\s+/\s+")  # between the labels of a way through menus


class Labels(NamedTuple):
    """A label of the source and the one that translates it, with the lines of their segments."""

    source_line: int
    line: int
    ours: str
    theirs: str


def label_pairs(matched: Iterable[tuple[Segment, Segment]]) -> Iterator[Labels]:
    """The labels of each segment and its translation, where both have as many. matched: as `Pair.matched` has them."""
    for ours, theirs in matched:
        yield from (Labels(ours.line, theirs.line, *both) for both in matched_labels(ours, theirs))


def matched_labels(ours: Segment, theirs: Segment) -> Iterator[tuple[str, str]]:
    """The labels of a segment, each with that of its translation, where both have as many."""
    if ours.labels and len(ours.labels) == len(theirs.labels):
        yield from _matched(ours.labels, theirs.labels)


def labels_lost(ours: Segment, theirs: Segment, known: Mapping[str, str] = {}) -> tuple[list[str], int]:
    """The labels with a capital that may be missing in a translation, and how many of them are. Labels on the way
    through menus may be one bold text or several; one that is quoted or in code is set otherwise, not missing. known:
    how the glossary shows labels, which is left to it."""
    left = {label_key(label) for label in known}
    mine, yours = (
        [part for label in side.labels for part in _PATH.split(label) if part[:1].isupper()] for side in (ours, theirs)
    )
    others = len(_QUOTES.findall(theirs.text)) - len(_QUOTES.findall(ours.text))
    count = len(mine) - sum(len(_PATH.split(label)) for label in theirs.labels) - max(0, others)
    there = list(map(label_key, yours))
    lost: list[str] = []
    for label in mine:
        if label_key(label) in there:
            there.remove(label_key(label))
        else:
            lost.append(label)
    if any(label_key(label) in left for label in lost):
        return [], 0
    return lost, max(0, count)


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
