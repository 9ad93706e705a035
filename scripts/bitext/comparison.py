"""What there is to do on a translation, piece by piece: the source before, the source now, the translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bitext.history import Change
from bitext.pair import Pair


@dataclass(frozen=True)
class Step:
    """before, after: the source, None where there was or is none, the same where it has moved; source_line: now;
    translation: as it stands, None when there is none; line: of it, or the line after which it belongs. Texts are on
    one line, but for code."""

    before: str | None
    after: str | None
    source_line: int
    translation: str | None
    line: int


def steps(pair: Pair) -> list[Step]:
    """What a translator has to look at, in the order of the source."""
    found = [*_front(pair), *_changed(pair), *_moved(pair), *_gone(pair)]
    return sorted(found, key=lambda step: (step.source_line, step.after is not None))


def _front(pair: Pair) -> Iterator[Step]:
    page = pair.target.page
    for key, change in pair.front.items():
        translation = page.meta.get(key)
        yield _step(change, "", page.line_of_key(key), translation if isinstance(translation, str) else None)


def _changed(pair: Pair) -> Iterator[Step]:
    partner = dict(pair.alignment.pairs)
    for index, change in (pair.changes or {}).items():
        kind = pair.source.segments[index].kind
        if index in partner:
            segment = pair.target.segments[partner[index]]
            yield _step(change, kind, segment.line, segment.text)
        else:
            yield _step(change, kind, pair.line_for(index), None)


def _moved(pair: Pair) -> Iterator[Step]:
    for ours, theirs in pair.alignment.moved:
        if ours not in (pair.changes or {}):
            source, target = pair.source.segments[ours], pair.target.segments[theirs]
            yield _step(Change(source.text, source.text, source.line), source.kind, target.line, target.text)


def _gone(pair: Pair) -> Iterator[Step]:
    for gone in pair.gone:
        segment = pair.target.segments[gone.target]
        yield _step(gone.change, segment.kind, segment.line, segment.text)


def _step(change: Change, kind: str, line: int, translation: str | None) -> Step:
    before, after, now = (
        text if text is None or kind == "code" else " ".join(text.split())
        for text in (change.before, change.after, translation)
    )
    return Step(before, after, change.line, now, line)
