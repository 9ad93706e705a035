"""Words of a language of which there are few, and which say something that a translation keeps: months, units, minus.

The words are in a module for each language (`fr` and so on). A language without one has no such words: what
they would say is not compared then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec


@dataclass(frozen=True)
class ClosedWords:
    """months: names and abbreviations, without the point, one text for each month; has_capitals: months are written
    with one; month_first: 'March 5' is a day; units: by what they stand for, the words and signs behind a number;
    minus: words before a negative number; acronyms: those of English, and what this language has for them; never_twice:
    words that never stand twice in a row; twice: longer words that may."""

    months: tuple[str, ...] = ()
    has_capitals: bool = False
    month_first: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    minus: str = ""
    acronyms: Mapping[str, str] = field(default_factory=dict)
    never_twice: str = ""
    twice: str = ""


@cache
def closed_words(language: str) -> ClosedWords:
    """The words of a language, such as 'fr' or 'fr-CA'."""
    base = language.replace("_", "-").partition("-")[0].lower()
    name = f"{__package__}.{base}"
    if len(base) > 3 or not base.isalpha() or find_spec(name) is None:
        return ClosedWords()
    words: ClosedWords = import_module(name).WORDS
    return words
