"""What it takes to say that siblings (steps, rows, sections) stand in another order in a translation.

Siblings are short and share words ('Add a user', 'Add a company'), and a translator words one of them like another. So
words alone move nothing unless each sibling says something of its own that only one on the other side says, and none of
it fits where the sibling stands. What translation keeps (code, link targets, numbers, tags, labels) is believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bitext.languages.base_words import LEARNT
from bitext.languages.lexicon import STEM

Pair = tuple[int, int]  # the indices of a sibling of the source and of one of the target
Stems = frozenset[str]

SUPPORT = 0.6  # the share of the siblings of which words must say that they have moved; of two it is both
CLEAR = 2  # what the words of two siblings must weigh
OPPOSED = 0.25  # how many of those may fit where they stand as well
FREQUENT = 1 / 3  # a word that more of the siblings have tells none of them
_KEPT = ("`", "@", "{", "<", "*")  # the beginnings of stems that are code, targets, tags and labels


def in_order_if_in_doubt(
    ours: Sequence[Stems], theirs: Sequence[Stems], crossed: Sequence[Pair], straight: Sequence[Pair]
) -> list[Pair]:
    """The pairs of `crossed`, but those of `straight` for each group of siblings of which too little says that they
    have changed places. ours, theirs: what each sibling has in common with a translation (`Segment.stems`)."""
    new, old = set(crossed), set(straight)
    found = list(new & old)
    for moved, kept in _groups(new - old, old - new):
        found += moved if _have_moved(ours, theirs, moved, kept) else kept
    return sorted(found)


def _groups(crossed: set[Pair], straight: set[Pair]) -> Iterator[tuple[list[Pair], list[Pair]]]:
    """The pairs that exchange siblings among each other, group by group."""
    by_source = {ours: {ours} for ours, _ in crossed | straight}
    by_target: dict[int, int] = {}
    for ours, theirs in sorted(crossed | straight):
        other = by_target.setdefault(theirs, ours)
        if by_source[ours] is not by_source[other]:
            by_source[ours] |= by_source[other]
            for each in by_source[other]:
                by_source[each] = by_source[ours]
    for group in {id(group): group for group in by_source.values()}.values():
        yield (
            sorted(pair for pair in crossed if pair[0] in group),
            sorted(pair for pair in straight if pair[0] in group),
        )


def _have_moved(ours: Sequence[Stems], theirs: Sequence[Stems], moved: Sequence[Pair], kept: Sequence[Pair]) -> bool:
    invariants = [sum(len(_invariants(ours[one] & theirs[two])) for one, two in pairs) for pairs in (moved, kept)]
    if invariants[0] != invariants[1]:
        return invariants[0] > invariants[1]
    frequent = _frequent([ours[index] for index, _ in moved]) | _frequent([theirs[index] for _, index in moved])
    said = [[_weight((ours[one] & theirs[two]) - frequent) for one, two in pairs] for pairs in (moved, kept)]
    support, opposed = sum(weight >= CLEAR for weight in said[0]), sum(weight > 0 for weight in said[1])
    return support >= max(2, SUPPORT * len(moved)) and opposed <= OPPOSED * support


def _weight(shared: Stems) -> int:
    """What shared stems say: a meaning, a name or a whole text is twice as sure as a word that begins alike, or means
    the same by what a lexicon has learnt."""
    return sum(1 if stem.startswith(LEARNT) or (stem.isalpha() and len(stem) <= STEM) else 2 for stem in shared)


def _invariants(stems: Stems) -> list[str]:
    return [stem for stem in stems if stem.startswith(_KEPT) or stem.isdigit()]


def _frequent(siblings: Sequence[Stems]) -> Stems:
    count = Counter(stem for stems in siblings for stem in stems)
    return frozenset(stem for stem, often in count.items() if often > max(1, FREQUENT * len(siblings)))
