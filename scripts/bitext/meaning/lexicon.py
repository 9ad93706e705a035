"""What is known of the words of two languages: which mean the same, and how sure that is to be seen in a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import NamedTuple

from bitext.cached import Asked, cached_property
from bitext.languages.base_words import BaseWord, Meanings, base_words, meanings

Table = Mapping[str, Mapping[str, float]]  # of each word, how likely each translation is

MOST = 3.0  # that one word can say
SURE = 0.35  # how likely a translation is that says what a word means
CHANCE = 0.12  # at least, of a word being explained by chance


class Row(NamedTuple):
    """What is known of a word. means: what explains it in the other language, and how likely each is; own, chance: how
    often it is explained in its own translation, and how often in any other text; gone, here: what it says for having
    no counterpart where none is to be seen, and where one is; sure: those of `means` that are likely enough to say what
    it means."""

    means: Mapping[str, float]
    own: float
    chance: float
    gone: float
    here: float
    sure: tuple[str, ...]


def row_of(means: Mapping[str, float], own: float, chance: float) -> Row:
    """The row of a word with these rates."""
    sure = tuple([other for other, likely in means.items() if likely >= SURE])
    return Row(means, own, chance, *said(own, chance), sure)


def said(own: float, chance: float) -> tuple[float, float]:
    """What a word with these rates says for having no counterpart where none is to be seen, and where one is; nothing
    where it is explained by chance as often as not."""
    own, chance = min(max(own, 0.05), 0.97), min(max(chance, CHANCE), 0.9)
    return (min(MOST, log((1 - chance) / (1 - own))), log(chance / own)) if own > chance else (0.0, 0.0)


_UNKNOWN = row_of({}, 0.45, 0.1)


@dataclass(frozen=True)
class Side:
    """The words of one language. learnt: rows that a site says, as `written`; base: those known before."""

    learnt: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, Row] = field(default_factory=dict)

    @cached_property
    def own(self) -> Mapping[str, Row]:
        """What a site says of its words."""
        return {word: _read(written) for word, written in self.learnt.items()}

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """What is known of any word."""
        base = self.base
        return Asked(lambda word: base.get(word, _UNKNOWN), self.own)

    def row(self, word: str) -> Row:
        """What is known of a word."""
        return self.rows[word]

    def means(self, word: str) -> Mapping[str, float]:
        """What explains a word in the other language, and how likely each is."""
        return self.rows[word].means

    def knows(self, word: str) -> bool:
        """Whether anything is known of a word."""
        return word in self.learnt or word in self.base

    def explains(self, word: str, others: frozenset[str]) -> bool:
        """Whether one of `others`, of the other language, means `word` or is it."""
        return word in others or not others.isdisjoint(self.means(word))


@dataclass(frozen=True)
class Lexicon:
    """ours, theirs: of the language of the source and that of the target; ratio: of the length of a translation;
    names: that both languages write alike; digest: a fingerprint of what of it was learnt."""

    ours: Side
    theirs: Side
    ratio: float = 1.18
    names: frozenset[str] = frozenset()
    digest: str = ""

    def meanings(self, known: Meanings) -> Meanings:
        """What the words mean that were learnt, beside what is `known` of others."""
        return meanings(self.ours.own, self.theirs.own, known)


def written(means: Mapping[str, float], own: float, chance: float) -> str:
    """A row as one text, rounded so that it stays as it is where another page is edited."""
    listed = [f"{other}:{likely:g}" for other, likely in sorted(means.items())]
    return " ".join([f"{own:.2f}", f"{chance:.2f}", *listed])


@cache
def _read(text: str) -> Row:
    own, chance, *means = text.split(" ")
    parted = (each.rpartition(":") for each in means)
    return row_of({other: float(likely) for other, _, likely in parted}, float(own), float(chance))


@cache
def base_lexicon(ours: str, theirs: str) -> Lexicon | None:
    """What is known of two languages, such as 'en' and 'fr', before a site is looked at; None if nothing is."""
    words = base_words(ours, theirs)
    return None if words is None else Lexicon(_side(words[0]), _side(words[1]))


def lexicon_before(ours: str, theirs: str) -> Lexicon:
    """The same, and an empty one if nothing is known."""
    return base_lexicon(ours, theirs) or Lexicon(Side(), Side())


def _side(words: Sequence[BaseWord]) -> Side:
    return Side({}, {word.root: row_of(word.means, word.own, word.chance) for word in words})


def no_lexicon(pair: object) -> Lexicon | None:
    """The lexicon of a pair of languages of which nothing is known."""
    return None
