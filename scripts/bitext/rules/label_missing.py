from collections.abc import Iterator

from bitext.compare import quoted
from bitext.label_pairs import labels_lost
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def label_missing(pair: Pair) -> Iterator[Report]:
    """A step shows fewer interface labels (bold, with a capital) than in the source page: one is left out, or not bold.
    Where the glossary says how labels are shown, `glossary-label` tells it.

    Bad: 'Select **Save**.' is « Enregistrez. » or « Sélectionnez Save. »
    Good: 'Select **Save**.' is « Sélectionnez **Save**. »
    """
    if pair.target.glossary.same_labels:
        return
    for ours, theirs in pair.matched:
        if "ol" not in ours.path or ours.text == theirs.text or not ours.labels:
            continue
        lost, count = labels_lost(ours, theirs, pair.target.glossary.labels)
        where = f"{pair.source.page.path}:{ours.line}"
        if count and len(lost) == count:
            plain = [label for label in lost if label in theirs.prose]
            gone = [label for label in lost if label not in plain]
            said = [f"label {quoted(plain)} of {where} is not bold here"] if plain else []
            said += [f"label {quoted(gone)} of {where} is missing here"] if gone else []
            yield Report(theirs.line, "; ".join(said), ours.line)
        elif count:
            yield Report(theirs.line, f"{count} of the labels {quoted(lost)} of {where} missing here", ours.line)
