"""Anchors of headings: one for both languages."""

import re
from collections.abc import Sequence

from bitext.code import outside_code
from bitext.dialect import DEFAULT, Dialect
from bitext.outline import Heading, anchors_of, outline
from bitext.parse import ATTRIBUTES
from bitext.sections import matched

# A brace that Python-Markdown would take for the beginning of the list.
_OTHER_BRACE = re.compile(r"(?<= )\{")
_ID = re.compile(r"(?:^|(?<=[ \t]))#[^\s{}]+[ \t]*")


def target_anchors(source: Sequence[Heading], target: Sequence[Heading]) -> list[str]:
    """The anchor of each heading of a translation: that of the heading it is aligned with, else its own."""
    anchors = anchors_of(source)
    return anchors_of(target, {theirs: anchors[ours] for ours, theirs in matched(source, target)})


def set_anchors(text: str, anchors: Sequence[str], dialect: Dialect = DEFAULT) -> str:
    """`text` with `{ #anchor }` written after each of its headings (attr_list of Python-Markdown)."""
    lines = text.split("\n")
    for heading, anchor in zip(outline(text, dialect), anchors, strict=True):
        line = lines[heading.line]
        written = ATTRIBUTES.search(line)
        others = _ID.sub("", written["list"]).strip() if written else ""
        start = re.sub(r"[ \t]+#*[ \t]*$", "", line[: written.start()] if written else line)
        if " {" in start:
            start = outside_code(start, lambda part: _OTHER_BRACE.sub(r"\\{", part))
        lines[heading.line] = f"{start} {{ #{anchor}{' ' + others if others else ''} }}"
    return "\n".join(lines)
