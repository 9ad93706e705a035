from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def table_shape(pair: Pair) -> Iterator[Report]:
    """A table row has another number of cells.

    Bad: `| Green | Linked |` is `| Vert |`.
    Good: `| Green | Linked |` is `| Vert | Liée |`.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "row" and ours.level != theirs.level:
            message = f"table row has {theirs.level} cells, but {ours.level} in {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)
