"""What of a text nothing in its translation says: the run of words for which that is the likeliest account.

Each word that its translation explains speaks for there being a translation, and each that it does not explain against
it: as much as the word is otherwise explained, and as little as it would be by chance. The sum over a run of words,
between two marks, says how much likelier the pair is without that run than with it. The lengths of the two texts are
evidence as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from bitext.languages.lexicon import plain
from bitext.meaning.lexicon import Row, Side, said
from bitext.meaning.tokens import Token, Tokens
from bitext.pages.segments import Segment

AGAIN = 0.5  # of a word that is written once more than its translation
LONGEST = 16  # pieces of a run
LEAST = 2.5  # that the words of a text must say for its runs to be looked at
_NUMBER = said(0.93, 0.05)
_NAME = said(0.9, 0.05)
_VARIANCE = 1.7  # of the length of a translation, for each character (Gale and Church, 1993)
_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(r"\d[\d.,:]*")
_BEGINNING = 5  # letters that two words have in common which both languages have


Roots = tuple[Sequence[str], Sequence[str]]  # of the words of a text, and of its translation


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

    def most(self, ours: Segment, theirs: Segment, roots: Roots) -> Run:
        """What a run of `ours` may say at most, by the roots of the words of both. That costs a tenth of `runs`, and is
        all that most texts need: it leaves some 2 in 100."""
        numbers = sum([digits not in theirs.digits for digits in ours.digits])
        size, other_size = len(ours.prose), len(theirs.prose)
        fitting = min(size, round(other_size / self._ratio))
        return Run(0, 0, self._most(*roots) + numbers * _NUMBER[0], self.length(size, other_size, size - fitting))

    def _most(self, ours: Sequence[str], theirs: Sequence[str]) -> float:
        rows, words = self._side.rows, frozenset(ours)
        against = self._unsaid(words, frozenset(theirs))
        if len(words) < len(ours):
            against = {**dict(self._said_less(ours, theirs)), **against}
        return _best([against[word] if word in against else rows[word].here for word in ours]) if against else 0.0

    def _unsaid(self, words: frozenset[str], others: frozenset[str]) -> dict[str, float]:
        """The words that nothing in the translation means, with what each says."""
        rows = self._side.rows
        gone = [word for word in words - others if others.isdisjoint(rows[word].means)]
        starts = [other[:_BEGINNING] for other in others] if gone else []
        return {word: rows[word].gone for word in gone if word[:_BEGINNING] not in starts}

    def _said_less(self, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, float]]:
        """The words that stand in the translation less often than in the text, with what each says."""
        others = Counter(theirs)
        for word, times in Counter(ours).items():
            if times > 1 and _there(word, self._side.row(word), others) < times:
                yield word, AGAIN * self._side.row(word).gone

    def words(self, ours: Tokens, theirs: Tokens) -> list[Word]:
        """What each token of `ours` says for or against its being in `theirs`; a mark says nothing."""
        others = Counter(token.key for token in theirs.all if token.kind != "mark")
        others.update(key for token in theirs.all if token.kind == "code" for key in _in_code(token.text))
        starts = Counter[str]()
        for other, times in others.items():
            starts[other[:_BEGINNING]] += times
        return [self._word(token, others, starts) for token in ours.all]

    def _word(self, token: Token, others: Counter[str], starts: Counter[str]) -> Word:
        if token.kind in ("mark", "code"):  # another rule tells of code
            return Word("", 0, 0.0, 0.0)
        row = self._side.row(token.key)
        there = _there(token.key, row, others)
        if not there and len(token.key) >= _BEGINNING:
            there = starts[token.key[:_BEGINNING]]
        if token.kind == "number":
            return Word(token.key, there, *_NUMBER)
        if token.kind == "name" and not self._side.knows(token.key):
            return Word(token.key, there, *_NAME)
        return Word(token.key, there, row.gone, row.here)

    def length(self, ours: int, theirs: int, run: int) -> float:
        """What the lengths say for a run of so many characters having no counterpart."""
        return self._fit(ours - run, theirs) - self._fit(ours, theirs) if run else 0.0

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
        pieces = list(atoms(ours.all))
        for start in range(len(pieces)):
            total, inside = 0.0, Counter[str]()
            for first, last in pieces[start : start + LONGEST]:
                total += _said(words[first : last + 1], times, inside)
                yield self._run(ours, theirs, pieces[start][0], last, total)

    def run(self, ours: Tokens, theirs: Tokens, first: int, last: int) -> Run:
        """The run from the token at `first` to that at `last`, with its weight."""
        words = self.words(ours, theirs)
        said = _said(words[first : last + 1], Counter(word.key for word in words), Counter())
        return self._run(ours, theirs, first, last, said)

    def _run(self, ours: Tokens, theirs: Tokens, first: int, last: int, said: float) -> Run:
        size = self.length(len(ours.text), len(theirs.text), ours.size(first, last))
        return Run(first, last, said, size)


def _in_code(text: str) -> Iterator[str]:
    """The keys of the words and numbers in code."""
    yield from map(plain, _WORD.findall(text))
    yield from ("#" + re.sub(r"\D", "", digits) for digits in _DIGITS.findall(text))


def _said(words: Iterable[Word], times: Mapping[str, int], inside: Counter[str]) -> float:
    """What words of a run say for having no counterpart. times: how often each stands in the text; inside: in the run,
    as far as that has been read."""
    total = 0.0
    for word in words:
        inside[word.key] += 1
        left = word.there - (times[word.key] - inside[word.key])  # for those of the run
        if not word.there:
            total += word.gone
        elif left < 1:
            total += AGAIN * word.gone
        else:
            total += word.here
    return total


def _there(word: str, row: Row, others: Counter[str]) -> int:
    """How many words of the translation may mean a word."""
    return others[word] + sum([others[other] for other in row.means if other in others and other != word])


def _best(said: Iterable[float]) -> float:
    """The most that some of them in a row come to."""
    best = total = 0.0
    for each in said:
        total += each
        if total < 0.0:
            total = 0.0
        elif total > best:
            best = total
    return best


LINKS = frozenset("and or et ou".split())


def atoms(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last index of the pieces between marks, and before 'and' and 'or'."""
    first: int | None = None
    for index, token in enumerate(tokens):
        ends = token.kind == "mark"
        if first is not None and (ends or token.text.lower() in LINKS):
            yield first, index - 1
            first = None
        if first is None and not ends:
            first = index
    if first is not None:
        yield first, len(tokens) - 1
