"""Caches for Python-Markdown and its highlighter, which save a fifth of their time.

One lexer and one style sheet serve all blocks of code of a language; what a page and its translation have in common is
coloured once.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pygments  # type: ignore[import-untyped]
from bitext.markdown.fast_blocks import hasten_blocks
from bitext.markdown.fast_inline import hasten_inline
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import STX
from pygments.formatters.html import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pymdownx import highlight  # type: ignore[import-untyped]


def hasten(parser: markdown.Markdown) -> markdown.Markdown:
    """`parser`, which gives the same HTML in less time. No element must be declared one of blocks from here on."""
    parser.is_block_level = cache(parser.is_block_level)  # type: ignore[method-assign]
    for processor in parser.treeprocessors:
        if type(processor) is TocTreeprocessor and not processor.marker:
            processor.__class__ = _Tokens
        if type(processor) is UnescapeTreeprocessor:
            processor.__class__ = _Unescape
    return hasten_inline(hasten_blocks(parser))


def use() -> None:
    """Let the highlighting share its lexers and style sheets, and what it has coloured last."""
    highlight.BlockHtmlFormatter, highlight.InlineHtmlFormatter = _Block, _InLine
    highlight.get_lexer_by_name = _lexer
    highlight.highlight = _highlight


class _Unescape(UnescapeTreeprocessor):
    """Python-Markdown's, whose pattern is tried on each text."""

    def unescape(self, text: str) -> str:
        """The text with the characters that stood behind a backslash."""
        return super().unescape(text) if STX in text else text


class _Tokens(TocTreeprocessor):
    """Python-Markdown's, without a table of contents as HTML: MkDocs asks for its tokens alone."""

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        """A table without entries."""
        return Element("div")


class _OneStyle(HtmlFormatter):  # type: ignore[misc]
    """Its style sheet is that of all others of its kind."""

    def _create_stylesheet(self) -> None:
        self.ttype2class, self.class2style = _style_sheet(self.style, self.classprefix)


@cache
def _style_sheet(style: Any, prefix: str) -> tuple[Any, Any]:
    made: Any = HtmlFormatter(style=style, classprefix=prefix)
    return made.ttype2class, made.class2style


class _Block(_OneStyle, highlight.BlockHtmlFormatter):  # type: ignore[misc]
    pass


class _InLine(_OneStyle, highlight.InlineHtmlFormatter):  # type: ignore[misc]
    pass


_coloured: dict[tuple[Any, ...], str] = {}
_AS_MANY = 64  # blocks of code on a page; its translation, which has the same, comes next


def _highlight(code: str, lexer: Any, formatter: Any) -> str:
    """What `pygments.highlight` makes of `code`."""
    key = (code, lexer, type(formatter), repr(formatter.options))
    if key not in _coloured:
        while len(_coloured) >= _AS_MANY:
            del _coloured[next(iter(_coloured))]
        _coloured[key] = pygments.highlight(code, lexer, formatter)
    return _coloured[key]


_lexers: dict[tuple[Any, ...], Any] = {}


def _lexer(name: str, **options: Any) -> Any:
    """Pygments' lexer of this name. Raises what `get_lexer_by_name` does."""
    key = (name, repr(sorted(options.items())))
    if key not in _lexers:
        _lexers[key] = get_lexer_by_name(name, **options)
    return _lexers[key]
