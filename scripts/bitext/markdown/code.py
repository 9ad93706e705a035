"""Where the code is in a Markdown text: fenced blocks and code spans, which nothing may rewrite."""

import re
from collections.abc import Callable
from functools import lru_cache

# After a line break: '^' would be tried at every character.
_FENCE = re.compile(r"\n(?P<lead>[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<mark>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})")
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
    lines = f"\n{text}" if "```" in text or "~~~" in text else ""
    while fence := _FENCE.search(lines, position):
        ranges += _spans(text, position, fence.start())
        begin = fence.end("lead") - 1
        closing = _closing(fence["mark"][0], len(fence["mark"])).search(lines, fence.end())
        if closing is None:
            return (*ranges, (begin, len(text)))
        position = min(closing.end(), len(text))
        ranges.append((begin, position))
    return (*ranges, *_spans(text, position, len(text)))


@lru_cache(maxsize=64)
def _closing(mark: str, length: int) -> re.Pattern[str]:
    """The line that ends a fence of so many marks, with the line break before it."""
    return re.compile(rf"\n[ \t>]*{re.escape(mark)}{{{length},}}[ \t]*(?![^\n])")


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    start = text.find("`", start, end)
    return [match.span() for match in _SPAN.finditer(text, start, end)] if start >= 0 else []


def span_ranges(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the code spans in the text of one block, the marks included."""
    return _spans(text, 0, len(text)) if "`" in text else []


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
