"""The links of a page and where each is written: in Markdown, by reference, in HTML, in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

from bitext.compose.texts import Expanded
from bitext.pages.attribute_lists import attributes_at
from bitext.pages.inline import Inline, inline
from bitext.pages.page import Page
from bitext.pages.segments import Segment
from bitext.pages.yaml_lines import front_matter_scalars

Form = Literal["markdown", "html", "front matter"]
_Found = tuple[str, int, Form]  # the target of a link as written, the line of the text, and how it is written

_HTML = re.compile(
    r"<!--.*?-->|<(?P<code>script|style|pre|code)\b.*?</(?P=code)\s*>|<(?P<name>[a-z]+)\b(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_UNCOMMENTED = re.compile(_HTML.pattern.partition("|")[2], re.DOTALL)
_ADDRESS = re.compile(r"(?<![\w:-])(?:href|src|poster)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|((?!\{)[^\s\"'<>`]+))")
_HAS_SOURCE = re.compile(r"\ssrc(?:set)?\s*=|-src\s*=", re.IGNORECASE)
_LINKING = {"a", "area", "img", "video", "audio", "source", "track", "iframe", "embed"}
_DEFINITION = re.compile(
    r"^[ \t>]*(?:(?:[-*+:]|\d+\.)[ \t][ \t>]*|\[\^[^\]\n]*\]:[ \t>]*)*"
    r"\[(?P<label>(?!\^)[^\[\]]+)\]:[ \t]*(?:\n[ \t>]*)?<?",
    re.MULTILINE,
)
_CLICK = re.compile(r"^[ \t]*click[ \t]+\S+[ \t]+(?:href[ \t]+)?\"(?P<target>[^\"\n]+)\"", re.MULTILINE)
_PATH_KEYS = re.compile(
    r"(?:^|_)(?:image|img|logo|cover|banner|thumbnail|picture|photo|guide|page|file|download|related|previous|prev|next"
    r"|parent|see_also)s?$"
)
_IMAGE = r"\.(?:png|jpe?g|svg|gif|webp|avif|bmp|ico|pdf|mp4|webm)"
_ROOTED = re.compile(rf"\.{{0,2}}/(?!/)[^\s:*{{}}<>]*(?:\.md(?:#[\w-]+)?|{_IMAGE})", re.IGNORECASE)
_RELATIVE = re.compile(rf"\w[^\s:*{{}}<>]*(?:\.md(?:#[\w-]+)?|{_IMAGE})", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """target: as written; path, line: where; page: the path of the page that shows it, another than `path` for a link
    in a snippet."""

    target: str
    path: str
    line: int
    page: str
    form: Form = "markdown"


def page_links(page: Page, expanded: Expanded) -> list[Link]:
    """The links of a page whose snippets are in place, in order, those of its front matter first."""
    found = [*_definitions(expanded), *_of_segments(expanded.segments, expanded.labels)]
    last = len(expanded.origins)
    places = (expanded.origins[min(line, last) - 1] for _, line, _ in found)
    links = (Link(target, *place, page.path, form) for (target, _, form), place in zip(found, places, strict=True))
    return [*_front_matter(page), *links]


def _of_segments(segments: Sequence[Segment], labels: frozenset[str]) -> Iterator[_Found]:
    for segment in segments:
        if segment.kind not in ("code", "jinja") and ("[" in segment.text or "<" in segment.text):
            yield from _of_segment(segment, labels)
        elif segment.kind == "code" and segment.name == "mermaid":
            yield from _in_diagram(segment)


def _in_diagram(segment: Segment) -> Iterator[_Found]:
    """The links of a diagram: 'click A "#part"'."""
    for match in _CLICK.finditer(segment.text):
        line = segment.line + 1 + segment.text.count("\n", 0, match.start("target"))
        yield match["target"], line, "html"


def _of_segment(segment: Segment, labels: frozenset[str]) -> Iterator[_Found]:
    read = inline(segment.text, labels) if segment.kind != "html" else None
    for link in read.links if read else ():
        target = link.target
        if segment.text.startswith("{", link.end):
            target = attributes_at(segment.text, link.end).get("src" if link.is_image else "href", target)
        yield target, _line(segment, link.start), "markdown"
    if "<" in segment.text:
        yield from _in_html(segment, read)


def _line(segment: Segment, at: int) -> int:
    return segment.line + (0 if segment.kind == "row" else segment.text.count("\n", 0, at))


def _in_html(segment: Segment, read: Inline | None) -> Iterator[_Found]:
    pattern = _HTML if "-->" in segment.text else _UNCOMMENTED  # else each comment would be looked for in vain
    for tag in pattern.finditer(segment.text):
        if read is not None and read.is_code(tag.start()):
            continue
        if tag["name"] == "img" and not _HAS_SOURCE.search(tag["rest"]):
            yield "", _line(segment, tag.start()), "html"
        if tag["name"] in _LINKING:
            for match in _ADDRESS.finditer(tag["rest"]):
                line = _line(segment, tag.start("rest") + match.start())
                target = next(filter(None, match.groups()), "").strip()
                yield target.replace("&amp;", "&"), line, "html"


def _definitions(expanded: Expanded) -> Iterator[_Found]:
    """The definitions of link references ('[label]: target'), used or not."""
    if "]:" not in expanded.text:
        return
    used, references = _targets(expanded.segments), expanded.references
    for match in _DEFINITION.finditer(expanded.text):
        target, _ = references.get(" ".join(match["label"].split()).upper(), ("", ""))
        is_it = target and expanded.text.startswith(target, match.end())
        if is_it and (re.search(r"[./#]", target) or unquote(target) in used):
            yield target, expanded.text.count("\n", 0, match.start()) + 1, "markdown"


def _targets(segments: Sequence[Segment]) -> set[str]:
    """Where the links and images of the segments lead."""
    tokens = (token for segment in segments for token in segment.tokens if token.type in ("link_open", "image"))
    return {unquote(str(token.attrGet("href") or token.attrGet("src"))) for token in tokens}


def _front_matter(page: Page) -> Iterator[Link]:
    """Values that are paths of the site: '/img/a.png' under any key, 'setup.md' where the key tells a page or file."""
    if not any(_paths(page.meta)):
        return
    wanted = set(_paths(page.meta))
    for scalar in front_matter_scalars(page):
        if not scalar.is_key and scalar.keys and (scalar.keys[-1], scalar.value) in wanted:
            yield Link(scalar.value, page.path, scalar.line, page.path, "front matter")


def _paths(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if _ROOTED.fullmatch(value) or (_PATH_KEYS.search(key) and _RELATIVE.fullmatch(value)):
            yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item, key)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if name != "redirect_from":
                yield from _paths(item, str(name))
