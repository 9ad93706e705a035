"""What one of two texts restricts and the other says without restriction."""

from __future__ import annotations

from bitext.languages.restrictions import Restrictions
from bitext.meaning.negation import plain_text


def unrestricted(text: str, other: str, words: Restrictions, others: Restrictions) -> str | None:
    """What restricts in `text` while nothing in `other` may; None if nothing does."""
    found = words.says.search(words.idioms.sub(" ", plain_text(text)))
    if found is None:
        return None
    there = plain_text(other)
    return None if others.says.search(there) or others.may_say.search(there) else found[0]
