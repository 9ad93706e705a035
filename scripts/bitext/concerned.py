"""Where a translation says what its source no longer says: the lines that readers are told of."""

from __future__ import annotations

from collections.abc import Iterator

from bitext.pair import Pair


def outdated_lines(pair: Pair) -> list[int] | None:
    """The lines of the target that translate an older text, or None when it is not known which."""
    if pair.behind and pair.changes is None:
        return None
    return sorted(set(_lines(pair)))


def _lines(pair: Pair) -> Iterator[int]:
    """A line of the target for each piece of the source that has changed: that of its translation, or where it would
    stand."""
    changed = sorted({*(pair.changes or {}), *(at for at, _ in pair.gone)})
    if not changed or not pair.target.segments:
        return
    translation = dict(pair.alignment.pairs)
    new = {index for index, change in (pair.changes or {}).items() if index in translation}
    for index in changed:
        if index in new:
            yield pair.target.segments[translation[index]].line
        if index not in new or any(at == index for at, _ in pair.gone):
            before = max((ours for ours in translation if ours < index), default=None)
            yield pair.target.segments[0 if before is None else translation[before]].line
