from collections.abc import Iterator, Mapping

from bitext.align.label_pairs import label_key, label_pairs
from bitext.history.pair import Pair
from bitext.pages.segments import Segment
from bitext.rule import Report, rule
from bitext.site.glossary import Glossary


@rule("pair")
def glossary_label(pair: Pair) -> Iterator[Report]:
    """An interface label (bold) is not shown as `_glossary.yml` says, to the letter, or is missing: `labels: same`
    keeps every label as it is in the source, `labels:` with entries says how each is shown.

    Bad: **Save** is **Enregistrer** or **save**, although the product is in English.
    Good: **Save** is **Save**.
    """
    glossary = pair.target.glossary
    known = {label_key(label): shown for label, shown in glossary.labels.items()}
    if not known and not glossary.same_labels:
        return
    for labels in label_pairs(pair.matched):
        expected = known.get(label_key(labels.ours), labels.ours if glossary.same_labels else labels.theirs)
        if _spelling(labels.theirs) != _spelling(expected):
            message = f"label '{labels.theirs}' is '{expected}' in the product, as the glossary says"
            yield Report(labels.line, message, labels.source_line)
    yield from _missing(pair, glossary, known)


def _missing(pair: Pair, glossary: Glossary, known: Mapping[str, str]) -> Iterator[Report]:
    """The labels that are missing, as they would be shown. known: what the glossary lists."""
    for ours, theirs in pair.matched:
        if len(theirs.labels) < len(ours.labels):
            for label in ours.labels:
                shown = known.get(label_key(label), label if _is_kept(label, glossary) else "")
                if shown and label_key(shown) not in map(label_key, theirs.labels):
                    yield Report(theirs.line, _lost(label, shown, theirs), ours.line)


def _is_kept(label: str, glossary: Glossary) -> bool:
    """Whether a label that the glossary does not list is kept as it is: one with a capital, where all labels are."""
    return glossary.same_labels and label[:1].isupper()


def _spelling(label: str) -> str:
    """A label as it is spelled, without what stands at its ends; its first letter is that of the glossary."""
    return " ".join(label.split()).strip(" .:;!?\u00a0").replace("’", "'")


def _lost(label: str, shown: str, theirs: Segment) -> str:
    name = f"'{shown}'" + (f" for '{label}'" if label != shown else "")
    return f"label {name} is {'not bold' if shown in theirs.text else 'missing'} here"
