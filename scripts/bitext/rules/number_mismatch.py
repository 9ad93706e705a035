from collections.abc import Iterator

from bitext.compare import is_worded, numbers, parting, parting_message
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def number_mismatch(pair: Pair) -> Iterator[Report]:
    """A number differs. `1,000` is `1 000`, `0.4` is `0,4`, `4 pm` is `16 h`; one may be said in a word instead.

    Bad: 'expires after 60 days' is « expire après 90 jours ».
    Good: 'expires after 60 days' is « expire après 60 jours ».
    """
    for ours, theirs in pair.matched:
        if ours.text == theirs.text:
            continue
        lost, found = parting(numbers(ours), numbers(theirs))
        lost = [number for number in lost if not is_worded(number, theirs)]
        found = [number for number in found if not is_worded(number, ours)]
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("number", lost, found, where):
            yield Report(theirs.line, message, ours.line)
