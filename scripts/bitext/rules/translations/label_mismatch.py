from collections.abc import Iterator

from bitext.align.label_pairs import labels_lost, matched_labels
from bitext.align.sameness import quoted
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def label_mismatch(pair: Pair) -> Iterator[Report]:
    """A step shows fewer interface labels (bold, with a capital) than in the source page: one is left out, or not bold.
    Or a label that is kept as it is has other capitals. Where the glossary says how labels are shown, `glossary-label`
    tells it.

    Bad: 'Select **Save**.' is « Enregistrez. » or « Sélectionnez Save. »; **Client ID** is **Client Id**.
    Good: 'Select **Save**.' is « Sélectionnez **Save**. »
    """
    if pair.target.glossary.same_labels:
        return
    for ours, theirs in pair.matched:
        if "ol" not in ours.path or ours.text == theirs.text or not ours.labels:
            continue
        where = f"{pair.source.page.path}:{ours.line}"
        for label, shown in matched_labels(ours, theirs):
            if _differ_in_capitals(label, shown):
                yield Report(theirs.line, f"label '{shown}' is '{label}' in {where}", ours.line)
        lost, count = labels_lost(ours, theirs, pair.target.glossary.labels)
        if count and len(lost) == count:
            plain = [label for label in lost if label in theirs.prose]
            gone = [label for label in lost if label not in plain]
            said = [f"label {quoted(plain)} of {where} is not bold here"] if plain else []
            said += [f"label {quoted(gone)} of {where} is missing here"] if gone else []
            yield Report(theirs.line, "; ".join(said), ours.line)
        elif count:
            yield Report(theirs.line, f"{count} of the labels {quoted(lost)} of {where} missing here", ours.line)


def _differ_in_capitals(ours: str, theirs: str) -> bool:
    """Whether two labels are the same but for capitals within; the first letter is that of the sentence."""
    return ours[0].isupper() and ours[1:] != theirs[1:] and ours.casefold() == theirs.casefold()
