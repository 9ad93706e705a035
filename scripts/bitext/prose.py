"""The text of a page with code and comments blanked out, every character in its place."""

import re
from functools import lru_cache

from bitext.code import code_ranges

CODE = "\ufffc"  # stands for each character of code, spaces and line breaks aside
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VISIBLE = re.compile(r"\S")


@lru_cache(maxsize=16)
def prose(body: str) -> str:
    """`body` with its code made of U+FFFC and its comments of spaces; lines and offsets are those of `body`."""
    parts, position = [], 0
    for start, end in code_ranges(body) if "`" in body or "~~~" in body else ():
        parts += [body[position:start], _VISIBLE.sub(CODE, body[start:end])]
        position = end
    text = "".join([*parts, body[position:]])
    return blanked(_COMMENT, text) if "<!--" in text else text


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """`text` with spaces in place of whatever `pattern` matches."""
    return pattern.sub(lambda match: _VISIBLE.sub(" ", match[0]), text)


def line_at(text: str, offset: int) -> int:
    """The line, from 1, that the character at `offset` stands on."""
    return text.count("\n", 0, offset) + 1
