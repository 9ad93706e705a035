"""Pieces of a text that have changed places in its translation: links, code, labels, cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from bitext.meaning.compared import Compared
from bitext.meaning.exchanged_codes import exchanged_codes
from bitext.meaning.lexicon import Lexicon, Side
from bitext.meaning.links import CONTENT
from bitext.meaning.tokens import CELL, Token, tokens
from bitext.pages.segments import Segment

CLEARLY = 0.5  # how much more two pieces have in common crosswise, of 2
LIKELY = 0.3  # how likely a translation of a word must be to count as one
MOVED = 0.5  # how much more what is around them has in common crosswise, of 2
NEAR = 30  # letters to either side of a piece
MOST = 12  # pieces of a text that are compared
Leads = Callable[[str], str]  # where a link leads, the same for both languages


@dataclass(frozen=True)
class Swapped:
    """what: 'links', 'codes', 'labels' or 'cells'; first, second: as the translation has them."""

    what: str
    first: str
    second: str


def swapped(each: Compared, leads: tuple[Leads, Leads] = (str, str)) -> Iterator[Swapped]:
    """The pieces of a translation that stand in each other's place. leads: for links of the source, and of the
    translation."""
    if min(len(each.source.links), len(each.target.links)) > 1:
        yield from _crossed_links(each, leads)
    if _are_in_another_order(each.source, each.target) and (found := exchanged_codes(each)):
        yield Swapped("codes", *found)
    if len(set(each.target.labels)) > 1:
        yield from _crossed("labels", each.source.labels, each.target.labels, each, may_move=True)
    if each.source.kind == "row":
        cells, others = each.ours.text.split(CELL), each.theirs.text.split(CELL)
        yield from _crossed("cells", _plain(cells), _plain(others), each)


def _are_in_another_order(source: Segment, target: Segment) -> bool:
    """Whether both have the same code spans, but in another order. Two with nothing but a space between them may be
    turned round: « l'objet `tags` `null` »."""
    ours, theirs = source.codes, target.codes
    return ours != theirs and sorted(ours) == sorted(theirs) and "` `" not in target.text


def _plain(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]


def _crossed_links(each: Compared, leads: tuple[Leads, Leads]) -> Iterator[Swapped]:
    """Of the links that both have once: those whose texts say that they are exchanged, or if the texts are the same,
    their order."""
    ours, theirs = _by_place(each.source, leads[0]), _by_place(each.target, leads[1])
    shared = [place for place in ours if place in theirs]
    turned = sorted(shared, key=[*theirs].index)
    here, there = [ours[place] for place in shared], [theirs[place] for place in shared]
    if _are_two_alike(here) and _are_two_alike(there):
        if shared != turned and not _have_moved(here, there, (0, 1), each):
            yield Swapped("links", *turned)
    else:
        yield from _crossed("links", here, there, each)


def _are_two_alike(texts: Sequence[str]) -> bool:
    """Whether only their order tells two links apart: 'here' and 'here'."""
    return len(texts) == 2 and texts[0] == texts[1]


def _by_place(segment: Segment, leads: Leads) -> dict[str, str]:
    """The texts of links that a segment has once, by where they lead."""
    return {leads(target): text for target, text in segment.link_texts.items()}


def _crossed(
    what: str, ours: Sequence[str], theirs: Sequence[str], each: Compared, *, may_move: bool = False
) -> Iterator[Swapped]:
    """The first two pieces that have far more in common crosswise. may_move: not those that stand in another order with
    the words around them."""
    if not 1 < len(ours) == len(theirs):
        return
    pieces = _Pieces(ours[:MOST], theirs[:MOST], each)
    for places in combinations(range(len(pieces.ours)), 2):
        if pieces.are_crossed(*places) and not (may_move and _have_moved(ours, theirs, places, each)):
            yield Swapped(what, *(theirs[place] for place in places))
            return


def _have_moved(ours: Sequence[str], theirs: Sequence[str], places: tuple[int, int], each: Compared) -> bool:
    """Whether the words around two pieces have changed places with them, or those before them alone: in 'Select A in B'
    and 'In B, select A' much the same words are around both."""
    sides = list(zip((each.ours.text, each.theirs.text), (ours, theirs), each.languages, strict=True))
    for read in (_around, _before):
        here, there = (
            [_words(tokens(part, language).all) for part in read(text, pieces)] for text, pieces, language in sides
        )
        if _are_turned(here, there, places, each.lexicon):
            return True
    return False


def _are_turned(
    here: Sequence[Sequence[str]], there: Sequence[Sequence[str]], places: tuple[int, int], lexicon: Lexicon
) -> bool:
    """Whether the words at two places have more in common crosswise."""
    first, second = places

    def together(one: int, other: int) -> float:
        return _common(here[first], there[one], lexicon) + _common(here[second], there[other], lexicon)

    return together(second, first) - together(first, second) > MOVED


def _around(text: str, pieces: Sequence[str]) -> list[str]:
    """What stands beside each of some pieces of a text, as far as it is near."""
    return [f"{before[-NEAR:]} {after[:NEAR]}" for before, after in pairwise(_between(text, pieces))]


def _before(text: str, pieces: Sequence[str]) -> list[str]:
    """What stands right before each of them."""
    return [before[-NEAR:] for before in _between(text, pieces)[:-1]]


def _between(text: str, pieces: Sequence[str]) -> list[str]:
    """The parts of a text before, between and behind some pieces of it that stand there in this order."""
    between, end = list[str](), 0
    for piece in pieces:
        start = text.find(piece, end)
        between.append(text[end : max(start, end)])
        end = max(start, end) + len(piece)
    return [*between, text[end:]]


class _Pieces:
    """Pieces of a text, and those of its translation, that should stand for each other one by one."""

    def __init__(self, ours: Sequence[str], theirs: Sequence[str], each: Compared) -> None:
        self.ours, self.theirs = ours, theirs
        self._here, self._there = (
            [_words(tokens(text, language).all) for text in side]
            for side, language in zip((ours, theirs), each.languages, strict=True)
        )
        self._lexicon = each.lexicon
        self._straight = [self._likeness(place, place) for place in range(len(ours))]

    def are_crossed(self, first: int, second: int) -> bool:
        """Whether each of two pieces stands for the other one in the translation."""
        straight = self._straight[first] + self._straight[second]
        if straight >= 2:
            return False
        if self._is_same(first, second) and self._is_same(second, first):
            return True
        if straight >= 2 - CLEARLY:
            return False
        return self._likeness(first, second) + self._likeness(second, first) - straight > CLEARLY

    def _is_same(self, here: int, there: int) -> bool:
        return self.ours[here].casefold() == self.theirs[there].casefold()

    def _likeness(self, here: int, there: int) -> float:
        """How much two pieces have in common: 0 to 1."""
        if self._is_same(here, there):
            return 1.0
        return _common(self._here[here], self._there[there], self._lexicon)


def _words(found: Sequence[Token]) -> list[str]:
    """Those of the words of a piece that mean something, or all if there are none."""
    words = [token.key for token in found if token.kind != "mark"]
    return [word for word in words if len(word) >= CONTENT] or words


def _common(ours: Sequence[str], theirs: Sequence[str], lexicon: Lexicon) -> float:
    """How much of either is in the other: 0 to 1."""
    if not ours or not theirs:
        return 0.0
    return (_share(ours, theirs, lexicon.ours) + _share(theirs, ours, lexicon.theirs)) / 2


def _share(words: Sequence[str], others: Sequence[str], side: Side) -> float:
    """How much of some words is in others of the other language."""
    return sum(_best(word, others, side) for word in words) / len(words)


def _best(word: str, others: Sequence[str], side: Side) -> float:
    if word in others:
        return 1.0
    means = side.means(word)
    return min(1.0, max(means.get(other, 0.0) for other in others) / LIKELY)
