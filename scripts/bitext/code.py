"""Where the code is in a Markdown text: fenced blocks and code spans, which nothing may rewrite."""

import re
from collections.abc import Callable
from functools import lru_cache

_FENCE = re.compile(
    r"^(?P<lead>[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<mark>`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE
)
# A run of backticks, and the next run of the same length with no blank line between (CommonMark, "Code spans"). Begun
# with what it is found by, and never going back, it takes a tenth of the time.
_SPAN = re.compile(
    r"(?P<run>`(?<![`\\]`)`*+)(?>(?:[^`\n]++|\n(?![ \t]*\n)|(?!(?P=run)(?!`))`++)+)(?P=run)(?!`)", re.DOTALL
)


@lru_cache(maxsize=64)
def code_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of `text` that are code, in order, the marks included; offsets in characters."""
    ranges: list[tuple[int, int]] = []
    position = 0
    may_be_fenced = "```" in text or "~~~" in text
    while may_be_fenced and (fence := _FENCE.search(text, position)):
        ranges += _spans(text, position, fence.start())
        closing = _closing(fence["mark"][0], len(fence["mark"])).search(text, fence.end())
        if closing is None:
            return (*ranges, (fence.end("lead"), len(text)))
        position = min(closing.end() + 1, len(text))
        ranges.append((fence.end("lead"), position))
    return (*ranges, *_spans(text, position, len(text)))


@lru_cache(maxsize=64)
def _closing(mark: str, length: int) -> re.Pattern[str]:
    """The line that ends a fence of so many marks."""
    return re.compile(rf"(?<=\n)[ \t>]*{re.escape(mark)}{{{length},}}[ \t]*$", re.MULTILINE)


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    start = text.find("`", start, end)
    return [match.span() for match in _SPAN.finditer(text, start, end)] if start >= 0 else []


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
