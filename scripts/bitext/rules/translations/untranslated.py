from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.history.pair import Pair
from bitext.history.unwritten import is_left
from bitext.rule import Report, rule


@rule("pair")
def untranslated(pair: Pair) -> Iterator[Report]:
    """Prose is left in the source language. Code, addresses and what is bold or italic on both sides do not count.

    Bad: 'Wait for the email from Sage.' stands in the French page.
    Good: « Attendez le courriel de Sage. »
    """
    for ours, theirs in pair.matched:
        if theirs.kind != "code" and is_left(ours, theirs):
            message = f"'{shortened(theirs.prose)}' is left in the language of {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)
