"""Which word means which, learnt from pairs of texts: IBM Model 1 (Brown et al., 1993) in both directions.

Words that are often together start with what a lexicon at hand says of them; each pass explains every word of one text
by those of the other, so that what is explained already claims nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

Texts = tuple[tuple[str, ...], tuple[str, ...]]  # the keys of the words of a segment, and of its translation
Table = dict[str, dict[str, float]]  # of each word, how likely each translation is

PASSES = 4
CANDIDATES = 16  # translations of one word that are looked at
_NULL = ""
_FLOOR = 1e-4


def learn(texts: Sequence[Texts], base: Table, passes: int = PASSES) -> Table:
    """The likelihood of each translation of each word of the first texts. base: what is known of it before."""
    candidates = _candidates(texts, base)
    table: Table = {word: dict(known) for word, known in candidates.items()}
    table[_NULL] = {}
    for _ in range(passes):
        table = _passed(texts, table)
    return table


def _candidates(texts: Sequence[Texts], base: Table) -> Table:
    """Of each word the translations that it is most often together with, as likely as how alike their places are."""
    ours, theirs = Counter[str](), Counter[str]()
    both: dict[str, Counter[str]] = defaultdict(Counter)
    for here, there in texts:
        mine, others = set(here), set(there)
        ours.update(mine)
        theirs.update(others)
        for word in mine:
            both[word].update(others)
    found: Table = {}
    for word, together in both.items():
        known = base.get(word, {})
        alike = {other: 2 * count / (ours[word] + theirs[other]) for other, count in together.items() if count > 1}
        best = sorted(alike, key=lambda other: (-alike[other], other))[:CANDIDATES]
        start = {other: alike[other] for other in best}
        for other, likely in known.items():
            if other in together:
                start[other] = max(start.get(other, 0.0), likely)
        if start:
            found[word] = start
    return found


def _passed(texts: Sequence[Texts], table: Table) -> Table:
    counts: dict[str, dict[str, float]] = {word: dict.fromkeys(known, 0.0) for word, known in table.items()}
    null = counts[_NULL]
    old_null = table[_NULL]
    for here, there in texts:
        rows = [(table[word], counts[word]) for word in here if word in table]
        for other in there:
            share = [(known[other], count) for known, count in rows if other in known]
            nothing = old_null.get(other, 0.02)
            total = nothing + sum([likely for likely, _ in share])
            for likely, count in share:
                count[other] += likely / total
            null[other] = null.get(other, 0.0) + nothing / total
    return {word: _normal(count) for word, count in counts.items()}


def _normal(count: dict[str, float]) -> dict[str, float]:
    total = sum(count.values()) or 1.0
    return {other: value / total for other, value in count.items() if value / total > _FLOOR}
