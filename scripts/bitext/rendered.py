"""A Markdown text as HTML: as the site renders it, but for colours and icons and what plugins add."""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from typing import Any

import markdown

from bitext.dialect import Dialect

# Python-Markdown's own extensions, and of PyMdown those that neither read other files nor ask other hosts.
_OWN = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes legacy_attrs legacy_em md_in_html nl2br sane_lists "
    "smarty tables toc wikilinks".split()
)
_OTHERS = ("pymdownx.", "mdx_truly_sane_lists")
_LEFT_OUT = frozenset(
    f"pymdownx.{name}" for name in ("arithmatex", "b64", "emoji", "pathconverter", "progressbar", "snippets")
)


def render(text: str, dialect: Dialect) -> str:
    """`text` as HTML. Raises what Python-Markdown does, such as RecursionError for what is nested too deep."""
    parser = _parser(dialect, threading.get_ident())
    parser.reset()
    return parser.convert(text)


@lru_cache(maxsize=8)
def _parser(dialect: Dialect, thread: int) -> markdown.Markdown:
    parser = markdown.Markdown()
    for name, written in dialect.extensions:
        if name in _OWN or (name.startswith(_OTHERS) and name not in _LEFT_OUT):
            options: dict[str, Any] = json.loads(written)
            if name == "pymdownx.highlight":
                options["use_pygments"] = False
            try:
                parser.registerExtensions([name], {name: options})
            except (ImportError, AttributeError, KeyError, TypeError, ValueError):
                continue  # said by MkDocs
    return parser
