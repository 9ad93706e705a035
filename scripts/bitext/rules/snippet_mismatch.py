from collections.abc import Iterator

from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.tags import read_tags


@rule("translations", "pair")
def snippet_mismatch(pair: Pair) -> Iterator[Report]:
    """A line that takes in a snippet, or another line of Jinja2, differs: in a tag, or in the name of a snippet or of a
    value. What stands in quotes for readers is text, which is translated, and compared as text is.

    Bad: `{% include "add-keys.md" %}` is `{% include "test-integration.md" %}`.
    Good: `{% with unit="organisation" %}` is `{% with unit="entreprise" %}`.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "jinja" and _names(ours.text) != _names(theirs.text):
            message = f"'{theirs.text}' is '{ours.text}' in {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)


def _names(line: str) -> tuple[tuple[str, ...], int]:
    """What all languages share of a line of tags, and how many texts it has."""
    tags = read_tags(line)
    return tags.skeleton, len(tags.texts)
