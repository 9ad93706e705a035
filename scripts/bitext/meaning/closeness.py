"""How close the translation of a page is on the whole: on a page that is translated freely, a word that nothing stands
for means less than on one that is translated word for word.

The level of a page is the median of its texts: one sentence that is missing, or edited, hardly moves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from bitext.cached import cached_property
from bitext.meaning.lexicon import Side

if TYPE_CHECKING:
    from bitext.meaning.compared import Compared

FREE = 0.8  # of the words, at the median: 9 in 10 pages of technical documentation have more
CONTENT = 4  # letters of a root that means something
ENOUGH = 4  # such words in a text, and such texts on a page, that tell how close it is
_BEGINNING = 5  # letters that two words have in common which both languages have


@dataclass(eq=False)
class Closeness:
    """texts: all that is compared on a page."""

    texts: tuple[Compared, ...]

    @cached_property
    def is_free(self) -> bool:
        """Whether the page is translated freely, as far as its texts are enough to tell."""
        found = [share for text in self.texts if (share := _share(text)) is not None]
        return len(found) >= ENOUGH and median(found) < FREE


def _share(text: Compared) -> float | None:
    """How many words of a text and of its translation have a counterpart: the smaller of both shares."""
    mine, others = text.roots
    if min(_size(mine), _size(others)) < ENOUGH:
        return None
    return min(_explained(mine, others, text.lexicon.ours), _explained(others, mine, text.lexicon.theirs))


def _size(words: Sequence[str]) -> int:
    return sum([len(word) >= CONTENT for word in words])


def _explained(words: Sequence[str], others: Sequence[str], side: Side) -> float:
    there, starts = frozenset(others), frozenset([other[:_BEGINNING] for other in others])
    found = [side.explains(word, there) or word[:_BEGINNING] in starts for word in words if len(word) >= CONTENT]
    return sum(found) / len(found)
