"""Marks that let a text pass through Jinja2 and still tell, of every line, where it was written.

Before: each line gets a mark with its file and line, each include is put between two marks that tell how deep it is
indented, and what Jinja2 must not see in code is hidden. Afterwards the marks are read and taken out. They are
noncharacters (U+FDD0 and following), which Unicode keeps for use inside a program; a source that has some loses them.
"""

import re
from collections.abc import Iterable

from bitext.markdown.code import inside_code

LINE, OPEN, CLOSE, STOP, BRACE, JOINER = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
INLINE = -1  # in place of a depth: the snippet stands in mid-line

# None goes on over another of its kind: of thousands that nothing ends each would be looked through to the end.
EXPRESSION, STATEMENT = r"\{\{(?:(?!\{\{).)*?\}\}", r"\{%(?:(?!\{%).)*?%\}"
TAG = re.compile(rf"{EXPRESSION}|{STATEMENT}|<!--#(?:(?!<!--#).)*?#-->", re.DOTALL)
_BLOCKS = re.compile(r"[ \t]*(?:(?:\{%[^\n]*?%\}|<!--#[^\n]*?#-->)[ \t]*)+")
_INCLUDE = re.compile(r"\{%-?\s*include\b[^\n]*?%\}")
_INCLUDE_LINE = re.compile(
    rf"(?P<lead>[ \t]*)(?P<marker>(?:[-*+]|\d{{1,9}}[.)])[ \t]+)?(?P<tag>{_INCLUDE.pattern})[ \t]*$"
)
_DEEPEST = 200  # columns; Markdown has no use for more
_MARKED = re.compile(
    f"{LINE}(\\d{{1,9}}):(\\d{{1,9}}){STOP}|{OPEN}(-?\\d{{1,3}}){STOP}|({CLOSE})|(\n)|([^\n{LINE}{OPEN}{CLOSE}]+)"
)


def has_tags(text: str) -> bool:
    """Whether there is anything for Jinja2 in `text`."""
    return "{{" in text or "{%" in text or "<!--#" in text


def without_marks(text: str) -> str:
    """`text` without any of the characters that serve as marks."""
    return re.sub(f"[{LINE}-{JOINER}]", "", text)


def mark(text: str, file: int) -> str:
    """`text` ready for Jinja2, its lines where they were. `file` is a number that `read_marks` gives back.

    A line that holds nothing but block tags leaves no line behind: its line break is moved into the last tag. (Jinja2's
    own `trim_blocks` would also join 'a {% endif %}' with the line that follows.)
    """
    text = inside_code(without_marks(text), lambda code: code.replace("{", BRACE).replace("<!--#", f"<!--{JOINER}#"))
    within_tag = set(_lines_within_tags(text))
    marked: list[str] = []
    for index, line in enumerate(text.split("\n")):
        place = f"{LINE}{file}:{index + 1}{STOP}"
        if index in within_tag:
            marked.append(f"{line}\n")
        elif match := _INCLUDE_LINE.match(line):
            lead, marker = match["lead"], match["marker"] or ""
            # Python-Markdown continues a list item at four columns, however wide its marker is
            depth = len(lead.expandtabs(4)) + (4 if marker else 0)
            start = f"{place}{lead}{marker}" if marker else ""
            marked.append(f"{start}{OPEN}{depth}{STOP}{_swallow_line_break(match['tag'])}{CLOSE}")
        elif (blocks := _BLOCKS.match(line)) and blocks.end() == len(line):
            marked.append(_swallow_line_break(line.strip()))
        else:
            at = blocks.end() if blocks else 0
            rest = _INCLUDE.sub(lambda tag: f"{OPEN}{INLINE}{STOP}{tag[0]}{CLOSE}", line[at:])
            marked.append(f"{line[:at]}{place}{rest}\n")
    return "".join(marked).removesuffix("\n")


def _swallow_line_break(tag: str) -> str:
    return re.sub(r"(-?%\}|#-->)$", r"\n\1", tag)


def _lines_within_tags(text: str) -> Iterable[int]:
    for match in TAG.finditer(text):
        first = text.count("\n", 0, match.start())
        yield from range(first + 1, first + 1 + match[0].count("\n"))


def read_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, what was included indented as deep as its include; and each line's file and line. Marks
    that are not whole, or that nothing opens, are dropped: an expression may have made them, or cut them off."""
    reading = _Reading()
    for match in _MARKED.finditer(marked.replace(BRACE, "{").replace(JOINER, "")):
        file, number, depth, close, newline, text = match.groups()
        if text is not None:
            reading.take_text(text)
        elif newline:
            reading.end_line()
        elif file:
            reading.take_place(int(file), int(number))
        elif depth:
            reading.depths.append(int(depth))
        elif close:
            reading.close()
    reading.end_line()
    return "\n".join(reading.lines), reading.origins


class _Reading:
    """A composed text while its marks are read. depths: how deep each include that is open is indented."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.origins: list[tuple[int, int]] = []
        self.depths: list[int] = []
        self._line = ""
        self._origin: tuple[int, int] | None = None
        self._last = (0, 1)

    def take_text(self, text: str) -> None:
        """Add to the line, indented if it begins with this."""
        indent = "" if self._line else " " * min(_DEEPEST, sum(depth for depth in self.depths if depth > 0))
        text = text.replace(STOP, "")
        self._line += indent + text if text.strip() else text

    def take_place(self, file: int, number: int) -> None:
        """Know where the next text comes from; a line comes from where its first text does."""
        self._last = (file, number)
        if not self._line or self._origin is None:
            self._origin = self._last

    def end_line(self) -> None:
        """Keep the line, and begin another."""
        self.lines.append(self._line)
        self.origins.append(self._origin or self._last)
        self._line, self._origin = "", None

    def close(self) -> None:
        """Leave a snippet. The last line break of one within a line ends no line here."""
        is_inline = bool(self.depths) and self.depths.pop() == INLINE
        if is_inline and not self._line and self.lines:
            self._line, self._origin = self.lines.pop(), self.origins.pop()
