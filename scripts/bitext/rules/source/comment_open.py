from collections.abc import Iterator

from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page")
def comment_open(parsed: ParsedPage) -> Iterator[Report]:
    """A comment is begun and not ended: what follows it is shown or not, as each reader of Markdown likes, and is not
    checked.

    Bad: `<!-- to do`.
    Good: `<!-- to do -->`.
    """
    if "<!--" not in parsed.page.body:
        return
    text = prose(parsed.page.body)
    at = text.find("<!--")
    while at >= 0 and text.startswith("<!--#", at):  # of Jinja2, which tells it itself
        at = text.find("<!--", at + 4)
    if at >= 0:
        yield Report(line_at(text, at) + parsed.page.offset, "comment is not ended; write '-->' behind it")
