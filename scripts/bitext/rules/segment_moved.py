from collections.abc import Iterator

from bitext.compare import shortened
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def segment_moved(pair: Pair) -> Iterator[Report]:
    """Two neighbours stand the other way round in the translation.

    Bad: step 3 of the English page is step 2 of the French one.
    Good: the steps stand in the same order.
    """
    partner = dict(pair.alignment.pairs)
    for first, second in pair.alignment.swapped:
        here, there = pair.target.segments[partner[second]], pair.source.segments[first]
        message = (
            f"{here.kind} '{shortened(here.text)}' stands before its neighbour, "
            f"but after it in {pair.source.page.path}:{there.line}"
        )
        yield Report(here.line, message, there.line)
