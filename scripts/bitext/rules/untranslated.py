import re
from collections.abc import Iterator

from bitext.compare import ENOUGH, reads_as_english, shortened
from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.segments import Segment
from bitext.words import rows_of_letters

_QUOTED = re.compile(r"«([^»]*)»|“([^”]*)”|\"([^\"]*)\"")


@rule("translations", "pair")
def untranslated(pair: Pair) -> Iterator[Report]:
    """Prose is left in the source language. Code, addresses and what is bold or italic on both sides do not count.

    Bad: 'Wait for the email from Sage.' stands in the French page.
    Good: « Attendez le courriel de Sage. »
    """
    for ours, theirs in pair.matched:
        if theirs.kind != "code" and _is_left(ours, theirs):
            message = f"'{shortened(theirs.prose)}' is left in the language of {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)


def _is_left(ours: Segment, theirs: Segment) -> bool:
    words = rows_of_letters(_unquoted(theirs.prose, ours.prose))
    if len(words) < ENOUGH:
        return False
    if ours.labels and theirs.labels:
        kept = {word for label in set(ours.labels) & set(theirs.labels) for word in label.casefold().split()}
        words = [word for word in words if word not in kept]
    distinct = set(words)
    common = len(distinct.intersection(ours.words)) / max(1, len(distinct))
    return common > 0.5 and reads_as_english(words, share=0.2 if common < 0.95 or len(words) < 10 else 0.1)


def _unquoted(text: str, source: str) -> str:
    """`text` without what it quotes from `source`: messages that a product shows."""
    return _QUOTED.sub(lambda match: " " if (match[1] or match[2] or match[3]).strip() in source else match[0], text)
