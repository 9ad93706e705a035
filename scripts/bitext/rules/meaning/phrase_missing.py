from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def phrase_missing(pair: Pair) -> Iterator[Report]:
    """A clause, a condition, what stands in brackets or an item of a list in a sentence is probably not translated.

    Bad: 'If the lamp is red, press the button.' is « Appuyez sur le bouton. »
    Good: 'If the lamp is red, press the button.' is « Si le voyant est rouge, appuyez sur le bouton. »
    """
    for found in pair.passages:
        if found.kind == "phrase":
            yield Report(found.target.line, f"nothing here seems to say '{found.shown}'", found.source.line)
