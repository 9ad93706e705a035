from collections.abc import Iterator

from bitext.label_pairs import label_key, label_pairs
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("terms", "pair")
def glossary_label(pair: Pair) -> Iterator[Report]:
    """An interface label (bold) is not shown as `_glossary.yml` says: `labels: same` keeps every label as it is in the
    source, `labels:` with entries says how each is shown.

    Bad: **Save** is **Enregistrer**, although the product is in English.
    Good: **Save** is **Save**.
    """
    glossary = pair.target.glossary
    known = {label_key(label): shown for label, shown in glossary.labels.items()}
    if not known and not glossary.same_labels:
        return
    for labels in label_pairs(pair):
        expected = known.get(label_key(labels.ours), labels.ours if glossary.same_labels else labels.theirs)
        if label_key(labels.theirs) != label_key(expected):
            message = f"label '{labels.theirs}' is '{expected}' in the product, as the glossary says"
            yield Report(labels.line, message, labels.source_line)
