from collections.abc import Iterator

from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def snippet_mismatch(pair: Pair) -> Iterator[Report]:
    """A line that takes in a snippet, or another line of Jinja2, differs.

    Bad: `{% include "add-keys.md" %}` is `{% include "test-integration.md" %}`.
    Good: the same snippet is taken in on both sides; each language has its own text of it.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "jinja" and ours.text.split() != theirs.text.split():
            message = f"'{theirs.text}' is '{ours.text}' in {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)
