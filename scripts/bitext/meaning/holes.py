"""A part of a text between two marks that its translation has no place for: the words around it stand for each other,
those of the translation are parted once less often, and between them nothing is left that could say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bitext.meaning.compared import Compared
from bitext.meaning.evidence import AGAIN, LINKS, Word, atoms
from bitext.meaning.tokens import Token

TELLING = 0.4  # what the words of the part say, at least, for having no counterpart
SURER = 2.6  # and those of a part that is not one of a list or in brackets
OPENING = (",", "(")
PARTING = LINKS | {"nor", "ni", "soit"}
LONG = 4  # letters of a word that means something
ASIDE = 4  # words to either side of which one has a counterpart


def hole(each: Compared) -> tuple[int, int] | None:
    """First and last token of the part of the source that has no place in the translation."""
    ours, theirs = each.ours.all, each.theirs.all
    if _parts(ours) <= _parts(theirs):
        return None
    words = each.readers[0].words(each.ours, each.theirs)
    return next((part for part in atoms(ours) if _is_unsaid(*part, words, each) and _is_hole(*part, each)), None)


def _is_unsaid(first: int, last: int, words: Sequence[Word], each: Compared) -> bool:
    """Whether the words of a part say enough for having no counterpart, and none of them has one."""
    ours = each.ours.all
    inside = [index for index in range(first, last + 1) if _is_telling(ours[index])]
    is_listed = first and (ours[first - 1].text in OPENING or ours[first].text.lower() in LINKS)
    said = sum(words[index].gone * (AGAIN if words[index].there else 1) for index in inside)
    return said >= (TELLING if is_listed else SURER) and each.links.forth.keys().isdisjoint(inside)


def _parted(tokens: Sequence[Token], first: int, end: int) -> int:
    """How often a text is parted from one place to another: at commas, brackets, 'and' and 'or'; once where two of them
    stand together."""
    found = [token.kind == "mark" or token.text.lower() in PARTING for token in tokens[first:end]]
    return sum(here and not before for here, before in zip(found, [False, *found], strict=False))


def _parts(tokens: Sequence[Token]) -> tuple[int, int]:
    """How often a whole text is parted, and how often at commas."""
    return _parted(tokens, 0, len(tokens)), sum(token.text == "," for token in tokens)


def _is_telling(token: Token) -> bool:
    return token.kind not in ("mark", "code") and len(token.text) >= LONG


def _is_hole(first: int, last: int, each: Compared) -> bool:
    """Whether the words beside a part stand for words between which there is no place for it."""
    ours, theirs = each.ours.all, each.theirs.all
    beside = _beside(first, last, each)
    if beside is None:
        return False
    (before, start), (after, end) = beside
    if not start < end or _parted(theirs, start + 1, end) >= _parted(ours, before + 1, after):
        return False
    here = range(max(0, before - ASIDE), min(len(ours), after + ASIDE))
    words = each.readers[1].words(each.theirs, each.ours)
    there = [index for index in range(max(0, start - ASIDE), min(len(theirs), end + ASIDE)) if not words[index].there]
    others = [index for index in here if not first <= index <= last]
    return _free(theirs, there, each.links.back) <= _free(ours, others, each.links.forth)


def _beside(first: int, last: int, each: Compared) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The nearest words before and behind a part that mean something and stand for one, each with that; the beginning
    of the texts before what begins one, and their end behind what ends one."""
    ours, linked = each.ours.all, each.links.forth

    def nearest(places: range) -> tuple[int, int] | None:
        return next(((at, linked[at]) for at in places if at in linked and _is_telling(ours[at])), None)

    before = nearest(range(first - 1, max(-1, first - 1 - ASIDE), -1)) if first else (-1, -1)
    ends = all(token.kind == "mark" for token in ours[last + 1 :])
    after = (len(ours), len(each.theirs.all)) if ends else nearest(range(last + 1, min(len(ours), last + 1 + ASIDE)))
    return (before, after) if before and after else None


def _free(tokens: Sequence[Token], places: Iterable[int], linked: Mapping[int, int]) -> int:
    """How many words at these places stand for none."""
    return sum(_is_telling(tokens[index]) and index not in linked for index in places)
