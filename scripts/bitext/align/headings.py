"""The headings of a Markdown text, and what each section holds that translation does not change."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bitext.cached import cached_property
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.markdown.parser import ATTRIBUTES, HeadingList, heading_list
from bitext.pages.longest_common import invariants
from bitext.pages.segments import Segment, cut


@dataclass(frozen=True)
class Heading:
    """level: 1 to 6; line: from 0, the last that holds its text; text: without markup; pinned: the id written after it,
    or None; section: its segments, up to the next heading, with its own as the first."""

    level: int
    line: int
    text: str
    pinned: str | None
    section: list[Segment] = field(default_factory=list, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands behind its mark, so that no attribute list can."""
        return bool(self.section) and not self.section[0].text

    @cached_property
    def traits(self) -> Counter[str]:
        """What its section holds that both languages share, each with how often."""
        return Counter(trait for segment in self.section[1:] for trait in _traits(segment))

    @cached_property
    def stems(self) -> frozenset[str]:
        """What its section may have in common with a translation."""
        return frozenset().union(*(segment.stems for segment in self.section))

    @property
    def own_stems(self) -> frozenset[str]:
        """What the heading itself may have in common with a translation."""
        return self.section[0].stems if self.section else frozenset()

    @cached_property
    def key(self) -> tuple[int, frozenset[str]] | None:
        """What may tell it from all others, in every language; None for one that holds no such thing."""
        kept = invariants(self.stems)
        return (self.level, kept) if kept else None

    @cached_property
    def weight(self) -> int:
        """How many traits its section holds."""
        return self.traits.total()


def outline(text: str, dialect: Dialect = DEFAULT) -> tuple[Heading, ...]:
    """The headings of `text` in their order, those in callouts and lists included."""
    return headings(cut(text, dialect))


def headings(segments: Iterable[Segment]) -> tuple[Heading, ...]:
    """The headings among `segments`."""
    found: list[Heading] = []
    for segment in segments:
        if segment.kind == "heading":
            attributes = heading_list(segment.text)
            line = segment.end - (1 if segment.end == segment.line else 2)  # an underlined heading ends with the line
            found.append(
                Heading(segment.level, line, _plain(segment, attributes), attributes.id if attributes else None)
            )
        if found:
            found[-1].section.append(segment)
    return tuple(found)


def _plain(segment: Segment, attributes: HeadingList | None) -> str:
    text = "".join(
        token.content
        if token.type in ("text", "text_special", "code_inline")
        else " "
        if token.type.endswith("break")
        else ""
        for token in segment.tokens
    )
    if attributes is None:
        return text.strip()
    written = segment.text[attributes.start :]
    return (text.removesuffix(written) if text.endswith(written) else ATTRIBUTES.sub("", text)).strip()


def _traits(segment: Segment) -> Iterator[str]:
    yield f"{segment.kind} {segment.name}"
    yield from (f"code {code}" for code in segment.codes)
    yield from (f"link {link}" for link in segment.links)
    yield from (f"image {image}" for image in segment.images)
    yield from (f"number {number}" for number in segment.digits)


def anchors_of(headings: Sequence[Heading], given: Mapping[int, str] = {}) -> list[str]:
    """The anchor of each heading of a page: the one that is `given` by its index, or is pinned with `{ #id }`, or a
    slug of its text."""
    pinned = {index: heading.pinned for index, heading in enumerate(headings) if heading.pinned}
    fixed = {**pinned, **given}
    taken = set(fixed.values())
    numbers: dict[str, int] = {}  # the last that each slug was given
    anchors = []
    for index, heading in enumerate(headings):
        anchor = fixed.get(index) or _unused(slug(heading.text), taken, numbers)
        taken.add(anchor)
        anchors.append(anchor)
    return anchors


def _unused(anchor: str, taken: set[str], numbers: dict[str, int]) -> str:
    """`anchor`, or with '_1', '_2' … after it, as Python-Markdown does."""
    if anchor and anchor not in taken:
        return anchor
    number = numbers.get(anchor, 0) + 1
    while f"{anchor}_{number}" in taken:
        number += 1
    numbers[anchor] = number
    return f"{anchor}_{number}"


def slug(text: str) -> str:
    """An anchor made from a heading: the rule of Python-Markdown's `toc` (accents dropped, lower case, hyphens), but a
    text without any ASCII letter keeps its own letters rather than none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    kept = plain if re.search(r"\w", plain) else text
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", kept).strip().lower())
