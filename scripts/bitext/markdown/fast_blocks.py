"""Python-Markdown's block parser without work that cannot match: it takes a third of the time.

No processor of blocks is tried on a block that lacks what every match of it has, and no preprocessor on a text without
a fence, a tag or a tab.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown import blockprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, admonition, def_list, footnotes, md_in_html, tables
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, STX, Registry
from pymdownx import details, superfences, tabbed  # type: ignore[import-untyped]

from bitext.speed import IS_ON

_SPACES = re.compile(r"\n +\n")
_INDENT = "\t"  # stands for as many spaces as begin a line of an item
#: Of processors of blocks that have no use for a block without any of these.
_NEEDS: dict[type, tuple[str, ...]] = {
    blockprocessors.ListIndentProcessor: (_INDENT,),
    blockprocessors.CodeBlockProcessor: (_INDENT,),
    superfences.SuperFencesCodeBlockProcessor: (_INDENT,),
    blockprocessors.HashHeaderProcessor: ("#",),
    blockprocessors.SetextHeaderProcessor: ("\n=", "\n-"),
    blockprocessors.HRProcessor: ("-", "_", "*"),
    blockprocessors.OListProcessor: (". ",),
    blockprocessors.UListProcessor: ("* ", "- ", "+ "),
    blockprocessors.BlockQuoteProcessor: (">",),
    blockprocessors.ReferenceProcessor: ("]:",),
    abbr.AbbrBlockprocessor: ("*[",),
    admonition.AdmonitionProcessor: ("!!!", _INDENT),
    def_list.DefListIndentProcessor: (_INDENT,),
    def_list.DefListProcessor: (": ",),
    details.DetailsProcessor: ("???", _INDENT),
    footnotes.FootnoteBlockProcessor: ("[^",),
    md_in_html.MarkdownInHtmlProcessor: (STX,),
    tabbed.TabbedProcessor: ("===", _INDENT),
    tables.TableProcessor: ("|",),
}


class _Tables(tables.TableProcessor):
    """Python-Markdown's, which looks for code in each row, where a bar is none."""

    def _split(self, row: str) -> list[str]:
        cells: list[str] = super()._split(row) if "`" in row or "\\" in row else row.split("|")  # type: ignore[misc]
        return cells


def hasten_blocks(parser: markdown.Markdown) -> markdown.Markdown:
    """`parser`, which makes the same blocks in less time."""
    if not IS_ON:
        return parser
    for preprocessor in parser.preprocessors:
        preprocessor.__class__ = _PREPROCESSORS.get(type(preprocessor), type(preprocessor))
    for processor in parser.parser.blockprocessors:
        if type(processor) is tables.TableProcessor:
            processor.__class__ = _Tables
    if type(parser.parser) is BlockParser:
        parser.parser.__class__ = _Blocks
        parser.parser.blockprocessors.__class__ = _Listed
    return parser


class _Listed(Registry[Any]):
    """A registry of processors that makes its list once, not for each block of a page."""

    _known: list[tuple[tuple[str, ...], Any]] | None = None

    def with_needs(self) -> list[tuple[tuple[str, ...], Any]]:
        """The processors, each with texts of which a block has one if it is of use to it; without if any may be."""
        if self._known is None:
            self._known = [(_needs(item), item) for item in self]
        return self._known

    def register(self, item: Any, name: str, priority: float) -> None:
        """Add a processor."""
        self._known = None
        super().register(item, name, priority)

    def deregister(self, name: str, strict: bool = True) -> None:
        """Remove a processor."""
        self._known = None
        super().deregister(name, strict)


class _Blocks(BlockParser):
    """Python-Markdown's, which tries each processor on each block."""

    blockprocessors: _Listed

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Turn `blocks` into elements of `parent`."""
        while blocks:
            block = blocks[0]
            for needed, processor in self.blockprocessors.with_needs():
                for text in needed:  # 'any' takes twice as long
                    if text in block:
                        break
                else:
                    if needed:
                        continue
                if processor.test(parent, block):
                    if processor.run(parent, blocks) is not False:
                        break
                    block = blocks[0]


def _needs(processor: Any) -> tuple[str, ...]:
    kind = tables.TableProcessor if isinstance(processor, _Tables) else type(processor)
    return tuple(text.replace(_INDENT, " " * processor.tab_length) for text in _NEEDS.get(kind, ()))


class _Whitespace(NormalizeWhitespace):
    """Python-Markdown's, whose pattern for lines of nothing but spaces is tried at every character."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines without what has no meaning in them."""
        source = "\n".join(lines)
        if "\t" in source or "\r" in source or STX in source or ETX in source or _SPACES.search(f"{source}\n"):
            return super().run(lines)
        return [*lines, "", ""]


class _Html(md_in_html.HtmlBlockPreprocessor):
    """Python-Markdown's, which reads a text as HTML although there is none in it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block of HTML."""
        source = "\n".join(lines)
        return super().run(lines) if "<" in source or "&" in source else source.split("\n")


class _Fences(superfences.SuperFencesBlockPreprocessor):  # type: ignore[misc]
    """PyMdown's, which looks at the beginning of each line, character by character."""

    def search_nested(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block of code."""
        source = "\n".join(lines)
        found: list[str] = super().search_nested(lines) if "```" in source or "~~~" in source else lines
        return found


_PREPROCESSORS = {
    NormalizeWhitespace: _Whitespace,
    md_in_html.HtmlBlockPreprocessor: _Html,
    superfences.SuperFencesBlockPreprocessor: _Fences,
}
