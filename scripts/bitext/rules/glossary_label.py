from collections.abc import Iterator

from bitext.glossary import read_glossary
from bitext.label_pairs import label_key, label_pairs
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("terms", "site")
def glossary_label(sources: Sources) -> Iterator[Report]:
    """An interface label (bold) is not shown as `_glossary.yml` says: `labels: same` keeps every label as it is in the
    source, `labels:` with entries says how each is shown.

    Bad: **Save** is **Enregistrer**, although the product is in English.
    Good: **Save** is **Save**.
    """
    for pair in sources.pairs:
        glossary = read_glossary(sources.site, sources.locale_of(pair.target.page.path))
        known = {label_key(label): shown for label, shown in glossary.labels.items()}
        if not known and not glossary.same_labels:
            continue
        for ours, theirs, label, translation in label_pairs(pair):
            expected = known.get(label_key(label), label if glossary.same_labels else translation)
            if label_key(translation) != label_key(expected):
                message = f"label '{translation}' is '{expected}' in the product, as the glossary says"
                yield Report(theirs.line, message, ours.line, pair.target.page.path, pair.source.page.path)
