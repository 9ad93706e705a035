from collections.abc import Iterator

from bitext.align.sameness import parting_message, targets_parting
from bitext.history.localized import parted
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def image_mismatch(pair: Pair) -> Iterator[Report]:
    """A picture is another one, or stands on one side alone. One whose name differs by its language is the same.

    Bad: `![Keys](keys.svg)` is `![Clés](events.svg)`.
    Good: `![Keys](keys.svg)` is `![Clés](keys.svg)`.
    """
    for ours, theirs in pair.matched:
        if ours.images == theirs.images:
            continue
        lost, found = targets_parting(ours.images, theirs.images, pair.source.page.name, pair.origins)
        lost, found = parted(lost, found, pair.languages)
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("image", lost, found, where):
            yield Report(theirs.line, message, ours.line)
