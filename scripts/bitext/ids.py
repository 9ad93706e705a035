"""What a link can lead to on a page besides its headings."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache

from bitext.code import code_ranges
from bitext.outline import slug

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ID = re.compile(r"(?<![\w-])(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_OWN_ID = re.compile(r"(?<=[\s{:])#([^\s{}]+)")
# Of whole lines: what they begin with would be tried at every character with '^'.
_FENCE = re.compile(r"\n[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)(?![^\n])")
_FOOTNOTE = re.compile(r"\n[ \t]*\[\^(?P<label>[^\]\n]+)\]:")
_HEADING = re.compile(r"\n[ \t]*#{1,6}[ \t]+(?P<text>.+?)[ \t#]*(?![^\n])")


@lru_cache(maxsize=256)
def other_ids(text: str, slugify: Callable[[str], str] = slug, *, with_lists: bool = True) -> frozenset[str]:
    """The ids in a composed Markdown text: of HTML elements, of attribute lists (`with_lists`), of footnotes, and of
    headings within HTML, which have been given none and get that of `slugify`; what stands in code is none."""
    prose = f"\n{_without_code(text)}"
    found = set(html_ids(prose))
    fences = _FENCE.findall(f"\n{text}") if "```" in text or "~~~" in text else ()
    lists = [*_ATTRIBUTES.findall(prose), *(f"{{ {info} }}" for info in fences)] if with_lists else []
    found.update(name for written in lists for name in _OWN_ID.findall(written))
    found.update(name for written in lists for match in _ID.finditer(written) for name in match.groups() if name)
    for label in _FOOTNOTE.findall(prose) if "[^" in prose else ():
        found.update((f"fn:{label}", f"fnref:{label}", *(f"fnref{number}:{label}" for number in range(2, 10))))
    found.update(slugify(heading) for heading in _HEADING.findall(prose) if not heading.endswith("}"))
    return frozenset(found)


def html_ids(text: str) -> list[str]:
    """The `id` and `name` attributes of the tags in a text."""
    tags = (tag[0] for tag in _TAG.finditer(text))
    return [html.unescape(name) for tag in tags for match in _ID.finditer(tag) for name in match.groups() if name]


def _without_code(text: str) -> str:
    parts, position = [], 0
    for start, end in code_ranges(text):
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])
