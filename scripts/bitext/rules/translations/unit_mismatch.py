from collections.abc import Iterator

from bitext.align.sameness import line_with, parting_message
from bitext.align.units import differing_units
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def unit_mismatch(pair: Pair) -> Iterator[Report]:
    """A number is the same and counts something else: another unit, another currency, another sign of comparison. Known
    are the units of languages that `bitext/languages` has words of.

    Bad: 'Wait 5 minutes.' is « Attendez 5 secondes. »; '> 10 MB' is « < 10 Mo ».
    Good: '10 MB, $5' is « 10 Mo, 5 $ ».
    """
    for ours, theirs in pair.texts:
        if ours.text == theirs.text:
            continue
        lost, found = differing_units(ours, theirs, pair.languages)
        there = line_with(ours, lost)
        where = f"{pair.source.page.path}:{there}"
        if message := parting_message("amount", lost, found, where):
            yield Report(line_with(theirs, found), message, there)
