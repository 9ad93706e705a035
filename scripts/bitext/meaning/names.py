"""Names that both languages write alike, where one stands for another."""

from __future__ import annotations

from bitext.meaning.compared import Compared
from bitext.meaning.lexicon import Lexicon


def other_name(each: Compared, lexicon: Lexicon) -> tuple[str, str] | None:
    """A name of the source that its translation has not, and one that it has instead."""
    here, there = (_words(text) & lexicon.names for text in (each.source.prose, each.target.prose))
    lost = sorted(name for name in here - there if name not in each.target.text)
    new = sorted(name for name in there - here if name not in each.source.text)
    return (lost[0], new[0]) if lost and new else None


def _words(text: str) -> set[str]:
    return {word.strip(".,;:!?()«»“”\"'’*") for word in text.split() if not word.islower()}
