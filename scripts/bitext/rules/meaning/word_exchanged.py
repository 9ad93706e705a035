from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.meaning.classes import classes, surely_exchanged
from bitext.meaning.lexicon import base_lexicon
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def word_exchanged(pair: Pair) -> Iterator[Report]:
    """A word stands where the source has one that excludes it: 'before' and 'after', 'add' and 'remove', 'must' and
    'may', a month, a unit, a currency.

    Bad: 'Close the door after the test.' is « Fermez la porte avant l'essai. »
    Good: 'Close the door after the test.' is « Fermez la porte après l'essai. »
    """
    for each in pair.compared:
        lexicon = base_lexicon(*each.languages)
        members = classes(*each.languages)
        for found in surely_exchanged(each, lexicon, members) if members and lexicon else ():
            message = f"says '{found.target}' where the source has '{found.source}'"
            yield Report(each.target.line, message, each.source.line)
