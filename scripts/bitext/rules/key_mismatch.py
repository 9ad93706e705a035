from collections.abc import Iterator

from bitext.compare import parting_message
from bitext.kept import differing_keys
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
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
