from collections.abc import Iterator

from bitext.compare import parting, parting_message, without_origin
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def image_mismatch(pair: Pair) -> Iterator[Report]:
    """A picture is another one, or stands on one side alone.

    Bad: `![Keys](keys.svg)` is `![Clés](events.svg)`.
    Good: `![Keys](keys.svg)` is `![Clés](keys.svg)`.
    """
    for ours, theirs in pair.matched:
        if ours.images == theirs.images:
            continue
        lost, found = parting(
            (without_origin(image, pair.origins) for image in ours.images),
            (without_origin(image, pair.origins) for image in theirs.images),
        )
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("image", lost, found, where):
            yield Report(theirs.line, message, ours.line)
