"""What there is to do on a translation, piece by piece: the source before, the source now, the translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bitext.history.changes import TEXT_KEYS, Change, with_marks
from bitext.history.data_history import outdated_facts
from bitext.history.pair import Pair
from bitext.site.data import DataFile, facts

What = Literal["changed", "changed and moved", "new", "removed", "moved", "missing"]


@dataclass(frozen=True)
class Step:
    """what: has become of a piece of the source since it was translated; 'missing' is one that has not changed and has
    no translation; before, after: the source, None where there was or is none, the same where it has moved;
    source_line: now; translation: as it stands, None when there is none; line: of it, or the line after which it
    belongs. is_said: the translation seems to say it as the source has it now. Texts are on one line, but for code."""

    what: What
    before: str | None
    after: str | None
    source_line: int
    translation: str | None
    line: int
    is_said: bool = False


def steps(pair: Pair) -> list[Step]:
    """What a translator has to look at, in the order of the source."""
    found = [*_front(pair), *_changed(pair), *_moved(pair), *_gone(pair), *_missing(pair)]
    return sorted(found, key=lambda step: (step.source_line, step.after is not None))


def data_steps(root: Path, source: DataFile, target: DataFile) -> list[Step] | None:
    """As `steps`, of the data below `root`; None when nobody knows what has changed."""
    outdated = outdated_facts(root, source, target)
    if outdated is None:
        return None
    said = dict(facts(target.values))
    return [replace(_step(fact.change, "", fact.line, said[fact.keys]), is_said=fact.is_said) for fact in outdated]


def _front(pair: Pair) -> Iterator[Step]:
    page = pair.target.page
    for key, change in pair.front.items():
        translation = page.meta.get(key)
        step = _step(change, "", page.line_of_key(key), translation if isinstance(translation, str) else None)
        yield replace(step, is_said=key in pair.said_already)


def _changed(pair: Pair) -> Iterator[Step]:
    partner, moved = dict(pair.alignment.pairs), {ours for ours, _ in pair.alignment.moved}
    for index, change in (pair.changes or {}).items():
        source = pair.source.segments[index]
        kind = source.kind
        if index in partner:
            segment = pair.target.segments[partner[index]]
            has_marks = change.before is not None and change.after != source.text
            text = with_marks(segment) if has_marks else segment.text
            what: What | None = "changed and moved" if change.before is not None and index in moved else None
            yield replace(_step(change, kind, segment.line, text, what), is_said=index in pair.said_already)
        else:
            yield _step(change, kind, pair.line_for(index), None)


def _moved(pair: Pair) -> Iterator[Step]:
    for ours, theirs in pair.alignment.moved:
        if ours not in (pair.changes or {}):
            source, target = pair.source.segments[ours], pair.target.segments[theirs]
            change = Change(source.text, source.text, source.line)
            yield _step(change, source.kind, target.line, target.text, "moved")


def _gone(pair: Pair) -> Iterator[Step]:
    for gone in pair.gone:
        segment = pair.target.segments[gone.target]
        yield _step(gone.change, segment.kind, segment.line, segment.text)


def _missing(pair: Pair) -> Iterator[Step]:
    source, target = pair.source.page, pair.target.page
    for key in TEXT_KEYS:
        text = source.meta.get(key)
        if isinstance(text, str) and key not in target.meta and key not in pair.front:
            line = source.line_of_key(key)
            yield _step(Change(None, text, line), "", target.line_of_key(key), None, "missing")
    for index in pair.alignment.missing:
        if index not in (pair.changes or {}):
            segment = pair.source.segments[index]
            change = Change(None, segment.text, segment.line)
            yield _step(change, segment.kind, pair.line_for(index), None, "missing")


def _step(change: Change, kind: str, line: int, translation: str | None, what: What | None = None) -> Step:
    before, after, now = (
        text if text is None or kind == "code" else " ".join(text.split())
        for text in (change.before, change.after, translation)
    )
    what = what or ("new" if before is None else "removed" if after is None else "changed")
    return Step(what, before, after, change.line, now, line)
