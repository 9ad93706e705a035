"""A page cut into segments: the blocks that are translated one by one, with what each holds that translation keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from markdown_it.token import Token

from bitext.cached import cached_property
from bitext.code import outside_code
from bitext.lexicon import meaning
from bitext.page import Page
from bitext.parse import ATTRIBUTES, parse
from bitext.tags import read_tags
from bitext.words import words

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*?/?>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>")
_DIGITS, _ASCII_DIGITS = re.compile(r"\d+"), re.compile("[0-9]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{[\"'`]?([^{}]*?)[\"'`]?\})")
_SPOKEN = ("alt", "title", "label", "aria-label", "placeholder", "summary", "caption")
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<!--#.*?#-->", re.DOTALL)
_JINJA_FIRST = ("", "{", "<")  # what is nothing but Jinja2 begins with one
_BLOCK_TAG = re.compile(r"^([ \t]*)(\{%[^\n]*%\})[ \t]*$", re.MULTILINE)
_COMMENTED_TAG = re.compile(r"<!--(\{%.*%\})-->\Z")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LAST_LIST = re.compile(r"(?:\n[ \t]*|[)\]*_`>])\{[^{}\n]*\}[ \t]*$")
_CALLOUT = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s*(?P<type>[\w-]+(?: [\w-]+)*)?\s*(?:\"(?P<title>.*)\")?\s*$")


@dataclass(frozen=True, eq=False)
class Segment:
    """One block of a page.

    kind: heading, paragraph, item, row, code, callout, tab, html or jinja; path: the containers it stands in, from the
    outermost ('ol', 'callout' …); line, end: first and last line in the file, from 1; text: as written, without the
    marks of the block; level: of a heading, or the number of cells of a row; name: type of a callout, language of a
    code block; tokens: markdown-it's inline tokens.
    """

    kind: str
    path: tuple[str, ...]
    line: int
    end: int
    text: str
    level: int = 0
    name: str = ""
    tokens: tuple[Token, ...] = field(default=(), repr=False)

    _origin: ClassVar[Segment | None] = None  # of one that was moved: its words are worked out there, for both

    def moved(self, lines: int) -> Segment:
        """The segment so many lines further down, with all that is known of it."""
        moved = object.__new__(Segment)
        moved.__dict__.update(self.__dict__, line=self.line + lines, end=self.end + lines, _origin=self)
        return moved

    @cached_property
    def _marked(self) -> tuple[Token, ...]:
        """Its tokens without its texts."""
        if self._origin is not None:
            return self._origin._marked
        return tuple([token for token in self.tokens if token.type != "text"])

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The targets of its links, as written."""
        found = [str(token.attrGet("href")) for token in self._marked if token.type == "link_open"]
        return (*found, *(value for name, value in self.attributes if name in ("href", "to")))

    @cached_property
    def images(self) -> tuple[str, ...]:
        """The sources of its images, as written."""
        found = [str(token.attrGet("src")) for token in self._marked if token.type == "image"]
        return (*found, *(value for name, value in self.attributes if name == "src"))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The texts of its code spans."""
        return tuple([token.content for token in self._marked if token.type == "code_inline"])

    @cached_property
    def attributes(self) -> tuple[tuple[str, str], ...]:
        """Name and value of every attribute of its HTML tags."""
        html = [token.content for token in self._marked if token.type == "html_inline"]
        source = self.text if self.kind == "html" else " ".join(html)
        if not source:
            return ()
        return tuple(
            (match[1], match[2] or match[3] or match[4] or "")
            for tag in _TAG.finditer(source)
            for match in _ATTRIBUTE.finditer(tag[0])
        )

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Its bold texts, without markup."""
        found, depth, parts = [], 0, [""]
        for token in self.tokens if self._marked else ():
            if token.type == "strong_open":
                depth += 1
                parts = [""]
            elif token.type == "strong_close":
                depth -= 1
                found.append("".join(parts).strip())
            elif depth and token.type in ("text", "code_inline"):
                parts.append(token.content)
        return tuple(filter(None, found))

    @cached_property
    def hard_breaks(self) -> int:
        """How often it breaks a line by two spaces, a backslash or <br>."""
        breaks = [token.type for token in self._marked].count("hardbreak")
        return breaks + (len(_BREAK.findall(self.text)) if "<br" in self.text and self.kind != "code" else 0)

    @cached_property
    def prose(self) -> str:
        """What is read by people: its text without code, addresses, tags and Jinja2, with alternative texts."""
        if self._origin is not None:
            return self._origin.prose
        if self.kind == "code":
            return ""
        if self.tokens:
            parts = [_prose_of(token) for token in self.tokens]
            spoken = [value for name, value in self.attributes if name in _SPOKEN]
            text = "".join(parts)
            if "{" in text and self._ends_with_attributes:
                text = ATTRIBUTES.sub("", text)
            text += " " + " ".join(spoken)
        else:
            spoken = [value for name, value in self.attributes if name in _SPOKEN]
            text = _TAG.sub(" ", self.text) + " " + " ".join(spoken)
        if "{" in text or "<" in text:
            text = JINJA.sub(" ", text)
        return " ".join(text.split())

    @property
    def _ends_with_attributes(self) -> bool:
        """Whether braces at its end are an attribute list: in a heading or a cell, behind a mark, alone on a line."""
        return self.kind in ("heading", "row") or _LAST_LIST.search(self.text) is not None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its prose, in lower case and without accents."""
        if self._origin is not None:
            return self._origin.words
        return words(self.prose)

    @cached_property
    def digits(self) -> tuple[str, ...]:
        """The rows of digits in its prose."""
        if self._origin is not None:
            return self._origin.digits
        return tuple((_ASCII_DIGITS if self.prose.isascii() else _DIGITS).findall(self.prose))

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it may have in common with a translation: meanings and beginnings of words, numbers, code, targets."""
        if self._origin is not None:
            return self._origin.stems
        stems = set(map(meaning, self.words))
        stems.discard("")
        stems.update(self.digits)
        stems.update([f"`{code}" for code in self.codes])
        stems.update(JINJA.findall(self.text) if "{" in self.text else ())
        stems.update([f"@{target.rpartition('/')[2]}" for target in (*self.links, *self.images)])
        return frozenset(stems)


def _prose_of(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak", "code_inline", "html_inline"):
        return " "
    if token.type == "image":
        return f"{token.content} {token.attrGet('title') or ''}"
    return ""


def _quoted(tags: str) -> list[Token]:
    """The inline tokens of what people read in a line of tags: the texts in quotes, which are Markdown."""
    children: list[Token] = []
    for text in read_tags(tags).texts:
        children += [child for token in parse(text) for child in token.children or ()]
        children.append(Token("softbreak", "", 0))
    return children


def page_segments(page: Page) -> tuple[Segment, ...]:
    """The segments of a page's body as written (Jinja2 not applied), with lines of the file."""
    return _cut_below(page.body, page.offset)


@lru_cache(maxsize=2048)
def _cut_below(body: str, offset: int) -> tuple[Segment, ...]:
    return tuple(segment.moved(offset) for segment in cut(body))


@lru_cache(maxsize=2048)
def cut(text: str) -> tuple[Segment, ...]:
    """The segments of a Markdown text, with its own lines."""
    return tuple(_Cutter(text).run())


def forget_cuts() -> None:
    """Let go of the texts that were cut up so far."""
    cut.cache_clear()
    _cut_below.cache_clear()


class _Cutter:
    """Walks the tokens of a body."""

    def __init__(self, body: str) -> None:
        self.lines = body.split("\n")
        if "{%" in body:  # a comment ends the paragraph before it, as the snippet that stands there will
            body = outside_code(body, lambda part: _BLOCK_TAG.sub(r"\1<!--\2-->", part))
        self.tokens = parse(body)
        self.path: list[str] = []
        self.fresh_item = False  # the next block is the first of its list item

    def run(self) -> Iterator[Segment]:
        row: list[Token] = []
        for token in self.tokens:
            kind = token.type
            if kind in ("ordered_list_open", "bullet_list_open"):
                self.path.append("ol" if kind[0] == "o" else "ul")
            elif kind == "blockquote_open":
                self.path.append("quote")
            elif kind == "admonition_open":
                yield self._callout(token)
            elif kind in ("ordered_list_close", "bullet_list_close", "blockquote_close", "admonition_close"):
                self.path.pop()
            elif kind == "list_item_open":
                self.fresh_item = True
                item = token
            elif kind == "list_item_close":
                if self.fresh_item:  # an empty item
                    yield self._segment("item", item, "", ())
                self.fresh_item = False
            elif kind == "tr_open":
                row = []
            elif kind == "tr_close":
                yield self._row(row)
            elif kind == "inline":
                if self._within_table(token):
                    row.append(token)
                elif not (self.path and self.path[-1] == "title"):
                    yield from self._inline(token)
            elif kind in ("fence", "code_block"):
                info = token.info.split()[0] if token.info.split() else ""
                yield self._segment("code", token, token.content, (), name=info)
            elif kind == "html_block" and (tag := _COMMENTED_TAG.match(token.content.strip())):
                yield self._segment("jinja", token, tag[1], _quoted(tag[1]))
            elif kind == "html_block" and _COMMENT.sub("", token.content).strip():  # a comment alone shows nothing
                yield self._segment("html", token, token.content.strip("\n"), ())
            elif kind == "heading_open":
                self.level = int(token.tag[1])
            elif kind == "admonition_title_open":
                self.path.append("title")
            elif kind == "admonition_title_close":
                self.path.pop()

    def _within_table(self, token: Token) -> bool:
        return token.level > 2 and self._previous(token).type in ("th_open", "td_open")

    def _previous(self, token: Token) -> Token:
        return self._before[id(token)]

    @cached_property
    def _before(self) -> dict[int, Token]:
        return {id(token): before for before, token in zip(self.tokens, self.tokens[1:], strict=False)}

    def _callout(self, token: Token) -> Segment:
        first = token.map[0] if token.map else 0
        written = self.lines[first]
        match = _CALLOUT.match(written)
        name = (match["type"] if match else "") or ""
        title = (match["title"] if match else "") or ""
        kind = "tab" if re.match(r"\s*===", written) else "callout"
        if kind == "tab":
            title = written.partition('"')[2].rpartition('"')[0]
        segment = Segment(kind, tuple(self.path), first + 1, first + 1, title, name=name)
        self.path.append(kind)
        self.fresh_item = False
        return segment

    def _inline(self, token: Token) -> Iterator[Segment]:
        before = self._previous(token).type
        if before == "heading_open":
            kind = "heading"
        elif token.content.lstrip()[:1] in _JINJA_FIRST and not JINJA.sub("", token.content).strip():
            kind = "jinja"
        elif self.fresh_item:
            kind = "item"
        else:
            kind = "paragraph"
        children = _quoted(token.content) if kind == "jinja" else token.children or ()
        level = getattr(self, "level", 0) * (kind == "heading")
        yield self._segment(kind, token, token.content, children, level=level)

    def _row(self, cells: list[Token]) -> Segment:
        children: list[Token] = []
        for cell in cells:
            children += [*(cell.children or ()), Token("softbreak", "", 0)]
        text = " | ".join(cell.content for cell in cells).rstrip(" |")
        line = (cells[0].map[0] if cells and cells[0].map else 0) + 1
        # the parser gives each row as many cells as the heading has; what is written may be fewer, or more
        written = _CELL_BREAK.sub("\0", _CODE.sub("", self.lines[line - 1])).strip(" \t>").strip("\0")
        return Segment("row", (*self.path, "table"), line, line, text, written.count("\0") + 1, tokens=tuple(children))

    def _segment(
        self, kind: str, token: Token, text: str, children: Sequence[Token], level: int = 0, name: str = ""
    ) -> Segment:
        first, last = token.map or (0, 1)
        if kind != "item":
            while last - 1 > first and not self.lines[last - 1].strip():
                last -= 1
        self.fresh_item = False
        return Segment(kind, tuple(self.path), first + 1, last, text, level, name, tuple(children))
