import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_OPENING = re.compile(
    r"\n(?P<lead>[ ]*)(?:(?:!!!|\?\?\?\+?)[ ]?\w|(?P<tab>===)[!+]*[ ]+\")[^\n]*\n(?P<blank>\s*\n)?(?P<next>[ ]*)"
    r"(?P<text>[^\s!?=][^\n]*)"
)
_STEP = 4


@rule("page")
def callout_indent(parsed: ParsedPage) -> Iterator[Report]:
    """The text of a callout or content tab is not indented by four spaces: the callout stays empty, and the text stands
    below it.

    Bad: `!!! note` or `=== "Windows"` with the next line at the margin, or two spaces in.
    Good: the same with the next line four spaces in.
    """
    if not any(mark in parsed.page.body for mark in ("!!!", "???", "===")):
        return
    text = f"\n{prose(parsed.page.body)}"
    for match in _OPENING.finditer(text):
        indent = len(match["next"]) - len(match["lead"])
        if indent < (1 if match["blank"] else 0) or indent >= _STEP:  # a callout may be nothing but its title
            continue
        line = line_at(text, match.start("text")) - 1 + parsed.page.offset
        above, shown = "tab" if match["tab"] else "callout", shortened(match["text"], 40)
        yield Report(line, f"'{shown}' stands outside the {above} above; indent it by {_STEP} spaces")
