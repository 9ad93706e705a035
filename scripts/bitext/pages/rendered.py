"""A Markdown text as HTML: as the site renders it, but for icons and what plugins add."""

from __future__ import annotations

import json
import re
import threading
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from pygments.lexers.special import TextLexer  # type: ignore[import-untyped]
from pymdownx.highlight import Highlight, HighlightExtension  # type: ignore[import-untyped]

from bitext.markdown.dialect import Dialect
from bitext.markdown.fast_blocks import hasten_blocks
from bitext.markdown.fast_inline import hasten_inline
from bitext.markdown.shortcodes import is_unknown

# Python-Markdown's own extensions but that for anchors, and those of PyMdown that read no files and ask no other hosts.
_OWN = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes legacy_attrs legacy_em md_in_html nl2br sane_lists "
    "smarty tables wikilinks".split()
)
_OTHERS = ("pymdownx.", "mdx_truly_sane_lists")
_LEFT_OUT = frozenset(
    f"pymdownx.{name}" for name in ("arithmatex", "b64", "emoji", "pathconverter", "progressbar", "snippets")
)


@lru_cache(maxsize=4)  # the same page is asked for its ids and for what it must not bring along
def render(text: str, dialect: Dialect) -> str:
    """`text` as HTML in which a heading has no id but one that is written. Raises what Python-Markdown does, such as
    RecursionError for what is nested too deep."""
    parser = _parser(dialect, threading.get_ident())
    parser.reset()
    return parser.convert(text)


class _Shortcodes(InlineProcessor):
    """An element in the place of each ':smile:', to which an attribute list may belong."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """The element for a match."""
        if is_unknown(m[1]):
            return None, None, None
        element = Element("span")
        element.text = m[0]
        return element, m.start(0), m.end(0)


class _Uncoloured(Highlight):  # type: ignore[misc]
    """PyMdown's, which takes all code for plain text: to tell its words apart takes most of the time, and says no more
    of the page."""

    def get_lexer(self, src: str, language: str, inline: bool, stripnl: bool) -> tuple[TextLexer, str]:
        """The lexer for a text, and the name of its language."""
        return TextLexer(stripnl=stripnl), language or "text"


def _is_taken(extension: str) -> bool:
    """Whether an extension of Markdown takes part."""
    return extension in _OWN or (extension.startswith(_OTHERS) and extension not in _LEFT_OUT)


@lru_cache(maxsize=8)
def _parser(dialect: Dialect, thread: int) -> markdown.Markdown:
    parser = markdown.Markdown()
    if dialect.has("pymdownx.emoji"):
        parser.inlinePatterns.register(_Shortcodes(r":([\w+-]+):"), "shortcodes", 75)
    for name, written in dialect.extensions:
        if _is_taken(name):
            options: dict[str, Any] = json.loads(written)
            try:
                parser.registerExtensions([name], {name: options})
            except (ImportError, AttributeError, KeyError, TypeError, ValueError):
                continue  # said by MkDocs
    for extension in parser.registeredExtensions:
        if isinstance(extension, HighlightExtension):
            extension.get_pymdownx_highlighter = lambda: _Uncoloured
    return hasten_inline(hasten_blocks(parser))
