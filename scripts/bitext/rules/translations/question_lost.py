import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.history.pair import Pair
from bitext.rule import Report, rule

_BEHIND = "  \u00a0\u202f)]»”\"'’*_"
_QUESTION = re.compile(r"[?？؟;](?=\s|$)")


@rule("pair", severity="warning")
def question_lost(pair: Pair) -> Iterator[Report]:
    """A text ends with a question on one side and with a statement on the other.

    Bad: 'Do you have an account?' is « Vous avez un compte. »
    Good: 'Do you have an account?' is « Avez-vous un compte? »
    """
    for ours, theirs in pair.matched:
        if ours.text == theirs.text or ours.kind not in ("heading", "paragraph", "item"):
            continue
        mine, yours = (_ends_with_question(side.prose) for side in (ours, theirs))
        where = f"{pair.source.page.path}:{ours.line}"
        if mine and not yours:
            yield Report(theirs.line, f"'{shortened(theirs.prose)}' is a question in {where}", ours.line)
        elif yours and not mine:
            yield Report(theirs.line, f"'{shortened(theirs.prose)}' is no question in {where}", ours.line)


def _ends_with_question(text: str) -> bool:
    return text.rstrip(_BEHIND).endswith(("?", "？", "؟"))
