from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page")
def heading_skipped(parsed: ParsedPage) -> Iterator[Report]:
    """A heading is more than one level below the heading before it: the outline has a hole, and whoever goes through
    the page by its headings misses a step. Headings in callouts, tabs and lists are passed over.

    Bad: `#### Keys` below `## Before you start`.
    Good: `### Keys` below `## Before you start`.
    """
    above = None
    for segment in parsed.segments:
        if segment.kind == "jinja" or (segment.kind == "html" and "<h" in segment.text):
            above = None  # headings may come from there
        elif segment.kind == "heading" and not segment.path:
            if above and segment.level > above.level + 1 and not segment.text.startswith("#"):  # heading-space tells it
                message = (
                    f"heading level {segment.level} follows level {above.level} (line {above.line}); "
                    f"write '{'#' * (above.level + 1)} {segment.text.strip()}'"
                )
                yield Report(segment.line, message)
            above = segment
