"""The links of a text as they are written, and a text whose links lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bitext.compose.page_links import Form
from bitext.markdown.code import code_ranges

_ADDRESS = r"(?P<target>[^<>\n]*(?=>)|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("markdown", re.compile(rf"\](?<!\\\])\([ ]?<?{_ADDRESS}")),
    ("markdown", re.compile(r"^[ \t]*\[[^\]^\n][^\]\n]*\]:[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)),
    ("html", re.compile(r"(?<![\w:-])(?:href|src|poster)\s*=\s*\"(?P<target>[^\"\n]*)\"")),
    ("html", re.compile(r"(?<![\w:-])(?:href|src|poster)\s*=\s*'(?P<target>[^'\n]*)'")),
)


def with_links(text: str, change: Callable[[str, Form], str]) -> str:
    """`text`, Markdown without front matter, with each target of a link outside code as `change` has it. Titles, texts
    and the way a target is put between its marks stay."""
    edits: dict[tuple[int, int], str] = {}
    for form, start, end in _targets(text):
        new = change(text[start:end], form)
        if new != text[start:end]:
            edits[start, end] = new
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _targets(text: str) -> Iterator[tuple[Form, int, int]]:
    code = code_ranges(text)
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("target")
            if not any(first <= match.start() < last for first, last in code):
                yield form, start, end
