"""The blocks of a Markdown text as the site renders it, each with its lines.

Python-Markdown itself reads them, with the extensions of the site, so that what is checked is what is published. It
knows no lines: each line is given a mark (letters that no page has, round its number) before blocks are made, in a
place where it changes nothing, and the marks are taken out of the blocks again.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, tostring

import markdown
from markdown.blockprocessors import ListIndentProcessor, OListProcessor, UListProcessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString
from pymdownx.superfences import SuperFencesBlockPreprocessor  # type: ignore[import-untyped]

from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.markdown.fast_blocks import hasten_blocks
from bitext.markdown.prose import without_comments

_TEXT, _TAG, _JINJA = "\U00010000", "\U00010002", "\U00010004"  # Linear B: letters to every pattern
_MARK = re.compile(rf"{_TEXT}(\d+){_TEXT}| {_TAG}(\d+){_TAG}|{_JINJA}(\d+){_JINJA}")
_MARK_AS_ATTRIBUTE = re.compile(rf'( {_TAG}\d+{_TAG})="[^"]*"')
_MARKS = (_TEXT, _TAG, _JINJA)
_ANY_MARK = re.compile(f"[{''.join(_MARKS)}]")
_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+:]|\d+\.)[ \t][ \t>]*)*")
_START_TAG = re.compile(r"<(?:[A-Za-z][\w-]*(?=[\s/>]|$)|!--)")
_UNFINISHED_TAG = re.compile(r"<[A-Za-z][^<>]*$")
_UNMARKED = re.compile(r"\[(?!\^)[^\]]*\]:|\*\[[^\]]*\][ ]?:|///")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]:[ ]*")
_LETTER = re.compile(r"(?:&#?\w+;|(?!&)[\W_]|&(?!#?\w+;))*?[^\W_]")
_SIGN = re.compile(r"[-=*_|:+#>~`\s!?.&\\()\[\]{}\"']*[^-=*_|:+#>~`\s!?.&\\()\[\]{}\"'\x02\x03]")
_BLOCK_TAG = re.compile(r"([ \t]*)(\{%.*%\})[ \t]*")
_ABBREVIATION = re.compile(r"\*\[[^\\\]]*\][ ]?:")
# A hundred levels of lists, callouts or quotations: Python-Markdown takes seconds for them, and gives up at some 250.
_TOO_DEEP = re.compile(r"^(?:[ ]{400,}(?:[-*+]|\d+\.|!!!|\?\?\?|===)|(?:[ ]{0,3}>){100})[ ]", re.MULTILINE)
_CALLOUT_TITLE = "admonition-title"


TERM = "term"  # name of a paragraph that is the term of a definition list


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a page. kind: heading, paragraph, item, row, code, callout, tab, html or jinja; path: the containers it
    stands in, from the outermost ('ol', 'ul', 'quote', 'callout', 'tab', 'dl'); line, end: first and last line of the
    text, from 1; text: as written, without the marks of the block; level: of a heading; name: language of a block of
    code, or TERM."""

    kind: str
    path: tuple[str, ...]
    line: int
    end: int
    text: str
    level: int = 0
    name: str = ""


@dataclass(frozen=True)
class Block(Part):
    """A part as the renderer has it. cells: of a row."""

    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Blocks:
    """all: in the order of lines; references: by label in upper case, address and title of what `[label]: …`
    defines; footnotes: the labels of those that have a text; within_footnotes: of those that are defined in the text of
    another, where Python-Markdown fails or forgets them."""

    all: tuple[Block, ...]
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: tuple[str, ...] = ()
    within_footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Fence:
    """A fenced block of code, in the place of its HTML. start, end: first and last line, from 0; source: content."""

    start: int
    end: int
    source: str


def read_blocks(text: str, dialect: Dialect = DEFAULT) -> Blocks:
    """The blocks of a Markdown text without front matter. Raises RecursionError for what is nested too deep."""
    blocks = _read(text, dialect if "{%" in text else dialect.without_jinja)
    if blocks is None:
        raise RecursionError("nested too deep")
    return blocks


@lru_cache(maxsize=16)  # of one page its segments, links and ids are asked for; to fail may take seconds
def _read(text: str, dialect: Dialect) -> Blocks | None:
    if _may_be_too_deep(text) and _TOO_DEEP.search(text):
        return None
    reader = _reader(dialect, threading.get_ident())
    try:
        return reader.read(_ANY_MARK.sub("\ufffd", text) if any(mark in text for mark in _MARKS) else text)
    except RecursionError:
        return None


def _may_be_too_deep(text: str) -> bool:
    """Whether `text` has as many spaces or signs of quotations as a match of `_TOO_DEEP`."""
    return " " * 400 in text or text.count(">") >= 100


@lru_cache(maxsize=8)
def _reader(dialect: Dialect, thread: int) -> _Reader:
    """The reader of a dialect; each thread has its own, since a parser holds the text that it parses."""
    return _Reader(dialect)


class _SuperFences(SuperFencesBlockPreprocessor):  # type: ignore[misc]
    """PyMdown's, which hands on where each block stands instead of colouring it."""

    def process_nested_block(self, ws: str, content: str, start: int, end: int) -> None:
        """Keep a block of code that ends with the line `end`."""
        self.last = ws + self.normalize_ws(content)
        if self.formatter is not None:
            self.first: str = f"{self.first}{_TEXT}{start + 1}{_TEXT}"  # of one that indented code takes in
            fence = _Fence(start, end - 1, self.rebuild_block(self.code))
            self._store(self.normalize_ws("\n".join(self.code)) + "\n", fence, start, end)
        self.clear()

    def reassemble(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block, and the numbers of the lines that are left."""
        numbers = list(range(len(lines)))
        for _, start, end in reversed(self.stack):
            numbers[start:end] = [start]
        self.md.line_numbers = numbers
        found: list[str] = super().reassemble(lines)
        return found


class _Fences(FencedBlockPreprocessor):
    """Python-Markdown's, which hands on where each block stands instead of colouring it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block, and the numbers of the lines that are left."""
        text, out, numbers, position = "\n".join(lines), list[str](), list[int](), 0
        for match in self.FENCED_BLOCK_RE.finditer(text):
            start = text.count("\n", 0, match.start())
            end = text.count("\n", 0, match.end())
            before = text[position : match.start()].split("\n")[:-1] if match.start() > position else []
            first = start - len(before)
            fence = _Fence(start, end, match["code"].removesuffix("\n"))
            out += [*before, "", self.md.htmlStash.store(fence), ""]  # type: ignore[arg-type]
            numbers += [*range(first, start), start, start, start]
            position = match.end() + 1
        rest = text[position:].split("\n") if position <= len(text) else []
        numbers += range(len(lines) - len(rest), len(lines))
        self.md.line_numbers = numbers  # type: ignore[attr-defined]
        return [*out, *rest]


class _Marks(Preprocessor):
    """Gives each line that is not code its mark."""

    def __init__(self, md: markdown.Markdown, *, jinja: bool) -> None:
        super().__init__(md)
        self._jinja = jinja

    def run(self, lines: list[str]) -> list[str]:
        """The lines with marks; a Jinja2 tag that has a line for itself is a block for itself."""
        numbers = getattr(self.md, "line_numbers", None) or range(len(lines))
        marked: list[str] = []
        in_tag = False
        for number, line in zip(numbers, lines, strict=False):
            tag = _BLOCK_TAG.fullmatch(line) if self._jinja and "{%" in line else None
            if tag:
                marked += ["", f"{tag[1]}{_JINJA}{number + 1}{_JINJA}", ""]
            elif in_tag:
                marked.append(line)
                in_tag = ">" not in line
            else:
                marked.append(_marked(line, number + 1))
                in_tag = "<" in line and _UNFINISHED_TAG.search(line) is not None
        return marked


def _marked(line: str, number: int) -> str:
    start = _start_of_text(line)
    if start >= len(line):
        return line
    if line[start] == "<" and (tag := _START_TAG.match(line, start)):
        return f"{line[: tag.end()]} {_TAG}{number}{_TAG}{line[tag.end() :]}"
    if _UNMARKED.match(line, start):
        return line
    start = _after_footnotes(line, start)
    place = (_LETTER.match(line, start) if line[start : start + 1] != "<" else None) or _SIGN.match(line, start)
    if place is None or "\x02" in place[0] or "<" in place[0]:
        return line
    return f"{line[: place.end()]}{_TEXT}{number}{_TEXT}{line[place.end() :]}"


def _start_of_text(line: str, start: int = 0) -> int:
    """Where the text begins behind indents and the signs of quotes and items that stand at `start`."""
    lead = _LEAD.match(line, start)
    return lead.end() if lead else start


def _after_footnotes(line: str, start: int) -> int:
    """Where the text begins behind the marks of footnotes that stand at `start`."""
    while footnote := _FOOTNOTE.match(line, start):
        start = _start_of_text(line, footnote.end())
    return start


class _Reader:
    """Python-Markdown with the extensions of one dialect, up to the tree of blocks."""

    def __init__(self, dialect: Dialect) -> None:
        names, options = list[str](), dict[str, Any]()
        for name, given in dialect.of_blocks:
            names.append(name)
            options[name] = dict(given)
        if "pymdownx.superfences" in options:
            options["pymdownx.superfences"]["custom_fences"] = [
                {"name": name, "class": name, "format": _no_format} for name in dialect.fences
            ]
        self._md = _markdown(names, options)
        if dialect.list_step != self._md.tab_length:
            _indent_lists(self._md, dialect.list_step)
        registered = self._md.preprocessors
        fences = registered["fenced_code_block"] if "fenced_code_block" in registered else None  # noqa: SIM401
        if isinstance(fences, SuperFencesBlockPreprocessor):
            fences.__class__ = _SuperFences
        elif isinstance(fences, FencedBlockPreprocessor):
            fences.__class__ = _Fences
        hasten_blocks(self._md)
        self._md.preprocessors.register(_Marks(self._md, jinja=dialect.jinja), "line_marks", 22)

    def read(self, text: str) -> Blocks:
        if not text.strip():
            return Blocks(())
        md = self._md
        md.reset()
        md.line_numbers = None  # type: ignore[attr-defined]
        md.references.clear()
        lines = text.split("\n")
        source = lines
        for preprocessor in md.preprocessors:
            source = preprocessor.run(source)
        root: Any = md.parser.parseDocument(source).getroot()
        walk = _Walk(md, lines)
        walk.children(root, ())
        footnotes = _footnotes(md)
        for label, note in footnotes.items():
            parent = Element("div")
            md.parser.parseChunk(parent, note)
            walk.footnote(label, parent)
        nested = [label for label in _footnotes(md) if label not in footnotes]
        blocks = sorted(walk.blocks, key=lambda block: block.line)
        blocks = _with_abbreviations(blocks, lines) if "*[" in text else blocks
        references = {
            " ".join(_MARK.sub("", key).split()).upper(): (_MARK.sub("", url), _MARK.sub("", title or ""))
            for key, (url, title) in md.references.items()
        }
        return Blocks(tuple(blocks), references, tuple(footnotes), tuple(nested))


def _footnotes(md: markdown.Markdown) -> dict[str, str]:
    """The texts of the footnotes that are known by now, by label."""
    found: dict[str, str] = {}
    for extension in md.registeredExtensions:
        found |= getattr(extension, "footnotes", {})
    return found


def _markdown(names: Sequence[str], options: Mapping[str, Any]) -> markdown.Markdown:
    """Python-Markdown with those of the extensions that are installed."""
    md = markdown.Markdown()
    for name in names:
        try:
            md.registerExtensions([name], {name: options[name]})
        except (ImportError, AttributeError, KeyError, TypeError, ValueError):
            md.registerExtensions([], {})
    return md


class _Steps(OListProcessor):
    SIBLING_TAGS: ClassVar[list[str]] = ["ol"]


class _Bullets(UListProcessor):
    SIBLING_TAGS: ClassVar[list[str]] = ["ul"]


def _indent_lists(md: markdown.Markdown, step: int) -> None:
    """Read lists as `mdx_truly_sane_lists` does: a level is `step` spaces, and bullets and steps are never one list."""
    tab_length, md.tab_length = md.tab_length, step
    processors = md.parser.blockprocessors
    processors.register(ListIndentProcessor(md.parser), "indent", 90)
    processors.register(_Steps(md.parser), "olist", 40)
    processors.register(_Bullets(md.parser), "ulist", 30)
    md.tab_length = tab_length


def _no_format(*args: Any, **options: Any) -> str:
    return ""


class _Walk:
    """Makes blocks of the tree that Python-Markdown has made."""

    def __init__(self, md: markdown.Markdown, lines: Sequence[str]) -> None:
        self.blocks: list[Block] = []
        self._md = md
        self._lines = lines
        self._last = 0  # the last line that a block is known to hold
        self._is_new_item = False  # the next block is the first of its list item

    def children(self, parent: Element, path: tuple[str, ...]) -> None:
        """The blocks below `parent`."""
        for element in parent:
            tag = element.tag if isinstance(element.tag, str) else ""
            handle = getattr(self, f"_{tag}", None) if tag in _HANDLED else None
            if handle is not None:
                handle(element, path)
            elif _IS_HEADING.fullmatch(tag):
                self._heading(element, path)
            elif tag != "hr":
                self._other(element, path)
            if element.tail and element.tail.strip():
                self._text(element.tail, path)

    def footnote(self, label: str, parent: Element) -> None:
        """The blocks of a footnote; the first begins with its mark, as written."""
        before = len(self.blocks)
        written = f"[^{label}]:"
        self._last = next((number for number, line in enumerate(self._lines) if written in line), self._last)
        self.children(parent, ())
        first = self.blocks[before] if len(self.blocks) > before else None
        if first is not None and first.kind == "paragraph":
            self.blocks[before] = replace(first, text=f"{written} {first.text}")

    def _p(self, element: Element, path: tuple[str, ...]) -> None:
        if isinstance(element.text, AtomicString):
            self._other(element, path)
        elif element.get("class") != _CALLOUT_TITLE:
            self._text(element.text, path)
            self.children(element, path)

    _summary = _p

    def _heading(self, element: Element, path: tuple[str, ...]) -> None:
        text, line = self._unmarked(element.text)
        line = line or self._line_of_heading(self._without_code(text), int(element.tag[1]))
        held = HTML_PLACEHOLDER_RE.findall(text)
        text = self._without_code(text).strip()
        end = line + self._is_underlined(text, line)
        self._add(Block("heading", path, line, end, text, int(element.tag[1])))
        for index in held:
            self._stashed(self._md.htmlStash.rawHtmlBlocks[int(index)], path)
        self.children(element, path)

    def _is_underlined(self, text: str, line: int) -> bool:
        """Whether the heading on this line has its mark on the next."""
        if not text or line >= len(self._lines) or not _UNDERLINE.fullmatch(self._lines[line]):
            return False
        return not self._lines[line - 1].partition(text)[0].rstrip().endswith("#")

    def _list(self, element: Element, path: tuple[str, ...]) -> None:
        inner = (*path, element.tag)
        self._text(element.text, inner)
        for item in element:
            self._is_new_item = True
            self._text(item.text, inner)
            self.children(item, inner)
            if self._is_new_item:
                line = self._line_of("", re.compile(r"[ \t>]*(?:[-*+]|\d+\.)[ \t]*$"))
                self._add(Block("item", inner, line, line, ""))
            if item.tail and item.tail.strip():
                self._text(item.tail, inner)

    _ul = _ol = _list

    def _blockquote(self, element: Element, path: tuple[str, ...]) -> None:
        self._within(element, (*path, "quote"))

    def _dl(self, element: Element, path: tuple[str, ...]) -> None:
        for part in element:
            before = len(self.blocks)
            self._within(part, (*path, "dl"))
            if part.tag == "dt":
                self.blocks[before:] = [replace(block, name=TERM) for block in self.blocks[before:]]

    def _within(self, element: Element, path: tuple[str, ...]) -> None:
        self._text(element.text, path)
        self.children(element, path)

    def _table(self, element: Element, path: tuple[str, ...]) -> None:
        following = 0
        for row in element.iter("tr"):
            cells, line = self._cells(row)
            line = line or following or self._line_of(cells[0] if cells else "", _ROW)
            following = min(line + (1 if following else 2), len(self._lines))  # dashes are below the heading
            shown = " | ".join(cells).rstrip(" |")
            self._add(Block("row", (*path, "table"), line, line, shown, cells=tuple(cells)))
            for match in HTML_PLACEHOLDER_RE.finditer("".join(cell.text or "" for cell in row)):
                self._stashed(self._md.htmlStash.rawHtmlBlocks[int(match[1])], (*path, "table"))

    def _cells(self, row: Element) -> tuple[list[str], int]:
        """The texts of a row, and its line, or 0 if none of them has a mark."""
        cells, first = list[str](), 0
        for cell in row:
            text, line = self._unmarked(cell.text)
            lead = text[: len(text) - len(text.lstrip())].count("\n")
            cells.append(self._without_code(text).strip())
            first = first or (line + lead if line else 0)
        return cells, first

    def _pre(self, element: Element, path: tuple[str, ...]) -> None:
        code = element[0] if len(element) else element
        text, line = self._unmarked(html.unescape(code.text or ""))
        text = text.rstrip("\n")
        line = line or (self._line_of(text.split("\n")[0]) if text.strip() else self._next)
        self._add(Block("code", path, line, line + text.count("\n"), f"{text}\n"))

    def _div(self, element: Element, path: tuple[str, ...]) -> None:
        classes = (element.get("class") or "").split()
        if "admonition" in classes:
            self._callout(element, path)
        elif "tabbed-set" in classes:
            self._tabs(element, path)
        elif "arithmatex" in classes:
            self._add(self._plain("html", element.text, path))
        else:
            self._other(element, path)

    def _details(self, element: Element, path: tuple[str, ...]) -> None:
        is_callout = len(element) > 0 and element[0].tag == "summary" and not _has_mark(element)
        (self._callout if is_callout else self._other)(element, path)

    def _callout(self, element: Element, path: tuple[str, ...]) -> None:
        title = element[0] if len(element) and element[0].tag in ("p", "summary") else None
        _, line = self._unmarked(element.get("class"))
        if not line and title is not None:
            _, line = self._unmarked(title.text)
        line = line or self._line_of("", _CALLOUT)
        self._add(Block("callout", path, line, line, ""))
        inner = (*path, "callout")
        self._text(element.text, inner)
        if title is not None and title.tag == "summary":
            element.remove(title)
            self._text(title.tail, inner)
        self.children(element, inner)

    def _tabs(self, element: Element, path: tuple[str, ...]) -> None:
        labels = [label.text or "" for label in _labels_of(element)]
        for index, content in enumerate(_contents_of(element)):
            title, line = self._unmarked(labels[index] if index < len(labels) else "")
            line = line or self._line_of("", _TAB)
            self._add(Block("tab", path, line, line, title))
            self._within(content, (*path, "tab"))

    def _other(self, element: Element, path: tuple[str, ...]) -> None:
        """An element of HTML in one whose content is Markdown."""
        line = _marked_line(element) or self._line_of(f"<{element.tag}")
        tag = _written_tag(element)
        fences: list[_Fence] = []
        if isinstance(element.text, AtomicString):  # its content is shown as written
            held = [self._md.htmlStash.rawHtmlBlocks[int(index)] for index in HTML_PLACEHOLDER_RE.findall(element.text)]
            fences = [each for each in held if isinstance(each, _Fence)]
            written = HTML_PLACEHOLDER_RE.sub(lambda _: _tag(held.pop(0)), element.text)
            tag, element.text = tag + self._unmarked(written)[0].rstrip(), ""
        self._add(Block("html", path, line, line + tag.count("\n"), tag))
        self._last = min(self._last, line - 1)  # what follows may stand on the same line
        for fence in fences:
            self._stashed(fence, path)
        self._within(element, path)

    def _text(self, text: str | None, path: tuple[str, ...]) -> None:
        """The blocks of a text: its paragraph, with the blocks of code and of HTML that stand in it."""
        if not text or not text.strip():
            return
        if isinstance(text, AtomicString):
            self._raw(text, path)
        else:
            self._split(text, path, self._paragraph)

    def _split(self, text: str, path: tuple[str, ...], add: Callable[[str, tuple[str, ...]], None]) -> None:
        """Add the blocks that Python-Markdown has put by, and the text before, between and after them by `add`."""
        position = 0
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            add(text[position : match.start()], path)
            position = match.end()
            self._stashed(self._md.htmlStash.rawHtmlBlocks[int(match[1])], path)
        add(text[position:], path)

    def _paragraph(self, text: str, path: tuple[str, ...]) -> None:
        if not text.strip():
            return
        tag = _JINJA_LINE.fullmatch(text.strip())
        if tag:
            line = int(tag[1])
            self._add(Block("jinja", path, line, line, self._lines[line - 1].strip()))
            return
        self._add(self._plain("item" if self._is_new_item else "paragraph", text, path))

    def _plain(self, kind: str, text: str | None, path: tuple[str, ...]) -> Block:
        clean, line = self._unmarked(text)
        lead = clean[: len(clean) - len(clean.lstrip())].count("\n")
        clean = clean.strip()
        line = line + lead if line else self._line_of(clean.split("\n")[0])
        return Block(kind, path, line, line + clean.count("\n"), clean)

    def _stashed(self, held: Any, path: tuple[str, ...]) -> None:
        """A block of code or of HTML that Python-Markdown has put by."""
        if isinstance(held, _Fence):
            self._add(_code_block(held, self._lines, path))
        elif isinstance(held, Element):  # with spaces before it, it is shown as written, though it says 'markdown'
            written = tostring(held, encoding="unicode", method="html")
            self._raw(_MARK_AS_ATTRIBUTE.sub(r"\1", written), path)
        elif isinstance(held, str):
            self._raw(held, path)

    def _raw(self, held: str, path: tuple[str, ...]) -> None:
        """A block of HTML whose content is shown as written, but for blocks of code."""
        self._split(held, path, self._raw_part)

    def _raw_part(self, text: str, path: tuple[str, ...]) -> None:
        if without_comments(text).strip():
            block = self._plain("html", text, path)
            self._add(block)
            self._last = min(self._last, block.end - 1)  # what follows may stand on the same line

    def _without_code(self, text: str) -> str:
        """A text without the blocks of code that stand in it."""
        return HTML_PLACEHOLDER_RE.sub("", text) if "\x02" in text else text

    def _line_of_heading(self, text: str, level: int) -> int:
        """The line of a heading that has no mark, for it has no word."""
        for number in range(self._last, len(self._lines)):
            line, below = self._lines[number], self._lines[number + 1 : number + 2]
            if text in line and (f"{'#' * level}" in line or any(map(_UNDERLINE.fullmatch, below))):
                return number + 1
        return self._next

    @property
    def _next(self) -> int:
        """The line after the last block."""
        return min(self._last + 1, len(self._lines))

    def _add(self, block: Block) -> None:
        self._is_new_item = False
        if block.end > len(self._lines):  # what was taken for a fence at first has a line more
            block = replace(block, end=len(self._lines))
        self._last = max(block.end, self._last)
        self.blocks.append(block)

    def _unmarked(self, text: str | None) -> tuple[str, int]:
        """A text without marks, and the line where it begins, or 0 if it has no mark."""
        if not text:
            return "", 0
        if _JINJA in text:
            text = _JINJA_BLOCK.sub(r"\1", text)
        first = _MARK.search(text)
        if first is None:
            return text, 0
        line = int(next(filter(None, first.groups())))
        return _MARK.sub(self._restored, text), line - text.count("\n", 0, first.start())

    def _restored(self, mark: re.Match[str]) -> str:
        return self._lines[int(mark[3]) - 1].strip() if mark[3] else ""

    def _line_of(self, text: str, pattern: re.Pattern[str] | None = None) -> int:
        """The first line after the last block that holds `text` and matches `pattern`, else the one after it."""
        for number in range(self._last, len(self._lines)):
            line = self._lines[number].expandtabs(self._md.tab_length)
            if (text or line.strip()) and text in line and (pattern is None or pattern.match(line)):
                return number + 1
        return self._next


_IS_HEADING = re.compile(r"h[0-9]")
_HANDLED = {"p", "summary", "ul", "ol", "blockquote", "dl", "table", "pre", "div", "details"}
_JINJA_BLOCK = re.compile(rf"\n([ \t]*{_JINJA}\d+{_JINJA})\n")
_JINJA_LINE = re.compile(rf"{_JINJA}(\d+){_JINJA}")
_ROW = re.compile(r".*\|")
_CALLOUT = re.compile(rf"{_LEAD.pattern}(?:!!!|\?\?\?)")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ ]*")
_TAB = re.compile(r"[ \t>]*===")
_INFO = re.compile(r"[^`~]*[`~]{3,}[ \t]*(?P<info>.*)")


def _has_mark(element: Element) -> bool:
    """Whether an element was written as HTML."""
    return any(_ANY_MARK.search(key) for key in element.attrib)


def _marked_line(element: Element) -> int:
    """The line of a tag, by the mark among its attributes; 0 if there is none."""
    marks = [match for key in element.attrib for match in _MARK.finditer(f" {key}")]
    return int(next(filter(None, marks[0].groups()))) if marks else 0


def _written_tag(element: Element) -> str:
    """A tag as it is written, without marks."""
    attributes = "".join(
        f' {_MARK.sub("", name)}="{_MARK.sub("", value)}"'
        for name, value in element.attrib.items()
        if not _ANY_MARK.match(name)
    )
    return f"<{element.tag}{attributes}>"


def _tag(held: Any) -> str:
    """What Python-Markdown has put by, if it is a tag."""
    return held if isinstance(held, str) else ""


def _labels_of(element: Element) -> list[Element]:
    """The labels of a set of tabs, without those of tabs within it."""
    groups = [element, *(child for child in element if child.get("class") == "tabbed-labels")]
    return [child for group in groups for child in group if child.tag == "label"]


def _contents_of(element: Element) -> list[Element]:
    """What a set of tabs holds, tab by tab."""
    contents = [child for child in element if child.get("class") == "tabbed-content"]
    blocks = [block for content in contents for block in content if block.get("class") == "tabbed-block"]
    return blocks or contents


def _code_block(fence: _Fence, lines: Sequence[str], path: tuple[str, ...]) -> Block:
    info = _INFO.match(lines[fence.start])
    words = info["info"].split() if info else []
    source = f"{fence.source}\n" if fence.source else ""
    return Block("code", path, fence.start + 1, fence.end + 1, source, name=words[0] if words else "")


def _with_abbreviations(blocks: Sequence[Block], lines: Sequence[str]) -> list[Block]:
    """`blocks` with a paragraph for each line that defines an abbreviation: people read what it stands for."""
    taken = {number for block in blocks for number in range(block.line, block.end + 1)}
    found = [
        Block("paragraph", (), number, number, line.strip())
        for number, line in enumerate(lines, 1)
        if number not in taken and _ABBREVIATION.match(line)
    ]
    return sorted([*blocks, *found], key=lambda block: block.line)
