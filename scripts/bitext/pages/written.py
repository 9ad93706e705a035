"""The blocks of a Markdown text as most editors and other sites read it (CommonMark): what its writer may have meant.

What the site makes of it is for `blocks`. Rules compare the two to tell what does not show as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it.token import Token

from bitext.cached import cached_property
from bitext.markdown.code import outside_code
from bitext.markdown.parser import block_tokens
from bitext.markdown.prose import without_comments
from bitext.pages.page import Page
from bitext.pages.segments import JINJA, JINJA_FIRST, Segment, cells_written, opening

_BLOCK_TAG = re.compile(r"^([ \t]*)(\{%[^\n]*%\})[ \t]*$", re.MULTILINE)
_COMMENTED_TAG = re.compile(r"<!--(\{%.*%\})-->\Z")


def written_blocks(page: Page) -> tuple[Segment, ...]:
    """The blocks of a page's body as CommonMark has them, with callouts and tabs, as segments without inline tokens;
    lines are those of the file."""
    return _cut(page.body, page.offset)


@lru_cache(maxsize=256)
def _cut(text: str, offset: int) -> tuple[Segment, ...]:
    return tuple(_Cutter(text, offset).run())


class _Cutter:
    """Walks the block tokens of a body."""

    def __init__(self, body: str, offset: int) -> None:
        self.offset = offset + 1  # of the first line, counted from 0
        self.lines = body.split("\n")
        if "{%" in body:  # a comment ends the paragraph before it, as the snippet that stands there will
            body = outside_code(body, lambda part: _BLOCK_TAG.sub(r"\1<!--\2-->", part))
        self.tokens = block_tokens(body)
        self.path: list[str] = []
        self.row: list[Token] = []
        self.fresh_item = False  # the next block is the first of its list item

    def run(self) -> Iterator[Segment]:
        for token in self.tokens:
            kind = token.type
            if kind in _OPENED:
                self.path.append(_OPENED[kind])
            elif kind in _CLOSED:
                self.path.pop()
            elif kind in _HANDLERS:
                yield from _HANDLERS[kind](self, token)

    def _open_callout(self, token: Token) -> Iterator[Segment]:
        yield self._callout(token)

    def _open_item(self, token: Token) -> Iterator[Segment]:
        self.fresh_item = True
        self.item = token
        return iter(())

    def _close_item(self, token: Token) -> Iterator[Segment]:
        if self.fresh_item:  # an empty item
            yield self._segment("item", self.item, "")
        self.fresh_item = False

    def _open_row(self, token: Token) -> Iterator[Segment]:
        self.row = []
        return iter(())

    def _close_row(self, token: Token) -> Iterator[Segment]:
        yield self._row(self.row)

    def _text(self, token: Token) -> Iterator[Segment]:
        if self._within_table(token):
            self.row.append(token)
        elif self.path[-1:] != ["title"]:
            yield self._inline(token)

    def _code(self, token: Token) -> Iterator[Segment]:
        info = token.info.split()[0] if token.info.split() else ""
        yield self._segment("code", token, token.content, name=info)

    def _open_heading(self, token: Token) -> Iterator[Segment]:
        self.level = int(token.tag[1])
        return iter(())

    def _html(self, token: Token) -> Iterator[Segment]:
        if tag := _COMMENTED_TAG.match(token.content.strip()):
            yield self._segment("jinja", token, tag[1])
        elif without_comments(token.content).strip():  # a comment alone shows nothing
            yield self._segment("html", token, token.content.strip("\n"))

    def _within_table(self, token: Token) -> bool:
        return token.level > 2 and self._before[id(token)].type in ("th_open", "td_open")

    @cached_property
    def _before(self) -> dict[int, Token]:
        return {id(token): before for before, token in zip(self.tokens, self.tokens[1:], strict=False)}

    def _callout(self, token: Token) -> Segment:
        first = token.map[0] if token.map else 0
        written = self.lines[first]
        kind = "tab" if re.match(r"\s*===", written) else "callout"
        title = written.partition('"')[2].rpartition('"')[0]
        name, title = opening(kind, title, written)
        segment = Segment(kind, tuple(self.path), first + self.offset, first + self.offset, title, name=name)
        self.path.append(kind)
        self.fresh_item = False
        return segment

    def _inline(self, token: Token) -> Segment:
        if self._before[id(token)].type == "heading_open":
            return self._segment("heading", token, token.content, level=self.level)
        is_jinja = token.content.lstrip()[:1] in JINJA_FIRST and not JINJA.sub("", token.content).strip()
        kind = "jinja" if is_jinja else "item" if self.fresh_item else "paragraph"
        return self._segment(kind, token, token.content)

    def _row(self, cells: list[Token]) -> Segment:
        text = " | ".join(cell.content for cell in cells).rstrip(" |")
        first = cells[0].map[0] if cells and cells[0].map else 0
        line = first + self.offset
        return Segment("row", (*self.path, "table"), line, line, text, cells_written(self.lines[first]))

    def _segment(self, kind: str, token: Token, text: str, level: int = 0, name: str = "") -> Segment:
        first, last = token.map or (0, 1)
        if kind != "item":
            while last - 1 > first and not self.lines[last - 1].strip():
                last -= 1
        self.fresh_item = False
        return Segment(kind, tuple(self.path), first + self.offset, last + self.offset - 1, text, level, name)


_OPENED = {
    "ordered_list_open": "ol",
    "bullet_list_open": "ul",
    "blockquote_open": "quote",
    "admonition_title_open": "title",
}
_CLOSED = (
    "ordered_list_close",
    "bullet_list_close",
    "blockquote_close",
    "admonition_close",
    "admonition_title_close",
)

#: What is done with the other tokens, by their types.
_HANDLERS = {
    "admonition_open": _Cutter._open_callout,
    "list_item_open": _Cutter._open_item,
    "list_item_close": _Cutter._close_item,
    "tr_open": _Cutter._open_row,
    "tr_close": _Cutter._close_row,
    "inline": _Cutter._text,
    "fence": _Cutter._code,
    "code_block": _Cutter._code,
    "html_block": _Cutter._html,
    "heading_open": _Cutter._open_heading,
}
