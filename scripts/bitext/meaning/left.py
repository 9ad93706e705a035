"""A short text that is left in the language of its source, which its words tell where it has no word of grammar."""

from __future__ import annotations

import re

from bitext.meaning.lexicon import Lexicon
from bitext.meaning.tokens import Token, spoken, tokens
from bitext.pages.segments import Segment

CONTENT = 4  # letters of a word that means something
_BEGINNING = 5  # letters that two words have in common which both languages have
_PLAIN = re.compile(r"[^\W\d_]+(?:(?:[\s,:&’']+| [-–] )[^\W\d_]+)*[.:?!]?")


def is_left_as_it_was(source: Segment, target: Segment, language: str, lexicon: Lexicon) -> bool:
    """Whether `target` is as `source`, though one of its words surely is another one in the language of the target.
    What has capitals alone is a name: 'Sage Accounting'. language: of the source."""
    text = spoken(target, source).strip()
    if target.labels or text != spoken(source, target).strip() or not _PLAIN.fullmatch(text):
        return False
    first, *others = tokens(text, language).all
    small = [token for token in others if token.kind == "word" and token.text.islower() and len(token.text) >= CONTENT]
    return bool(small) and any(_is_another(token, lexicon) for token in (first, *small))


def _is_another(token: Token, lexicon: Lexicon) -> bool:
    """Whether it is known what a word is in the other language, and it is nothing like it."""
    row = lexicon.ours.row(token.key)
    is_alike = any(other[:_BEGINNING] == token.key[:_BEGINNING] for other in row.means)
    return bool(row.sure) and not is_alike
