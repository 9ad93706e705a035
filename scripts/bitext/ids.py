"""What a link can lead to on a page besides its headings."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bitext.attribute_lists import attribute_lists
from bitext.blocks import read_blocks
from bitext.code import span_ranges
from bitext.dialect import DEFAULT, Dialect
from bitext.inline import labels_of
from bitext.prose import without_comments
from bitext.segments import Segment, cut

_TAG = re.compile(r"<(?P<tag>[A-Za-z][\w-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ID = re.compile(
    r"(?<![\w-])(?P<key>id|name)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>=`]+))",
    re.IGNORECASE,
)
_OWN_ID = re.compile(r"(?<=[\s{:])#([^\s{}]+)")
# Of whole lines: what they begin with would be tried at every character with '^'.
_FENCE = re.compile(r"\n[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)(?![^\n])")
# What has an id: a tag, a footnote, an attribute list that is not at the end of a heading. Most pages have none.
_MAY_HAVE_ONE = re.compile(
    r"<[a-z][^<]*?\s(?:id|name)\s*=|\[\^|\n(?![ \t>]*#)[^\n]*\{[^{}\n]*(?:#|\bid=|\bname=)", re.IGNORECASE
)
_MARK = re.compile(r"\[\^(?P<label>[^\]\n]*)\]")
_FIRST_MARK = re.compile(r"\[\^(?P<label>[^\]\n]*)\]: ")  # of a footnote, as its segment has it


@lru_cache(maxsize=256)
def other_ids(text: str, dialect: Dialect = DEFAULT, *, with_lists: bool = True) -> frozenset[str]:
    """The ids in a composed Markdown text: of HTML elements, of attribute lists (`with_lists`) and of footnotes; what
    stands in code or in a comment is none."""
    if not _MAY_HAVE_ONE.search(f"\n{text}"):
        return frozenset()
    segments = [segment for segment in cut(text, dialect) if segment.kind not in ("code", "jinja")]
    found = {id for segment in segments if "<" in segment.text for id in html_ids(_shown(segment))}
    if "{" in text and with_lists:
        found.update(_of_lists(text, segments, dialect))
    if "[^" in text:
        found.update(_of_footnotes(read_blocks(text, dialect).footnotes, segments))
    return frozenset(found)


def html_ids(text: str) -> list[str]:
    """The ids of the tags in a text, and the names of its '<a>', which alone can be led to by them."""
    if "<" not in text:
        return []
    return [
        html.unescape(match["double"] or match["single"] or match["bare"] or "")
        for tag in _TAG.finditer(text)
        for match in _ID.finditer(tag["rest"])
        if match["key"].lower() == "id" or tag["tag"].lower() == "a"
    ]


def _of_lists(text: str, segments: Iterable[Segment], dialect: Dialect) -> Iterator[str]:
    labels = labels_of(text, dialect)
    for info in _FENCE.findall(f"\n{text}") if "```" in text or "~~~" in text else ():
        yield from _OWN_ID.findall(f"{{ {info} }}")
    for segment in segments:
        for found in attribute_lists(segment, labels) if segment.kind != "html" else ():
            names = ("id", "name") if found.is_link else ("id",)
            yield from (value for name, value in found.attributes if name in names)


def _of_footnotes(labels: Iterable[str], segments: Iterable[Segment]) -> Iterator[str]:
    """Of each footnote that is defined, and of the marks that lead to it."""
    texts = [_shown(segment) for segment in segments if "[^" in segment.text]
    marks = Counter(mark["label"] for text in texts for mark in _MARK.finditer(text))
    marks.subtract(match["label"] for text in texts if (match := _FIRST_MARK.match(text)))
    for label in labels:
        yield f"fn:{label}"
        for number in range(1, marks[label] + 1):
            yield f"fnref{'' if number == 1 else number}:{label}"


def _shown(segment: Segment) -> str:
    """The text of a segment without code and comments."""
    text = segment.text
    parts, position = [], 0
    for start, end in span_ranges(text) if segment.kind != "html" else ():
        parts.append(text[position:start])
        position = end
    return without_comments("".join([*parts, text[position:]]))
