"""What the rules of the group `meaning` know of each language: a file a language, found by its code."""

from __future__ import annotations

from bitext.languages.closed_classes import Words
from bitext.languages.english import ENGLISH
from bitext.languages.french import FRENCH

LANGUAGES: dict[str, Words] = {"en": ENGLISH, "fr": FRENCH}


def base(locale: str) -> str:
    """The language of a locale: 'fr' of 'fr-CA'."""
    return locale.replace("_", "-").partition("-")[0].lower()
