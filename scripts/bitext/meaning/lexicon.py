"""What is known of the words of two languages: which mean the same, and how sure that is to be seen in a pair."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bitext.meaning.learn import Table, Texts, learn

LIKELY = 0.04  # how likely a translation must be to explain a word
BACK = 0.01  # and how likely at least the word is as a translation of that
_LEXICONS = Path(__file__).parents[1] / "languages" / "lexicons"
_PRIOR = 4.0  # occurrences that what was known before counts for
_UNKNOWN = (0.45, 0.1)  # of a word that nothing is known of: how often it is explained, and how often by chance


@dataclass(frozen=True)
class Side:
    """Of the words of one language. means: what explains each in the other; seen: of each, how often it is explained
    in its own translation, how often in another text, and from how many occurrences that is known."""

    means: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    seen: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)

    def explains(self, word: str, others: frozenset[str]) -> bool:
        """Whether one of `others`, of the other language, means `word` or is it."""
        return word in others or not others.isdisjoint(self.means.get(word, ()))

    def rates(self, word: str) -> tuple[float, float]:
        """How often `word` is explained in its translation, and how often in any other text."""
        seen = self.seen.get(word)
        return (seen[0], seen[1]) if seen else _UNKNOWN


@dataclass(frozen=True)
class Lexicon:
    """ours, theirs: of the language of the source and that of the target; ratio: of the length of a translation;
    names: that both languages write alike."""

    ours: Side
    theirs: Side
    ratio: float = 1.18
    names: frozenset[str] = frozenset()

    @property
    def plain(self) -> Any:
        """What JSON can carry, and gives back as it is."""
        sides = (
            [side.means, {word: list(rates) for word, rates in side.seen.items()}] for side in (self.ours, self.theirs)
        )
        return [self.ratio, sorted(self.names), *sides]

    @classmethod
    def of(cls, plain: Any) -> Lexicon:
        """The lexicon whose `plain` this is."""
        ratio, names, *sides = plain
        ours, theirs = (Side(means, {word: tuple(seen) for word, seen in rates.items()}) for means, rates in sides)
        return cls(ours, theirs, ratio, frozenset(names))


def learnt(texts: Sequence[Texts], base: Lexicon, ratio: float = 0.0) -> Lexicon:
    """The lexicon of a site whose segments and their translations are `texts`, with what `base` knows. ratio: of the
    lengths of the translations to those of the texts, if it is known."""
    texts = sorted(set(texts))
    turned = [(there, here) for here, there in texts]
    forth, back = learn(texts, _table(base.ours)), learn(turned, _table(base.theirs))
    forth, back = _kept(forth, back), _kept(back, forth)
    return counted(texts, _joined(forth, back, base.ours.means), _joined(back, forth, base.theirs.means), base, ratio)


def counted(texts: Sequence[Texts], ours: Table, theirs: Table, base: Lexicon, ratio: float) -> Lexicon:
    """A lexicon of these translations, with how often `texts` bear them out."""
    turned = [(there, here) for here, there in texts]
    return Lexicon(
        Side(ours, _seen(texts, ours, base.ours)), Side(theirs, _seen(turned, theirs, base.theirs)), ratio or base.ratio
    )


def _table(side: Side) -> Table:
    return {word: dict(known) for word, known in side.means.items()}


def _kept(table: Table, back: Table) -> Table:
    return {
        word: {
            other: round(likely, 3)
            for other, likely in known.items()
            if likely >= LIKELY and back.get(other, {}).get(word, 0.0) >= BACK
        }
        for word, known in table.items()
        if word
    }


def _joined(forth: Table, back: Table, base: Mapping[str, Mapping[str, float]]) -> Table:
    """Of each word what explains it: the likely translations in either direction, and those of `base`."""
    found: Table = {word: dict(known) for word, known in base.items()}
    for word, known in forth.items():
        found.setdefault(word, {}).update(known)
    for other, known in back.items():
        for word, likely in known.items():
            row = found.setdefault(word, {})
            row[other] = max(row.get(other, 0.0), likely)
    return found


def _seen(texts: Sequence[Texts], means: Table, base: Side) -> dict[str, tuple[float, float, float]]:
    side = Side(means)
    own, chance, times = dict[str, int](), dict[str, int](), dict[str, int]()
    for (here, there), (_, other) in zip(texts, [*texts[7:], *texts[:7]], strict=True):
        near, far = frozenset(there), frozenset(other)
        for word in set(here):
            times[word] = times.get(word, 0) + 1
            own[word] = own.get(word, 0) + side.explains(word, near)
            chance[word] = chance.get(word, 0) + side.explains(word, far)
    found = dict(base.seen)
    for word, count in times.items():
        known = base.rates(word)
        total = count + _PRIOR
        rates = ((own[word] + _PRIOR * known[0]) / total, (chance[word] + _PRIOR * known[1]) / total)
        found[word] = (round(rates[0], 3), round(rates[1], 3), count)
    return found


@cache
def base_lexicon(ours: str, theirs: str) -> Lexicon | None:
    """What is known of two languages, such as 'en' and 'fr', before a site is looked at; None if nothing is."""
    for first, second in ((ours, theirs), (theirs, ours)):
        file = _LEXICONS / f"{first}-{second}.json"
        if file.is_file():
            read = json.loads(file.read_text(encoding="utf-8"))
            return Lexicon(_side(read[ours]), _side(read[theirs]))
    return None


def _side(rows: Sequence[Sequence[Any]]) -> Side:
    means = {word: known for word, _, _, _, known in rows if known}
    return Side(means, {word: (own, chance, times) for word, own, chance, times, _ in rows})


def texts_of(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> list[Texts]:
    """The texts that something can be learnt from: neither empty nor the same."""
    found = ((tuple(ours), tuple(theirs)) for ours, theirs in pairs)
    return [(ours, theirs) for ours, theirs in found if ours and theirs and ours != theirs]


def no_lexicon() -> Lexicon | None:
    """The lexicon of languages of which nothing is known."""
    return None
