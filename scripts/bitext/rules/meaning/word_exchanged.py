from collections.abc import Iterator

from bitext.align.units import differing_units
from bitext.history.pair import Pair
from bitext.meaning.classes import Exchanged, Opposites, classes
from bitext.meaning.compared import Compared
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def word_exchanged(pair: Pair) -> Iterator[Report]:
    """A word stands where the source has one that excludes it: 'before' and 'after', 'add' and 'remove', 'must' and
    'may', a month, a unit, a currency.

    Bad: 'Close the door after the test.' is « Fermez la porte avant l'essai. »
    Good: 'Close the door after the test.' is « Fermez la porte après l'essai. »
    """
    lexicon = pair.lexicon if pair.compared else None
    members = classes(*pair.compared[0].languages) if lexicon else None
    if lexicon is None or members is None:
        return
    opposites = Opposites(members, lexicon)
    for each in pair.compared:
        for found in _not_told_yet(each, [*opposites.exchanged(each)]):
            message = f"says '{found.target}' where the source has '{found.source}'"
            yield Report(each.target.line, message, each.source.line)


def _not_told_yet(each: Compared, exchanged: list[Exchanged]) -> list[Exchanged]:
    """Those of these words that stand in no amount, which the rule unit-mismatch tells."""
    amounts = differing_units(each.source, each.target, each.languages)[0] if exchanged else []
    told = {word for amount in amounts for word in amount.split()}
    return [found for found in exchanged if found.source not in told]
