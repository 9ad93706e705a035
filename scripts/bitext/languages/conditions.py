"""How a language says that something is so on a condition, or at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Conditions:
    """Patterns of plain text (lower case, without accents, apostrophes straight).

    says: the words for it, which stand at the beginning; may_say: what may stand for them in a translation."""

    says: re.Pattern[str]
    may_say: re.Pattern[str]
