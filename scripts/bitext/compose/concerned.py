"""What a translation of an older text says that its source no longer says, and which heading still translates which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bitext.align.headings import headings
from bitext.history.pair import Pair
from bitext.pages.segments import Segment


def outdated_lines(pair: Pair) -> list[int] | None:
    """The lines of the target that translate an older text, or None when it is not known which."""
    if pair.behind and pair.changes is None:
        return None
    return sorted(set(_lines(pair)))


def heading_lines(pair: Pair) -> list[list[int]]:
    """The lines of the headings of a source and of a target that is behind, those that translate each other together; 0
    beside one that is alone. Empty if the text that the target was made from is not at hand."""
    if pair.changes is None:
        return []
    ours, theirs = _heading_lines(pair.source.segments), _heading_lines(pair.target.segments)
    source = {theirs[there]: ours[here] for here, there in pair.alignment.pairs if here in ours and there in theirs}
    alone = sorted({*ours.values()} - {*source.values()})
    return [*([source.get(line, 0), line] for line in theirs.values()), *([line, 0] for line in alone)]


def _heading_lines(segments: Sequence[Segment]) -> dict[int, int]:
    """The last line of the text of each heading, by its index among the segments."""
    indices = [index for index, segment in enumerate(segments) if segment.kind == "heading"]
    return {index: heading.line + 1 for index, heading in zip(indices, headings(segments), strict=True)}


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
