import re
from collections.abc import Iterator, Mapping

from bitext.align.headings import headings, slug
from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_PINNED = re.compile(
    r"\{(?<!\{\{):?[ \t]*(?:[^{}%\n]*[ \t])?#(?P<markdown>[\w:.-]+)(?:[ \t][^{}\n]*)?\}(?!\})"
    r"|<[A-Za-z][^<>]*?\sid\s*=\s*[\"'](?P<html>[^\"'<>{}]+)[\"']"
)
_ALTERNATIVES = re.compile(r"\{%-?\s*(?:el|endif)")


@rule("page")
def anchor_twice(parsed: ParsedPage) -> Iterator[Report]:
    """An anchor is pinned twice on a page, or to one heading while another makes the same from its words: a link gets
    to only one of the two.

    Bad: `## Add your keys { #keys }` and `## Copy your keys { #keys }`.
    Good: `## Add your keys { #add-keys }` and `## Copy your keys { #copy-keys }`.
    """
    body, offset = parsed.page.body, parsed.page.offset
    if "#" not in body or not re.search(r"\{|id=", body):
        return
    text = prose(body)
    lines: dict[str, int] = {}
    ends: dict[str, int] = {}
    for match in _PINNED.finditer(text):
        anchor = match["markdown"] or match["html"]
        line = line_at(text, match.start("markdown" if match["markdown"] else "html")) + offset
        if anchor in lines and not _ALTERNATIVES.search(text, ends[anchor], match.start()):
            yield Report(line, f"anchor '{anchor}' is pinned in line {lines[anchor]} already")
        lines.setdefault(anchor, line)
        ends[anchor] = match.end()
    if lines and "source_revision" not in parsed.page.meta:  # a translation takes its anchors from the source
        yield from _made_again(parsed, lines)


def _made_again(parsed: ParsedPage, lines: Mapping[str, int]) -> Iterator[Report]:
    """The headings whose words make an anchor that is pinned in another line. lines: those of the pinned anchors."""
    for heading in headings(parsed.segments):
        made, line = slug(heading.text), heading.line + 1
        if heading.pinned is None and lines.get(made, line) != line:
            message = f"heading '{heading.text}' makes the anchor '{made}', which is pinned in line {lines[made]}"
            yield Report(line, message)
