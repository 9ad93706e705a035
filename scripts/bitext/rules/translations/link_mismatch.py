from collections.abc import Iterator

from bitext.align.sameness import parting_message, targets_parting
from bitext.history.localized import parted
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def link_mismatch(pair: Pair) -> Iterator[Report]:
    """A link leads elsewhere, or stands on one side alone. Links of one block are compared in any order, by where
    they lead, however they are written; an address of another host that names its language may be another in each.

    Bad: `[terms](/terms.md)` is `[conditions](/privacy.md)`.
    Good: `[terms](/terms.md)` is `[conditions](/terms.md)`.
    """
    for ours, theirs in pair.matched:
        if ours.links == theirs.links:
            continue
        lost, found = targets_parting(ours.links, pair.anchored(theirs.links), pair.source.page.name, pair.origins)
        lost, found = parted(lost, found, pair.languages)
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("link", lost, found, where, "to "):
            yield Report(theirs.line, message, ours.line)
