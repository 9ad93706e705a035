import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_UNDERLINE = re.compile(r"[ \t>]*(?P<marks>=+|-+)[ \t]*")
_MARKS = re.compile(r"(?P<marks>#+)$")


@rule("page")
def heading_space(parsed: ParsedPage) -> Iterator[Report]:
    """A line begins with `#` and no space, or with more than six. MkDocs makes a heading of it, even in the middle of a
    paragraph, in a list item or in a quotation; GitHub and most editors show it as text. It also makes a heading of a
    block of code or HTML with `---` right below it.

    Bad: `##Enable the integration`, or a line that begins with `#42`; `####### Deep`.
    Good: `## Enable the integration`, or `\\\\#42`; a blank line before `---`.
    """
    lines = parsed.page.body.split("\n")
    for segment in parsed.segments:
        if segment.kind != "heading":
            continue
        line, *below = lines[segment.line - 1 - parsed.page.offset :][:2]
        if not segment.text:
            if "#" not in line and below and (rule_below := _UNDERLINE.fullmatch(below[0])):
                message = f"'{rule_below['marks']}' makes a heading of the block above it; put a blank line before it"
                yield Report(segment.line + 1, message)
            continue
        if segment.text.startswith("#"):
            yield Report(segment.line, f"'{shortened(line.strip(), 40)}' has more than six '#', and shows the others")
        elif marks := _MARKS.search(line.partition(segment.text)[0]):
            shown, wanted = f"{marks['marks']}{segment.text}", f"{marks['marks']} {segment.text}"
            message = f"'{shortened(shown, 40)}' is a heading in MkDocs alone; write '{shortened(wanted, 44)}' or '\\#'"
            yield Report(segment.line, message)
