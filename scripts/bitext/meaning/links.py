"""Which word of a text stands for which word of its translation, one to one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.cached import cached_property
from bitext.meaning.lexicon import Lexicon
from bitext.meaning.tokens import Token

CONTENT = 4  # letters of a root that fixes the places of others
_BEGINNING = 5  # letters that two words have in common which both languages have
_LIKELY = 6.0  # words that a sure translation may stand farther away than an unlikely one
_AROUND = 9  # words to either side that tell how close a translation is
_FEW = 4  # words that do not tell it
_FAR = 40.0  # words apart at most


@dataclass(frozen=True)
class Links:
    """forth: by the index of a token of the text, that of the one that stands for it; back: the other way round;
    fixed: pairs of indexes that only one place can mean, in the order of the translation."""

    forth: Mapping[int, int]
    back: Mapping[int, int]
    fixed: tuple[tuple[int, int], ...]
    size: tuple[int, int]

    def place(self, there: int) -> float:
        """Where in the text what stands at `there` in the translation is to be expected."""
        return self._places[there]

    @cached_property
    def _places(self) -> Sequence[float]:
        targets = [there for _, there in self.fixed]
        return [self._place(there, bisect_left(targets, there)) for there in range(self.size[1])]

    def _place(self, there: int, after: int) -> float:
        """The same; after: how many of the fixed pairs stand before it."""
        near = self.fixed[max(0, after - 2) : after + 2]
        if not near:
            return there * self.size[0] / max(1, self.size[1])
        guesses = sorted(here + (there - other) * self.size[0] / max(1, self.size[1]) for here, other in near)
        return guesses[len(guesses) // 2] if len(guesses) % 2 else sum(guesses[len(guesses) // 2 - 1 :][:2]) / 2


def share_near(tokens: Sequence[Token], place: int, linked: Mapping[int, int]) -> float:
    """How many of the words around `place` that mean something have a counterpart: how close the translation is, as
    far as there are enough of them."""
    near = range(max(0, place - _AROUND), min(len(tokens), place + _AROUND + 1))
    found = [index in linked for index in near if len(tokens[index].key) >= CONTENT and tokens[index].kind != "mark"]
    return sum(found) / len(found) if len(found) > _FEW else 1.0


def links(ours: Sequence[Token], theirs: Sequence[Token], lexicon: Lexicon) -> Links:
    """The likeliest links between the words of a text and those of its translation."""
    likely = dict(_candidates(ours, theirs, lexicon))
    size = len(ours), len(theirs)
    forth, back = dict[int, int](), dict[int, int]()
    found = Links(forth, back, _fixed(likely, ours, theirs), size)
    ranked = sorted(
        [(abs(here - found.place(there)) - _LIKELY * chance, here, there) for (here, there), chance in likely.items()]
    )
    for cost, here, there in ranked:
        if here not in forth and there not in back and cost < _FAR:
            forth[here], back[there] = there, here
    return found


def _candidates(
    ours: Sequence[Token], theirs: Sequence[Token], lexicon: Lexicon
) -> Iterator[tuple[tuple[int, int], float]]:
    """By the places of two words that may stand for each other, how likely that is."""
    places, starts = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for there, token in enumerate(theirs):
        if token.kind != "mark":
            places[token.key].append(there)
            starts[token.key[:_BEGINNING]].append(there)
    for here, token in enumerate(ours):
        if token.kind == "mark":
            continue
        known = lexicon.ours.means(token.key)
        for other in places.keys() & known.keys():
            chance = max(known[other], lexicon.theirs.means(other).get(token.key, 0.0))
            yield from (((here, there), chance) for there in places[other])
        if len(token.key) >= _BEGINNING:
            yield from (((here, there), 0.7) for there in starts.get(token.key[:_BEGINNING], ()))
        yield from (((here, there), 1.0) for there in places.get(token.key, ()))


def chance(ours: Token, theirs: Token, lexicon: Lexicon) -> float:
    """How likely it is that two words stand for each other: 0 to 1."""
    if ours.key == theirs.key:
        return 1.0
    known = max(lexicon.ours.means(ours.key).get(theirs.key, 0.0), lexicon.theirs.means(theirs.key).get(ours.key, 0.0))
    is_alike = len(ours.key) >= _BEGINNING and ours.key[:_BEGINNING] == theirs.key[:_BEGINNING]
    return max(known, 0.7 if is_alike else 0.0)


def _fixed(
    likely: Mapping[tuple[int, int], float], ours: Sequence[Token], theirs: Sequence[Token]
) -> tuple[tuple[int, int], ...]:
    """The pairs of which neither has another candidate, of words that are long enough to mean one thing."""
    here_of, there_of = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for (here, there), chance in likely.items():
        if chance > 0.1:
            here_of[there].append(here)
            there_of[here].append(there)
    only = ((heres[0], there) for there, heres in here_of.items() if len(heres) == 1)
    return tuple(
        sorted(
            (
                (here, there)
                for here, there in only
                if len(there_of[here]) == 1 and min(len(ours[here].key), len(theirs[there].key)) >= CONTENT
            ),
            key=lambda pair: pair[1],
        )
    )
