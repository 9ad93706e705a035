from collections import Counter, defaultdict
from collections.abc import Iterator

from bitext.align.label_pairs import label_key
from bitext.rule import Report, rule
from bitext.sources import Sources

MAJORITY = 3  # a translation is the usual one when it is three times as frequent as all the others together


@rule("site", severity="warning")
def label_translated_two_ways(sources: Sources) -> Iterator[Report]:
    """An interface label (bold) is translated otherwise here than on the other pages of the site.

    Bad: **Settings** is « Paramètres » on ten pages, and « Réglages » on one.
    Good: one label, one translation.
    """
    found = [(pair, labels) for pair in sources.pairs for labels in sources.labels(pair)]
    memory: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    written: dict[str, str] = {}
    for pair, labels in found:
        memory[pair.target.page.locale, label_key(labels.ours)][label_key(labels.theirs)] += 1
        written.setdefault(label_key(labels.theirs), labels.theirs)
    for pair, labels in found:
        known = memory[pair.target.page.locale, label_key(labels.ours)]
        usual, often = known.most_common(1)[0]
        if label_key(labels.theirs) != usual and often >= MAJORITY * (known.total() - often):
            message = f"label '{labels.theirs}' for '{labels.ours}' is '{written[usual]}' elsewhere ({often} times)"
            yield Report(labels.line, message, labels.source_line, pair.target.page.path, pair.source.page.path)
