from collections.abc import Iterator

from bitext.align.kept import differing_html
from bitext.align.sameness import line_with, parting_message
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def tag_mismatch(pair: Pair) -> Iterator[Report]:
    """An HTML tag within a text is another one, or begins an element that is not ended. Bold and italics may be
    Markdown's on one side; what other rules compare (links, images, keys, line breaks) is theirs.

    Bad: `<b>now</b>` is `<i>maintenant</i>` or `<b>maintenant<b>`.
    Good: `<b>now</b>` is `<strong>maintenant</strong>` or `**maintenant**`.
    """
    for ours, theirs in pair.matched:
        if ours.text == theirs.text:
            continue
        lost, found = differing_html(ours, theirs)
        there = line_with(ours, lost)
        where = f"{pair.source.page.path}:{there}"
        if message := parting_message("tag", lost, found, where):
            yield Report(line_with(theirs, found), message, there)
