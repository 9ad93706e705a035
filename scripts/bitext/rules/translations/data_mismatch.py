from collections.abc import Iterator

from bitext.history.data_history import outdated_facts
from bitext.rule import Report, rule
from bitext.site.data import data_pairs
from bitext.sources import Sources
from bitext.translating.data_comparison import mismatches


@rule("site")
def data_mismatch(sources: Sources) -> Iterator[Report]:
    """A fact of the data differs: a number, or how many there are in a list; or what a translation says has no
    counterpart, so that readers get the source text. What has changed in the source since is told by `data-outdated`.

    Bad: `vait:` in French, where the English key is `wait:`.
    Good: the same keys, the same numbers.
    """
    for source, target in data_pairs(sources.site):
        told = {fact.keys for fact in outdated_facts(sources.site.root, source, target) or ()}
        for found in mismatches(source, target):
            if found.keys not in told:
                yield Report(found.line, found.message, found.other, target.path, source.path)
