from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def passage_added(pair: Pair) -> Iterator[Report]:
    """A sentence, or a good part of one, translates nothing: no word of the source says what it says.

    Bad: 'Open the file.' is « Ouvrez le fichier. Il s'imprime aussitôt. »
    Good: 'Open the file.' is « Ouvrez le fichier. »
    """
    for found in pair.passages:
        if found.kind == "added":
            yield Report(found.target.line, f"the source does not say '{found.shown}'", found.source.line)
