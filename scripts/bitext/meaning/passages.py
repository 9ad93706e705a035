"""Passages that only one of two texts has, and texts that say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bitext.languages.language import language_of
from bitext.meaning.compared import Compared
from bitext.meaning.evidence import Run
from bitext.meaning.holes import hole
from bitext.meaning.marked import unmarked
from bitext.meaning.negation import plain_text
from bitext.meaning.tokens import Tokens, spoken, tokens
from bitext.pages.segments import Segment

SURE = 7.0  # the weight of a run of the source that has no counterpart
ADDED = 9.5  # and of one of the translation, which says much at greater length
LIKELY = 4.2  # and of a phrase that probably has none
LIKELIER = 6.0  # and on a page that is translated freely
BOTH = 3.5  # and at least of one in each of two texts that say different things
TOGETHER = 9.0  # and of both, if they are most of the texts
MOST_OF_IT = 0.5
ALL = 0.9
TWICE = 18.0  # and if they are a part of them
LONGEST = 100  # letters of a passage that a message shows
Kind = Literal["missing", "phrase", "added", "other"]


@dataclass(frozen=True)
class Passage:
    """kind: what became of it; shown: its text, shortened; each: the segments that it was found in; first, last: its
    tokens, of the target for what is added."""

    kind: Kind
    shown: str
    each: Compared
    first: int
    last: int

    @property
    def source(self) -> Segment:
        """The segment of the source."""
        return self.each.source

    @property
    def target(self) -> Segment:
        """The segment of the target."""
        return self.each.target

    def is_in(self, beside: Sequence[Segment]) -> bool:
        """Whether segments beside the one that should say it do: a paragraph may be two in the other language."""
        each, is_added = self.each, self.kind == "added"
        text, other = (each.theirs, each.ours) if is_added else (each.ours, each.theirs)
        longer = " ".join([other.text, *map(spoken, beside)])
        there = tokens(longer, each.languages[0 if is_added else 1])
        alone, with_them = (
            each.readers[is_added].run(text, read, self.first, self.last).words for read in (other, there)
        )
        return with_them < min(alone, alone / 2)


def passage(each: Compared) -> Passage | None:
    """What only one of two segments says, or both otherwise."""
    found = _other(each) or _one_sided(each) if _is_possible(each) else None
    return found or _without_place(each)


def _is_possible(each: Compared) -> bool:
    """Whether there may be a passage, by what the words of both say at most."""
    missing, added = each.most
    if min(missing.words, added.words) >= BOTH and missing.words + added.words >= TOGETHER:
        return True
    return missing.weight > LIKELY or added.weight > ADDED


def _other(each: Compared) -> Passage | None:
    missing = max(each.missing, key=lambda run: run.words, default=None)
    added = max(each.added, key=lambda run: run.words, default=None)
    if missing is None or added is None or min(missing.words, added.words) < BOTH:
        return None
    share = min(each.ours.share(missing.first, missing.last), each.theirs.share(added.first, added.last))
    weight = missing.words + added.words
    if weight < (TOGETHER if share > MOST_OF_IT else TWICE):
        return None
    return _passage("other", each, missing)


def _one_sided(each: Compared) -> Passage | None:
    missing = max(_telling(each), key=lambda run: run.weight, default=None)
    added = max(_parts(each.theirs, each.added), key=lambda run: run.weight, default=None)
    if missing and missing.weight > _likely(each) and (added is None or missing.weight >= added.weight):
        kind: Kind = "missing" if missing.weight > SURE else "phrase"
        return _passage(kind, each, missing)
    if added and added.weight > ADDED:
        return _passage("added", each, added)
    return None


def _likely(each: Compared) -> float:
    """What a run must say to be told."""
    return LIKELIER if each.page.is_free else LIKELY


def _telling(each: Compared) -> Iterator[Run]:
    """The runs of the source that say something by themselves: 'in this case' may become « ici », or go."""
    return (run for run in _parts(each.ours, each.missing) if not _is_aside(each, run.first, run.last))


def _is_aside(each: Compared, first: int, last: int) -> bool:
    """Whether a part of the source may be left out, or said in one word."""
    asides = language_of(each.languages[0]).asides
    return asides is not None and asides.fullmatch(plain_text(each.ours.shown(first, last))) is not None


def _without_place(each: Compared) -> Passage | None:
    if each.page.is_free:
        return None
    found = unmarked(each) or hole(each)
    if found and _is_aside(each, *found):
        return None
    return Passage("phrase", _cut(each.ours.shown(*found)), each, *found) if found else None


def _parts(text: Tokens, runs: Iterable[Run]) -> Iterator[Run]:
    """Those of `runs` that are not all of the text, which says something in the other language, too."""
    return (run for run in runs if text.share(run.first, run.last) < ALL)


def _passage(kind: Kind, each: Compared, run: Run) -> Passage:
    text = each.theirs if kind == "added" else each.ours
    return Passage(kind, _cut(text.shown(run.first, run.last)), each, run.first, run.last)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
