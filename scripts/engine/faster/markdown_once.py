"""Caches for Python-Markdown and its highlighter, which save a fifth of their time.

Nothing is tried on a text that lacks what every match of it has; one lexer and one style sheet serve all blocks of code
of a language; and what a page and its translation have in common is coloured once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as regexes  # type: ignore[attr-defined]
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pygments  # type: ignore[import-untyped]
from bitext.markdown.fast_blocks import hasten_blocks
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString
from pygments.formatters.html import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pymdownx import highlight  # type: ignore[import-untyped]


def hasten(parser: markdown.Markdown) -> markdown.Markdown:
    """`parser`, which gives the same HTML in less time. No element must be declared one of blocks from here on."""
    parser.is_block_level = cache(parser.is_block_level)  # type: ignore[method-assign]
    for processor in parser.treeprocessors:
        if type(processor) is InlineProcessor:  # not one that an extension has put in its place
            processor.__class__ = _Inline
        if type(processor) is TocTreeprocessor and not processor.marker:
            processor.__class__ = _Tokens
        if type(processor) is UnescapeTreeprocessor:
            processor.__class__ = _Unescape
    return hasten_blocks(parser)


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


class _Inline(InlineProcessor):
    """Python-Markdown's, which tries each pattern on each text."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Turn the inline markup in `tree` into elements."""
        patterns: Iterable[Any] = self.inlinePatterns
        self._patterns = [(pattern, _needed(pattern.getCompiledRegExp())) for pattern in patterns]
        self._has_any = _any_of(frozenset(needed for _, needed in self._patterns))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._has_any(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index, (pattern, needed) in enumerate(self._patterns[patternIndex:], patternIndex):
            for character in needed:  # 'any' takes twice as long
                if character in data:
                    break
            else:
                if needed:
                    continue
            start, matched = 0, True
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data


@cache
def _any_of(sets: frozenset[frozenset[str]]) -> Callable[[str], Any]:
    """Whether a text has a character of any of `sets`; whether it has any character if one is empty."""
    characters = "".join(sorted(frozenset().union(*sets)))
    return re.compile(f"[{re.escape(characters)}]" if all(sets) and characters else "", re.DOTALL).search


@cache
def _needed(regex: re.Pattern[str]) -> frozenset[str]:
    """Characters of which every match has at least one; none where there is nothing to say."""
    return frozenset() if regex.flags & re.IGNORECASE else _in_sequence(regexes.parse(regex.pattern, regex.flags))


def _in_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found = [characters for code, value in items if (characters := _in_item(code, value))]
    return min(found, key=lambda characters: (len(characters), " " in characters), default=frozenset())


def _in_set(members: Any) -> frozenset[str]:
    """The letters of a set, if single letters are all that is in it."""
    is_plain = all(kind is codes.LITERAL for kind, _ in members)
    return frozenset(chr(letter) for _, letter in members) if is_plain else frozenset()


def _in_item(code: Any, value: Any) -> frozenset[str]:
    if code is codes.LITERAL:
        return frozenset(chr(value))
    if code is codes.IN:
        return _in_set(value)
    if code is codes.SUBPATTERN and not value[1] & re.IGNORECASE:
        return _in_sequence(value[-1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and value[0] > 0:
        return _in_sequence(value[-1])
    if code is codes.BRANCH:
        branches = [_in_sequence(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()


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
