"""Anchors of headings: one for both languages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bitext.align.headings import Heading, anchors_of
from bitext.align.sections import matched
from bitext.compose.texts import Expanded, Origin
from bitext.markdown.code import outside_code
from bitext.markdown.parser import heading_list

TAB = 4  # spaces that a tab stands for at most: Python-Markdown's tab_length
_ENDS_ITALICS = re.compile(r"_(?!\w)")
_BRACE = re.compile(r"(?<=[ ])\{")


def target_anchors(
    source: Sequence[Heading], target: Sequence[Heading], known: Sequence[tuple[int | None, int | None]] = ()
) -> list[str]:
    """The anchor of each heading of a translation: that of the heading it translates, else its own. known: as
    `heading_pairs` has it."""
    anchors = anchors_of(source)
    pairs = heading_pairs(source, target, known)
    return anchors_of(target, {theirs: anchors[ours] for ours, theirs in pairs if not target[theirs].is_empty})


def heading_pairs(
    source: Sequence[Heading], target: Sequence[Heading], known: Sequence[tuple[int | None, int | None]]
) -> list[tuple[int, int]]:
    """The indices of the headings of two pages that translate each other: those of `known`, in which None stands beside
    one that is alone, and of all others those that are aligned."""
    sides = {ours for ours, _ in known}, {theirs for _, theirs in known}
    here = [index for index in range(len(source)) if index not in sides[0]]
    there = [index for index in range(len(target)) if index not in sides[1]]
    aligned = matched([source[index] for index in here], [target[index] for index in there])
    pairs = [(ours, theirs) for ours, theirs in known if ours is not None and theirs is not None]
    return pairs + [(here[ours], there[theirs]) for ours, theirs in aligned]


def at_indices(
    known: Sequence[tuple[Origin | None, Origin | None]], ours: Sequence[Origin], theirs: Sequence[Origin]
) -> Iterator[tuple[int | None, int | None]]:
    """`known` places of headings as the indices of these in two pages, whose headings stand in the files at `ours` and
    `theirs`. What a page does not show, or shows more than once, is left out."""
    here, there = _once(ours), _once(theirs)
    for one, other in known:
        if (one is None or one in here) and (other is None or other in there):
            yield here[one] if one else None, there[other] if other else None


def _once(places: Sequence[Origin]) -> dict[Origin, int]:
    count = Counter(places)
    return {place: index for index, place in enumerate(places) if count[place] == 1}


def set_anchors(expanded: Expanded, anchors: Sequence[str]) -> list[str]:
    """The lines of a page with `{ #anchor }` written after each of its headings (attr_list of Python-Markdown); one
    without words keeps the anchor that the renderer gives it."""
    lines = expanded.text.split("\n")
    for heading, anchor in zip(expanded.headings, anchors, strict=True):
        written = heading.section[0].text
        line = lines[heading.line] if written in lines[heading.line] else lines[heading.line].expandtabs(TAB)
        lead, found, _ = line.rpartition(written) if written else ("", "", "")
        if found:
            lines[heading.line] = lead + _anchored(written, anchor)
    return lines


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
