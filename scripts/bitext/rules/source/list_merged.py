from collections.abc import Iterator, Sequence

from bitext.pages.segments import Segment
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_NAMES = {"ol": "numbered list", "ul": "bullet list"}


@rule("page")
def list_merged(parsed: ParsedPage) -> Iterator[Report]:
    """A bullet list and a numbered list follow each other with nothing between. MkDocs makes one list of them, of the
    kind of the first.

    Bad: `2. Select **Save**.`, a blank line, then `- The page closes.` at the margin.
    Good: the bullets indented by four spaces, or a sentence between the two lists.
    """
    segments = parsed.written
    for index, segment in enumerate(segments):
        kind = _list_of(segment)
        if not index or not kind or "quote" in segment.path:
            continue
        other = _list_before(segment, segments[index - 1])
        if other in _NAMES and other != kind and not _is_told(segments, index) and not _is_parted(parsed, index):
            message = f"{_NAMES[kind]} directly after a {_NAMES[other]}: MkDocs makes one list of them"
            yield Report(segment.line, f"{message}; indent it by four spaces more, or put a sentence between")


def _list_of(segment: Segment) -> str:
    return segment.path[-1] if segment.kind == "item" and segment.path[-1] in _NAMES else ""


def _list_before(segment: Segment, before: Segment) -> str:
    """The kind of the list that the segment before an item is in, at the depth of the item; '' if it is in none."""
    depth = len(segment.path) - 1
    is_beside = before.path[:depth] == segment.path[:-1] and len(before.path) > depth
    return before.path[depth] if is_beside else ""


def _is_parted(parsed: ParsedPage, index: int) -> bool:
    """Whether something that is no segment, such as a comment, stands before the segment: it parts the lists."""
    before, segment = parsed.written[index - 1 : index + 1]
    gap = parsed.page.body.split("\n")[before.end - parsed.page.offset : segment.line - 1 - parsed.page.offset]
    return any(map(str.strip, gap))


def _is_told(segments: Sequence[Segment], index: int) -> bool:
    """Whether steps stand on both sides of the bullets, which is a matter of the rule list-restart."""
    path = segments[index].path
    margin = path[:-1]

    def is_step(segment: Segment) -> bool:
        return segment.path[: len(path)] == (*margin, "ol")

    if "ol" in margin or "ul" in margin:
        return False
    if path[-1] == "ol":
        earlier = next((s for s in reversed(segments[:index]) if s.path[: len(path)] != (*margin, "ul")), None)
        return earlier is not None and is_step(earlier)
    later = next((s for s in segments[index:] if s.path[: len(path)] != path), None)
    return later is not None and is_step(later)
