"""By which words a language shows where a term of several words begins and ends."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class TermWords:
    """Words in small letters, without accents in `links`.

    articles: they stand before nouns and never behind a verb's subject; before_nouns: those and others that do, such as
    'each'; before_verbs: behind them a word is a verb; no_part: words that are no part of a term, though they stand
    beside its nouns; links: words within a term that mean nothing by themselves, such as 'de'; adverb, verb: patterns
    that are found in words of that kind.
    """

    articles: Set[str] = frozenset()
    before_nouns: Set[str] = frozenset()
    before_verbs: Set[str] = frozenset()
    no_part: Set[str] = frozenset()
    links: Set[str] = frozenset()
    adverb: re.Pattern[str] = _NEVER
    verb: re.Pattern[str] = _NEVER
