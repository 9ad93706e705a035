"""What segments have in common by a lexicon of their two languages, where one ships with the pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    ours, theirs = map(base, languages)
    meanings = same_meanings(ours, theirs)
    if not any(meanings):
        return source, target
    return _read(source, meanings[0], ours), _read(target, meanings[1], theirs)


def _read(segments: Sequence[Segment], meanings: Mapping[str, str], language: str) -> list[Segment]:
    @cache
    def of(word: str) -> str:
        meant = meaning(word)
        return meant if meant.startswith(MEANING) else meanings.get(root(word, language), meant)

    return [segment.with_meanings(of) for segment in segments]
