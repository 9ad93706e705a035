from collections.abc import Iterator

from bitext.align.neighbours import runs
from bitext.align.sameness import named
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def segment_added(pair: Pair) -> Iterator[Report]:
    """A block of the translation has no counterpart in the source page.

    Bad: a step stands twice in French.
    Good: every heading, paragraph, step, row, callout, picture and code block stands in both.
    """
    told = {gone.target for gone in pair.gone}  # by the rule 'outdated'
    for run in runs([index for index in pair.alignment.added if index not in told], pair.target.segments):
        first = pair.target.segments[run[0]]
        have = "has" if len(run) == 1 else "have"
        message = f"{named(first, len(run) - 1)} {have} no counterpart in {pair.source.page.path}"
        yield Report(first.line, message, _line_there(pair, run[0]))


def _line_there(pair: Pair, index: int) -> int:
    """The source line after which the added block would stand."""
    partner = {theirs: ours for ours, theirs in pair.alignment.pairs}
    for before in range(index - 1, -1, -1):
        if before in partner:
            return pair.source.segments[partner[before]].end
    return pair.source.page.offset + 1
