from collections.abc import Iterator

from bitext.compare import shortened
from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.runs import runs


@rule("translations", "pair")
def segment_added(pair: Pair) -> Iterator[Report]:
    """A block of the translation has no counterpart in the source page.

    Bad: a step stands twice in French.
    Good: every heading, paragraph, step, row, callout, picture and code block stands in both.
    """
    expected = {index for index, _ in pair.gone}
    for run in runs(list(pair.alignment.added), pair.target.segments):
        first = pair.target.segments[run[0]]
        if expected and any(stands_before(pair, run[0], index) for index in expected):
            continue
        more = f" and {len(run) - 1} more" if len(run) > 1 else ""
        message = f"{first.kind} '{shortened(first.text)}'{more} has no counterpart in {pair.source.page.path}"
        yield Report(first.line, message, _line_there(pair, run[0]))


def _line_there(pair: Pair, index: int) -> int:
    """The source line after which the added block would stand."""
    partner = {theirs: ours for ours, theirs in pair.alignment.pairs}
    for before in range(index - 1, -1, -1):
        if before in partner:
            return pair.source.segments[partner[before]].end
    return pair.source.page.offset + 1


def stands_before(pair: Pair, added: int, index: int) -> bool:
    """Whether the added block stands where the source has lost one: the rule `outdated` tells that."""
    partner = {theirs: ours for ours, theirs in pair.alignment.pairs}
    following = (partner[after] for after in range(added + 1, len(pair.target.segments)) if after in partner)
    return next(following, len(pair.source.segments)) == index
