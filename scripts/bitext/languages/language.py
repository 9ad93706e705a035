"""What the library knows of a language. Each has a file beside this one: to add a language is to add a file.

Of a language without one nothing is known. Its pages are still compared in all that is no word: structure, links, code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from bitext.languages.conditions import Conditions
from bitext.languages.denials import Denials
from bitext.languages.restrictions import Restrictions
from bitext.languages.term_words import TermWords


@dataclass(frozen=True)
class Notices:
    """What readers of an outdated translation are told of a section, of the text above all sections and of a page, and
    the text of the link to the page it was made from."""

    section: str
    introduction: str
    page: str
    link: str


@dataclass(frozen=True)
class Conventions:
    """How a country writes its language. space: before ':' and inside « »; before_marks: before ';', '!' and '?', None
    where nothing is said of it; money: amounts of money have a decimal comma, too."""

    space: str = "\u00a0"
    before_marks: str | None = None
    money: bool = True


@dataclass(frozen=True)
class Language:
    """Lists of words are texts in which spaces stand between the words.

    months: names and abbreviations, without the point, one text for each month; has_capitals: months are written with
    one; month_first: 'March 5' is a day; first_of_month: how the first day is written, where not '1'; units: by what
    they stand for, the words and signs behind a number; minus: words before a negative number; powers: of ten, by their
    words, where they are not those of other languages; number_words: by the number, words that say it; acronyms:
    those of English, and what this language has for them; never_twice: words that never stand twice in a row; twice:
    longer words that may; grammar: words by which a text is known to be in this language; like_english: words that are
    written as in English; secrets: words for what must stay secret, with a star where more may stand before one; names:
    what stands for the language in addresses, besides its code; regions: its countries, as addresses have them;
    notices: by the language of the source, '' for any, where '{source}' is its name; typography: by the tag in small
    letters, or '' for that of its other countries; denials, conditions, restrictions: how it denies, says 'if' and says
    'only', None if that is not known; term_words: by which terms of several words are found, None if that is not known;
    asides: clauses that a translation may leave out or say in one word, as plain text, None if none are known;
    belonging: words between two things that say how the one belongs to the other, such as 'of'.
    """

    months: tuple[str, ...] = ()
    has_capitals: bool = False
    month_first: bool = False
    first_of_month: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    minus: str = ""
    powers: Mapping[str, int] = field(default_factory=dict)
    number_words: Mapping[str, str] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    never_twice: str = ""
    twice: str = ""
    grammar: str = ""
    like_english: str = ""
    secrets: tuple[str, ...] = ()
    names: str = ""
    regions: str = ""
    notices: Mapping[str, Notices] = field(default_factory=dict)
    typography: Mapping[str, Conventions] = field(default_factory=dict)
    denials: Denials | None = None
    conditions: Conditions | None = None
    restrictions: Restrictions | None = None
    term_words: TermWords | None = None
    asides: re.Pattern[str] | None = None
    belonging: frozenset[str] = frozenset()


@cache
def languages() -> Mapping[str, Language]:
    """Every language that has a file, by its code."""
    codes = sorted(file.stem for file in Path(__file__).parent.glob("[a-z][a-z].py"))
    return {code: import_module(f"{__package__}.{code}").LANGUAGE for code in codes}


def base(tag: str) -> str:
    """The code of the language of a tag: 'fr' of 'fr-CA'."""
    return tag.replace("_", "-").partition("-")[0].lower()


def language_of(tag: str) -> Language:
    """The language with a tag such as 'fr' or 'fr-CA'; one of which nothing is known where there is no file."""
    return languages().get(base(tag)) or Language()
