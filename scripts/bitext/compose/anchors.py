"""Anchors of headings: one for both languages."""

import re
from collections.abc import Sequence

from bitext.align.headings import Heading, anchors_of, outline
from bitext.align.sections import matched
from bitext.markdown.code import outside_code
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.markdown.parser import heading_list

TAB = 4  # spaces that a tab stands for at most: Python-Markdown's tab_length
_ENDS_ITALICS = re.compile(r"_(?!\w)")
_BRACE = re.compile(r"(?<=[ ])\{")


def target_anchors(source: Sequence[Heading], target: Sequence[Heading]) -> list[str]:
    """The anchor of each heading of a translation: that of the heading it is aligned with, else its own."""
    anchors = anchors_of(source)
    pairs = matched(source, target)
    return anchors_of(target, {theirs: anchors[ours] for ours, theirs in pairs if not target[theirs].is_empty})


def set_anchors(text: str, anchors: Sequence[str], dialect: Dialect = DEFAULT) -> str:
    """`text` with `{ #anchor }` written after each of its headings (attr_list of Python-Markdown); one without words
    keeps the anchor that the renderer gives it."""
    lines = text.split("\n")
    for heading, anchor in zip(outline(text, dialect), anchors, strict=True):
        written = heading.section[0].text
        line = lines[heading.line] if written in lines[heading.line] else lines[heading.line].expandtabs(TAB)
        lead, found, _ = line.rpartition(written) if written else ("", "", "")
        if found:
            lines[heading.line] = lead + _anchored(written, anchor)
    return "\n".join(lines)


def _anchored(heading: str, anchor: str) -> str:
    attributes = heading_list(heading)
    words = heading[: attributes.start] if attributes else heading
    others = f" {attributes.others}" if attributes and attributes.others else ""
    if " {" in words:  # an attribute list begins with the first brace after a space
        words = outside_code(words, lambda part: _BRACE.sub(r"\\{", part))
    if words.endswith("#"):  # attr_list drops them
        words = f"{words[:-1]}\\#"
    if "_" in words and _ENDS_ITALICS.search(anchor):
        anchor = anchor.replace("_", "\\_")
    return f"{words} {{ #{anchor}{others} }}"
