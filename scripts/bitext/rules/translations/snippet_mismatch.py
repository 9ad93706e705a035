import re
from collections.abc import Iterator

from bitext.align.kept import differing_tags
from bitext.align.sameness import parting_message
from bitext.history.pair import Pair
from bitext.pages.tags import read_tags
from bitext.rule import Report, rule


@rule("pair")
def snippet_mismatch(pair: Pair) -> Iterator[Report]:
    """A line that takes in a snippet, another line of Jinja2 or a tag within a text differs: in its kind, its filters,
    or the name of a snippet or of a value. What stands in quotes for readers is text, which is translated, and compared
    as text is.

    Bad: `{% include "add-keys.md" %}` is `{% include "test-integration.md" %}`; `| copyable` is `| code`.
    Good: `{% with unit="organisation" %}` is `{% with unit="entreprise" %}`.
    """
    for ours, theirs in pair.matched:
        if ours.kind == theirs.kind == "jinja" and _names(ours.text) != _names(theirs.text):
            message = f"'{theirs.text}' is '{ours.text}' in {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)
        elif pair.source.page.dialect.jinja and ours.text != theirs.text:
            lost, found = differing_tags(ours, theirs)
            if said := _within(lost, found, f"{pair.source.page.path}:{ours.line}"):
                yield Report(theirs.line, said, ours.line)


def _within(lost: list[str], found: list[str], where: str) -> str | None:
    """What to say of tags within a text; of one that differs in its filters alone, the filters."""
    if len(lost) == len(found) == 1:
        (value, *mine), (other, *yours) = (re.split(r"\s*\|\s*", tag.strip("{} \n")) for tag in (lost[0], found[0]))
        if value == other and mine and yours:
            return f"filter '{' | '.join(yours)}' is '{' | '.join(mine)}' in {where}"
    return parting_message("tag", lost, found, where)


def _names(line: str) -> tuple[tuple[str, ...], int]:
    """What all languages share of a line of tags, and how many texts it has."""
    tags = read_tags(line)
    return tags.skeleton, len(tags.texts)
