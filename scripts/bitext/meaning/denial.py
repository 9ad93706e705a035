"""What one of two texts denies and the other says: negations compared where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bitext.languages.denials import Denials
from bitext.meaning.compared import Compared
from bitext.meaning.links import CONTENT, Links, share_near
from bitext.meaning.negation import placed, plain_text
from bitext.meaning.tokens import Token, Tokens

FAR = 14  # words between a negation and the place of its counterpart
BESIDE = 4  # words between one that is denied and what denies it
BEFORE, AFTER = 8, 4  # words before and behind a word that may deny it
FIRST = 2  # words that are denied, of which one must have a counterpart
CLOSE = 0.5  # of the words around that have a counterpart, for the translation to be close enough
DENIED = 4  # words behind a negation that it may deny


class Negation(NamedTuple):
    """text: what denies; first, last: its tokens."""

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Denying:
    """A text as a row of tokens; negations: what denies in it; weak: the tokens that may deny in other words."""

    tokens: Sequence[Token]
    negations: tuple[Negation, ...]
    weak: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, tokens: Tokens, words: Denials) -> Denying:
        """A text in the language with these `words`."""
        text, starts = _joined(tokens)
        found = (
            Negation(said, _token(starts, first), _token(starts, last - 1)) for said, first, last in placed(text, words)
        )
        weak = {_token(starts, match.start()) for match in words.implied.finditer(text)}
        weak |= {index for index, token in enumerate(tokens.all) if plain_text(token.text).strip("'") in words.says}
        return cls(tokens.all, tuple(found), frozenset(weak))

    def may_deny(self, place: int, alone: Sequence[Negation]) -> bool:
        """Whether something about the token at `place` may deny it: negations that are `alone`, or other words."""
        taken = {index for each in self.negations if each not in alone for index in range(each.first, each.last + 1)}
        near = range(place - BESIDE, place + BESIDE + 1)
        around = range(place - BEFORE, place + AFTER + 1)
        return any(index in self.weak and (index in near or index not in taken) for index in around)

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
    for token in text.all:
        apart = text.text[end : token.start]
        parts.append(apart if apart in ("", "-") else " ")
        starts.append(length + len(parts[-1]))
        parts.append("" if token.kind == "code" else plain_text(token.text))
        length, end = starts[-1] + len(parts[-1]), token.end
    return "".join(parts), starts


def _token(starts: Sequence[int], place: int) -> int:
    return bisect_right(starts, place) - 1


def differing(each: Compared, mine: Denials, others: Denials) -> tuple[list[str], list[str]]:
    """What the source denies and the translation says, and the other way round: the negations."""
    ours, theirs = Denying.of(each.ours, mine), Denying.of(each.theirs, others)
    links = each.links
    lost, new = _alone(ours, theirs, links)
    turned = Links(links.back, links.forth, (), links.size[::-1])
    return (
        [negation.text for negation in lost if _is_said(negation, ours, theirs, links, new)],
        [negation.text for negation in new if _is_said(negation, theirs, ours, turned, lost)],
    )


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


def _is_said(negation: Negation, here: Denying, there: Denying, links: Links, alone: Sequence[Negation]) -> bool:
    """Whether what is denied here has its counterpart there, and nothing about that may deny it. alone: negations there
    that have no counterpart."""
    if any(
        place in links.forth and here.tokens[place].text == there.tokens[links.forth[place]].text
        for place in (negation.first, negation.last)
    ):  # quoted in both
        return False
    denied = list(here.denied(negation))[:FIRST]
    places = [links.forth[index] for index in denied if index in links.forth]
    if not places or any(there.may_deny(place, alone) for place in places):
        return False
    near = share_near(here.tokens, negation.first, links.forth), share_near(there.tokens, places[0], links.back)
    return min(near) >= CLOSE
