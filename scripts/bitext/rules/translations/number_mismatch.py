from collections.abc import Iterator

from bitext.align.numbers import differing_numbers
from bitext.align.sameness import line_with, parting_message
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def number_mismatch(pair: Pair) -> Iterator[Report]:
    """A number differs: an amount, a date, a time, a version, a fraction, one within a name (`TLS1.2`). `1,000` is
    `1 000`, `0.4` is `0,4`, `100k` is `100 000`, `4:30 pm` is `16 h 30`, `2024-03-05` is `5 mars 2024`; one may be said
    in a word instead, or stand in code on one side.

    Bad: 'expires after 60 days' is « expire après 90 jours ».
    Good: 'expires after 60 days' is « expire après 60 jours ».
    """
    languages = pair.source.page.locale, pair.target.page.locale
    for ours, theirs in pair.texts:
        if ours.text == theirs.text:
            continue
        lost, found = differing_numbers(ours, theirs, languages)
        there = line_with(ours, lost)
        where = f"{pair.source.page.path}:{there}"
        if message := parting_message("number", lost, found, where):
            yield Report(line_with(theirs, found), message, there)
