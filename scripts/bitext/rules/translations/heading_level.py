from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def heading_level(pair: Pair) -> Iterator[Report]:
    """A heading has another level in the translation.

    Bad: `## Enable it` is `### L’activer`.
    Good: `## Enable it` is `## L’activer`.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "heading" and ours.level != theirs.level:
            message = f"heading level is {theirs.level}, but {ours.level} in {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)
