"""The texts in a drawing (SVG), with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from bitext.pages.writing_marks import may_hold, unwritten

LARGEST = 2_000_000  # characters of a drawing that is looked at

_TEXTS = frozenset("text title desc foreignObject p div li td th figcaption h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset(("style", "script"))
_SPOKEN = ("aria-label",)
_BETWEEN_TAGS = re.compile(r"<!--.*?-->|(?<=>)[^<]*(?=<)", re.DOTALL)
_STYLE = re.compile(r"<style\b.*?</style\s*>", re.DOTALL)


@dataclass(frozen=True)
class DrawnText:
    """pieces: of one text, each with the line it stands on."""

    pieces: tuple[tuple[int, str], ...]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]

    @property
    def text(self) -> str:
        """The whole of it."""
        return " ".join(piece for _, piece in self.pieces)


def drawn_texts(svg: str) -> Iterator[DrawnText]:
    """The texts of a drawing, its title and description among them, in their order; those before a fault in it."""
    if len(svg) > LARGEST:
        return
    reader = _Reader()
    reader.read(svg)
    yield from reader.found


class _Reader:
    """Goes through the elements of a drawing, and knows the line of each."""

    def __init__(self) -> None:
        self.found: list[DrawnText] = []
        self._pieces: list[tuple[int, str]] = []
        self._open: list[str] = []

    def read(self, svg: str) -> None:
        """Find the texts of a drawing, as far as it is well-formed."""
        self._parser: Any = expat.ParserCreate("utf-8")
        self._parser.buffer_text = False  # or the line would be that of the end
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        try:
            self._parser.Parse(svg.encode(), True)
        except expat.ExpatError:
            self._take()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in _TEXTS:
            self._take()
        for spoken in _SPOKEN:
            if text := " ".join(attributes.get(spoken, "").split()):
                self.found.append(DrawnText(((self._parser.CurrentLineNumber, text),)))
        self._open.append(name)

    def _end(self, name: str) -> None:
        if self._open.pop() in _TEXTS:
            self._take()

    def _characters(self, data: str) -> None:
        if _SILENT.isdisjoint(self._open) and not _TEXTS.isdisjoint(self._open):
            self._pieces.append((self._parser.CurrentLineNumber, data))

    def _take(self) -> None:
        """End a text: what stands on one line is one piece."""
        lines: dict[int, str] = {}
        for line, data in self._pieces:
            lines[line] = lines.get(line, "") + data
        self._pieces = []
        plain = ((line, re.sub(r"[ \t\r\n]+", " ", data).strip(" ")) for line, data in lines.items())
        pieces = tuple((line, text) for line, text in plain if text)
        if pieces:
            self.found.append(DrawnText(pieces))


def open_drawn(svg: str) -> list[tuple[int, str]]:
    """What stands in a drawing for texts that are still to be written, each with its line."""
    if not may_hold(svg):
        return []
    return [(drawn.line, text) for drawn in drawn_texts(svg) if (text := unwritten(drawn.text))]


def without_texts(svg: str) -> str:
    """What a drawing looks like besides its texts: its tags and styles."""
    styles = "".join(" ".join(style.split()) for style in _STYLE.findall(svg))
    tags = _BETWEEN_TAGS.sub("", _STYLE.sub("", svg))
    return re.sub(r"\baria-label=(?:\"[^\"]*\"|'[^']*')", "", " ".join(tags.split())) + styles
