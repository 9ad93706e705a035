"""A segment and its translation, read for what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bitext.cached import cached_property
from bitext.languages.roots import roots
from bitext.meaning.closeness import Closeness
from bitext.meaning.evidence import Reader, Run
from bitext.meaning.lexicon import Lexicon
from bitext.meaning.links import Links, links
from bitext.meaning.tokens import Tokens, spoken, tokens
from bitext.pages.segments import Segment


@dataclass(frozen=True, eq=False)
class Compared:
    """source, target: the segments; languages: such as 'en' and 'fr'; readers: of what one of them says and the other
    does not; lexicon: what is known of the two languages; page: how close the translation of its page is."""

    source: Segment
    target: Segment
    languages: tuple[str, str]
    readers: tuple[Reader, Reader]
    lexicon: Lexicon
    page: Closeness

    @cached_property
    def ours(self) -> Tokens:
        """The words of the source, with the marks between them."""
        return tokens(spoken(self.source, self.target), self.languages[0])

    @cached_property
    def theirs(self) -> Tokens:
        """The words of the target, with the marks between them."""
        return tokens(spoken(self.target, self.source), self.languages[1])

    @cached_property
    def links(self) -> Links:
        """Which word of the one stands for which of the other."""
        return links(self.ours.all, self.theirs.all, self.lexicon)

    @cached_property
    def roots(self) -> tuple[Sequence[str], Sequence[str]]:
        """The roots of the words of both, which cost little."""
        return roots(self.source.words, self.languages[0]), roots(self.target.words, self.languages[1])

    @cached_property
    def most(self) -> tuple[Run, Run]:
        """What a run of the source, and one of the target, may say at most for not being in the other."""
        mine, others = self.roots
        return (
            self.readers[0].most(self.source, self.target, (mine, others)),
            self.readers[1].most(self.target, self.source, (others, mine)),
        )

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
) -> tuple[Compared, ...]:
    """Those of the pairs of segments of a page that are texts, and not the same."""
    readers = Reader(lexicon.ours, lexicon.ratio), Reader(lexicon.theirs, 1 / lexicon.ratio)
    texts: list[Compared] = []
    page = Closeness(lambda: (text.roots for text in texts), lexicon)
    texts += [
        Compared(source, target, languages, readers, lexicon, page)
        for source, target in matched
        if source.kind != "code" and source.text != target.text and (source.words or target.words)
    ]
    return tuple(texts)
