"""A segment and its translation, read for what they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bitext.cached import cached_property
from bitext.languages.roots import root
from bitext.meaning.evidence import Reader, Run
from bitext.meaning.lexicon import Lexicon, learnt
from bitext.meaning.links import Links, links
from bitext.meaning.passages import Passage, passage
from bitext.meaning.tokens import Tokens, spoken, tokens
from bitext.pages.segments import Segment

_CAPITAL = re.compile(r"(?<![\w.])[A-Z][\w-]+")
_KEPT = 0.8  # of the texts that have a name, both have it
_ENOUGH = 2000  # characters that tell how long translations are


@dataclass(frozen=True, eq=False)
class Compared:
    """source, target: the segments; languages: such as 'en' and 'fr'; readers: of what one of them says and the other
    does not; lexicon: what is known of the two languages."""

    source: Segment
    target: Segment
    languages: tuple[str, str]
    readers: tuple[Reader, Reader]
    lexicon: Lexicon

    @cached_property
    def ours(self) -> Tokens:
        """The words of the source, with the marks between them."""
        return tokens(spoken(self.source), self.languages[0])

    @cached_property
    def theirs(self) -> Tokens:
        """The words of the target, with the marks between them."""
        return tokens(spoken(self.target), self.languages[1])

    @cached_property
    def links(self) -> Links:
        """Which word of the one stands for which of the other."""
        return links(self.ours.all, self.theirs.all, self.lexicon)

    @cached_property
    def roots(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The roots of the words of both, which cost little."""
        return _roots(self.source.words, self.languages[0]), _roots(self.target.words, self.languages[1])

    @cached_property
    def missing(self) -> tuple[Run, ...]:
        """The runs of the source that the target may not say."""
        mine, others = self.roots
        return tuple(self.readers[0].runs(self.ours, self.theirs)) if self.readers[0].doubts(mine, others) else ()

    @cached_property
    def added(self) -> tuple[Run, ...]:
        """The runs of the target that the source may not say."""
        mine, others = self.roots
        return tuple(self.readers[1].runs(self.theirs, self.ours)) if self.readers[1].doubts(others, mine) else ()

    @cached_property
    def passage(self) -> Passage | None:
        """What only one of them says, or both otherwise."""
        return passage(self)


def compared(
    matched: Sequence[tuple[Segment, Segment]], lexicon: Lexicon, languages: tuple[str, str]
) -> Iterator[Compared]:
    """Those of the pairs of segments that are texts, and not the same."""
    readers = Reader(lexicon.ours, lexicon.ratio), Reader(lexicon.theirs, 1 / lexicon.ratio)
    for source, target in matched:
        if source.kind != "code" and source.text != target.text and (source.words or target.words):
            yield Compared(source, target, languages, readers, lexicon)


def learnt_from(matched: Sequence[tuple[Segment, Segment]], known: Lexicon, languages: tuple[str, str]) -> Lexicon:
    """What these segments and their translations say of the words of their languages, beside what is `known`."""
    pairs = [(ours, theirs) for ours, theirs in matched if ours.kind != "code" and ours.text != theirs.text]
    mine, others = (sum([len(pair[side].prose) for pair in pairs]) for side in (0, 1))
    texts = [
        tuple([_roots(side.words, language) for side, language in zip(pair, languages, strict=True)]) for pair in pairs
    ]
    found = [(ours, theirs) for ours, theirs in texts if ours and theirs]
    return replace(learnt(found, known, others / mine if mine > _ENOUGH else 0.0), names=_names(pairs))


def _roots(words: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple([root(word, language) for word in words])


def _names(pairs: Sequence[tuple[Segment, Segment]]) -> frozenset[str]:
    """The words with a capital that both languages have wherever one of them has."""
    here, there, both = Counter[str](), Counter[str](), Counter[str]()
    for ours, theirs in pairs:
        mine, others = set(_CAPITAL.findall(ours.prose)), set(_CAPITAL.findall(theirs.prose))
        here.update(mine)
        there.update(others)
        both.update(mine & others)
    return frozenset(
        name for name, times in both.items() if times > 1 and times >= _KEPT * max(here[name], there[name])
    )
