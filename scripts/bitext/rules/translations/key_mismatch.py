from collections.abc import Iterator

from bitext.align.kept import differing_keys
from bitext.align.sameness import parting_message
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def key_mismatch(pair: Pair) -> Iterator[Report]:
    """A key of the keyboard (`<kbd>`, or `++ctrl+c++`) is lost, or another. Its name may be that of the language.

    Bad: `<kbd>Ctrl</kbd>+<kbd>C</kbd>` is `<kbd>Ctrl</kbd>+<kbd>V</kbd>`.
    Good: `<kbd>Shift</kbd>` is `<kbd>Maj</kbd>`.
    """
    for ours, theirs in pair.matched:
        if ours.text == theirs.text:
            continue
        lost, found = differing_keys(ours, theirs)
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("key", lost, found, where):
            yield Report(theirs.line, message, ours.line)
