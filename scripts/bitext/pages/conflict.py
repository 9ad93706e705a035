"""Two versions of a text that git has left in a file, in a merge that nobody has finished.

Over what a translation records of its source two branches are in conflict as soon as both have accepted it, though
neither value is right once both are merged. Such a conflict is taken out of what is read, and out of what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bitext.pages.revision import KEY, UNCHANGED

FIRST_MARK = "<<<<<<<"  # no text without it holds a conflict
BEGIN = re.compile(rf"^{FIRST_MARK}(?= |\r?$)", re.MULTILINE)
END = re.compile(r"^(?:={7}|>{7}(?: .*)?)\r?$", re.MULTILINE)
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?")
_RECORDED = re.compile(rf"([\"']?)(?P<key>{KEY}|{UNCHANGED})\1[ \t]*:(?P<value>.*)")
_MARK = re.compile(r"[0-9a-f]{10}")


def conflict_line(text: str) -> int:
    """The first line of `text` at which git has left two versions, from 1; 0 when there is none."""
    begin = BEGIN.search(text) if FIRST_MARK in text else None
    return text.count("\n", 0, begin.start()) + 1 if begin and END.search(text, begin.end()) else 0


def told(path: str, is_recorded: bool) -> str:
    """What to say of two versions in the file at `path`. is_recorded: they are about nothing but what is recorded."""
    if not is_recorded:
        return "git has left two versions here; keep one, without '<<<<<<<', '=======' and '>>>>>>>'"
    return f"git has left two versions of '{KEY}' here; 'python3 scripts accept {path}' writes the one that holds"


def is_settled(text: str) -> bool:
    """Whether what git has left in `text`, the beginning of a page, is about nothing but what is recorded."""
    return conflict_line(text) > 0 and not conflict_line(settled(text))


def settled(text: str, *, keep_lines: bool = True, all_of_it: bool = False) -> str:
    """A page without those conflicts in its front matter that are about nothing but what is recorded, and without what
    is recorded there; others stay. keep_lines: put empty lines in the place of those taken out; all_of_it: the file is
    one of data, all of it like a front matter."""
    if not conflict_line(text):
        return text
    lines = text.split("\n")
    result: list[str] = []
    fences, index = 0, 0
    while index < len(lines) and (all_of_it or fences < 2):
        taken = [lines[index]]
        if BEGIN.match(lines[index]):
            taken, index = _without_conflict(lines, index, keep_lines)
        else:
            index += 1
        fences += sum(_FENCE.fullmatch(line) is not None for line in taken)
        result += taken
        has_text = "".join(taken).strip() != ""
        if has_text and not fences and not all_of_it:
            break  # there is no front matter
    return "\n".join([*result, *lines[index:]])


def _without_conflict(lines: Sequence[str], start: int, keep_lines: bool) -> tuple[list[str], int]:
    """What stays of the conflict that begins on a line, and the index of the line below it."""
    sides: list[list[str]] = [[]]
    for index in range(start + 1, len(lines)):
        line = lines[index].rstrip("\r")
        if line.startswith(">>>>>>>"):
            ours, theirs = ([each for each in side if not _RECORDED.match(each)] for side in (sides[0], sides[-1]))
            if len(sides) == 1 or ours != theirs:
                return list(lines[start : index + 1]), index + 1
            kept = [*ours, *_marks(sides[0], sides[-1])]
            return [*kept, *[""] * (index + 1 - start - len(kept)) * keep_lines], index + 1
        if line == "=======" or line.startswith("|||||||"):
            sides.append([])
        else:
            sides[-1].append(lines[index])
    return [lines[start]], start + 1


def _marks(*sides: Sequence[str]) -> list[str]:
    """The line of what both sides say to be right as it was."""
    written = [
        match for side in sides for line in side if (match := _RECORDED.match(line)) and match["key"] == UNCHANGED
    ]
    marks = dict.fromkeys(mark for match in written for mark in _MARK.findall(match["value"]))
    end = "\r" if written and written[0].string.endswith("\r") else ""
    return [unchanged_line(marks) + end] if marks else []


def unchanged_line(marks: Iterable[str]) -> str:
    """The line of front matter or data that has these marks."""
    quoted = ", ".join(f'"{mark}"' for mark in marks)
    return f"{UNCHANGED}: [{quoted}]"
