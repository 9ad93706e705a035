"""What composing hands on: a page with its snippets in place, whose blocks are read once, and the page as it is
rendered. Each of their lines knows where it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bitext.align.headings import Heading, headings
from bitext.align.titles import heading_title
from bitext.cached import cached_property
from bitext.markdown.blocks import read_blocks
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.pages.inline import labels_of
from bitext.pages.segments import Segment, cut

Origin = tuple[str, int]  # a file, from the site's root, and a line of it: 0 of one that nobody has written


@dataclass(frozen=True)
class Expanded:
    """Markdown with no Jinja2 left in it. origins: of each line of `text`; dialect: in which its blocks are read.

    What composing changes in it are words within lines, and lines that it puts between blocks. So the blocks that are
    read here are those of the composed page, too.
    """

    text: str
    origins: tuple[Origin, ...]
    dialect: Dialect = DEFAULT

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Its blocks, with lines of the text."""
        return cut(self.text, self.dialect)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings in order, those in callouts and lists included."""
        return headings(self.segments)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of links and footnotes that it defines."""
        return labels_of(self.text, self.dialect)

    @property
    def references(self) -> Mapping[str, tuple[str, str]]:
        """By label in upper case, address and title of what `[label]: …` defines."""
        return read_blocks(self.text, self.dialect).references if "]:" in self.text else {}

    @property
    def within_footnotes(self) -> Sequence[str]:
        """The labels of footnotes that are defined in the text of another."""
        return read_blocks(self.text, self.dialect).within_footnotes if "]:" in self.text else ()

    @property
    def title(self) -> str:
        """The words of its first heading of the first level, '' without one."""
        first = next((heading for heading in self.headings if heading.level == 1), None)
        return heading_title(first, self.labels, self.dialect) if first else ""


def as_written(text: str, path: str, offset: int = 0, dialect: Dialect = DEFAULT) -> Expanded:
    """A text without Jinja2, which the file at `path` holds below its first lines, so many as `offset` says."""
    origins = tuple([(path, number + offset) for number in range(1, text.count("\n") + 2)])
    return Expanded(text, origins, dialect)


@dataclass(frozen=True)
class ComposedHeading:
    """level: 1 to 6; line: of the composed text, from 0, the last that holds its words; anchor: that links lead to."""

    level: int
    line: int
    anchor: str


@dataclass(frozen=True)
class Composed:
    """A page as it is rendered. text: plain Markdown for Python-Markdown with attr_list; origins: of each of its lines;
    headings: in order; title: the words of the first of the first level, or ''; last_checked: of the page."""

    text: str
    origins: tuple[Origin, ...]
    headings: tuple[ComposedHeading, ...] = ()
    title: str = ""
    last_checked: date | None = None

    @property
    def anchors(self) -> tuple[str, ...]:
        """Of its headings, in order."""
        return tuple(heading.anchor for heading in self.headings)
