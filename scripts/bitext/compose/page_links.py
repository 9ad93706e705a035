"""The links of a page and where each is written: in Markdown, by reference, in HTML, in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import unquote

from bitext.compose.compose import Composed
from bitext.markdown.blocks import read_blocks
from bitext.markdown.dialect import Dialect
from bitext.markdown.line_marks import has_tags
from bitext.pages.attribute_lists import attributes_at
from bitext.pages.inline import Inline, inline, labels_of
from bitext.pages.page import Page
from bitext.pages.segments import Segment, page_segments
from bitext.pages.yaml_lines import front_matter_scalars
from bitext.site.parsed_page import ParsedPage

Form = Literal["markdown", "html", "front matter"]

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


def page_links(parsed: ParsedPage, composed: Composed) -> list[Link]:
    """The links of a page as composed, in order, those of its front matter first."""
    page = parsed.page
    if not has_tags(page.body):
        defined = _definitions(page.body, parsed.segments, page, page.dialect)
        found = [replace(link, line=link.line + page.offset) for link in defined]
        return [*_front_matter(page), *found, *_of_segments(parsed.segments, page, labels_of(page.body, page.dialect))]
    whole = Page(page.path, page.name, page.locale, {}, composed.text, 0, "", page.dialect.without_jinja)
    segments = page_segments(whole)
    found = list(_definitions(composed.text, segments, page, whole.dialect))
    found += _of_segments(segments, page, labels_of(composed.text, whole.dialect))
    traced = (_traced(link, composed.origins) for link in found)
    return [*_front_matter(page), *(link for link in traced if link.line)]  # but for what `compose` has added


def _traced(link: Link, origins: Sequence[tuple[str, int]]) -> Link:
    path, line = origins[min(link.line, len(origins)) - 1]
    return replace(link, path=path, line=line)


def _of_segments(segments: Sequence[Segment], page: Page, labels: frozenset[str]) -> Iterator[Link]:
    for segment in segments:
        if segment.kind not in ("code", "jinja") and ("[" in segment.text or "<" in segment.text):
            yield from _of_segment(segment, page, labels)
        elif segment.kind == "code" and segment.name == "mermaid":
            yield from _in_diagram(segment, page)


def _in_diagram(segment: Segment, page: Page) -> Iterator[Link]:
    """The links of a diagram: 'click A "#part"'."""
    for match in _CLICK.finditer(segment.text):
        line = segment.line + 1 + segment.text.count("\n", 0, match.start("target"))
        yield Link(match["target"], page.path, line, page.path, "html")


def _of_segment(segment: Segment, page: Page, labels: frozenset[str]) -> Iterator[Link]:
    read = inline(segment.text, labels) if segment.kind != "html" else None
    for link in read.links if read else ():
        target = link.target
        if segment.text.startswith("{", link.end):
            target = attributes_at(segment.text, link.end).get("src" if link.is_image else "href", target)
        yield Link(target, page.path, _line(segment, link.start), page.path)
    if "<" in segment.text:
        yield from _in_html(segment, read, page)


def _line(segment: Segment, at: int) -> int:
    return segment.line + (0 if segment.kind == "row" else segment.text.count("\n", 0, at))


def _in_html(segment: Segment, read: Inline | None, page: Page) -> Iterator[Link]:
    pattern = _HTML if "-->" in segment.text else _UNCOMMENTED  # else each comment would be looked for in vain
    for tag in pattern.finditer(segment.text):
        if read is not None and read.is_code(tag.start()):
            continue
        if tag["name"] == "img" and not _HAS_SOURCE.search(tag["rest"]):
            yield Link("", page.path, _line(segment, tag.start()), page.path, "html")
        if tag["name"] in _LINKING:
            for match in _ADDRESS.finditer(tag["rest"]):
                line = _line(segment, tag.start("rest") + match.start())
                target = next(filter(None, match.groups()), "").strip()
                yield Link(target.replace("&amp;", "&"), page.path, line, page.path, "html")


def _definitions(text: str, segments: Sequence[Segment], page: Page, dialect: Dialect) -> Iterator[Link]:
    """The definitions of link references ('[label]: target'), used or not, with lines of `text`."""
    if "]:" not in text:
        return
    used = _targets(segments)
    references = read_blocks(text, dialect).references
    for match in _DEFINITION.finditer(text):
        target, _ = references.get(" ".join(match["label"].split()).upper(), ("", ""))
        is_it = target and text.startswith(target, match.end())
        if is_it and (re.search(r"[./#]", target) or unquote(target) in used):
            yield Link(target, page.path, text.count("\n", 0, match.start()) + 1, page.path)


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
