import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.compose.unread_blocks import Unread, unread_blocks
from bitext.pages.segments import Segment, cells_written, is_ruler
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_TAB = re.compile(r"[ \t>]*(?P<mark>===[!+]*)[ ]*(?P<title>[^\s=].*)")
_PARENTHESIS = re.compile(r"[ \t>]*\d{1,9}\)[ \t]")


@rule("page")
def block_as_text(parsed: ParsedPage) -> Iterator[Report]:
    """A heading, list item, table or content tab is written in a way that MkDocs does not read: it shows as text, marks
    and all, although an editor or GitHub may show it well. So does what a snippet holds that is indented a little.

    Bad: `1) Open it.`; a space before `## Add your keys`; a table right below a paragraph, or with another number of
    cells in its first two rows; `=== Windows`.
    Good: `1. Open it.`; `## Add your keys` at the margin; a blank line before the table; `=== "Windows"`.
    """
    lines = parsed.page.body.split("\n")
    for unread in unread_blocks(parsed):
        above = lines[max(0, unread.written.line - 2 - parsed.page.offset)]
        if not above.isspace() or above.isascii():  # else a matter of the rule no-break-space
            yield Report(unread.written.line, _fault(unread, parsed))
    for segment in parsed.segments:
        if segment.kind in ("paragraph", "item") and re.search(r"\||===", segment.text):
            yield from _in_text(segment, lines, parsed.page.offset)
        elif segment.kind == "jinja" and not segment.path and "include" in segment.text:
            yield from _of_snippet(segment, lines[segment.line - 1 - parsed.page.offset])


def _fault(unread: Unread, parsed: ParsedPage) -> str:
    written = parsed.page.body.split("\n")[unread.written.line - 1 - parsed.page.offset].strip()
    shown = f"'{shortened(written, 40)}' shows as text"
    if unread.written.kind == "heading":
        if unread.written.end > unread.written.line:
            return f"'{shortened(written, 40)}' is no heading in MkDocs; write it in one line, with '#' before it"
        return f"{shown}; a heading has no space before its '#'"
    if _PARENTHESIS.match(written):
        return f"{shown}; MkDocs knows steps with a full stop: '1.'"
    return f"{shown}; put a blank line before it"


def _of_snippet(segment: Segment, line: str) -> Iterator[Report]:
    indent = len(line) - len(line.lstrip(" "))
    if indent % 4:
        shown = f"snippet '{shortened(line.strip(), 40)}' is indented by {indent} space{'s' * (indent > 1)}"
        yield Report(segment.line, f"{shown}: its lists and callouts show as text; put it at the margin")


def _in_text(segment: Segment, lines: list[str], offset: int) -> Iterator[Report]:
    for number in range(segment.line, segment.end + 1):
        line = lines[number - 1 - offset]
        if "|" in line and number > segment.line and is_ruler(line):
            yield Report(number - 1, _why_no_table(segment, number, lines[number - 2 - offset], line))
        elif tab := _TAB.fullmatch(line):
            title = tab["title"].strip("\"'“”«» \u00a0")
            yield Report(number, f"'{shortened(line.strip(), 40)}' shows as text; write '{tab['mark']} \"{title}\"'")


def _why_no_table(segment: Segment, number: int, heading: str, ruler: str) -> str:
    shown = f"table '{shortened(heading.strip(), 40)}' shows as text"
    if number > segment.line + 1:
        return f"{shown}; put a blank line before it"
    ours, theirs = cells_written(heading), cells_written(ruler)
    if ours != theirs:
        return f"{shown}: its heading has {ours} cell{'s' * (ours > 1)}, the line below {theirs}"
    return f"{shown}; begin and end both its first lines with '|', or neither"
