from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.meaning.order import swapped
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def place_exchanged(pair: Pair) -> Iterator[Report]:
    """Two links, code spans, labels or cells of a row stand in each other's place.

    Bad: 'Copy `old` to `new`.' is « Copiez `new` vers `old`. »
    Good: 'Copy `old` to `new`.' is « Copiez `old` vers `new`. »
    """
    lexicon = pair.lexicon if pair.compared else None
    for each in pair.compared if lexicon else ():
        assert lexicon is not None
        for found in swapped(each, lexicon.ours):
            message = f"{found.what} '{found.first}' and '{found.second}' stand in each other's place"
            yield Report(each.target.line, message, each.source.line)
