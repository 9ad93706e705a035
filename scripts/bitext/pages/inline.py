"""The links in the text of one block, as Python-Markdown reads them, and what is left of the text beside them.

Python-Markdown and CommonMark part on titles, spaces and brackets in a target: what is rendered counts. Each step below
is one of its inline patterns, in their order, and where it has a reader of its own, that is the one asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    HTML_RE,
    BacktickInlineProcessor,
    LinkInlineProcessor,
)

from bitext.markdown.blocks import read_blocks
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.markdown.prose import CODE

_HIDDEN = 0xF0000  # added to a character, it makes one of private use that no pattern knows
_LAST = 0xFFFD
_CODE = BacktickInlineProcessor(BACKTICK_RE)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!|]")
_OPENING = re.compile(r"(?<!!)\[")
_IMAGE = re.compile(r"!\[")
_LABEL = re.compile(r"\s?\[([^\]]*)\]")
_NOTE = re.compile(r"\[(\^[^\]]*)\]")
_AUTO = re.compile(f"{AUTOLINK_RE}|{AUTOMAIL_RE}")
_TAG = re.compile(HTML_RE, re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_TAKEN = re.compile(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + _LAST)}]")
_BRACKET = re.compile(r"[\[\]]")
_PLAIN = re.compile(r"\([ ]*([^\s()<>\"']*)[ ]*\)")  # as nearly all are written
LONGEST = 2000  # characters of a target with its title, if it is not written so plainly
_UNHIDDEN_ESCAPE = re.compile(f"{chr(_HIDDEN + ord(chr(92)))}(.)", re.DOTALL)


class _LinkReader(LinkInlineProcessor):
    """Python-Markdown's, on a text from which nothing was stashed."""

    def unescape(self, text: str) -> str:
        """The text as it is."""
        return text


_LINK = _LinkReader(r"\[")


@dataclass(frozen=True)
class InlineLink:
    """target: as it is written; start, end: of it in the text; is_image: it is a picture."""

    target: str
    start: int
    end: int
    is_image: bool = False


@dataclass(frozen=True)
class Inline:
    """links: in order; rest: the text with U+FFFC in place of code, links, notes and tags, each character in its place:
    what is left there of marks shows as text; code: where the code spans are, the marks included."""

    links: tuple[InlineLink, ...]
    rest: str
    code: tuple[tuple[int, int], ...] = ()

    def is_code(self, at: int) -> bool:
        """Whether a place in the text belongs to a code span."""
        index = bisect_right(self.code, (at, len(self.rest))) - 1
        return index >= 0 and at < self.code[index][1]


@lru_cache(maxsize=256)
def labels_of(text: str, dialect: Dialect = DEFAULT) -> frozenset[str]:
    """The labels of links that a page defines, in lower case, and of its footnotes, with '^' before them as written."""
    if "]:" not in text:
        return frozenset()
    blocks = read_blocks(text, dialect)
    return frozenset({*map(str.lower, blocks.references), *(f"^{label}" for label in blocks.footnotes)})


@lru_cache(maxsize=4096)
def inline(text: str, labels: frozenset[str]) -> Inline:
    """What the links of `text` are, and what is left of it. labels: that its page defines (`labels_of`)."""
    reader = _Reader(text, labels)
    links = sorted(reader.run(), key=lambda link: link.start)
    return Inline(tuple(links), reader.rest, tuple(reader.code))


class _Reader:
    """Goes over one text pattern by pattern; what a pattern takes is hidden from those after it."""

    def __init__(self, text: str, labels: frozenset[str]) -> None:
        self.text = text
        self.labels = labels
        self.patience = 100 * LONGEST
        self.code: list[tuple[int, int]] = []

    def run(self) -> Iterator[InlineLink]:
        self._hide_code()
        if "<!--" in self.text:
            self._take(match.span() for match in _COMMENT.finditer(self.text))
        if "[^" in self.text:
            self._take(match.span() for match in _NOTE.finditer(self.text) if match[1] in self.labels)
        if "[" in self.text:
            yield from self._in_brackets()
        if "<" in self.text:
            yield from self._in_angles()

    def _in_brackets(self) -> Iterator[InlineLink]:
        self._take(self._references(_OPENING))
        yield from self._inline(_OPENING, is_image=False)
        yield from self._inline(_IMAGE, is_image=True)
        for opening, is_short in ((_IMAGE, False), (_OPENING, True), (_IMAGE, True)) if self.labels else ():
            self._take(self._references(opening, is_short=is_short))

    def _in_angles(self) -> Iterator[InlineLink]:
        for match in _AUTO.finditer(self.text):
            yield InlineLink(_shown(match[1]) if match[1] else f"mailto:{_shown(match[2])}", *match.span())
        self._take(match.span() for match in _AUTO.finditer(self.text))
        self._take(match.span() for match in _TAG.finditer(self.text))

    @property
    def rest(self) -> str:
        """What no pattern has taken."""
        return _TAKEN.sub(CODE, self.text)

    def _hide_code(self) -> None:
        """Code spans and escaped characters."""
        position, parts = 0, []
        while "`" in self.text and (match := _CODE.compiled_re.search(self.text, position)):
            start, end = match.end(), None
            if not match[1]:
                start, end = _CODE.find_code_spans(match.start(), self.text) or (match.end(), None)
            after = start if end is None else end + (start - match.start())
            found = self.text[match.start() : after]
            self.code += [] if end is None else [(match.start(), after)]
            parts += [self.text[position : match.start()], found if end is None else _hidden(found)]
            position = after
        self.text = "".join([*parts, self.text[position:]])
        if "\\" in self.text:
            self.text = _ESCAPED.sub(lambda match: _hidden(match[0]), self.text)

    def _references(self, opening: re.Pattern[str], *, is_short: bool = False) -> Iterator[tuple[int, int]]:
        """The marks of those with a label that is defined: '[text][label]', or '[label]' if `is_short`."""
        position, closing = 0, _closing(self.text)
        while match := opening.search(self.text, position):
            position = match.end()
            index = closing.get(match.end() - 1, 0)
            if not index:
                continue
            label = None if is_short else _LABEL.match(self.text, index)
            if label is None and not is_short:
                continue
            name = ((label[1] if label else "") or self.text[match.end() : index - 1]).lower()
            position = label.end() if label else index
            if re.sub(r"\s+", " ", name) in self.labels:
                yield match.span()
                yield index - 1, position

    def _inline(self, opening: re.Pattern[str], *, is_image: bool) -> Iterator[InlineLink]:
        """Those with their target behind them; their marks are taken, and of pictures the text, too."""
        position, closing, taken = 0, _closing(self.text), []
        while match := opening.search(self.text, position):
            position = match.end()
            index = closing.get(match.end() - 1, 0)
            if not self.text.startswith("(", index) or not index:
                continue
            target, end = self._target(index)
            if end:
                yield InlineLink(_shown(target), match.start(), end, is_image)
                taken += [(match.start(), end)] if is_image else [match.span(), (index - 1, end)]
                position = end
        self._take(taken)

    def _target(self, index: int) -> tuple[str, int]:
        """The target in the parentheses at `index`, and where they end: 0 when they hold none."""
        if plain := _PLAIN.match(self.text, index):
            return plain[1], plain.end()
        window = self.text[index : index + LONGEST]
        if self.patience <= 0 or ")" not in window:
            return "", 0
        target, _, end, is_link = _LINK.getLink(window, 0)
        self.patience -= end
        return target, (index + end if is_link else 0)

    def _take(self, ranges: Iterable[tuple[int, int]]) -> None:
        parts, position = [], 0
        for start, end in ranges:
            parts += [self.text[position:start], _hidden(CODE) * (end - start)]
            position = end
        self.text = "".join([*parts, self.text[position:]]) if parts else self.text


def _closing(text: str) -> dict[int, int]:
    """By the place of each '[' that is closed, the one behind its ']'."""
    found, open_ = {}, list[int]()
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            open_.append(match.start())
        elif open_:
            found[open_.pop()] = match.end()
    return found


def _hidden(text: str) -> str:
    return "".join([chr(_HIDDEN + min(ord(char), _LAST)) for char in text])


def _shown(target: str) -> str:
    """A target with what was hidden in it: code without its marks, escaped characters without the backslash."""
    if target.isascii():
        return target.strip()
    target = _UNHIDDEN_ESCAPE.sub(r"\1", target)
    return "".join(chr(ord(char) - _HIDDEN) if ord(char) >= _HIDDEN else char for char in target).strip().strip("`")
