from collections.abc import Iterator

from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def callout_type(pair: Pair) -> Iterator[Report]:
    """A callout has another type in the translation. Its title may differ, and stand in one language alone.

    Bad: `!!! warning` is `!!! note`.
    Good: `!!! warning "Keys"` is `!!! warning "Clés"`.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "callout" and ours.name.lower() != theirs.name.lower():
            message = f"callout type '{theirs.name}' is '{ours.name}' in {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)
