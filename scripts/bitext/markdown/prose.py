"""The text of a page with code and comments blanked out, every character in its place."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bitext.markdown.code import code_ranges

CODE = "\ufffc"  # stands for each character of code, spaces and line breaks aside
_VISIBLE = re.compile(r"\S+")


@lru_cache(maxsize=16)
def prose(body: str) -> str:
    """`body` with its code made of U+FFFC and its comments of spaces; lines and offsets are those of `body`."""
    parts, position = [], 0
    for start, end in code_ranges(body) if "`" in body or "~~~" in body else ():
        parts += [body[position:start], _VISIBLE.sub(_as_code, body[start:end])]
        position = end
    text = "".join([*parts, body[position:]])
    return without_comments(text)


def without_comments(text: str) -> str:
    """`text` with spaces in place of HTML comments."""
    parts, position = [], 0
    for start, end in comments(text):
        parts += [text[position:start], _VISIBLE.sub(_as_spaces, text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Where the HTML comments of a text begin and end."""
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        position = end + 3
        yield start, position


def _as_code(match: re.Match[str]) -> str:
    return CODE * (match.end() - match.start())


def _as_spaces(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def line_at(text: str, offset: int) -> int:
    """The line, from 1, that the character at `offset` stands on."""
    return text.count("\n", 0, offset) + 1
