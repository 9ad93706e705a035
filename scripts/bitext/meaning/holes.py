"""A part of a text between two marks that its translation has no place for: the words around it stand for each other,
and between those of the translation nothing is left that could say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bitext.meaning.evidence import LINKS, atoms
from bitext.meaning.tokens import Token

if TYPE_CHECKING:
    from bitext.meaning.compared import Compared

TELLING = 0.4  # what the words of the part say, at least, for having no counterpart
SURER = 2.6  # and those of a part that is not one of a list or in brackets
OPENING = (",", "(")
LONG = 4  # letters of a word that means something
ASIDE = 4  # words to either side of which one has a counterpart


def hole(each: Compared) -> tuple[int, int] | None:
    """First and last token of the part of the source that has no place in the translation."""
    ours, theirs = each.ours.all, each.theirs.all
    if _marks(ours) <= _marks(theirs):
        return None
    words = each.readers[0].words(each.ours, each.theirs)
    for first, last in atoms(ours):
        telling = [index for index in range(first, last + 1) if _is_telling(ours[index])]
        said = sum(words[index].gone for index in telling if not words[index].there)
        least = TELLING if first and (ours[first - 1].text in OPENING or ours[first].text.lower() in LINKS) else SURER
        if said >= least and not any(index in each.links.forth for index in telling) and _is_hole(first, last, each):
            return first, last
    return None


def _marks(tokens: Sequence[Token]) -> int:
    """How many parts a text has: at commas, brackets, 'and' and 'or'; one where two of them stand together."""
    found = [token.kind == "mark" or token.text.lower() in LINKS for token in tokens]
    return sum(here and not before for here, before in zip(found, [False, *found], strict=False))


def _is_telling(token: Token) -> bool:
    return token.kind not in ("mark", "code") and len(token.text) >= LONG


def _is_hole(first: int, last: int, each: Compared) -> bool:
    """Whether the words beside a part stand for words that nothing stands between."""
    forth = {here: there for here, there in each.links.forth.items() if _is_telling(each.ours.all[here])}
    before = next((forth[index] for index in range(first - 1, max(-1, first - 1 - ASIDE), -1) if index in forth), None)
    after = next((forth[index] for index in range(last + 1, last + 1 + ASIDE) if index in forth), None)
    if first == 0:
        before = -1
    if before is None or after is None or not before < after:
        return False
    return not any(_is_free(index, each) for index in range(before + 1, after)) and after - before <= ASIDE + 2


def _is_free(index: int, each: Compared) -> bool:
    return _is_telling(each.theirs.all[index]) and index not in each.links.back
