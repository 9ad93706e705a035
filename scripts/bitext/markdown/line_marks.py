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

OPENERS = ("{{", "{%", "<!--#")
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
    return any(opener in text for opener in OPENERS)


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
    lines: list[str] = []
    origins: list[tuple[int, int]] = []
    line, origin, last = "", None, (0, 1)
    depths: list[int] = []
    for match in _MARKED.finditer(marked.replace(BRACE, "{").replace(JOINER, "")):
        file, number, depth, close, newline, text = match.groups()
        if text is not None:
            indent = "" if line else " " * min(_DEEPEST, sum(depth for depth in depths if depth > 0))
            text = text.replace(STOP, "")
            line += indent + text if text.strip() else text
        elif newline:
            lines.append(line)
            origins.append(origin or last)
            line, origin = "", None
        elif file:
            last = (int(file), int(number))
            origin = last if not line else origin or last
        elif depth:
            depths.append(int(depth))
        elif close and depths and depths.pop() == INLINE and not line and lines:
            line, origin = lines.pop(), origins.pop()  # the snippet's last line break ends no line here
    return "\n".join([*lines, line]), [*origins, origin or last]
