"""Pieces of a text that have changed places in its translation: links, code, labels, cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bitext.meaning.compared import Compared
from bitext.meaning.lexicon import Side
from bitext.meaning.tokens import CELL, Token, tokens
from bitext.pages.segments import Segment

CLEARLY = 0.9  # how much more two pieces have in common crosswise, of 2


@dataclass(frozen=True)
class Swapped:
    """what: 'links', 'codes', 'labels' or 'cells'; first, second: as the translation has them."""

    what: str
    first: str
    second: str


def swapped(each: Compared, side: Side) -> Iterator[Swapped]:
    """The pieces of a translation that stand in each other's place."""
    if min(len(each.source.links), len(each.target.links)) > 1:
        yield from _crossed("links", *_links(each), each.languages, side)
    codes = each.source.codes, each.target.codes
    if codes[0] != codes[1] and sorted(codes[0]) == sorted(codes[1]) and not _are_neighbours(each.target):
        yield from _crossed_as_written("codes", each.source.codes, each.target.codes)
    if len(set(each.target.labels)) > 1:
        yield from _crossed("labels", each.source.labels, each.target.labels, each.languages, side)
    if each.source.kind == "row":
        yield from _crossed_cells(each, side)


def _crossed_as_written(what: str, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Swapped]:
    differing = [place for place, (here, there) in enumerate(zip(ours, theirs, strict=True)) if here != there]
    if differing:
        yield Swapped(what, theirs[differing[0]], theirs[differing[-1]])


def _are_neighbours(target: Segment) -> bool:
    """Whether nothing but a space stands between two code spans: « l'objet `tags` `null` » may be turned round."""
    return "` `" in target.text


def _links(each: Compared) -> tuple[list[str], list[str]]:
    """The texts of the links that both have once, in the order of the targets of the source."""
    ours, theirs = each.source.link_texts, each.target.link_texts
    shared = [target for target in ours if target in theirs]
    return [ours[target] for target in shared], [theirs[target] for target in shared]


def _crossed(
    what: str, ours: Sequence[str], theirs: Sequence[str], languages: tuple[str, str], side: Side
) -> Iterator[Swapped]:
    if 1 < len(ours) == len(theirs):
        here = [tokens(text, languages[0]).all for text in ours]
        there = [tokens(text, languages[1]).all for text in theirs]
        for first, second in _cross(here, there, side):
            yield Swapped(what, theirs[first], theirs[second])


def _crossed_cells(each: Compared, side: Side) -> Iterator[Swapped]:
    ours, theirs = _cells(each.ours.all), _cells(each.theirs.all)
    if len(ours) == len(theirs):
        for first, second in _cross(ours, theirs, side):
            yield Swapped("cells", *(_text(theirs[place]) for place in (first, second)))


def _cells(found: Sequence[Token]) -> list[list[Token]]:
    cells: list[list[Token]] = [[]]
    for token in found:
        if token.key == CELL:
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def _text(cell: Sequence[Token]) -> str:
    return " ".join(token.text for token in cell)


def _cross(ours: Sequence[Sequence[Token]], theirs: Sequence[Sequence[Token]], side: Side) -> Iterator[tuple[int, int]]:
    """The first two places whose pieces have far more in common crosswise."""
    for first, second in combinations(range(min(len(ours), 12)), 2):
        straight = _common(ours[first], theirs[first], side) + _common(ours[second], theirs[second], side)
        if straight > 2 - CLEARLY:
            continue
        crosswise = _common(ours[first], theirs[second], side) + _common(ours[second], theirs[first], side)
        if crosswise - straight > CLEARLY:
            yield first, second
            return


def _common(ours: Sequence[Token], theirs: Sequence[Token], side: Side) -> float:
    """How much of `ours` is in `theirs`: 0 to 1."""
    others = frozenset(token.key for token in theirs if token.kind != "mark")
    words = [token.key for token in ours if token.kind != "mark"]
    return sum([side.explains(word, others) for word in words]) / len(words) if words else 0.0
