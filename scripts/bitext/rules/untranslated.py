import re
from collections.abc import Iterator, Sequence

from bitext.compare import ENOUGH, reads_as_english, shortened
from bitext.lexicon import plain
from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.segments import Segment

_QUOTED = re.compile(r"«([^»]*)»|“([^”]*)”|\"([^\"]*)\"")
_MARK = re.compile("[«“\"'’]")
_WORD = re.compile(r"[^\W\d_]+")


@rule("translations", "pair")
def untranslated(pair: Pair) -> Iterator[Report]:
    """Prose is left in the source language. Code, addresses and what is bold or italic on both sides do not count.

    Bad: 'Wait for the email from Sage.' stands in the French page.
    Good: « Attendez le courriel de Sage. »
    """
    for ours, theirs in pair.matched:
        if theirs.kind not in ("code", "jinja") and _is_left(ours, theirs):
            message = f"'{shortened(theirs.prose)}' is left in the language of {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)


def _is_left(ours: Segment, theirs: Segment) -> bool:
    words = _words(theirs, ours)
    if len(words) < ENOUGH:
        return False
    if ours.labels and theirs.labels:
        kept = {word for label in set(ours.labels) & set(theirs.labels) for word in label.casefold().split()}
        words = [word for word in words if word not in kept]
    distinct = set(words)
    common = len(distinct.intersection(ours.words)) / max(1, len(distinct))
    return common > 0.5 and reads_as_english(words, share=0.2 if common < 0.95 or len(words) < 10 else 0.1)


def _words(segment: Segment, source: Segment) -> Sequence[str]:
    """The words of a segment without those that it quotes from the source: messages that a product shows."""
    if not _MARK.search(segment.prose):
        return segment.words
    return [plain(word) for word in _WORD.findall(_unquoted(segment.prose, source.prose))]


def _unquoted(text: str, source: str) -> str:
    return _QUOTED.sub(lambda match: " " if (match[1] or match[2] or match[3]).strip() in source else match[0], text)
