from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def passage_missing(pair: Pair) -> Iterator[Report]:
    """A sentence, or a good part of one, is not translated: no word of the translation says what it says.

    Bad: 'Open the file. Wait for the second email.' is « Ouvrez le fichier. »
    Good: the same, and « Attendez le deuxième courriel. »
    """
    for found in pair.passages:
        if found.kind == "missing":
            yield Report(found.target.line, f"nothing here says '{found.shown}'", found.source.line)
