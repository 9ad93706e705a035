"""What of a text nothing in its translation says: the run of words for which that is the likeliest account.

Each word that its translation explains speaks for there being a translation, and each that it does not explain against
it: as much as the word is otherwise explained, and as little as it would be by chance. The sum over a run of words,
between two marks, says how much likelier the pair is without that run than with it. The lengths of the two texts are
evidence as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from bitext.meaning.lexicon import Side
from bitext.meaning.tokens import Token, Tokens

MOST = 3.0  # that one word can say
CHANCE = 0.12  # at least, of a word being explained by chance
AGAIN = 0.5  # of a word that is written once more than its translation
LONGEST = 16  # pieces of a run
LEAST = 2.5  # that the words of a text must say for its runs to be looked at
_NUMBER = (0.93, 0.05)
_NAME = (0.9, 0.05)
_VARIANCE = 1.7  # of the length of a translation, for each character (Gale and Church, 1993)
_BEGINNING = 5  # letters that two words have in common which both languages have


@dataclass(frozen=True)
class Run:
    """first, last: tokens of the text; words, size: how much likelier its words, and the lengths of the two texts, make
    it that nothing says this, as a logarithm."""

    first: int
    last: int
    words: float
    size: float

    @property
    def weight(self) -> float:
        """How much likelier it is than not that nothing says this."""
        return self.words + self.size


class Word(NamedTuple):
    """key: of a token; there: how many words of the translation may mean it; gone, here: what it says for having no
    counterpart if it has none to see, and if it has one."""

    key: str
    there: int
    gone: float
    here: float


class Reader:
    """Compares texts of one language (`side`) with their translations. ratio: the length of a translation to that of
    the text."""

    def __init__(self, side: Side, ratio: float) -> None:
        self._side = side
        self._ratio = ratio
        self._known: dict[str, float] = {}

    def doubts(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether words with these roots leave so much unexplained that their runs are to be looked at."""
        others = frozenset(theirs)
        starts = frozenset([other[:_BEGINNING] for other in others])
        total = 0.0
        times = Counter(ours)
        for word, count in times.items():
            explained = word in others or word[:_BEGINNING] in starts or self._side.explains(word, others)
            if not explained or count > 1:
                total += self._gone(word) * (1 if not explained else AGAIN) * count
                if total >= LEAST:
                    return True
        return False

    def _gone(self, word: str) -> float:
        """What a word says for having no counterpart if it has none to see."""
        if word not in self._known:
            own, chance = self._side.rates(word)
            own, chance = min(max(own, 0.05), 0.97), min(max(chance, CHANCE), 0.9)
            self._known[word] = min(MOST, log((1 - chance) / (1 - own))) if own > chance else 0.0
        return self._known[word]

    def words(self, ours: Tokens, theirs: Tokens) -> list[Word]:
        """What each token of `ours` says for or against its being in `theirs`; a mark says nothing."""
        others = Counter(token.key for token in theirs.all if token.kind != "mark")
        starts = Counter[str]()
        for other, times in others.items():
            starts[other[:_BEGINNING]] += times
        return [self._word(token, others, starts) for token in ours.all]

    def _word(self, token: Token, others: Counter[str], starts: Counter[str]) -> Word:
        if token.kind in ("mark", "code"):  # another rule tells of code
            return Word("", 0, 0.0, 0.0)
        known = self._side.means.get(token.key, {})
        there = others[token.key] + sum([others[other] for other in known if other in others and other != token.key])
        if not there and len(token.key) >= _BEGINNING:
            there = starts[token.key[:_BEGINNING]]
        own, chance = self._rates(token)
        own, chance = min(max(own, 0.05), 0.97), min(max(chance, CHANCE), 0.9)
        if own <= chance:
            return Word(token.key, there, 0.0, 0.0)
        return Word(token.key, there, min(MOST, log((1 - chance) / (1 - own))), log(chance / own))

    def _rates(self, token: Token) -> tuple[float, float]:
        if token.kind == "number":
            return _NUMBER
        if token.kind == "name" and token.key not in self._side.seen:
            return _NAME
        return self._side.rates(token.key)

    def length(self, ours: int, theirs: int, run: int) -> float:
        """What the lengths say for a run of so many characters having no counterpart."""
        return self._fit(ours - run, theirs) - self._fit(ours, theirs)

    def _fit(self, ours: int, theirs: int) -> float:
        expected = max(ours, 1) * self._ratio
        square = (theirs - expected) ** 2
        near, far = _VARIANCE * max(expected, 8.0), 8 * _VARIANCE * max(expected, 8.0)
        return log(0.85 * exp(-square / (2 * near)) / sqrt(near) + 0.15 * exp(-square / (2 * far)) / sqrt(far) + 1e-9)

    def runs(self, ours: Tokens, theirs: Tokens) -> Iterator[Run]:
        """The runs between two marks of `ours`, each with its weight."""
        words = self.words(ours, theirs)
        times = Counter(word.key for word in words)
        if sum([word.gone for word in words if word.there < times[word.key]]) < LEAST:
            return
        atoms = list(_atoms(ours.all))
        for start in range(len(atoms)):
            total, inside = 0.0, Counter[str]()
            for first, last in atoms[start : start + LONGEST]:
                for word in words[first : last + 1]:
                    inside[word.key] += 1
                    left = word.there - (times[word.key] - inside[word.key])  # for those of the run
                    if not word.there:
                        total += word.gone
                    elif left < 1:
                        total += AGAIN * word.gone
                    else:
                        total += word.here
                size = ours.all[last].end - ours.all[atoms[start][0]].start
                yield Run(atoms[start][0], last, total, self.length(len(ours.text), len(theirs.text), size))


_LINKS = frozenset("and or et ou".split())


def _atoms(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last index of the pieces between marks, and before 'and' and 'or'."""
    first: int | None = None
    for index, token in enumerate(tokens):
        ends = token.kind == "mark"
        if first is not None and (ends or token.text.lower() in _LINKS):
            yield first, index - 1
            first = None
        if first is None and not ends:
            first = index
    if first is not None:
        yield first, len(tokens) - 1
