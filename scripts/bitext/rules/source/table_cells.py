from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page")
def table_cells(parsed: ParsedPage) -> Iterator[Report]:
    """A row of a table has more cells than its heading: MkDocs drops those at the end.

    Bad: `| a | b | lost |` below `| A | B |`.
    Good: a heading for each cell, and `\\\\|` for a bar within a cell.
    """
    heading, last = 0, -1
    for row in parsed.segments if "|" in parsed.page.body else ():
        if row.kind != "row":
            continue
        if row.line != last + 1:  # the heading, with a line of dashes below it
            heading, last = row.level, row.line + 1
            continue
        last = row.line
        if row.level > heading:
            yield Report(row.line, f"table row has {row.level} cells, its heading {heading}: the last are not shown")
