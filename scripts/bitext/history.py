"""What has changed in a source page since its translation was made, and what of it asks for a translator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from bitext.compare import shortened
from bitext.finding import Refused
from bitext.lexicon import plain
from bitext.page import FRONT_MATTER, Page, parse_page
from bitext.parse import ATTRIBUTES
from bitext.segments import Segment, page_segments

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


def changes(before: str, page: Page, now: Sequence[Segment]) -> Changes:
    """What has happened to `page`, whose segments are `now`, since its file held `before`."""
    old = _old_page(before)
    then = page_segments(old)
    found: dict[int, Change] = {}
    gone: list[Change] = []
    kept: dict[int, int] = {}
    front, cosmetic = _front_changes(old, page)
    keys = [[identity(segment) for segment in side] for side in (then, now)]
    for tag, first, last, start, end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            kept.update(zip(range(first, last), range(start, end), strict=True))
            continue
        at = start
        for old_index, new_index in _matched(then[first:last], now[start:end]):
            was = None if old_index is None else then[first + old_index]
            if new_index is None:
                if was is not None and old_index is not None:
                    line = now[min(at, len(now) - 1)].line if now else 0
                    gone.append(Change(was.text, None, line, first + old_index))
                continue
            at = start + new_index + 1
            if old_index is not None:
                kept[first + old_index] = at - 1
            after = now[at - 1]
            text_then, text_now = _as_written(was, after) if was else (None, after.text)
            change = Change(text_then, text_now, after.line)
            if was is None or is_substantive(was, after):
                found[at - 1] = change
            else:
                cosmetic.append(change)
    moves = _moves(found, gone, *keys)
    found = {index: change for index, change in found.items() if index not in moves.values()}
    gone = [change for change in gone if change.then not in moves]
    edited = _edited_moves(found, gone, then, now)
    for old_index, new_index in edited.items():
        found[new_index] = Change(*_as_written(then[old_index], now[new_index]), now[new_index].line)
    return Changes(
        found,
        tuple(change for change in gone if change.then not in edited),
        front,
        tuple(sorted(cosmetic, key=lambda change: change.line)),
        tuple(sorted([*moves.values(), *edited.values()])),
        then,
        {**kept, **moves, **edited},
    )


def _moves(
    found: Mapping[int, Change],
    gone: Sequence[Change],
    then: Sequence[tuple[str, str, int, str]],
    now: Sequence[tuple[str, str, int, str]],
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


def _old_page(text: str) -> Page:
    try:
        return parse_page(text, "", "", "")
    except Refused:  # its front matter was not well then
        match = FRONT_MATTER.match(text)
        return Page("", "", "", {}, text[match.end() :] if match else text, 0)


def _front_changes(then: Page, now: Page) -> tuple[dict[str, Change], list[Change]]:
    changed: dict[str, Change] = {}
    cosmetic: list[Change] = []
    for key in TEXT_KEYS:
        before, after = then.meta.get(key), now.meta.get(key)
        if isinstance(before, str) and isinstance(after, str) and before != after:
            change = Change(before, after, now.line_of_key(key))
            if is_substantive(*(Segment("paragraph", (), 0, 0, text) for text in (before, after))):
                changed[key] = change
            else:
                cosmetic.append(change)
    return changed, cosmetic


def identity(segment: Segment) -> tuple[str, str, int, str]:
    """What two segments have in common that are the same, wherever they stand: all but the wrapping of the text."""
    text = segment.text if segment.kind == "code" else " ".join(segment.text.split())
    return segment.kind, text, segment.level, segment.name


def _matched(then: Sequence[Segment], now: Sequence[Segment]) -> list[tuple[int | None, int | None]]:
    """Old and new segments of one stretch, matched in order by how alike their texts are."""
    if [segment.kind for segment in then] == [segment.kind for segment in now]:
        return [(index, index) for index in range(len(now))]
    result: list[tuple[int | None, int | None]] = []
    taken = 0
    for index, segment in enumerate(now):
        ratios = [_ratio(other, segment) for other in then[taken:]]
        best = max(range(len(ratios)), key=ratios.__getitem__, default=None)
        if best is None or ratios[best] < 0.5:
            result.append((None, index))
            continue
        result += [(taken + skipped, None) for skipped in range(best)]
        result.append((taken + best, index))
        taken += best + 1
    return result + [(index, None) for index in range(taken, len(then))]


def _ratio(then: Segment, now: Segment) -> float:
    if then.kind != now.kind:
        return 0.0
    return SequenceMatcher(None, then.text, now.text, autojunk=False).ratio()


_CONTRACTIONS = (
    (r"\b(can)not\b", r"\1 not"),
    (r"\bcan't\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"\bshan't\b", "shall not"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"'m\b", " am"),
    (r"\blet's\b", "let us"),
    (r"\b(it|that|there|here|what|who|where|how|he|she)'s\b", r"\1 is"),
)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_WORD = re.compile(r"(?:(?<![\w.,-])[-+−])?\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£¥°&<>=≤≥±×÷]")

#: Groups of words that are mixed up in writing: to put one for another corrects a mistake.
_MIXED_UP = tuple(
    frozenset(words.split())
    for words in (
        "its itis",
        "your youare",
        "their there theyare",
        "whose whois",
        "a an",
        "affect effect",
        "lose loose",
    )
)
#: Words as near to each other as a typing error is, but each a word: to put one for another changes what is said.
_WORDS_OF_THEIR_OWN = frozenset(
    "angel angle annual annul banks barely barley blanks casual causal contact contacts contract contracts country"
    " county crate create dairy desert dessert diary eight eighth field filed filer filled filter forth fourth hoping"
    " hopping later latter liked linked marital martial partly party payer placed palace place planed planned player"
    " price prince quiet quite reality realty sacred scared setting settings settling signing singing spilt split"
    " staring starting statue statute table tablet taping tapping there thorough though thought three through trail"
    " trial united untied".split()
)
_ENDINGS = ("s", "d", "r", "y", "e", "n", "a")  # 'link' and 'links', 'local' and 'locale' are two words


def is_substantive(before: Segment, after: Segment) -> bool:
    """Whether an edit asks something of a translator: not when only case, punctuation, wrapping, emphasis,
    contractions, a doubled word or the spelling of a word have changed."""
    if before.kind != after.kind or before.level != after.level or before.name.lower() != after.name.lower():
        return True
    if before.kind == "code":
        return before.text.split() != after.text.split()
    if (before.links, before.images, before.codes) != (after.links, after.images, after.codes):
        return True
    if _tags(before.text) != _tags(after.text):
        return True
    ours, theirs = _bare_words(before.prose), _bare_words(after.prose)
    return any(
        not _is_respelling(ours[first:last], theirs[start:end])
        for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if tag != "equal"
    )


def _tags(text: str) -> list[str]:
    """The Jinja2 tags of a text, each in one spelling."""
    return [re.sub(r"\s+|-", "", tag).replace("'", '"') for tag in _TAG.findall(text)]


def _bare_words(prose: str) -> list[str]:
    """The words, numbers and signs of a text, contractions written out, a word that stands twice taken once."""
    text = prose.casefold().replace("’", "'")
    for pattern, expanded in _CONTRACTIONS:
        text = re.sub(pattern, expanded, text)
    words = ["and" if word == "&" else plain(word) for word in _WORD.findall(text)]
    return [word for index, word in enumerate(words) if index == 0 or word != words[index - 1] or word[-1].isdigit()]


def _is_respelling(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two stretches of words are one, spelt in two ways ('set up' and 'setup', 'recieve' and 'receive')."""
    ours, theirs = "".join(before), "".join(after)
    if ours == theirs or any({ours, theirs} <= words for words in _MIXED_UP):
        return True
    return len(before) == len(after) and all(map(_is_one_word, before, after))


def _is_one_word(before: str, after: str) -> bool:
    """Whether two words are one, with a letter left out or two letters transposed in one of them, or in the spelling of
    another country; words that are as near to each other and differ are known, or end differently."""
    if before == after or any({before, after} <= words for words in _MIXED_UP):
        return True
    if min(len(before), len(after)) < 5 or before[0] != after[0] or not (before + after).isalpha():
        return False
    if {before, after} <= _WORDS_OF_THEIR_OWN:
        return False
    longer, shorter = (before, after) if len(before) >= len(after) else (after, before)
    if len(longer) == len(shorter):
        places = [index for index, (left, right) in enumerate(zip(before, after, strict=True)) if left != right]
        if len(places) == 1:
            return {before[places[0]], after[places[0]]} == {"s", "z"}  # 'organise' and 'organize'
        first, last = places[0], places[-1]
        return len(places) == 2 and last == first + 1 and before[first : last + 1] == after[first : last + 1][::-1]
    if len(longer) - len(shorter) != 1 or (longer[:-1] == shorter and longer.endswith(_ENDINGS)):
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(1, len(longer)))
