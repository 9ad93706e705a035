from collections.abc import Iterator

from bitext.pages.segments import is_ruler
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page")
def table_cells(parsed: ParsedPage) -> Iterator[Report]:
    """A row of a table has more cells than its heading: MkDocs drops those at the end.

    Bad: `| a | b | lost |` below `| A | B |`.
    Good: a heading for each cell, and `\\\\|` for a bar within a cell.
    """
    lines = parsed.page.body.split("\n") if "|" in parsed.page.body else []
    heading = 0
    for row in parsed.segments if lines else ():
        if row.kind != "row":
            continue
        below = row.line - parsed.page.offset
        if below < len(lines) and is_ruler(lines[below]):
            heading = row.level
        elif row.level > heading:
            yield Report(row.line, f"table row has {row.level} cells, its heading {heading}: the last are not shown")
