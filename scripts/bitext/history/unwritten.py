"""Pages of a translation that hold none: copies of the source page, and stubs that stand for it until it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from bitext.align.sameness import ENOUGH, GRAMMAR, reads_as_english
from bitext.languages.words import rows_of_letters
from bitext.pages.segments import Segment

Unwritten = Literal["", "copy", "stub", "sentence"]

_QUOTED = re.compile(r"«([^»]*)»|“([^”]*)”|\"([^\"]*)\"")
_QUOTES = ("«", "“", '"')  # that begin them
# What stands on a page for the time being.
_LATER = re.compile(
    r"bientôt|prochainement|à venir|pas encore|en cours (?:de traduction|de rédaction)|en construction|soon|"
    r"not (?:yet|been) translated|translation (?:is )?(?:in progress|pending)|work in progress|under construction",
    re.IGNORECASE,
)
# A work that is cited keeps its title: 'Smith (2024): …', 'Smith et al., …, 2024'.
_CITATION = re.compile(
    r"\W*[^.:()\n]{1,80}\((?:1[5-9]|20)\d\d[a-z]?\)[ \u00a0\u202f]?[:.,]|.*\bet al\b.*\b(?:1[5-9]|20)\d\d\b", re.DOTALL
)
_SIGNS_OF_CITATIONS = ("(", "et al")
_SENTENCES = re.compile(r"(?<=[.!?:;])\s+")
_SAME = 0.8  # of the words of a sentence are those of the source where it is left in its language
_NEARLY = 0.8  # of the words of a page
_SOME = 3  # segments


def unwritten(
    source: Sequence[Segment], target: Sequence[Segment], pairs: Collection[tuple[int, int]], *, from_english: bool
) -> Unwritten:
    """Whether a translation is a copy of its source, or nearly, a stub, or a sentence that is a copy; '' when it is
    none of them. pairs: of the indices of segments that stand for each other; from_english: the language of the source
    can be told by its words."""
    if _is_stub(source, target):
        return "stub"
    words = max(1, sum(map(_size, target)))
    most = words  # of its words, those that can be in segments that are the same
    same: list[Segment] = []
    left: list[Segment] = []
    for ours, theirs in pairs:
        if not _is_prose(target[theirs]):
            continue
        if is_left(source[ours], target[theirs]):
            left.append(target[theirs])
            same.append(target[theirs])
        elif source[ours].prose == target[theirs].prose:
            same.append(target[theirs])
        else:
            most -= _size(target[theirs])
            if most / words < _NEARLY:
                return ""
    share = sum(map(_size, same)) / words
    if not _is_copy(share, len(left if from_english else _long(same))):
        return ""
    return "copy" if len(same) > 1 else "sentence"


def _long(segments: Iterable[Segment]) -> list[Segment]:
    """Those with words enough to be no name."""
    return [segment for segment in segments if _size(segment) >= ENOUGH]


def _is_copy(share: float, left: int) -> bool:
    """Whether a page is a copy: all its words are, or nearly all, and in some segments that can be no other.

    left: how many segments cannot be right as they are, names or numbers."""
    return left > 0 and (share == 1.0 or (share >= _NEARLY and left >= _SOME))


def is_left(ours: Segment, theirs: Segment) -> bool:
    """Whether the prose of `theirs` is in the language of `ours`, English."""
    words = _own_words(ours, theirs)
    if len(words) < ENOUGH or _is_citation(theirs.prose):
        return False
    if ours.labels and theirs.labels:
        kept = set(" ".join(set(ours.labels) & set(theirs.labels)).casefold().split())
        words = [word for word in words if word not in kept]
    distinct = set(words)
    common = len(distinct.intersection(ours.words)) / max(1, len(distinct))
    return common > 0.5 and reads_as_english(words, share=0.2 if common < 0.95 or len(words) < 10 else 0.1)


def _is_citation(prose: str) -> bool:
    return any(sign in prose for sign in _SIGNS_OF_CITATIONS) and _CITATION.match(prose) is not None


def left_sentences(ours: Segment, theirs: Segment) -> Iterator[str]:
    """The sentences of `theirs` that are in the language of `ours`, English, where the others are not."""
    if not _may_be_mixed(ours, theirs):
        return
    kept = {word for label in theirs.labels for word in rows_of_letters(label)}
    known = frozenset(ours.words)
    for sentence in _SENTENCES.split(_unquoted(theirs.prose, ours.prose)):
        words = [word for word in rows_of_letters(sentence) if word not in kept]
        if reads_as_english(words) and sum([word in known for word in words]) > _SAME * len(words):
            yield " ".join(sentence.split())


def _own_words(ours: Segment, theirs: Segment) -> Sequence[str]:
    """The words of `theirs`, but for what it quotes from `ours`."""
    if not any(mark in theirs.prose for mark in _QUOTES):
        return theirs.rows_of_letters
    return rows_of_letters(_unquoted(theirs.prose, ours.prose))


def _may_be_mixed(ours: Segment, theirs: Segment) -> bool:
    """Whether some of `theirs` may be English, and not all of it."""
    return not GRAMMAR.isdisjoint(theirs.rows_of_letters) and not is_left(ours, theirs)


def _unquoted(text: str, source: str) -> str:
    """`text` without what it quotes from `source`: messages that a product shows."""
    return _QUOTED.sub(
        lambda match: " " if (match[1] or match[2] or match[3] or "").strip() in source else match[0], text
    )


def _is_stub(source: Sequence[Segment], target: Sequence[Segment]) -> bool:
    if not target:
        return any(map(_size, source))
    is_short = len(target) <= _SOME and len(source) > len(target)
    if is_short and any(_LATER.search(segment.prose) for segment in target if _is_prose(segment)):
        return True
    return len(target) <= len(source) // 5 and sum(map(_size, target)) <= sum(map(_size, source)) / 4


def _is_prose(segment: Segment) -> bool:
    return segment.kind not in ("code", "jinja")


def _size(segment: Segment) -> int:
    return len(segment.rows_of_letters) if _is_prose(segment) else 0
