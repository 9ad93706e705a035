"""What segments have in common by a lexicon of their two languages: one that was learnt, or ships with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from bitext.languages.base_words import Meanings, same_meanings
from bitext.languages.language import base
from bitext.languages.lexicon import MEANING, meaning
from bitext.languages.roots import root
from bitext.pages.segments import Segment

Languages = tuple[str, str]  # of the source and of the target, such as 'en' and 'fr-CA'
Readings = tuple[Callable[[str], str], Callable[[str], str]]


def with_meanings(
    source: Sequence[Segment], target: Sequence[Segment], languages: Languages, learnt: Meanings | None = None
) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """The segments of both texts, whose `stems` are what their words mean; as they are where nothing is known of the
    two languages. learnt: in place of what ships with them."""
    codes = base(languages[0]), base(languages[1])
    readings = _readings(*codes) if learnt is None else _read_by(learnt, *codes)
    if readings is None:
        return source, target
    ours, theirs = readings
    return [segment.with_meanings(ours) for segment in source], [segment.with_meanings(theirs) for segment in target]


@cache
def _readings(ours: str, theirs: str) -> Readings | None:
    """What a word of each of two languages means; None where nothing is known of the two."""
    shipped = same_meanings(ours, theirs)
    return _read_by(shipped, ours, theirs) if any(shipped) else None


def _read_by(meanings: Meanings, ours: str, theirs: str) -> Readings:
    by_hand = any(same_meanings(ours, theirs))  # in other languages, words that are written alike mean something else
    return _reading(meanings[0], ours, by_hand), _reading(meanings[1], theirs, by_hand)


def _reading(meanings: Mapping[str, str], language: str, by_hand: bool) -> Callable[[str], str]:
    """by_hand: what the hand-written lexicon says of a word comes first."""

    @cache
    def of(word: str) -> str:
        meant = meaning(word)
        return meant if by_hand and meant.startswith(MEANING) else meanings.get(root(word, language), meant)

    return of
