"""Where a translation says what its source no longer says: the lines that readers are told of."""

from __future__ import annotations

from collections.abc import Iterator

from bitext.history.pair import Pair


def outdated_lines(pair: Pair) -> list[int] | None:
    """The lines of the target that translate an older text, or None when it is not known which."""
    if pair.behind and pair.changes is None:
        return None
    return sorted(set(_lines(pair)))


def _lines(pair: Pair) -> Iterator[int]:
    """A line of the target for each piece of the source that has changed: that of its translation, or where it would
    stand."""
    if not pair.target.segments:
        return
    translation = dict(pair.alignment.pairs)
    for index in pair.changes or {}:
        before = max((ours for ours in translation if ours <= index), default=None)
        yield pair.target.segments[0 if before is None else translation[before]].line
    for gone in pair.gone:
        yield pair.target.segments[gone.target].line
