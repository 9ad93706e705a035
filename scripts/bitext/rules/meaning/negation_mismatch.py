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
        if message := _told(*differing(each, mine, others)):
            yield Report(each.target.line, message, each.source.line)


def _told(lost: list[str], new: list[str]) -> str:
    """What the message is, if one side alone denies."""
    if lost and not new:
        return f"denies nothing where the source has {_listed(lost)}"
    return f"{_listed(new)} denies what the source does not" if new and not lost else ""


def _listed(found: list[str]) -> str:
    return ", ".join(f"'{each}'" for each in found)
