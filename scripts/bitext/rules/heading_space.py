import re
from collections.abc import Iterator

from bitext.compare import shortened
from bitext.pair import ParsedPage
from bitext.prose import line_at, prose
from bitext.rule import Report, rule

_HEADING = re.compile(r"\n(?:[ ]{4})*(?P<marks>#{1,6})(?P<text>[^#\s\ufffc][^\n]*)")


@rule("source", "page")
def heading_space(parsed: ParsedPage) -> Iterator[Report]:
    """A line that begins with `#` and no space. MkDocs makes a heading of it, even in the middle of a paragraph; GitHub
    and most editors show it as text.

    Bad: `##Enable the integration`, or a line that begins with `#42`.
    Good: `## Enable the integration`, or `\\\\#42`.
    """
    body = parsed.page.body
    if "#" not in body:
        return
    text = f"\n{prose(body)}"
    for match in _HEADING.finditer(text):
        line = line_at(text, match.start("marks")) - 1 + parsed.page.offset
        if any(segment.kind in ("code", "html") and segment.line <= line <= segment.end for segment in parsed.segments):
            continue
        wanted = f"{match['marks']} {shortened(match['text'], 40)}"
        yield Report(
            line, f"'{shortened(match[0].strip(), 40)}' is a heading in MkDocs alone; write '{wanted}' or '\\#'"
        )
