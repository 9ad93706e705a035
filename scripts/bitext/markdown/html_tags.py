"""The tags of an HTML text, as browsers read them (https://html.spec.whatwg.org/multipage/parsing.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_OTHER = re.compile(r"<[!?/][^>]*(?:>|\Z)")
_NAME = re.compile(r"<([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_END = re.compile(r"[\s/]*>")
_RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())  # what is in them is no HTML


@dataclass(frozen=True)
class Tag:
    """name: in lower case; attributes: by their names in lower case; text: of a style sheet or another element whose
    text is no HTML."""

    name: str
    attributes: Mapping[str, str]
    text: str = ""


def tags(html: str) -> Iterator[Tag]:
    """The start tags in `html`, in order."""
    position = 0
    while (position := html.find("<", position)) >= 0:
        if skipped := _COMMENT.match(html, position) or _OTHER.match(html, position):
            position = skipped.end()
        elif name := _NAME.match(html, position):
            attributes, end = _attributes(html, name.end())
            if end < 0:
                return
            tag, text = name[1].lower(), ""
            if tag in _RAW:
                closing = re.compile(rf"</{re.escape(tag)}(?=[\s/>])", re.IGNORECASE).search(html, end)
                text = html[end : closing.start() if closing else len(html)]
            yield Tag(tag, attributes, text)
            position = end + len(text)
        else:
            position += 1


def _attributes(html: str, position: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where it ends; -1 for one that does not."""
    found: dict[str, str] = {}
    while not (end := _END.match(html, position)):
        attribute = _ATTRIBUTE.match(html, position)
        if attribute is None:
            return found, -1
        name, double, single, bare = attribute.groups()
        found.setdefault(name.lower(), unescape(double or single or bare or ""))
        position = attribute.end()
    return found, end.end()
