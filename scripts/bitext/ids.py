"""What a link can lead to on a page besides its headings."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from bitext.attribute_lists import attribute_lists
from bitext.code import code_ranges
from bitext.inline import labels_of
from bitext.outline import slug
from bitext.prose import without_comments
from bitext.segments import cut

_TAG = re.compile(r"<(?P<tag>[A-Za-z][\w-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ID = re.compile(
    r"(?<![\w-])(?P<key>id|name)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>=`]+))",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_OWN_ID = re.compile(r"(?<=[\s{:])#([^\s{}]+)")
# Of whole lines: what they begin with would be tried at every character with '^'.
_FENCE = re.compile(r"\n[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)(?![^\n])")
_DEFINITION = re.compile(r"\n[ \t>]*(?P<mark>\[\^(?P<label>[^\]\n]+)\]):")
_MARK = re.compile(r"\[\^(?P<label>[^\]\n]+)\]")
_HEADING = re.compile(r"\n[ \t]*#{1,6}[ \t]+(?P<text>.+?)[ \t#]*(?![^\n])")


@lru_cache(maxsize=256)
def other_ids(text: str, slugify: Callable[[str], str] = slug, *, with_lists: bool = True) -> frozenset[str]:
    """The ids in a composed Markdown text: of HTML elements, of attribute lists (`with_lists`), of footnotes, and of
    headings within HTML, which have been given none and get that of `slugify`; what stands in code or in a comment is
    none."""
    prose = f"\n{without_comments(_without_code(text))}"
    found = set(html_ids(prose))
    if "{" in text and with_lists:
        found.update(_of_lists(text))
    if "[^" in prose:
        found.update(_of_footnotes(prose))
    found.update(slugify(heading) for heading in _HEADING.findall(prose) if not heading.endswith("}"))
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


def _of_lists(text: str) -> Iterator[str]:
    labels = labels_of(text)
    for info in _FENCE.findall(f"\n{text}") if "```" in text or "~~~" in text else ():
        yield from _OWN_ID.findall(f"{{ {info} }}")
    for segment in cut(text) if "{" in text else ():
        if segment.kind == "html":  # there may be Markdown in it
            for written in _ATTRIBUTES.findall(segment.text):
                yield from _OWN_ID.findall(written)
        elif segment.kind not in ("code", "jinja"):
            for found in attribute_lists(segment, labels):
                names = ("id", "name") if found.is_link else ("id",)
                yield from (value for name, value in found.attributes if name in names)


def _of_footnotes(prose: str) -> Iterator[str]:
    """Of each footnote that is defined, and of the marks that lead to it."""
    defined = {match.start("mark"): match["label"] for match in _DEFINITION.finditer(prose)}
    marks = Counter(match["label"] for match in _MARK.finditer(prose) if match.start() not in defined)
    for label in defined.values():
        yield f"fn:{label}"
        for number in range(1, marks[label] + 1):
            yield f"fnref{'' if number == 1 else number}:{label}"


def _without_code(text: str) -> str:
    parts, position = [], 0
    for start, end in code_ranges(text):
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])
