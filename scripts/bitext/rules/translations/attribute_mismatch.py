import re
from collections.abc import Iterator

from bitext.align.kept import attributes
from bitext.align.sameness import parting, parting_message
from bitext.history.pair import Pair
from bitext.rule import Report, rule

_NO_BREAK = re.compile(r"\{[^{}\n]*[\u00a0\u202f]")


@rule("pair")
def attribute_mismatch(pair: Pair) -> Iterator[Report]:
    """A class or an attribute in braces is lost, or another. Ids, titles, languages and sizes are each language's own.

    Bad: `` `abc`{ .copy } `` is `` `abc` ``: the button to copy is gone.
    Good: the braces are the same on both sides.
    """
    for ours, theirs in pair.matched:
        if ours.text == theirs.text or _NO_BREAK.search(theirs.text):  # the rule no-break-space tells it
            continue
        if any(
            len(mine) != len(yours)  # what the braces belong to is lost, and told
            for mine, yours in ((ours.codes, theirs.codes), (ours.links, theirs.links), (ours.images, theirs.images))
        ):
            continue
        lost, found = parting(attributes(ours), attributes(theirs))
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("attribute", lost, found, where):
            yield Report(theirs.line, message, ours.line)
