"""How close the translation of a page is on the whole: on a page that is translated freely, a word that nothing stands
for means less than on one that is translated word for word.

The level of a page is the median of its texts: one sentence that is missing, or edited, hardly moves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bitext.cached import cached_property
from bitext.meaning.lexicon import Lexicon, Side

FREE = 0.8  # of the words, at the median: 9 in 10 pages of technical documentation have more
CONTENT = 4  # letters of a root that means something
ENOUGH = 4  # such words in a text, and such texts on a page, that tell how close it is
_BEGINNING = 5  # letters that two words have in common which both languages have


@dataclass(frozen=True, eq=False)
class Closeness:
    """texts: gives the roots of the words of each text of a page and of its translation; lexicon: what is known of the
    two languages."""

    texts: Callable[[], Iterable[tuple[Sequence[str], Sequence[str]]]]
    lexicon: Lexicon

    @cached_property
    def is_free(self) -> bool:
        """Whether the page is translated freely, as far as its texts are enough to tell."""
        found = [share for mine, others in self.texts() if (share := _share(mine, others, self.lexicon)) is not None]
        return len(found) >= ENOUGH and median(found) < FREE


def _share(mine: Sequence[str], others: Sequence[str], lexicon: Lexicon) -> float | None:
    """How many words of a text and of its translation have a counterpart: the smaller of both shares."""
    if min(_size(mine), _size(others)) < ENOUGH:
        return None
    return min(_explained(mine, others, lexicon.ours), _explained(others, mine, lexicon.theirs))


def _size(words: Sequence[str]) -> int:
    return sum([len(word) >= CONTENT for word in words])


def _explained(words: Sequence[str], others: Sequence[str], side: Side) -> float:
    there, starts = frozenset(others), frozenset([other[:_BEGINNING] for other in others])
    found = [side.explains(word, there) or word[:_BEGINNING] in starts for word in words if len(word) >= CONTENT]
    return sum(found) / len(found)
