"""What Python-Markdown and its highlighting work out anew for each text, worked out once: a fifth of their time.

A pattern for inline markup is not tried on a text that lacks a character which every match of it has, and one lexer and
one style sheet serve all blocks of code of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as regexes  # type: ignore[attr-defined]
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from pygments.formatters.html import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pymdownx import highlight  # type: ignore[import-untyped]


def hasten(parser: markdown.Markdown) -> markdown.Markdown:
    """`parser`, which gives the same HTML in less time."""
    for processor in parser.treeprocessors:
        if type(processor) is InlineProcessor:  # not one that an extension has put in its place
            processor.__class__ = _Inline
    return parser


def use() -> None:
    """Let the highlighting share its lexers and style sheets."""
    highlight.BlockHtmlFormatter, highlight.InlineHtmlFormatter = _Block, _InLine
    highlight.get_lexer_by_name = _lexer


class _Inline(InlineProcessor):
    """Python-Markdown's, which tries each pattern on each text."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Turn the inline markup in `tree` into elements."""
        patterns: Iterable[Any] = self.inlinePatterns
        self._patterns = [(pattern, _needed(pattern.getCompiledRegExp())) for pattern in patterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
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
def _needed(regex: re.Pattern[str]) -> frozenset[str]:
    """Characters of which every match has at least one; none where there is nothing to say."""
    return frozenset() if regex.flags & re.IGNORECASE else _in_sequence(regexes.parse(regex.pattern, regex.flags))


def _in_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found = [characters for code, value in items if (characters := _in_item(code, value))]
    return min(found, key=lambda characters: (len(characters), " " in characters), default=frozenset())


def _in_item(code: Any, value: Any) -> frozenset[str]:
    if code is codes.LITERAL:
        return frozenset(chr(value))
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
        return frozenset(chr(letter) for _, letter in value)
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


_lexers: dict[tuple[Any, ...], Any] = {}


def _lexer(name: str, **options: Any) -> Any:
    """Pygments' lexer of this name. Raises what `get_lexer_by_name` does."""
    key = (name, repr(sorted(options.items())))
    if key not in _lexers:
        _lexers[key] = get_lexer_by_name(name, **options)
    return _lexers[key]
