from collections.abc import Iterator

from bitext.compare import parting, quoted, without_origin
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def image_mismatch(pair: Pair) -> Iterator[Report]:
    """A picture is another one, or stands on one side alone.

    Bad: `![Keys](keys.svg)` is `![Clés](events.svg)`.
    Good: `![Keys](keys.svg)` is `![Clés](keys.svg)`.
    """
    for ours, theirs in pair.matched:
        lost, found = parting(
            (without_origin(image, pair.origins) for image in ours.images),
            (without_origin(image, pair.origins) for image in theirs.images),
        )
        where = f"{pair.source.page.path}:{ours.line}"
        if lost and found:
            yield Report(theirs.line, f"image {quoted(found)} is {quoted(lost)} in {where}", ours.line)
        elif lost:
            yield Report(theirs.line, f"image {quoted(lost)} of {where} is missing here", ours.line)
        elif found:
            yield Report(theirs.line, f"image {quoted(found)} is not in {where}", ours.line)
