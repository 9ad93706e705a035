import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.pages.segments import Segment
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_MARKERS = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")
_LISTS = ("ol", "ul")
_NO_BLOCK = re.compile(r"\[\^[^\]\n]+\]:|</|<!--")  # MkDocs takes these out of the list, or into the text before
_NAMES = {"item": "list item", "code": "code block", "html": "block of HTML", "jinja": "snippet or tag"}


@rule("page")
def list_indent(parsed: ParsedPage) -> Iterator[Report]:
    """What belongs to a list item is indented by two or three spaces. MkDocs wants four for each level, whatever the
    width of the marker: with less, a nested item moves up beside the item it hangs from, and a paragraph, callout or
    code block behind a blank line ends the list, so that the next step is number 1 again.

    Bad: two or three spaces before `- the list of environments`, below `1. What to have at hand:`.
    Good: four.
    """
    lines, step = parsed.page.body.split("\n"), parsed.page.dialect.list_step
    is_told = False  # once for each item of the outermost list
    for segment in parsed.written:
        if not _counts(segment):
            is_told = is_told and segment.kind == "jinja"
            continue
        line = lines[segment.line - 1 - parsed.page.offset].expandtabs(step)
        written = line.lstrip(" ")
        indent, wanted = len(line) - len(written), step * _depth(segment, written)
        if segment.kind == "item" and not _is_in_list(segment.path[:-1]):
            is_told = False
        if indent < wanted and not is_told and not _is_tight_code(segment, parsed, lines):
            is_told = True
            name = _NAMES.get(segment.kind, segment.kind)
            message = f"{name} '{shortened(written, 40)}' is indented by {indent} space{'s' * (indent > 1)}"
            yield Report(segment.line, f"{message}; in a list, MkDocs wants {wanted} here")


def _counts(segment: Segment) -> bool:
    """Whether a segment is a block of a list, and stands in no quotation."""
    return _is_in_list(segment.path) and "quote" not in segment.path and not _NO_BLOCK.match(segment.text)


def _is_in_list(path: tuple[str, ...]) -> bool:
    return any(name in _LISTS for name in path)


def _depth(segment: Segment, written: str) -> int:
    """How many levels the line of a segment, which is `written` so, is to be indented."""
    markers = _MARKERS.match(written) if segment.kind != "code" else None
    return len(segment.path) - segment.path.count("table") - (len(markers[0].split()) if markers else 0)


def _is_tight_code(segment: Segment, parsed: ParsedPage, lines: list[str]) -> bool:
    return segment.kind == "code" and _is_tight(segment, parsed, lines)


def _is_tight(segment: Segment, parsed: ParsedPage, lines: list[str]) -> bool:
    """Whether it follows its item without a blank line: such a block of code stays in the item."""
    return bool(lines[segment.line - 2 - parsed.page.offset].strip())
