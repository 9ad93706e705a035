"""A page and the page it translates, cut into segments and aligned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bitext.align import CROSSING, Alignment, align, likeness
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
    segment as it stands now, gone: what was there, by the index before which it stood, front: texts of the front
    matter, by their keys, cosmetic: edits that ask nothing of a translator; changes is None when the old text is not
    at hand."""

    source: ParsedPage
    target: ParsedPage
    origins: tuple[str, ...] = ("",)
    behind: bool = False
    changes: Mapping[int, Change] | None = None
    gone: tuple[tuple[int, Change], ...] = ()
    front: Mapping[str, Change] = field(default_factory=dict)
    cosmetic: tuple[Change, ...] = ()

    @cached_property
    def alignment(self) -> Alignment:
        found = align(self.source.segments, self.target.segments)
        left = [change.was for _, change in self.gone if change.was is not None]
        new = {index for index, change in (self.changes or {}).items() if change.before is None}
        return _less_what_is_gone(self, found, left, new) if left and new else found

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


def _less_what_is_gone(pair: Pair, alignment: Alignment, gone: list[Segment], new: set[int]) -> Alignment:
    """The alignment, where what is new in the source is not held to be translated by what rather translates something
    that is gone."""
    wrong: set[tuple[int, int]] = set()
    for ours, theirs in alignment.pairs:
        if ours in new and gone:
            target = pair.target.segments[theirs]
            nearest = max(gone, key=lambda segment: likeness(segment, target))
            if likeness(nearest, target) > likeness(pair.source.segments[ours], target) + CROSSING:
                gone.remove(nearest)
                wrong.add((ours, theirs))
    return replace(
        alignment,
        pairs=tuple(both for both in alignment.pairs if both not in wrong),
        missing=tuple(sorted({*alignment.missing, *(ours for ours, _ in wrong)})),
        added=tuple(sorted({*alignment.added, *(theirs for _, theirs in wrong)})),
    )
