"""Anchors of headings: one for both languages."""

import re
from collections.abc import Sequence

from bitext.outline import Heading, outline, slug
from bitext.parse import ATTRIBUTES
from bitext.sections import matched

_ID = re.compile(r"(?:^|(?<=[ \t]))#[^\s{}]+[ \t]*")


def source_anchors(headings: Sequence[Heading]) -> list[str]:
    """The anchor of each heading of a page in the source locale: pinned with `{ #id }`, or a slug of its text."""
    return _anchors(headings, {})


def target_anchors(source: Sequence[Heading], target: Sequence[Heading]) -> list[str]:
    """The anchor of each heading of a translation: that of the heading it is aligned with, else its own."""
    anchors = source_anchors(source)
    return _anchors(target, {theirs: anchors[ours] for ours, theirs in matched(source, target)})


def set_anchors(text: str, anchors: Sequence[str]) -> str:
    """`text` with `{ #anchor }` written after each of its headings (attr_list of Python-Markdown)."""
    lines = text.split("\n")
    for heading, anchor in zip(outline(text), anchors, strict=True):
        line = lines[heading.line]
        written = ATTRIBUTES.search(line)
        others = _ID.sub("", written["list"]).strip() if written else ""
        start = re.sub(r"[ \t]+#*[ \t]*$", "", line[: written.start()] if written else line)
        lines[heading.line] = f"{start} {{ #{anchor}{' ' + others if others else ''} }}"
    return "\n".join(lines)


def _anchors(headings: Sequence[Heading], given: dict[int, str]) -> list[str]:
    pinned = {index: heading.pinned for index, heading in enumerate(headings) if heading.pinned}
    fixed = {**pinned, **given}
    taken = set(fixed.values())
    anchors = []
    for index, heading in enumerate(headings):
        anchor = fixed.get(index) or _unused(slug(heading.text), taken)
        taken.add(anchor)
        anchors.append(anchor)
    return anchors


def _unused(anchor: str, taken: set[str]) -> str:
    """`anchor`, or with '_1', '_2' … after it, as Python-Markdown does."""
    if anchor and anchor not in taken:
        return anchor
    number = 1
    while f"{anchor}_{number}" in taken:
        number += 1
    return f"{anchor}_{number}"
