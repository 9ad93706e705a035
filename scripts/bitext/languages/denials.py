"""How a language denies."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Denials:
    """Patterns of plain text (lower case, without accents, apostrophes straight).

    says: words without which a text denies nothing; idioms: what holds a negation and means none, left out first;
    negations: what denies; echoes: what repeats a negation that stands close before it; parts: what stands between two
    that deny two things; implied: what may deny in other words, such as 'fails' or 'invalid'; helpers: words such
    as 'be' and 'can', behind which stands what is denied; asides: what a translation may say without denying, such as
    « sans risque », which is 'safely'."""

    says: frozenset[str]
    idioms: re.Pattern[str]
    negations: re.Pattern[str]
    echoes: re.Pattern[str]
    parts: re.Pattern[str]
    implied: re.Pattern[str]
    helpers: frozenset[str]
    asides: re.Pattern[str]


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern for any of these, as whole words."""
    return re.compile(rf"(?<![\w])(?:{'|'.join(' '.join(patterns).split())})(?![\w])".replace("_", " "))
