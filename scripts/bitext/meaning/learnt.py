"""What the pages of a site say of which word means which, and of that, what concerns one of them.

A pair of pages sees the learnt rows of its own words alone. So what is found in it depends on its texts and on those
rows, and stays as it is while other pages change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bitext.languages.roots import roots
from bitext.meaning.lexicon import Lexicon, Side, Table, written
from bitext.memo import digest
from bitext.pages.segments import Segment

Texts = tuple[list[str], list[str]]  # the roots of the words of a segment, and of its translation

_CAPITAL = re.compile(r"(?<![\w.])[A-Z][\w-]+")
_KEPT = 0.8  # of the texts that have a name, both have it
_ENOUGH = 2000  # characters that tell how long translations are
_PRIOR = 4.0  # occurrences that what was known before counts for
_FAR = 7  # texts further on is one that is no translation


@dataclass(frozen=True)
class Material:
    """What a lexicon is learnt from, of one pair of pages, as JSON can hold it. texts: the roots of the words of each
    segment and of its translation, in one text each; names: how often words with a capital are in segments of the
    source, of the target and of both; sizes: how many characters the source and the target have; doubtful: the roots of
    all words of the source and of the target, where something of the two is alone or out of order; else nothing."""

    texts: Sequence[Sequence[str]]
    names: Mapping[str, Sequence[int]]
    sizes: Sequence[int]
    doubtful: Sequence[str] = ()

    @classmethod
    def of(
        cls,
        matched: Iterable[tuple[Segment, Segment]],
        languages: tuple[str, str],
        doubtful: Sequence[Sequence[Segment]] = (),
    ) -> Material:
        """The material of segments that translate each other. doubtful: all of the source and of the target, where
        something of the two is alone or out of order."""
        pairs = [(ours, theirs) for ours, theirs in matched if ours.kind != "code" and ours.text != theirs.text]
        texts = [[_roots(ours.words, languages[0]), _roots(theirs.words, languages[1])] for ours, theirs in pairs]
        sizes = [sum([len(pair[side].prose) for pair in pairs]) for side in (0, 1)]
        words = [sorted({word for segment in side for word in segment.words}) for side in doubtful]
        return cls(texts, _names(pairs), sizes, [*map(_roots, words, languages)])

    @property
    def plain(self) -> Any:
        """What JSON can hold."""
        return [self.texts, self.names, self.sizes, self.doubtful]

    def words(self, side: int) -> set[str]:
        """The roots of all words of the source (0) or of the target (1)."""
        return set(" ".join([*(text[side] for text in self.texts), *self.doubtful[side : side + 1]]).split())


@dataclass(frozen=True)
class Learnt:
    """What a site says, as JSON can hold it. ratio: of the length of a translation; names: that both languages write
    alike; ours, theirs: by the words of either language, their rows as `written`."""

    ratio: float
    names: Sequence[str]
    ours: Mapping[str, str]
    theirs: Mapping[str, str]

    @property
    def plain(self) -> Any:
        """What JSON can hold."""
        return [self.ratio, self.names, self.ours, self.theirs]

    def whole(self, base: Lexicon) -> Lexicon:
        """All of it, beside what was known before."""
        sides = Side(self.ours, base.ours.base), Side(self.theirs, base.theirs.base)
        return Lexicon(*sides, self.ratio, frozenset(self.names))

    def about(self, pair: Material, base: Lexicon) -> Lexicon:
        """The part of it that concerns one pair of pages, beside what was known before."""
        mine, others = (
            {word: rows[word] for word in sorted(pair.words(side)) if word in rows}
            for side, rows in enumerate((self.ours, self.theirs))
        )
        names = sorted(pair.names.keys() & self.names)
        parts = [repr(self.ratio), *names, "", *mine, "", *mine.values(), "", *others, "", *others.values()]
        sides = Side(mine, base.ours.base), Side(others, base.theirs.base)
        return Lexicon(*sides, self.ratio, frozenset(names), digest("\n".join(parts)))


def learnt(pairs: Sequence[Material], base: Lexicon) -> Learnt:
    """What these pairs of pages say, beside what `base` knows."""
    texts = _texts(pairs)
    ours, theirs = _same_meaning(texts, base)
    turned = [(there, here) for here, there in texts]
    rows = _rows(texts, ours, base.ours), _rows(turned, theirs, base.theirs)
    return Learnt(_ratio(pairs) or base.ratio, _kept_names(pairs), dict(rows[0]), dict(rows[1]))


def _texts(pairs: Sequence[Material]) -> list[Texts]:
    """Every text and its translation, once each, in order."""
    distinct = sorted({(ours, theirs) for pair in pairs for ours, theirs in pair.texts if ours and theirs})
    return [(ours.split(), theirs.split()) for ours, theirs in distinct]


def _same_meaning(texts: Sequence[Texts], base: Lexicon) -> tuple[Table, Table]:
    """Of the words of each side those of the other that mean the same, rounded so that likelihoods stay as they are
    where another page is edited."""
    from bitext.meaning.learn import same_meaning  # which loads NumPy: only where something is learnt

    ours, theirs = dict[str, dict[str, float]](), dict[str, dict[str, float]]()
    for one, other, likely in same_meaning(texts, _means(base.ours), _means(base.theirs)) if texts else ():
        ours.setdefault(one, {})[other] = theirs.setdefault(other, {})[one] = round(likely * 20) / 20
    return ours, theirs


def _ratio(pairs: Sequence[Material]) -> float:
    """Of the lengths of translations to those of the texts; 0 where too little is there to tell."""
    mine, others = (sum([pair.sizes[side] for pair in pairs]) for side in (0, 1))
    return round(others / mine, 2) if mine > _ENOUGH else 0.0


def _means(side: Side) -> Table:
    return {word: row.means for word, row in side.base.items()}


def _roots(words: Sequence[str], language: str) -> str:
    return " ".join(roots(words, language))


def _rows(texts: Sequence[Texts], means: Table, base: Side) -> Iterator[tuple[str, str]]:
    """The row of each word of the first texts, with how often they bear it out."""
    words = sorted({word for here, _ in texts for word in here})
    explaining = {word: {**base.means(word), **means.get(word, {})} for word in words}
    near = [there for _, there in texts]
    times = Counter(word for here, _ in texts for word in set(here))
    own, chance = (_explained(texts, others, explaining) for others in (near, [*near[_FAR:], *near[:_FAR]]))
    for word in words:
        known, total = base.row(word), times[word] + _PRIOR
        likely = (own[word] + _PRIOR * known.own) / total, (chance[word] + _PRIOR * known.chance) / total
        yield word, written(explaining[word], *likely)


def _explained(texts: Sequence[Texts], others: Sequence[Sequence[str]], explaining: Table) -> Counter[str]:
    """Of each word of the first texts, in how many of them one of the `others` explains it."""
    found = Counter[str]()
    means = {word: {word, *known} for word, known in explaining.items()}
    for (here, _), there in zip(texts, map(frozenset, others), strict=True):
        found.update([word for word in set(here) if not there.isdisjoint(means[word])])
    return found


def _names(pairs: Sequence[tuple[Segment, Segment]]) -> dict[str, list[int]]:
    """Of the words with a capital, in how many segments of each side they are, and in how many pairs of segments."""
    found = dict[str, list[int]]()
    for ours, theirs in pairs:
        mine, others = set(_CAPITAL.findall(ours.prose)), set(_CAPITAL.findall(theirs.prose))
        for name in mine | others:
            counts = found.setdefault(name, [0, 0, 0])
            counts[0] += name in mine
            counts[1] += name in others
            counts[2] += name in mine and name in others
    return dict(sorted(found.items()))


def _kept_names(pairs: Iterable[Material]) -> list[str]:
    """The words with a capital that both languages have wherever one of them has."""
    found = dict[str, list[int]]()
    for pair in pairs:
        for name, counts in pair.names.items():
            found[name] = [one + other for one, other in zip(counts, found.get(name, (0, 0, 0)), strict=True)]
    return sorted(name for name, (here, there, both) in found.items() if both > 1 and both >= _KEPT * max(here, there))
