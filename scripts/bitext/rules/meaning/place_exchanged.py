from collections.abc import Iterator

from bitext.align.sameness import link_key
from bitext.history.pair import Pair
from bitext.meaning.order import swapped
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def place_exchanged(pair: Pair) -> Iterator[Report]:
    """Two links, code spans, labels or cells of a row stand in each other's place.

    Bad: 'Copy `old` to `new`.' is « Copiez `new` vers `old`. »
    Good: 'Copy `old` to `new`.' is « Copiez `old` vers `new`. »
    """
    name, origins = pair.source.page.name, pair.origins
    leads = (lambda link: link_key(link, name, origins)), (lambda link: link_key(pair.renamed(link), name, origins))
    for each in pair.compared:
        for found in swapped(each, leads):
            message = f"{found.what} '{found.first}' and '{found.second}' stand in each other's place"
            yield Report(each.target.line, message, each.source.line)
