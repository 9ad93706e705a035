from collections.abc import Iterator
from itertools import pairwise

from bitext.align.sameness import shortened
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage


@rule("page")
def list_blank_line(parsed: ParsedPage) -> Iterator[Report]:
    """A list follows a paragraph without a blank line. MkDocs makes it text of the paragraph, marks and all.

    Bad: 'You need:⏎- a mailbox⏎- a safe place'.
    Good: 'You need:⏎⏎- a mailbox⏎- a safe place'.
    """
    segments = parsed.written
    for index, (before, segment) in enumerate(pairwise(segments), 1):
        if (
            segment.kind == "item"
            and before.kind == "paragraph"
            and before.path == segment.path[:-1]
            and before.end == segment.line - 1
            and "quote" not in segment.path
        ):
            line = parsed.page.body.split("\n")[segment.line - 1 - parsed.page.offset].expandtabs(4)
            written = line.lstrip()
            following = segments[index + 1] if index + 1 < len(segments) else None
            is_alone = following is None or following.path[: len(segment.path)] != segment.path
            is_note = is_alone and written[0] in "*+"  # a star before a note below a table or a price
            is_outdented = (len(line) - len(written)) % 4 > 0 and len(segment.path) > 1  # the rule list-indent tells it
            if not is_note and not is_outdented:
                shown = shortened(written, 40)
                yield Report(segment.line, f"no blank line before the list '{shown}': it shows as text")
