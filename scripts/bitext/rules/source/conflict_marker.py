from collections.abc import Iterator

from bitext.pages.conflict import BEGIN, END, FIRST_MARK, conflict_line, told
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page")
def conflict_marker(parsed: ParsedPage) -> Iterator[Report]:
    """Git has left two versions of a text in a file, in a merge that nobody has finished. Of `source_revision` neither
    holds once both branches are one: `python3 scripts accept PAGE` writes the one that does.

    Bad: '<<<<<<< HEAD', then both versions of a step.
    Good: the version that holds.
    """
    page = parsed.page
    if line := conflict_line(page.head):
        yield Report(line, told(page.path, is_recorded=True))
    if FIRST_MARK not in page.body:
        return
    last = max((match.start() for match in END.finditer(page.body)), default=0)
    for match in BEGIN.finditer(page.body, 0, last):
        line = page.body.count("\n", 0, match.start()) + 1 + page.offset
        yield Report(line, told(page.path, is_recorded=False))
