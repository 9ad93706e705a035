"""What segments have in common by a lexicon of their two languages, where one ships with the pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from bitext.languages.base_words import same_meanings
from bitext.languages.language import base
from bitext.languages.lexicon import MEANING, meaning
from bitext.languages.roots import root
from bitext.pages.segments import Segment

Languages = tuple[str, str]  # of the source and of the target, such as 'en' and 'fr-CA'


def with_meanings(
    source: Sequence[Segment], target: Sequence[Segment], languages: Languages
) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """The segments of both texts, whose `stems` are what their words mean; as they are where nothing is known of the
    two languages."""
    readings = _readings(base(languages[0]), base(languages[1]))
    if readings is None:
        return source, target
    ours, theirs = readings
    return [segment.with_meanings(ours) for segment in source], [segment.with_meanings(theirs) for segment in target]


@cache
def _readings(ours: str, theirs: str) -> tuple[Callable[[str], str], Callable[[str], str]] | None:
    """What a word of each of two languages means; None where nothing is known of the two."""
    meanings = same_meanings(ours, theirs)
    return (_reading(meanings[0], ours), _reading(meanings[1], theirs)) if any(meanings) else None


def _reading(meanings: Mapping[str, str], language: str) -> Callable[[str], str]:
    @cache
    def of(word: str) -> str:
        meant = meaning(word)
        return meant if meant.startswith(MEANING) else meanings.get(root(word, language), meant)

    return of
