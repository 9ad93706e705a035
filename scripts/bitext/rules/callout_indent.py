import re
from collections.abc import Iterator

from bitext.compare import shortened
from bitext.pair import ParsedPage
from bitext.prose import line_at, prose
from bitext.rule import Report, rule

_OPENING = re.compile(
    r"\n(?P<lead>[ ]*)(?:!!!|\?\?\?\+?)[ ]?\w[^\n]*\n(?P<blank>\s*\n)?(?P<next>[ ]*)(?P<text>[^\s!?][^\n]*)"
)
_STEP = 4


@rule("source", "page")
def callout_indent(parsed: ParsedPage) -> Iterator[Report]:
    """The text of a callout is not indented by four spaces: the callout stays empty, and the text stands below it.

    Bad: `!!! note` with the next line at the margin, or two spaces in.
    Good: `!!! note` with the next line four spaces in.
    """
    if "!!!" not in parsed.page.body and "???" not in parsed.page.body:
        return
    text = f"\n{prose(parsed.page.body)}"
    for match in _OPENING.finditer(text):
        indent = len(match["next"]) - len(match["lead"])
        if indent < (1 if match["blank"] else 0) or indent >= _STEP:
            continue
        line = line_at(text, match.start("text")) - 1 + parsed.page.offset
        yield Report(
            line, f"'{shortened(match['text'], 40)}' stands outside the callout above; indent it by {_STEP} spaces"
        )
