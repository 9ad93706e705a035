import re
from collections.abc import Iterator

from bitext.align.kept import differing_footnotes
from bitext.align.sameness import parting_message
from bitext.history.pair import Pair
from bitext.pages.page import Page
from bitext.rule import Report, rule


@rule("pair")
def footnote_mismatch(pair: Pair) -> Iterator[Report]:
    """The mark of a footnote is lost, or marks are exchanged. A footnote may have a label of its own in each language.

    Bad: 'One[^first] and two[^second]' is « Un[^second] et deux[^first] ».
    Good: 'One[^first]' is « Un[^first] ».
    """
    pages = pair.source.page, pair.target.page
    for ours, theirs in pair.matched:
        if ours.text == theirs.text:
            continue
        lost, found = ([f"[^{label}]" for label in labels] for labels in differing_footnotes(ours, theirs, pages))
        lost, found = ([mark for mark in marks if not _is_spaced(mark, pair.target.page)] for marks in (lost, found))
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("footnote", lost, found, where):
            yield Report(theirs.line, message, ours.line)


def _is_spaced(mark: str, page: Page) -> bool:
    """Whether a space before a colon keeps it from being a footnote: the rule footnote tells it."""
    return re.search(rf"{re.escape(mark)}\s+:", page.body) is not None
