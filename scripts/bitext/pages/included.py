"""Which snippets a text includes."""

import re
from collections.abc import Iterator

from bitext.markdown.code import inside_code

_INCLUDE = re.compile(r"\{%[-+]?\s*include\b[^%]*%\}")
_NAME = re.compile(r"[\"']([^\"'\n]+)[\"']")


def included_names(text: str) -> Iterator[str]:
    """The names of the snippets that `text` includes, as they are written, outside code."""
    if "include" in text:
        for tag in _INCLUDE.findall(inside_code(text, lambda code: "")):
            yield from _NAME.findall(tag)
