"""What one of two texts denies and the other says: negations compared where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from bitext.languages.denials import Denials
from bitext.meaning.closeness import Closeness
from bitext.meaning.compared import Compared
from bitext.meaning.evidence import LINKS
from bitext.meaning.lexicon import Lexicon
from bitext.meaning.links import CONTENT, Links, chance, share_near
from bitext.meaning.negation import placed, plain_word
from bitext.meaning.tokens import Token, Tokens

FAR = 14  # words between a negation and the place of its counterpart
BESIDE = 4  # words between one that is denied and what denies it
BEFORE, AFTER = 8, 4  # words before and behind a word that may deny it
FIRST = 2  # words that are denied, of which one must have a counterpart
CLOSE = 0.5  # of the words around that have a counterpart, for the translation to be close enough
DENIED = 4  # words behind a negation that it may deny
SURE = 0.5  # how likely the counterpart is of the first word that is denied, on a page that is translated freely
CLOSER = 0.7  # of the words around that have a counterpart, there
WITHIN = frozenset(",()—–")  # marks within a sentence
JOINING = LINKS | {"ni", "nor"}
FRONTED = frozenset({"without", "sans"})  # whose phrase a comma ends


class Negation(NamedTuple):
    """text: what denies; first, last: its tokens; is_aside: a translation may say it without denying."""

    text: str
    first: int
    last: int
    is_aside: bool = False


@dataclass(frozen=True)
class Denying:
    """A text as a row of tokens; negations: what denies in it; weak: the tokens that may deny in other words; helpers:
    those that are denied with what stands behind them."""

    tokens: Sequence[Token]
    negations: tuple[Negation, ...]
    weak: frozenset[int] = field(default=frozenset())
    helpers: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, tokens: Tokens, words: Denials) -> Denying:
        """A text in the language with these `words`."""
        text, starts = _joined(tokens)
        found = (
            Negation(said, _token(starts, first), _token(starts, last - 1), words.asides.match(text, first) is not None)
            for said, first, last in placed(text, words)
        )
        weak = {_token(starts, match.start()) for match in words.implied.finditer(text)}
        weak |= {index for index, token in enumerate(tokens.all) if plain_word(token.text).strip("'") in words.says}
        said = words.says | words.helpers
        helpers = {index for index, token in enumerate(tokens.all) if plain_word(token.text).strip("'") in said}
        return cls(tokens.all, tuple(found), frozenset(weak), frozenset(helpers))

    def may_deny(self, place: int, alone: Sequence[Negation]) -> bool:
        """Whether something about the token at `place` may deny it: negations that are `alone`, or other words."""
        taken = {index for each in self.negations if each not in alone for index in range(each.first, each.last + 1)}
        near = range(place - BESIDE, place + BESIDE + 1)
        around = range(place - BEFORE, place + AFTER + 1)
        return any(
            index in self.weak and (index not in taken or (index in near and not self._are_parted(index, place)))
            for index in around
        )

    def _are_parted(self, one: int, other: int) -> bool:
        """Whether a mark stands between two tokens."""
        return any(token.kind == "mark" for token in self.tokens[min(one, other) : max(one, other)])

    def is_continued(self, negation: Negation, alone: Sequence[Negation]) -> bool:
        """Whether it carries on one that has a counterpart: « ne lit pas et n'écrit pas » is 'does not read or write'.
        alone: those that have none."""
        before = next((each for each in reversed(self.negations) if each.last < negation.first), None)
        if before is None or not self._are_joined(before, negation):
            return False
        return before not in alone or self.is_continued(before, alone)

    def _are_joined(self, one: Negation, other: Negation) -> bool:
        """Whether 'or', 'and' or a comma joins two, and no mark that ends what is said stands between them."""
        between = self.tokens[one.last + 1 : other.first]
        if any(token.kind == "mark" and token.key not in WITHIN for token in between):
            return False
        is_over = one.text in FRONTED and other.text not in FRONTED
        ends_with_comma = bool(between) and between[-1].key == "," and not is_over
        return ends_with_comma or any(token.text.lower() in JOINING for token in between)

    def denied(self, negation: Negation) -> Iterator[int]:
        """The tokens that a negation may deny, up to the end of what is said: those that mean something."""
        for index in range(negation.first, min(len(self.tokens), negation.last + DENIED + 1)):
            token = self.tokens[index]
            if token.kind == "mark" and index > negation.last:
                return
            if token.kind in ("word", "name", "number", "code") and len(token.text) >= CONTENT:
                yield index


def _joined(text: Tokens) -> tuple[str, list[int]]:
    """The plain text without code, and where each token begins in it. Tokens are apart as they are written."""
    parts, starts, length, end = list[str](), list[int](), 0, 0
    for token, (first, last) in zip(text.all, text.places, strict=True):
        apart = text.text[end:first]
        parts.append(apart if apart in ("", "-") else " ")
        starts.append(length + len(parts[-1]))
        parts.append("" if token.kind == "code" else plain_word(token.text))
        length, end = starts[-1] + len(parts[-1]), last
    return "".join(parts), starts


def _token(starts: Sequence[int], place: int) -> int:
    return bisect_right(starts, place) - 1


@dataclass(frozen=True)
class _Beside:
    """A text read beside the other one. links, lexicon: from `here` to `there`; alone: the negations of each that have
    no counterpart."""

    here: Denying
    there: Denying
    links: Links
    lexicon: Lexicon
    alone: tuple[Sequence[Negation], Sequence[Negation]]

    def turned(self) -> _Beside:
        """The other text read beside this one."""
        links = Links(self.links.back, self.links.forth, (), self.links.size[::-1])
        lexicon = replace(self.lexicon, ours=self.lexicon.theirs, theirs=self.lexicon.ours)
        return _Beside(self.there, self.here, links, lexicon, self.alone[::-1])

    def is_likely(self, place: int) -> bool:
        """Whether what stands for the word at `place` surely does."""
        there = self.links.forth.get(place)
        tokens = self.here.tokens, self.there.tokens
        return there is not None and chance(tokens[0][place], tokens[1][there], self.lexicon) >= SURE


def differing(each: Compared, mine: Denials, others: Denials) -> tuple[list[str], list[str]]:
    """What the source denies and the translation says, and the other way round: the negations."""
    ours, theirs = Denying.of(each.ours, mine), Denying.of(each.theirs, others)
    if not (ours.negations or theirs.negations):
        return [], []
    beside = _Beside(ours, theirs, each.links, each.lexicon, _alone(ours, theirs, each.links))
    lost = [said.text for said in beside.alone[0] if _is_lost(said, beside, each.page)]
    new = [said.text for said in beside.alone[1] if not said.is_aside and _is_said(said, beside.turned(), each.page)]
    return lost, new


def _alone(ours: Denying, theirs: Denying, links: Links) -> tuple[list[Negation], list[Negation]]:
    """The negations of both that have no counterpart at their place."""
    lost, new = list(ours.negations), list(theirs.negations)
    pairs = sorted(
        (abs(here.first - links.place(there.first)), here, there)
        for here in ours.negations
        for there in theirs.negations
    )
    for far, here, there in pairs:
        if far <= FAR and here in lost and there in new:
            lost.remove(here)
            new.remove(there)
    return lost, new


def _is_lost(negation: Negation, read: _Beside, page: Closeness) -> bool:
    """Whether the translation says what is denied here, as far as its words or its sentence show. The other way round,
    a sentence is not enough: 'right out of the box' is « sans configuration »."""
    if negation.is_aside:
        return False
    return _is_said(negation, read, page) or (not page.is_free and _is_said_by_its_sentence(negation, read))


def _is_said(negation: Negation, read: _Beside, page: Closeness) -> bool:
    """Whether what is denied here has its counterpart there, and nothing about that may deny it."""
    if _is_quoted(negation, read) or read.here.is_continued(negation, read.alone[0]):
        return False
    denied = list(read.here.denied(negation))
    places = [read.links.forth[index] for index in denied[:FIRST] if index in read.links.forth]
    if not places or any(read.there.may_deny(place, read.alone[1]) for place in places):
        return False
    near = min(
        share_near(read.here.tokens, negation.first, read.links.forth),
        share_near(read.there.tokens, places[0], read.links.back),
    )
    if page.is_free:
        return near >= CLOSER and read.is_likely(_first(denied, read.here))
    return near >= CLOSE


def _is_said_by_its_sentence(negation: Negation, read: _Beside) -> bool:
    """Whether the sentence in the place of the one that denies stands for it, and nothing in it may deny."""
    if _is_quoted(negation, read):
        return False
    mine, others = _sentences(read.here.tokens), _sentences(read.there.tokens)
    if len(mine) != len(others):
        return False
    place = next(number for number, sentence in enumerate(mine) if negation.first in sentence)
    here, there = mine[place], others[place]
    is_elliptic = negation.last + 1 == here.stop or read.here.tokens[negation.last + 1].kind == "mark"
    if is_elliptic or any(index in read.there.weak for index in there):
        return False
    share = _share(here, there, read.here, read.links.forth)
    return min(share, _share(there, here, read.there, read.links.back)) >= CLOSE


def _sentences(tokens: Sequence[Token]) -> list[range]:
    """The places of the tokens of each sentence."""
    ends = [0, *(index + 1 for index, token in enumerate(tokens) if token.is_end), len(tokens)]
    return [range(first, end) for first, end in pairwise(ends) if first < end]


def _share(here: range, there: range, text: Denying, linked: Mapping[int, int]) -> float:
    """How many words of a sentence that mean something stand for words of the other one; 0 if there are too few."""
    telling = [index for index in here if len(text.tokens[index].key) >= CONTENT and index not in text.weak]
    found = [linked.get(index) in there for index in telling]
    return sum(found) / len(found) if len(found) > 1 else 0.0


def _first(denied: Sequence[int], here: Denying) -> int:
    """The first of the words that are denied that is no helper, if there is one."""
    return next((index for index in denied if index not in here.helpers), denied[0])


def _is_quoted(negation: Negation, read: _Beside) -> bool:
    """Whether both texts have it as it is written."""
    forth, here, there = read.links.forth, read.here.tokens, read.there.tokens
    return any(
        place in forth and here[place].text == there[forth[place]].text for place in (negation.first, negation.last)
    )
