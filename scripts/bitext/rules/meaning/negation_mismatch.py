from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.languages.language import language_of
from bitext.meaning.denial import differing
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def negation_mismatch(pair: Pair) -> Iterator[Report]:
    """A text denies what its translation says, or the other way round. « n'oubliez pas » and « ne … que » deny nothing,
    and 'fails to open' may be « ne s'ouvre pas ».

    Bad: 'The key does not expire.' is « La clé expire. »
    Good: 'The key does not expire.' is « La clé n'expire pas. »
    """
    for each in pair.compared:
        mine, others = (language_of(language).denials for language in each.languages)
        if mine is None or others is None:
            return
        if mine.says.isdisjoint(each.source.words) and others.says.isdisjoint(each.target.words):
            continue
        lost, new = differing(each, mine, others)
        if lost and not new:
            yield Report(each.target.line, f"denies nothing where the source has {_listed(lost)}", each.source.line)
        elif new and not lost:
            yield Report(each.target.line, f"{_listed(new)} denies what the source does not", each.source.line)


def _listed(found: list[str]) -> str:
    return ", ".join(f"'{each}'" for each in found)
