from collections.abc import Iterator

from bitext.compare import reads_as_english, shortened
from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.segments import Segment


@rule("translations", "pair")
def untranslated(pair: Pair) -> Iterator[Report]:
    """Prose is left in the source language. Code, addresses and what is bold or italic on both sides do not count.

    Bad: 'Wait for the e-mail from Sage.' stands in the French page.
    Good: « Attendez le courriel de Sage. »
    """
    for ours, theirs in pair.matched:
        if theirs.kind not in ("code", "jinja") and _is_left(ours, theirs):
            message = f"'{shortened(theirs.prose)}' is left in the language of {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)


def _is_left(ours: Segment, theirs: Segment) -> bool:
    kept = {word for label in set(ours.labels) & set(theirs.labels) for word in label.casefold().split()}
    words = [word for word in theirs.words if word not in kept]
    return reads_as_english(words) and len(set(words) & set(ours.words)) > len(set(words)) / 2
