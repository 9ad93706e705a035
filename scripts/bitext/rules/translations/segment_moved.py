from collections.abc import Iterator

from bitext.align.moved import segment_anchors
from bitext.align.sameness import named
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def segment_moved(pair: Pair) -> Iterator[Report]:
    """A block stands at another place in the translation, or a section does. A heading that is pinned to the anchor of
    the other means it: in a list of terms, each language has its alphabet.

    Bad: step 3 of the English page is step 2 of the French one.
    Good: the steps stand in the same order; « ## Compte { #account } » stands where its alphabet has it.
    """
    anchors = segment_anchors(pair.source.segments) if pair.alignment.moved else {}
    for ours, theirs in pair.alignment.moved:
        here, there = pair.target.segments[theirs], pair.source.segments[ours]
        where = f"{pair.source.page.path}:{there.line}"
        hint = f"; if that is intended, pin it with '{{ #{anchors[ours]} }}'" if anchors.get(ours) else ""
        message = f"{named(here)} stands at another place than in {where}{hint}"
        yield Report(here.line, message, there.line)
