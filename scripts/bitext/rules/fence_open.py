import re
from collections.abc import Iterator

from bitext.pair import ParsedPage
from bitext.rule import Report, rule

_BEFORE = r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*"
_FENCE = re.compile(rf"{_BEFORE}(?P<mark>`{{3,}}|~{{3,}})")


@rule("source", "page")
def fence_open(parsed: ParsedPage) -> Iterator[Report]:
    """A code block is begun and not ended, so that it shows as text, with all that follows.

    Bad: three backquotes before the code alone.
    Good: three before it, and three behind it.
    """
    lines = parsed.page.body.split("\n")
    for segment in parsed.segments:
        if segment.kind != "code":
            continue
        first, last = (lines[number - 1 - parsed.page.offset] for number in (segment.line, segment.end))
        opened = _FENCE.match(first)
        if opened is None or (not segment.path and first.startswith("    ")):  # code by its indentation
            continue
        mark = opened["mark"]
        if segment.end == segment.line or not re.fullmatch(rf"[ \t>]*{mark}{mark[0]}*[ \t]*", last):
            yield Report(segment.line, f"code block is not ended; write '{mark}' below it")
