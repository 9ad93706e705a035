from collections.abc import Iterator

from bitext.align.partners import unpaired
from bitext.align.sameness import quoted
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def partner_lost(pair: Pair) -> Iterator[Report]:
    """A bracket or a quotation mark has no partner on one side, while all have theirs on the other.

    Bad: 'the key (the long one)' is « la clé (la longue ».
    Good: “the key” is « la clé », and 'a)' begins an item in both.
    """
    for ours, theirs in pair.texts:
        if ours.text == theirs.text or "](" in ours.prose + theirs.prose:  # a link that is none is told as such
            continue
        mine, yours = unpaired(ours), unpaired(theirs)
        where = f"{pair.source.page.path}:{ours.line}"
        if yours and not mine:
            yield Report(theirs.line, f"{quoted(yours)} has no partner, as it has in {where}", ours.line)
        elif mine and not yours:
            yield Report(theirs.line, f"{quoted(mine)} in {where} has no partner, as it has here", ours.line)
