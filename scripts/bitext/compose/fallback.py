"""Text of the source language on a page of another: what comes from a snippet that is not translated yet."""

from __future__ import annotations

import re

from bitext.compose.texts import Expanded
from bitext.markdown.code import code_ranges
from bitext.markdown.parser import ATTRIBUTES
from bitext.pages.segments import Segment

# What stands before a text on its line, beside what begins its block: the marks of a footnote, of a definition.
_LEAD = re.compile(r"[ \t]*(?:\[\^[^\]\n]+\]:|:(?=[ \t]))?[ \t]*")
_NO_TEXT = re.compile(r"[ \t]*(?:\*\[[^\]\n]+\]:.*|\{:[^{}\n]*\}|\[[^\^\]\n][^\]\n]*\]:.*)?[ \t]*")
_TITLE = re.compile(r"\"(?P<title>.+)\"(?=[^\"]*$)")
_FIRST_TAG = re.compile(r"(?P<tag><[A-Za-z][\w-]*)(?=[\s>])(?![^<>]*\slang\s*=)")
_CELL = re.compile(r"(?P<before>\A[ \t]*)(?P<text>\S(?:.*\S)?)(?P<after>[ \t]*\Z)")
_BAR = re.compile(r"(?<!\\)\|")


def mark_source_text(lines: list[str], expanded: Expanded, folder: str, tag: str) -> None:
    """Let each block of an `expanded` page that was written below `folder` say that its language is `tag`. lines: of
    the page, in which nothing but the anchors of headings is new.

    No element goes around blocks: the steps of a snippet are steps of the list that the page goes on with. Lines stay
    where they are.
    """
    top = f"{folder}/"
    if not any(path.startswith(top) for path, _ in expanded.origins):
        return
    for segment in expanded.segments:
        first, end = segment.line - 1, min(segment.end, len(lines))
        if all(path.startswith(top) for path, _ in expanded.origins[first:end]):
            lines[first:end] = _marked(segment, lines[first:end], tag)


def _marked(segment: Segment, lines: list[str], tag: str) -> list[str]:
    """The lines of a segment, its text marked."""
    if segment.kind in ("item", "paragraph"):
        return _prose(segment, lines, tag)
    if segment.kind == "heading":
        lines[0] = ATTRIBUTES.sub(lambda each: f" {{ {each['list']} lang={tag} }}", lines[0], count=1)
    elif segment.kind in ("callout", "tab"):
        lines[0] = _TITLE.sub(lambda each: f'"<span lang={tag}>{each["title"]}</span>"', lines[0])
    elif segment.kind == "row":
        lines[0] = _row(lines[0], tag)
    elif segment.kind == "html":
        return _FIRST_TAG.sub(rf'\g<tag> lang="{tag}"', "\n".join(lines), count=1).split("\n")
    return lines


def _end_of_text(line: str, end: int) -> int:
    """Where the text of a line ends: at `end`, or before the attribute list of its block."""
    attributes = ATTRIBUTES.search(line)
    is_of_block = attributes is not None and line[attributes.start()] in " \t"
    return attributes.start() if attributes and is_of_block else end


def _prose(segment: Segment, lines: list[str], tag: str) -> list[str]:
    """The lines of a paragraph or of the text of an item, with an element around each stretch that is one text."""
    stretches: list[tuple[tuple[int, int], tuple[int, int]]] = []
    goes_on = False
    for number, (line, written) in enumerate(zip(lines, segment.text.split("\n"), strict=False)):
        text = written.strip()
        start = len(line.rstrip()) - len(text)
        if not line.rstrip().endswith(text):  # not as it is written: better unmarked than broken
            return lines
        lead = _LEAD.match(text)
        is_new = bool(lead and lead[0].strip())
        if _NO_TEXT.fullmatch(text):
            goes_on = False
            continue
        end = _end_of_text(line, start + len(text))
        if goes_on and not is_new:
            stretches[-1] = (stretches[-1][0], (number, end))
        else:
            stretches.append(((number, start + (lead.end() if lead and is_new else 0)), (number, end)))
        goes_on = True
    for (first, start), (last, end) in reversed(stretches):
        lines[last] = f"{lines[last][:end]}</span>{lines[last][end:]}"
        lines[first] = f'{lines[first][:start]}<span lang="{tag}">{lines[first][start:]}'
    return lines


def _row(line: str, tag: str) -> str:
    """A row of a table, each of its cells marked."""
    code = code_ranges(line)
    bars = [bar.start() for bar in _BAR.finditer(line) if not any(a <= bar.start() < b for a, b in code)]
    starts, ends = [0, *(bar + 1 for bar in bars)], [*bars, len(line)]
    cells = (line[start:end] for start, end in zip(starts, ends, strict=True))
    return "|".join(_CELL.sub(rf'\g<before><span lang="{tag}">\g<text></span>\g<after>', cell) for cell in cells)
