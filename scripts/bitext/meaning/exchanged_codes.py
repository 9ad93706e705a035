"""Code spans that stand in each other's place, which the words beside them tell: those of two that are exchanged have
stayed where they were, and those of two that another word order has moved have moved with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from bitext.languages.language import language_of
from bitext.meaning.compared import Compared
from bitext.meaning.evidence import LINKS
from bitext.meaning.tokens import Token

NEAR = 6  # words to either side of a code span that tell where it belongs
CLEARLY = 0.15  # how much nearer they must be to the other one, by the inverse of their distances
APART = -0.15  # and if a sentence ends between the two, which seldom change places
OWNER = 4  # words before what something belongs to, among which one says so


class _Places(NamedTuple):
    """Where two code spans stand in the text, and in its translation, where the second comes first."""

    first: int
    second: int
    first_there: int
    second_there: int


def exchanged_codes(each: Compared) -> tuple[str, str] | None:
    """The first two code spans that stand in each other's place, in the order of the translation."""
    for places in _turned(each):
        if _are_listed(places, each) or not _have_moved(places, each):
            theirs = each.theirs.all
            return theirs[places.second_there].text, theirs[places.first_there].text
    return None


def _turned(each: Compared) -> Iterator[_Places]:
    """The pairs of code spans of which each is in the place of the other one among all of them."""
    ours, theirs = each.ours.all, each.theirs.all
    pairs = zip(_codes(ours), _codes(theirs), strict=False)
    differing = [(here, there) for here, there in pairs if ours[here].text != theirs[there].text]
    for (first, second_there), (second, first_there) in combinations(differing, 2):
        if ours[first].text == theirs[first_there].text and ours[second].text == theirs[second_there].text:
            yield _Places(first, second, first_there, second_there)


def _codes(tokens: Sequence[Token]) -> list[int]:
    """The places of the code spans of a text."""
    return [index for index, token in enumerate(tokens) if token.kind == "code"]


def _have_moved(places: _Places, each: Compared) -> bool:
    """Whether two may stand in another order because the words around them do."""
    is_apart = all(any(token.is_end for token in tokens) for tokens in _between(places, each))
    return _is_owner(places, each) or _stayed(places, each) <= (APART if is_apart else CLEARLY)


def _are_listed(places: _Places, each: Compared) -> bool:
    """Whether in both texts nothing but 'and' or a comma stands between the two: a list keeps its order."""
    return all(all(map(_is_listing, tokens)) for tokens in _between(places, each))


def _between(places: _Places, each: Compared) -> tuple[Sequence[Token], Sequence[Token]]:
    """The tokens between the two, in the text and in its translation."""
    ours = each.ours.all[places.first + 1 : places.second]
    return ours, each.theirs.all[places.second_there + 1 : places.first_there]


def _is_listing(token: Token) -> bool:
    return token.text == "," or token.text.lower() in LINKS


def _is_owner(places: _Places, each: Compared) -> bool:
    """Whether the first belongs to the second, which is said in another order: 'the `Form`'s `action`' is « l'`action`
    du `Form` »."""
    ours, theirs = _between(places, each)
    mine, others = (language_of(language).belonging for language in each.languages)
    return mine.isdisjoint(_words(ours)) and not others.isdisjoint(_words(theirs[-OWNER:]))


def _words(tokens: Sequence[Token]) -> set[str]:
    return {token.text.lower().strip("'’") for token in tokens}


def _stayed(places: _Places, each: Compared) -> float:
    """How much nearer the words beside both code spans are to the other one's place than to their own."""
    return sum(
        _nearer(index, own, other, each)
        for index, own, other in (
            (places.first, places.first_there, places.second_there),
            (places.second, places.second_there, places.first_there),
        )
    )


def _nearer(index: int, own: int, other: int, each: Compared) -> float:
    """How much nearer the words beside the code span at `index` are to that at `other` in the translation than to that
    at `own`; those that are nearest to it say most."""
    forth, theirs = each.links.forth, each.theirs.all
    beside = [(abs(place - index), forth[place]) for place in _beside(index, each.ours.all) if place in forth]
    return sum(
        (1 / abs(there - other) - 1 / abs(there - own)) / far for far, there in beside if theirs[there].kind != "code"
    )


def _beside(place: int, tokens: Sequence[Token]) -> Iterator[int]:
    """The words beside a place, within its sentence."""
    for way in (range(place - 1, max(-1, place - NEAR - 1), -1), range(place + 1, min(len(tokens), place + NEAR + 1))):
        for index in way:
            if tokens[index].is_end:
                break
            if tokens[index].kind not in ("mark", "code"):
                yield index
