"""A page and the page it translates, cut into segments and aligned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bitext.align import Alignment, align
from bitext.history import Change
from bitext.page import Page
from bitext.segments import Segment, page_segments


@dataclass(frozen=True, eq=False)
class ParsedPage:
    """A page as written, with its segments. A snippet is a page too."""

    page: Page

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return page_segments(self.page)


@dataclass(frozen=True, eq=False)
class Pair:
    """source, target: the two pages; origins: the site's own address, then the prefixes of its languages; behind: the
    target was made from another text of the source; changes: of the source since then, by the index of the source
    segment as it stands now, and gone: what was there, by the index before which it stood; changes is None when the old
    text is not at hand."""

    source: ParsedPage
    target: ParsedPage
    origins: tuple[str, ...] = ("",)
    behind: bool = False
    changes: Mapping[int, Change] | None = None
    gone: tuple[tuple[int, Change], ...] = field(default=())

    @cached_property
    def alignment(self) -> Alignment:
        return align(self.source.segments, self.target.segments)

    @cached_property
    def matched(self) -> tuple[tuple[Segment, Segment], ...]:
        """The segments that translate each other and can be compared, source first. One whose source has changed since
        is told by the rule `outdated`, and by no other."""
        changed = self.changes or {}
        return tuple(
            (self.source.segments[ours], self.target.segments[theirs])
            for ours, theirs in self.alignment.pairs
            if ours not in changed
        )
