"""What has changed in a source page since its translation was made, and what of it asks for a translator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from bitext.align.sameness import shortened
from bitext.errors import Refused
from bitext.history.edits import Key, Reading, identity, is_substantive, text_segment
from bitext.markdown.dialect import Dialect
from bitext.markdown.parser import ATTRIBUTES
from bitext.pages.page import FRONT_MATTER, Page, parse_page
from bitext.pages.segments import Segment, page_segments

#: What people read in a front matter. Of its other keys, both sides are compared as they stand.
TEXT_KEYS = ("title", "nav_title", "sidebar_label", "subtitle", "description", "summary", "keywords")

EDITED = 0.6  # the share of words in common that makes one text another, edited and moved
MORE_THAN = 3  # words in common, or they say nothing: steps are short

_PART = re.compile(r"\s+|[^\s/#()\[\]]+|[/#()\[\]]")  # of a link: its text, and what stands between slashes


@dataclass(frozen=True)
class Change:
    """One source segment that has changed. before: its text then, None when it is new; after: its text now, None when
    it is gone; line: now (of what follows, when it is gone); then: its index among what was there, if it is gone."""

    before: str | None
    after: str | None
    line: int
    then: int | None = None


@dataclass(frozen=True)
class Changes:
    """segments: what a translator has to look at, changed or new, by the index of the segment as it stands now; gone:
    what was there; front: texts of the front matter that have changed, by their keys; cosmetic: edits that ask nothing
    of a translator; moved: what stands at another place, as it was; then: the segments that were there; kept: the index
    now of each that still is, by its index then."""

    segments: Mapping[int, Change] = field(default_factory=dict)
    gone: tuple[Change, ...] = ()
    front: Mapping[str, Change] = field(default_factory=dict)
    cosmetic: tuple[Change, ...] = ()
    moved: tuple[int, ...] = ()
    then: Sequence[Segment] = field(default=(), compare=False, repr=False)
    kept: Mapping[int, int] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Whether there is anything for a translator."""
        return bool(self.segments or self.gone or self.front or self.moved)


def changes(before: str, page: Page, now: Sequence[Segment], origins: tuple[str, ...] = ("",)) -> Changes:
    """What has happened to `page`, whose segments are `now`, since its file held `before`. origins: what
    `without_origin` takes off its links."""
    old = _old_page(before, page.dialect)
    then = page_segments(old)
    front, cosmetic = _front_changes(old, page)
    keys = [[identity(segment) for segment in side] for side in (then, now)]
    kept, stretches = _stretches(*keys)
    moves = _moved_far(stretches, then, keys)
    sorting = _Sorting(then, now, Reading(page.name, origins))
    for place in _places(stretches, moves, then, now):
        sorting.add(*place)
    kept |= sorting.stayed
    moves |= _moves(sorting.found, sorting.gone, *keys)
    moves |= _exchanged(sorting.found, kept, *keys)
    sorting.leave_out(moves)
    edited = _edited_moves(sorting.found, sorting.gone, then, now)
    sorting.take_in(edited)
    return Changes(
        sorting.found,
        tuple(sorting.gone),
        front,
        tuple(sorted([*cosmetic, *sorting.cosmetic], key=lambda change: change.line)),
        tuple(sorted([*moves.values(), *edited.values()])),
        then,
        {**kept, **moves, **edited},
    )


class _Sorting:
    """What has changed between the segments `then` and `now`, by kinds.

    found: what is new or another, by its index now; gone; cosmetic: what readers do not see; stayed: the index now of
    what is in its place, by its index then."""

    def __init__(self, then: Sequence[Segment], now: Sequence[Segment], reading: Reading) -> None:
        self._then, self._now, self._reading = then, now, reading
        self.found: dict[int, Change] = {}
        self.gone: list[Change] = []
        self.cosmetic: list[Change] = []
        self.stayed: dict[int, int] = {}

    def add(self, old_index: int | None, new_index: int | None, start: int) -> None:
        """Take in one place, as `_places` has it."""
        if new_index is None:
            line = self._now[min(start, len(self._now) - 1)].line if self._now else 0
            self.gone.append(Change(self._then[old_index or 0].text, None, line, old_index))
        elif old_index is None:
            self.found[new_index] = Change(None, self._now[new_index].text, self._now[new_index].line)
        else:
            self.stayed[old_index] = new_index
            if is_substantive(self._then[old_index], self._now[new_index], self._reading):
                self.found[new_index] = self._change(old_index, new_index)
            else:
                self.cosmetic.append(self._change(old_index, new_index))

    def _change(self, old_index: int, new_index: int) -> Change:
        was, after = self._then[old_index], self._now[new_index]
        return Change(*_as_written(was, after), after.line)

    def leave_out(self, moves: Mapping[int, int]) -> None:
        """Leave out what has moved and is the same."""
        self.found = {index: change for index, change in self.found.items() if index not in moves.values()}
        self.gone = [change for change in self.gone if change.then not in moves]

    def take_in(self, edited: Mapping[int, int]) -> None:
        """Take what has moved and is another for an edit."""
        self.found |= {new_index: self._change(old_index, new_index) for old_index, new_index in edited.items()}
        self.gone = [change for change in self.gone if change.then not in edited]


def _stretches(then: Sequence[Key], now: Sequence[Key]) -> tuple[dict[int, int], list[tuple[range, range, int]]]:
    """The index now of what stands where it stood, by its index then; and the indices of what lies between, then and
    now, with the place now where it begins."""
    kept: dict[int, int] = {}
    stretches: list[tuple[range, range, int]] = []
    for tag, first, last, start, end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "equal":
            kept.update(zip(range(first, last), range(start, end), strict=True))
        else:
            stretches.append((range(first, last), range(start, end), start))
    return kept, stretches


def _places(
    stretches: Sequence[tuple[range, range, int]],
    moves: Mapping[int, int],
    then: Sequence[Segment],
    now: Sequence[Segment],
) -> Iterator[tuple[int | None, int | None, int]]:
    """What does not stand where it stood, but for what has moved: the index then, the index now, and the place now that
    is reached; one of the first two is None for what is new or gone."""
    moved = set(moves.values())
    for olds, news, start in stretches:
        left = [index for index in olds if index not in moves]
        come = [index for index in news if index not in moved]
        for old_index, new_index in _matched(left, come, then, now):
            yield old_index, new_index, start
            start = start if new_index is None else new_index + 1


def _moved_far(
    stretches: Sequence[tuple[range, range, int]], then: Sequence[Segment], keys: Sequence[Sequence[Key]]
) -> dict[int, int]:
    """What stands word for word at another place, though something else stands now where it stood: the index now by
    the index then. A text of a few words may be there by chance."""
    new: dict[Key, list[int]] = {}
    for _, news, _ in stretches:
        for index in news:
            new.setdefault(keys[1][index], []).append(index)
    moves: dict[int, int] = {}
    for olds, _, _ in stretches:
        for index in olds:
            if new.get(keys[0][index]) and (then[index].kind == "code" or len(then[index].words) > MORE_THAN):
                moves[index] = new[keys[0][index]].pop(0)
    return moves


def _exchanged(
    found: Mapping[int, Change], kept: Mapping[int, int], then: Sequence[Key], now: Sequence[Key]
) -> dict[int, int]:
    """Two that have taken each other's place, however short: the index now by the index then."""
    edited = {old_index: new_index for old_index, new_index in kept.items() if new_index in found}
    places = {now[new_index]: old_index for old_index, new_index in edited.items()}
    moves: dict[int, int] = {}
    for old_index, new_index in edited.items():
        other = places.get(then[old_index])
        if other is not None and then[other] == now[new_index]:
            moves[old_index] = edited[other]
    return moves


def _moves(
    found: Mapping[int, Change], gone: Sequence[Change], then: Sequence[Key], now: Sequence[Key]
) -> dict[int, int]:
    """What is gone at one place and new at another, word for word: the index now by the index then."""
    new = {now[index]: index for index, change in found.items() if change.before is None}
    moves: dict[int, int] = {}
    for change in gone:
        if change.then is not None and (index := new.pop(then[change.then], None)) is not None:
            moves[change.then] = index
    return moves


def _edited_moves(
    found: Mapping[int, Change], gone: Sequence[Change], then: Sequence[Segment], now: Sequence[Segment]
) -> dict[int, int]:
    """What is gone at one place and new at another, in other words, but few: the index now by the index then."""
    new = [index for index, change in found.items() if change.before is None]
    moves: dict[int, int] = {}
    for change in gone:
        if change.then is not None:
            alike = {index: _words_shared(then[change.then], now[index]) for index in new}
            best = max(alike, key=alike.__getitem__, default=None)
            if best is not None and alike[best] >= EDITED:
                moves[change.then] = best
                new.remove(best)
    return moves


def _words_shared(then: Segment, now: Segment) -> float:
    """The share of the words of two segments that both have, in order: 0 to 1 (Ratcliff and Obershelp, 1988)."""
    matcher = SequenceMatcher(None, then.words, now.words, autojunk=False)
    if then.kind != now.kind or sum(block.size for block in matcher.get_matching_blocks()) <= MORE_THAN:
        return 0.0
    return matcher.ratio()


def _as_written(was: Segment, now: Segment) -> tuple[str, str]:
    """The texts of a segment then and now, with its marks where these differ: level, type of a callout, language."""
    if (was.kind, was.level, was.name) == (now.kind, now.level, now.name):
        return was.text, now.text
    return with_marks(was), with_marks(now)


def with_marks(segment: Segment) -> str:
    """The text of a segment with what makes it a heading, a callout or code."""
    if segment.kind == "heading":
        return f"{'#' * segment.level} {segment.text}"
    if segment.kind == "callout":
        return f'!!! {segment.name} "{segment.text}"'
    return f"```{segment.name}\n{segment.text}```" if segment.kind == "code" else segment.text


def described(change: Change, where: str, more: int = 0) -> str:
    """What has happened to a segment of the page `where`, and to so many `more` after it, in words."""
    place = f"{where}:{change.line}" if change.line else where
    others, was, are = (f" and {more} more", "were", "are") if more else ("", "was", "is")
    if change.before is None:
        return f"'{shortened(_bare(change.after or ''))}'{others} {are} new in {place}"
    if change.after is None:
        return f"'{shortened(_bare(change.before))}'{others} {was} removed before {place}"
    before, after = _bare(change.before), _bare(change.after)
    if before == after:  # only the attributes have changed
        before, after = change.before, change.after
    before, after = _difference(before, after)
    return f"'{before}' is now '{after}' in {place}"


def _bare(text: str) -> str:
    """A text without its attribute list."""
    return text if "\n" in text else ATTRIBUTES.sub("", text)


def _difference(before: str, after: str) -> tuple[str, str]:
    """The words in which two texts differ, with the word before and after them; of words that are long, as links are,
    the parts."""
    by_words = _parting(before.split(), after.split(), " ")
    if all(map(_fits, by_words)):
        return by_words
    old, new = _parting(_PART.findall(by_words[0]), _PART.findall(by_words[1]), "")
    return shortened(old), shortened(new)


def _fits(text: str) -> bool:
    return shortened(text) == text


def _parting(ours: Sequence[str], theirs: Sequence[str], between: str) -> tuple[str, str]:
    start = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    first, keep = max(0, start - 1), max(0, end - 1)
    return between.join(ours[first : len(ours) - keep]), between.join(theirs[first : len(theirs) - keep])


def _old_page(text: str, dialect: Dialect) -> Page:
    try:
        return parse_page(text, "", "", "", dialect)
    except Refused:  # its front matter was not well then
        match = FRONT_MATTER.match(text)
        return Page("", "", "", {}, text[match.end() :] if match else text, 0, "", dialect)


def _front_changes(then: Page, now: Page) -> tuple[dict[str, Change], list[Change]]:
    changed: dict[str, Change] = {}
    cosmetic: list[Change] = []
    for key in TEXT_KEYS:
        before, after = then.meta.get(key), now.meta.get(key)
        if isinstance(before, str) and isinstance(after, str) and before != after:
            change = Change(before, after, now.line_of_key(key))
            if is_substantive(text_segment(before), text_segment(after)):
                changed[key] = change
            else:
                cosmetic.append(change)
    return changed, cosmetic


def _matched(
    olds: Sequence[int], news: Sequence[int], then: Sequence[Segment], now: Sequence[Segment]
) -> list[tuple[int | None, int | None]]:
    """Old and new segments of one stretch, by their indices, matched in order by how alike their texts are."""
    if [then[index].kind for index in olds] == [now[index].kind for index in news]:
        return list(zip(olds, news, strict=True))
    result: list[tuple[int | None, int | None]] = []
    taken = 0
    for index in news:
        ratios = [_ratio(then[other], now[index]) for other in olds[taken:]]
        best = max(range(len(ratios)), key=ratios.__getitem__, default=None)
        if best is None or ratios[best] < 0.5:
            result.append((None, index))
            continue
        result += [(olds[taken + skipped], None) for skipped in range(best)]
        result.append((olds[taken + best], index))
        taken += best + 1
    return result + [(index, None) for index in olds[taken:]]


def _ratio(then: Segment, now: Segment) -> float:
    if then.kind != now.kind:
        return 0.0
    return SequenceMatcher(None, then.text, now.text, autojunk=False).ratio()
