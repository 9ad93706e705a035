import re
from collections.abc import Iterator

from bitext.pair import ParsedPage
from bitext.rule import Report, rule

_BEFORE = r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*"
_FENCE = re.compile(rf"{_BEFORE}(?P<mark>`{{3,}}|~{{3,}})")


@rule("source", "page")
def fence_open(parsed: ParsedPage) -> Iterator[Report]:
    """A code block is begun and not ended, so that it shows as text, with all that follows.

    Bad: three backticks before the code alone.
    Good: three before it, and three behind it.
    """
    lines = parsed.page.body.split("\n")
    if _holds_longer(lines):
        return
    for segment in parsed.written:
        if segment.kind != "code":
            continue
        first, last = (lines[number - 1 - parsed.page.offset] for number in (segment.line, segment.end))
        opened = _FENCE.match(first)
        if opened is None or (not segment.path and first.startswith("    ")):  # code by its indentation
            continue
        mark = opened["mark"]
        if segment.end == segment.line or not re.fullmatch(rf"[ \t>]*{mark}{mark[0]}*[ \t]*", last):
            yield Report(segment.line, f"code block is not ended; write '{mark}' below it")


def _holds_longer(lines: list[str]) -> bool:
    """Whether a block holds a line with more marks than its own, and each ends with as many as it begins with: so the
    site reads it (pymdownx.superfences); to CommonMark, more marks are an end, too."""
    mark, is_longer = "", False
    for line in lines:
        fence = _FENCE.match(line)
        if not mark:
            mark = fence["mark"] if fence else ""
        elif line.strip(" \t>") == mark:
            mark = ""
        elif fence and fence["mark"].startswith(mark) and len(fence["mark"]) > len(mark):
            is_longer = True
    return is_longer and not mark
