"""How a language restricts what it says: 'only'."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Restrictions:
    """Patterns of plain text (lower case, without accents, apostrophes straight).

    says: the words that restrict; idioms: what holds one of them and restricts nothing, left out first; may_say: what
    may restrict in other words."""

    says: re.Pattern[str]
    idioms: re.Pattern[str]
    may_say: re.Pattern[str]
