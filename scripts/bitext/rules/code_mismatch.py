import re
from collections.abc import Iterator, Sequence

from bitext.compare import code_key, is_slip, parting_message
from bitext.numbers import is_number_in
from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.segments import Segment

_NUMBER = re.compile(r"(?<=[A-Za-z_\[#])\d+")  # of a name or an index, not of a date or a time


@rule("translations", "pair")
def code_mismatch(pair: Pair) -> Iterator[Report]:
    """A code span differs. Placeholders compare by their shape; a literal said twice, or in plain text on one side, and
    a label of several words that is translated, are no difference.

    Bad: `totalAmount` is `totalAmont`.
    Good: `<your key>` is `<votre clé>`.
    """
    for ours, theirs in pair.matched:
        if ours.codes == theirs.codes:
            continue
        mine, yours = ({code_key(code): code for code in side.codes} for side in (ours, theirs))
        lost = [code for key, code in mine.items() if key not in yours and not _is_plain(code, theirs)]
        found = [code for key, code in yours.items() if key not in mine and not _is_plain(code, ours)]
        lost, found = _without_wording(lost, found), _without_wording(found, lost)
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("code", lost, found, where):
            yield Report(theirs.line, message, ours.line)


def _is_plain(code: str, segment: Segment) -> bool:
    """Whether a segment says the text of a code span without marks, or the number that it is in its own notation."""
    return code in segment.text or is_number_in(code, segment)


def _without_wording(codes: Sequence[str], others: Sequence[str]) -> list[str]:
    """The codes without those of several words that the other side says in its own: labels, formulas in words. The
    numbers of their names and indices are the same."""
    worded, said = ([code for code in side if " " in code.strip()] for side in (codes, others))
    known = [sorted(_NUMBER.findall(code)) for code in said]
    differ = [code for code in worded if len(worded) == len(said) and sorted(_NUMBER.findall(code)) not in known]
    return [
        code for code in codes if code not in worded or code in differ or any(is_slip(code, other) for other in others)
    ]
