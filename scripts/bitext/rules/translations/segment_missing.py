from collections.abc import Iterator

from bitext.align.neighbours import runs
from bitext.align.sameness import named
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def segment_missing(pair: Pair) -> Iterator[Report]:
    """A block of the source page has no counterpart in the translation.

    Bad: the English list has four steps, the French one three.
    Good: every heading, paragraph, step, row, callout, picture and code block stands in both.
    """
    changed = pair.changes or {}
    missing = [index for index in pair.alignment.missing if index not in changed]
    for run in runs(missing, pair.source.segments):
        first = pair.source.segments[run[0]]
        where, are = f"{pair.source.page.path}:{first.line}", "is" if len(run) == 1 else "are"
        message = f"{named(first, len(run) - 1)} of {where} {are} missing here"
        yield Report(pair.line_for(run[0]), message, first.line)
