"""A part of a text between two marks that its translation has no place for: the words around it stand for each other,
and between those of the translation nothing is left that could say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from bitext.meaning.evidence import LINKS, Word, atoms
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
    ours = each.ours.all
    if _marks(ours) <= _marks(each.theirs.all):
        return None
    words = each.readers[0].words(each.ours, each.theirs)
    return next((part for part in atoms(ours) if _is_unsaid(part, words, each) and _is_hole(*part, each)), None)


def _is_unsaid(part: tuple[int, int], words: Sequence[Word], each: Compared) -> bool:
    """Whether the words of a part say enough for having no counterpart, and none of them has one."""
    ours, first = each.ours.all, part[0]
    telling = [index for index in range(first, part[1] + 1) if _is_telling(ours[index])]
    said = sum(words[index].gone for index in telling if not words[index].there)
    is_listed = first and (ours[first - 1].text in OPENING or ours[first].text.lower() in LINKS)
    return said >= (TELLING if is_listed else SURER) and each.links.forth.keys().isdisjoint(telling)


def _marks(tokens: Sequence[Token]) -> int:
    """How many parts a text has: at commas, brackets, 'and' and 'or'; one where two of them stand together."""
    found = [token.kind == "mark" or token.text.lower() in LINKS for token in tokens]
    return sum(here and not before for here, before in zip(found, [False, *found], strict=False))


def _is_telling(token: Token) -> bool:
    return token.kind not in ("mark", "code") and len(token.text) >= LONG


def _is_hole(first: int, last: int, each: Compared) -> bool:
    """Whether the words beside a part stand for words that nothing stands between."""
    telling = {here: there for here, there in each.links.forth.items() if _is_telling(each.ours.all[here])}
    before = -1 if first == 0 else _nearest(range(first - 1, first - 1 - ASIDE, -1), telling)
    after = _nearest(range(last + 1, last + 1 + ASIDE), telling)
    if before is None or after is None or not before < after <= before + ASIDE + 2:
        return False
    around = range(max(0, before - ASIDE), min(len(each.theirs.all), after + ASIDE))
    return not any(_is_free(index, each) for index in around)


def _nearest(places: Iterable[int], linked: Mapping[int, int]) -> int | None:
    """What the first of `places` that has a counterpart stands for."""
    return next((linked[place] for place in places if place in linked), None)


def _is_free(index: int, each: Compared) -> bool:
    return _is_telling(each.theirs.all[index]) and index not in each.links.back
