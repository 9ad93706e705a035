"""Words that exclude each other: where one text says one, its translation must not say another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from bitext.languages.lexicon import plain
from bitext.languages.roots import root
from bitext.meaning.compared import Compared
from bitext.meaning.lexicon import Lexicon
from bitext.meaning.tokens import Token

_LEXICONS = Path(__file__).parents[1] / "languages" / "lexicons"
_SHORT = 30  # words
Member = tuple[int, int]  # a class, and one of its members


@dataclass(frozen=True)
class Exchanged:
    """source, target: the words, as they are written, that exclude each other."""

    source: str
    target: str


Members = Mapping[str, Sequence[Member]]


@cache
def classes(ours: str, theirs: str) -> tuple[Members, Members] | None:
    """For two languages, the members of classes that each of their words is; None if none are known."""
    for first, second in ((ours, theirs), (theirs, ours)):
        file = _LEXICONS / f"{first}-{second}-classes.txt"
        if file.is_file():
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
            sides = [_members([line.split(" = ")[side] for line in lines], (first, second)[side]) for side in (0, 1)]
            return (sides[0], sides[1]) if first == ours else (sides[1], sides[0])
    return None


def _members(lines: Sequence[str], language: str) -> Members:
    found = defaultdict[str, list[Member]](list)
    for number, line in enumerate(lines):
        for place, words in enumerate(line.split("|")):
            for word in words.split():
                key = f"^{word}" if word[0].isupper() else word if word[0] == "=" else _key(word, language)
                if (number, place) not in found[key]:
                    found[key].append((number, place))
    return dict(found)


def _key(word: str, language: str) -> str:
    return "_".join(root(plain(part), language) for part in word.split("_"))


def surely_exchanged(each: Compared, lexicon: Lexicon, members: tuple[Members, Members]) -> Iterator[Exchanged]:
    """What is `exchanged` and that no other word of the two texts accounts for. Words of grammar, such as 'with' and
    'must', mean too much for that: they are told of short texts alone, in which few others can be meant."""
    is_short = max(len(each.ours.all), len(each.theirs.all)) <= _SHORT
    mine, others = (frozenset(words) for words in each.roots)
    for found in exchanged(each.ours.all, each.theirs.all, members):
        ours, theirs = (_key(found.source, each.languages[0]), _key(found.target, each.languages[1]))
        is_grammar = f"={plain(found.target)}" in members[1]
        if (
            is_short
            if is_grammar
            else not (lexicon.ours.explains(ours, others) or lexicon.theirs.explains(theirs, mine))
        ):
            yield found


def exchanged(ours: Sequence[Token], theirs: Sequence[Token], members: tuple[Members, Members]) -> Iterator[Exchanged]:
    """The words of `theirs` that exclude those that stand in their place in `ours`."""
    both = {token.text for token in ours} & {token.text for token in theirs}  # names, and what is quoted
    here, there = (
        _said([token for token in side if token.text not in both], known)
        for side, known in zip((ours, theirs), members, strict=True)
    )
    told = set[str]()
    for number in sorted(here.keys() & there.keys()):
        mine, others = here[number], there[number]
        lost = [place for place, words in mine.items() if len(words) > len(others.get(place, ()))]
        new = [place for place, words in others.items() if len(words) > len(mine.get(place, ()))]
        if lost and new and others[new[0]][0] not in told:
            told.add(others[new[0]][0])
            yield Exchanged(mine[lost[0]][0], others[new[0]][0])


def _said(tokens: Sequence[Token], members: Members) -> dict[int, dict[int, list[str]]]:
    """By classes and their members, the words that say them."""
    found: dict[int, dict[int, list[str]]] = {}
    words = [token for token in tokens if token.kind in ("word", "name")]
    keys = [(token.key, token.text) for token in words]
    keys += [(f"={plain(token.text)}", token.text) for token in words]
    keys += [(f"^{token.text}", token.text) for token in words if token.text[0].isupper()]
    keys += [(f"{first.key}_{second.key}", f"{first.text} {second.text}") for first, second in pairwise(words)]
    for key, text in keys:
        for number, place in members.get(key, ()):
            found.setdefault(number, {}).setdefault(place, []).append(text)
    return found
