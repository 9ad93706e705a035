"""A segment and its translation, read for what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bitext.cached import cached_property
from bitext.languages.roots import root
from bitext.meaning.evidence import Reader, Run
from bitext.meaning.lexicon import Lexicon, learnt
from bitext.meaning.tokens import Tokens, spoken, tokens
from bitext.pages.segments import Segment

_ENOUGH = 2000  # characters that tell how long translations are


@dataclass(frozen=True, eq=False)
class Compared:
    """source, target: the segments; ours, theirs: their words; languages: such as 'en' and 'fr'; readers: of what one
    of them says and the other does not."""

    source: Segment
    target: Segment
    ours: Tokens
    theirs: Tokens
    languages: tuple[str, str]
    readers: tuple[Reader, Reader]

    @cached_property
    def missing(self) -> tuple[Run, ...]:
        """The runs of the source that the target may not say."""
        return tuple(self.readers[0].runs(self.ours, self.theirs))

    @cached_property
    def added(self) -> tuple[Run, ...]:
        """The runs of the target that the source may not say."""
        return tuple(self.readers[1].runs(self.theirs, self.ours))


def compared(
    matched: Sequence[tuple[Segment, Segment]], lexicon: Lexicon, languages: tuple[str, str]
) -> Iterator[Compared]:
    """Those of the pairs of segments that are texts, and not the same."""
    readers = Reader(lexicon.ours, lexicon.ratio), Reader(lexicon.theirs, 1 / lexicon.ratio)
    for source, target in matched:
        if source.kind == "code" or source.text == target.text:
            continue
        ours, theirs = tokens(spoken(source), languages[0]), tokens(spoken(target), languages[1])
        if ours.all or theirs.all:
            yield Compared(source, target, ours, theirs, languages, readers)


def learnt_from(matched: Sequence[tuple[Segment, Segment]], known: Lexicon, languages: tuple[str, str]) -> Lexicon:
    """What these segments and their translations say of the words of their languages, beside what is `known`."""
    pairs = [(ours, theirs) for ours, theirs in matched if ours.kind != "code" and ours.text != theirs.text]
    mine, others = (sum([len(pair[side].prose) for pair in pairs]) for side in (0, 1))
    texts = [
        tuple([_roots(side.words, language) for side, language in zip(pair, languages, strict=True)]) for pair in pairs
    ]
    found = [(ours, theirs) for ours, theirs in texts if ours and theirs]
    return learnt(found, known, others / mine if mine > _ENOUGH else 0.0)


def _roots(words: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple([root(word, language) for word in words])
