from collections.abc import Iterator, Sequence
from itertools import pairwise

from bitext.align.sameness import shortened
from bitext.pages.segments import Segment
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
        if not _follows_directly(segment, before):
            continue
        line = parsed.page.body.split("\n")[segment.line - 1 - parsed.page.offset].expandtabs(4)
        written = line.lstrip()
        is_note = written[0] in "*+" and _is_alone(segment, segments[index + 1 : index + 2])
        is_outdented = (len(line) - len(written)) % 4 > 0 and len(segment.path) > 1  # the rule list-indent tells it
        if not is_note and not is_outdented:
            shown = shortened(written, 40)
            yield Report(segment.line, f"no blank line before the list '{shown}': it shows as text")


def _follows_directly(segment: Segment, before: Segment) -> bool:
    """Whether a list begins in the line below a paragraph beside which it stands."""
    is_list_after_text = segment.kind == "item" and before.kind == "paragraph" and "quote" not in segment.path
    return is_list_after_text and before.path == segment.path[:-1] and before.end == segment.line - 1


def _is_alone(segment: Segment, following: Sequence[Segment]) -> bool:
    """Whether an item is the only one of its list, as with a star before a note below a table or a price."""
    return not any(each.path[: len(segment.path)] == segment.path for each in following)
