from collections.abc import Iterator

from bitext.align.acronyms import differing_acronyms
from bitext.align.sameness import line_with, parting_message
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def acronym_mismatch(pair: Pair) -> Iterator[Report]:
    """An acronym is another one: its letters are in another order, or both are names that technical texts keep in all
    languages. One that is translated ('VAT', « TVA »), written out or left out is no difference.

    Bad: 'a CSV file' is « un fichier CVS » or « un fichier PDF ».
    Good: 'the VAT' is « la TVA ».
    """
    for ours, theirs in pair.texts:
        if ours.text == theirs.text:
            continue
        lost, found = differing_acronyms(ours, theirs, pair.languages)
        there = line_with(ours, lost)
        where = f"{pair.source.page.path}:{there}"
        if message := parting_message("acronym", lost, found, where):
            yield Report(line_with(theirs, found), message, there)
