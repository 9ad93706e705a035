from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule
from bitext.rules.source.callout_title import is_title


@rule("pair")
def callout_type(pair: Pair) -> Iterator[Report]:
    """A callout has another type in the translation. Its title may differ, and stand in one language alone.

    Bad: `!!! warning` is `!!! note`.
    Good: `!!! warning "Keys"` is `!!! warning "Clés"`.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "callout":
            here, there = _type(theirs.name), _type(ours.name)
            if here.lower() != there.lower():
                message = f"callout type '{here}' is '{there}' in {pair.source.page.path}:{ours.line}"
                yield Report(theirs.line, message, ours.line)


def _type(name: str) -> str:
    """The type with its classes, but without the words of a title, which the rule callout-title tells."""
    first, _, words = name.partition(" ")
    return first if is_title(words) else name
