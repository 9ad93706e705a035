import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.pages.segments import Segment
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_STEP = 4
_BLOCKS = {
    "table": re.compile(r"\|.*\|[ ]*\n[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*(?:\n|\Z)"),
    "callout": re.compile(r"(?:!!!|\?\?\?\+?)[ ]?\w"),
    "content tab": re.compile(r"===[!+]*[ ]+\""),
    "code block": re.compile(r"(?:```|~~~)[\w{ ]*[^`~\n]*\n"),
    "snippet": re.compile(r"\{%-?[ ]*(?:include|call|if|for)\b"),
}
_IN_LISTS = {
    "list": re.compile(r"(?:[-*+]|\d{1,3}\.)[ ]+\S.*[.?!:](?:\n|\Z)"),
    "image": re.compile(r"!\[[^\]]*\]\([^)]*\)"),
}


@rule("page")
def block_as_code(parsed: ParsedPage) -> Iterator[Report]:
    """A table, callout, tab, fenced block of code or snippet is indented so far that MkDocs makes code of it. In a step
    or callout it takes four spaces for each level, however wide the marker; more is code.

    Bad: eight spaces before the rows of a table in step 1.
    Good: four.
    """
    lines = parsed.page.body.split("\n")
    for segment in parsed.segments:
        if segment.kind == "code" and not segment.name:
            line = lines[segment.line - 1 - parsed.page.offset]
            if line.lstrip(" \t>")[:3] not in ("```", "~~~") or segment.text.startswith(("```", "~~~")):
                yield from _told(segment, line)


def _told(segment: Segment, line: str) -> Iterator[Report]:
    patterns = {**_BLOCKS, **(_IN_LISTS if segment.path else {})}
    name = next((name for name, pattern in patterns.items() if pattern.match(segment.text.lstrip("\n"))), "")
    if name:
        indent = len(line) - len(line.lstrip())
        less = max(0, indent - indent % _STEP - _STEP)
        message = f"{name} '{shortened(line.strip(), 40)}' shows as a block of code; indent it by {less} spaces"
        yield Report(segment.line, f"{message}, not {indent}" if less else message.replace("by 0 spaces", "less"))
