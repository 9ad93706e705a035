from collections.abc import Iterator

from bitext.compare import shortened
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def segment_moved(pair: Pair) -> Iterator[Report]:
    """A block stands at another place in the translation.

    Bad: step 3 of the English page is step 2 of the French one.
    Good: the steps stand in the same order.
    """
    for ours, theirs in pair.alignment.moved:
        here, there = pair.target.segments[theirs], pair.source.segments[ours]
        where = f"{pair.source.page.path}:{there.line}"
        message = f"{here.kind} '{shortened(here.text)}' stands at another place than in {where}"
        yield Report(here.line, message, there.line)
