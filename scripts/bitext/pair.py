"""A page and the page it translates, cut into segments and aligned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bitext.align import CROSSING, Alignment, align, likeness
from bitext.cached import cached_property
from bitext.glossary import Glossary
from bitext.history import Change, Changes, changes
from bitext.memo import digest
from bitext.page import Page
from bitext.segments import Segment, page_segments


@dataclass(frozen=True, eq=False)
class ParsedPage:
    """A page as written, with its segments. A snippet is a page too. glossary: of its locale."""

    page: Page
    glossary: Glossary = field(default_factory=Glossary)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return page_segments(self.page)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that can be found on it alone."""
        return digest(self.page.path, self.page.head, self.page.body, self.glossary.digest)


@dataclass(frozen=True, eq=False)
class Pair:
    """source, target: the two pages; origins: the site's own address, then the prefixes of its languages; behind: the
    target was made from another text of the source; before: that text, or None when it is not at hand."""

    source: ParsedPage
    target: ParsedPage
    origins: tuple[str, ...] = ("",)
    behind: bool = False
    before: str | None = None

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that comparing the two can depend on."""
        history = (str(self.behind), str(self.before is None), self.before or "")
        return digest(self.source.digest, self.target.digest, *self.origins, *history)

    @cached_property
    def _since(self) -> Changes | None:
        if not self.behind or self.before is None:
            return None
        return changes(self.before, self.source.page, self.source.segments)

    @property
    def changes(self) -> Mapping[int, Change] | None:
        """What of the source has changed since, by the index of the source segment as it stands now; None when the
        target is not behind, or the old text is not at hand."""
        return None if self._since is None else self._since.segments

    @property
    def gone(self) -> tuple[tuple[int, Change], ...]:
        """What was there and is gone, by the index before which it stood."""
        return () if self._since is None else self._since.gone

    @property
    def front(self) -> Mapping[str, Change]:
        """Texts of the front matter that have changed, by their keys."""
        return {} if self._since is None else self._since.front

    @property
    def cosmetic(self) -> tuple[Change, ...]:
        """Edits that ask nothing of a translator."""
        return () if self._since is None else self._since.cosmetic

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
