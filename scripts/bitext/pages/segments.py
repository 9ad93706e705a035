"""A page cut into segments: the blocks that are translated one by one, with what each holds that translation keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from html import unescape
from itertools import zip_longest
from typing import Any, ClassVar, TypeVar

from markdown_it.token import Token

from bitext.cached import cached_property
from bitext.languages.lexicon import meaning
from bitext.languages.words import has_apostrophe, rows_of_letters, words
from bitext.markdown.blocks import Block, Part, read_blocks
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.markdown.line_marks import TAG
from bitext.markdown.parser import ATTRIBUTES, References, inline_tokens
from bitext.pages.page import Page
from bitext.pages.tags import read_tags

T = TypeVar("T")
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*?/?>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>")
_DIGITS, _ASCII_DIGITS = re.compile(r"\d+"), re.compile("[0-9]+")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{[\"'`]?([^{}]*?)[\"'`]?\})")
_OWN_TARGET = re.compile(
    r"\{:?[^{}\n]*?(?<![\w-])(?P<name>href|src)=(?:\"(?P<quoted>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s{}]+))[^{}\n]*\}"
)
_SPOKEN = ("alt", "title", "label", "aria-label", "placeholder", "summary", "caption")
JINJA = TAG
JINJA_FIRST = ("", "{", "<")  # what is nothing but Jinja2 begins with one
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[ \t>|:-]+")  # in any order, as Python-Markdown takes them
_LAST_BAR = re.compile(r"(?<!\\)\|$")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LAST_LIST = re.compile(r"(?:\n[ \t]*|[)\]*_`>])\{[^{}\n]*\}[ \t]*$")
_CELL_END = Token("softbreak", "", 0)
_CALLOUT = re.compile(
    r"^[ \t>]*(?:(?:[-*+:]|\d+\.)[ \t][ \t>]*)*"
    r"(?:!!!|\?\?\?\+?)\s*(?P<type>[\w-]+(?: [\w-]+)*)?\s*(?:\"(?P<title>.*)\")?\s*$"
)


def _of_text(function: Callable[[Any], T]) -> cached_property[T]:
    """A property that a segment and those moved from it have alike: it is worked out once, for all of them."""

    @wraps(function)
    def shared(segment: Segment) -> T:
        value: T = function(segment) if segment._origin is None else getattr(segment._origin, function.__name__)
        return value

    return cached_property(shared)


@dataclass(frozen=True, eq=False)
class Segment(Part):
    """One block of a page, with lines of the file. level: of a heading, or the number of cells of a row; name: type of
    a callout, too; tokens: markdown-it's inline tokens."""

    tokens: tuple[Token, ...] = field(default=(), repr=False)

    _origin: ClassVar[Segment | None] = None  # of one that was moved: what its text says is worked out there

    def moved(self, lines: int) -> Segment:
        """The segment so many lines further down, with all that is known of it."""
        moved = object.__new__(Segment)
        moved.__dict__.update(self.__dict__, line=self.line + lines, end=self.end + lines, _origin=self)
        return moved

    @_of_text
    def _marked(self) -> tuple[Token, ...]:
        """Its tokens without its texts."""
        return tuple([token for token in self.tokens if token.type != "text"])

    @_of_text
    def links(self) -> tuple[str, ...]:
        """The targets of its links, as written."""
        found = [str(token.attrGet("href")) for token in self._marked if token.type == "link_open"]
        if "href=" in self.text:
            found = list(_targets(self.tokens, "link_open", "link_close", "href"))
        return (*found, *(value for name, value in self.attributes if name in ("href", "to")))

    @property
    def link_texts(self) -> dict[str, str]:
        """The texts of its Markdown links, by their targets, of those that it has once."""
        found: list[tuple[str, list[str]]] = []
        is_open = False
        for token in self.tokens:
            if token.type in ("link_open", "link_close"):
                is_open = token.type == "link_open"
                found += [(str(token.attrGet("href")), [])] if is_open else []
            elif is_open:
                found[-1][1].append(token.content)
        targets = [target for target, _ in found]
        return {target: "".join(parts) for target, parts in found if targets.count(target) == 1}

    @_of_text
    def images(self) -> tuple[str, ...]:
        """The sources of its images, as written."""
        found = [str(token.attrGet("src")) for token in self._marked if token.type == "image"]
        if "src=" in self.text:
            found = list(_targets(self.tokens, "image", "image", "src"))
        return (*found, *(value for name, value in self.attributes if name == "src"))

    @_of_text
    def codes(self) -> tuple[str, ...]:
        """The texts of its code spans."""
        return tuple([token.content for token in self._marked if token.type == "code_inline"])

    @_of_text
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

    @_of_text
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
            elif depth and token.type in ("text", "text_special", "code_inline"):
                parts.append(token.content)
        return tuple(filter(None, found))

    @_of_text
    def hard_breaks(self) -> int:
        """How often it breaks a line by two spaces, a backslash or <br>."""
        breaks = [token.type for token in self._marked].count("hardbreak")
        return breaks + (len(_BREAK.findall(self.text)) if "<br" in self.text and self.kind != "code" else 0)

    @_of_text
    def prose(self) -> str:
        """What is read by people: its text without code, addresses, tags and Jinja2, with alternative texts."""
        if self.kind == "code":
            return ""
        spoken = " ".join(value for name, value in self.attributes if name in _SPOKEN)
        text = f"{self._said_by_tokens() if self.tokens else _TAG.sub(' ', self.text)} {spoken}"
        if "{" in text or "<" in text:
            text = JINJA.sub(" ", text)
        return " ".join((unescape(text) if "&" in text else text).split())

    def _said_by_tokens(self) -> str:
        """The text of its tokens, without an attribute list at the end."""
        text = "".join(_prose_of(token) for token in self.tokens)
        return ATTRIBUTES.sub("", text) if "{" in text and self._ends_with_attributes else text

    @property
    def _ends_with_attributes(self) -> bool:
        """Whether braces at its end are an attribute list: in a heading or a cell, behind a mark, alone on a line."""
        return self.kind in ("heading", "row") or _LAST_LIST.search(self.text) is not None

    @_of_text
    def words(self) -> tuple[str, ...]:
        """The words of its prose, in lower case and without accents."""
        return words(self.prose) if has_apostrophe(self.prose) else self.rows_of_letters

    @_of_text
    def rows_of_letters(self) -> tuple[str, ...]:
        """The same, cut at apostrophes as well."""
        return tuple(rows_of_letters(self.prose))

    @_of_text
    def digits(self) -> tuple[str, ...]:
        """The rows of digits in its prose."""
        return tuple((_ASCII_DIGITS if self.prose.isascii() else _DIGITS).findall(self.prose))

    @_of_text
    def stems(self) -> frozenset[str]:
        """What it may have in common with a translation: meanings and beginnings of words, numbers, code, targets."""
        return self._stems(meaning)

    def with_meanings(self, of: Callable[[str], str]) -> Segment:
        """The same segment, whose `stems` have what each word means: `of` it, '' for nothing."""
        read = self.moved(0)
        read.__dict__["stems"] = self._stems(of)
        return read

    def _stems(self, of: Callable[[str], str]) -> frozenset[str]:
        return self._stems_but_words.union(filter(None, map(of, self.words)))

    @_of_text
    def _stems_but_words(self) -> frozenset[str]:
        """Of its stems, those that are no words."""
        tags = JINJA.findall(self.text) if "{" in self.text else ()
        targets = [f"@{target.rpartition('/')[2]}" for target in (*self.links, *self.images)]
        return frozenset([*self.digits, *[f"`{code}" for code in self.codes], *tags, *targets])


def _targets(tokens: Sequence[Token], opening: str, closing: str, name: str) -> Iterator[str]:
    """Where links or images lead: what an attribute list right behind one says takes the place of its target."""
    target = ""
    for token, after in zip_longest(tokens, tokens[1:]):
        target = str(token.attrGet(name)) if token.type == opening else target
        if token.type == closing:
            own = _own_target(after, name)
            yield target if own is None else own


def _own_target(token: Token | None, name: str) -> str | None:
    """What the attribute list that begins a text says of the attribute of this name; None if it says nothing."""
    own = _OWN_TARGET.match(token.content) if token is not None and token.type == "text" else None
    if own is None or own["name"] != name:
        return None
    return own["quoted"] or own["single"] or own["bare"] or ""


def _prose_of(token: Token) -> str:
    if token.type in ("text", "text_special"):
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
        children += [*inline_tokens(text), _CELL_END]
    return children


def page_segments(page: Page) -> tuple[Segment, ...]:
    """The segments of a page's body as written (Jinja2 not applied), with lines of the file."""
    return _cut_below(page.body, page.offset, page.dialect)


@lru_cache(maxsize=2048)
def _cut_below(body: str, offset: int, dialect: Dialect) -> tuple[Segment, ...]:
    return tuple(segment.moved(offset) for segment in cut(body, dialect))


def cut(text: str, dialect: Dialect = DEFAULT) -> tuple[Segment, ...]:
    """The segments of a Markdown text as the site renders it, with its own lines."""
    return _cut(text, dialect if "{%" in text else dialect.without_jinja)  # the same page as written and as composed


@lru_cache(maxsize=2048)
def _cut(text: str, dialect: Dialect) -> tuple[Segment, ...]:
    blocks = read_blocks(text, dialect)
    lines = text.split("\n")
    return tuple(_segment(block, lines, blocks.references) for block in blocks.all)


def forget_cuts() -> None:
    """Let go of the texts that were cut up so far."""
    _cut.cache_clear()
    _cut_below.cache_clear()


def _is_jinja(text: str) -> bool:
    """Whether a text is nothing but tags of Jinja2."""
    return text[:1] in JINJA_FIRST and not JINJA.sub("", text).strip()


def _segment(block: Block, lines: Sequence[str], references: References) -> Segment:
    kind, text, level, name = block.kind, block.text, block.level, block.name
    tokens: tuple[Token, ...] = ()
    if kind == "row":
        tokens = tuple(token for cell in block.cells for token in (*inline_tokens(cell, references), _CELL_END))
        level = cells_written(lines[block.line - 1])
    elif kind in ("callout", "tab"):
        name, text = opening(kind, text, lines[block.line - 1])
        tokens = tuple(inline_tokens(text, references)) if text else ()
    elif kind in ("heading", "paragraph", "item"):
        tokens = tuple(inline_tokens(text, references))
        if kind != "heading" and _is_jinja(text):
            kind = "jinja"
    if kind == "jinja":
        tokens = tuple(_quoted(text))
    return Segment(kind, block.path, block.line, block.end, text, level, name, tokens)


def opening(kind: str, title: str, line: str) -> tuple[str, str]:
    """Type and title of a callout, or of a tab, from the line that opens it."""
    if kind == "tab":
        return "tab", title
    match = _CALLOUT.match(line)
    return ((match["type"] or "") if match else ""), ((match["title"] or "") if match else "")


def cells_written(line: str) -> int:
    """The number of cells of a row as written: a table has as many in each row as in its heading."""
    written = (_CODE.sub("code", line) if "`" in line else line).strip(" \t>").removeprefix("|")
    if "\\" not in written:
        return written.removesuffix("|").count("|") + 1
    return len(_CELL_BREAK.findall(_LAST_BAR.sub("", written))) + 1


def is_ruler(line: str) -> bool:
    """Whether a line may be the one below the heading of a table, such as '| --- | :-: |'."""
    return "-" in line and _RULER.fullmatch(line) is not None
