from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule

_NAMES = {"ol": "numbered list", "ul": "bullet list", "quote": "quotation", "callout": "callout", "tab": "tab"}


@rule("pair")
def list_nesting(pair: Pair) -> Iterator[Report]:
    """A block stands in another list, or deeper or less deep in lists and callouts, than in the source page.

    Bad: a numbered step of the English page is a bullet in French, or hangs below the step before it.
    Good: the same lists, as deep as each other.
    """
    told: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    for ours, theirs in pair.matched:
        if ours.path == theirs.path:
            told = None
        elif told != (ours.path, theirs.path):  # a whole list is told once
            told = (ours.path, theirs.path)
            message = (
                f"{theirs.kind} stands in {_described(theirs.path)}, "
                f"but in {_described(ours.path)} in {pair.source.page.path}:{ours.line}"
            )
            yield Report(theirs.line, message, ours.line)


def _described(path: tuple[str, ...]) -> str:
    return " in ".join(f"a {_NAMES.get(container, container)}" for container in reversed(path)) or "no list"
