"""Where the code is in a Markdown text: fenced blocks and code spans, which nothing may rewrite."""

import re
from collections.abc import Callable
from functools import lru_cache

_FENCE = re.compile(r"^(?P<lead>[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<mark>`{3,}(?=[^`\n]*$)|~{3,})")
# A run of backticks, and the next run of the same length with no blank line between (CommonMark, "Code spans").
_SPAN = re.compile(r"(?<![`\\])(?P<run>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=run)(?!`)", re.DOTALL)


@lru_cache(maxsize=64)
def code_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of `text` that are code, in order, the marks included; offsets in characters."""
    ranges: list[tuple[int, int]] = []
    fence, start, position, prose = "", 0, 0, 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        if fence:
            if re.match(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", line.rstrip("\n")):
                ranges.append((start, end))
                fence, prose = "", end
        elif match := _FENCE.match(line):
            ranges += _spans(text, prose, position)
            fence, start = match["mark"], position + len(match["lead"])
        position = end
    if fence:
        ranges.append((start, len(text)))
    else:
        ranges += _spans(text, prose, len(text))
    return tuple(ranges)


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _SPAN.finditer(text, start, end)]


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` applied to each stretch that is not code."""
    parts, position = [], 0
    for start, end in code_ranges(text):
        parts += [change(text[position:start]), text[start:end]]
        position = end
    return "".join([*parts, change(text[position:])])


def inside_code(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` applied to each stretch that is code."""
    parts, position = [], 0
    for start, end in code_ranges(text):
        parts += [text[position:start], change(text[start:end])]
        position = end
    return "".join([*parts, text[position:]])
