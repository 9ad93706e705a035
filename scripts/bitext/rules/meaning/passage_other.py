from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def passage_other(pair: Pair) -> Iterator[Report]:
    """The translation says something else than the source: it may belong to another place.

    Bad: 'Sign in as an administrator.' is « Les factures datent de plus de trente jours. »
    Good: 'Sign in as an administrator.' is « Connectez-vous en tant qu'administrateur. »
    """
    for found in pair.passages:
        if found.kind == "other":
            yield Report(found.target.line, f"says something else than '{found.shown}'", found.source.line)
