from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.meaning.labels import other_labels
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def label_exchanged(pair: Pair) -> Iterator[Report]:
    """A bold label is kept in the language of the source, but is not the label that the source has there: readers would
    select another button.

    Bad: 'Select **Save**.' is « Sélectionnez **Delete**. »
    Good: « Sélectionnez **Save**. », « Sélectionnez **Enregistrer**. »
    """
    for each in pair.compared:
        for label, other in other_labels(each):
            where = f"{pair.source.page.path}:{each.source.line}"
            yield Report(each.target.line, f"label '{other}' is '{label}' in {where}", each.source.line)
