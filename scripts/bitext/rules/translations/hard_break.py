from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def hard_break(pair: Pair) -> Iterator[Report]:
    """A line break within a block (two spaces or `<br>`) is lost: two lines run together for the reader.

    Bad: 'Select **Save**.␠␠⏎A message appears.' is « Sélectionnez **Save**.⏎Un message s’affiche. »
    Good: the break is on both sides.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind and ours.hard_breaks > theirs.hard_breaks:
            count = ours.hard_breaks - theirs.hard_breaks
            message = f"{count} line break{'s' * (count > 1)} of {pair.source.page.path}:{ours.line} lost here"
            yield Report(theirs.line, message, ours.line)
