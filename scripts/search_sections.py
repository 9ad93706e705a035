"""The sections of a page for the search, as `material.plugins.search.plugin.Parser` finds them, in 40 % of its time.

Material reads every page a second time with Python's HTML parser, which is 13 % of a build. What Python-Markdown writes
can be cut into tags and texts by one regular expression; a page with anything else on it is left to Material's parser.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from material.plugins.search import plugin  # type: ignore[import-untyped]

_TOKEN = re.compile(r"([^<]+)|<(/?)([a-zA-Z][\w:-]*)((?:\s+[\w:@.-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)>|(<)")
_ATTRIBUTE = re.compile(r"([\w:@.-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
#: Attributes that mean something to the search, in any element; and a character reference, which may hide one.
_TELLING = re.compile(r"data-search-exclude|linenodiv|&", re.IGNORECASE)
_PRE = re.compile(r"<pre[ >].*?</pre>", re.DOTALL)
_COLOURED = re.compile(
    r'<span class="(?!linenodiv")[\w -]*">([^<]*)</span>|<a id="[^"]*" name="[^"]*" href="[^"]*"></a>'
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_TITLES = _HEADINGS | {"hx"}  # Material's, for what stands before all headings
_KEPT = frozenset(("p", "code", "pre", "li", "ol", "ul", "sub", "sup"))
_SKIPPED = frozenset(("object", "script", "style"))
#: The text of these is not HTML for Python's parser.
_OPAQUE = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"))


class Parser:
    """Takes HTML as Material's parser does; `data` holds the sections."""

    def __init__(self) -> None:
        self.data: list[Any] = []

    def feed(self, html: str) -> None:
        """Read the whole of a page."""
        found = _sections(html)
        if found is None:
            parser = MaterialParser()
            parser.feed(html)
            parser.close()
            found = parser.data
        self.data = found

    def close(self) -> None:
        """Nothing is left to read."""


MaterialParser: Any = plugin.Parser
_material_adds: Any = plugin.SearchPlugin.on_page_context


def use() -> None:
    """Let Material's search plugin read pages with this parser, and leave those as they are that say nothing to it."""
    plugin.Parser, plugin.SearchPlugin.on_page_context = Parser, _add


def _add(self: Any, context: Any, *, page: Any, **rest: Any) -> Any:
    """What Material's plugin does with a page. Its last step, to remove its own attributes, is left out where there are
    none: the pattern is tried at every character."""
    if not self.config.enabled or "data-search-" in page.content:
        return _material_adds(self, context, page=page, **rest)
    self.search_index.add_entry_from_context(page)


def _sections(html: str) -> list[Any] | None:
    """The sections of a page, or None when it cannot be cut into tags and texts."""
    # bytes in lower case: of a text with accents that takes three times as long
    if "linenodiv" not in html and b"search-exclude" not in html.encode("utf-8", "surrogatepass").lower():
        html = _PRE.sub(_without_colours, html)
    sections: list[Any] = []
    section: Any = None
    context: list[str] = []
    links: list[str] = []  # the attributes of each 'a' in the context, as written
    skip = set(_SKIPPED)
    may_skip = False
    pres = titles = 0  # open elements of code, and of headings
    for text, closing, tag, rest, empty, other in _TOKEN.findall(html):
        if text:
            if may_skip and not skip.isdisjoint(context):
                continue
            is_plain = "&" not in text and ">" not in text
            text = text if is_plain else unescape(text)
            is_blank = text.isspace()
            if not pres:
                text = " " if is_blank else text.replace("\n", " ")
            if section is None:
                section = plugin.Section(plugin.Element("hx"))
                sections.append(section)
            if titles and section.el.tag in context:
                if not _in_permalink(links):
                    section.title.append(text if is_plain else escape(text, quote=False))
            elif is_blank:
                if not section.text or not section.text[-1].isspace() or pres:
                    section.text.append(text)
            else:
                section.text.append(text if is_plain else escape(text, quote=False))
            continue
        tag = tag.lower()
        if other or tag in _OPAQUE or (closing and (rest or empty)):
            return None
        if not closing and tag not in plugin.void:
            context.append(tag)
            if tag == "a":
                links.append(rest)
            pres += tag == "pre"
            titles += tag in _TITLES
            if rest or section is None or tag in _KEPT:
                section = _opened(tag, rest, context, sections, section, skip)
            may_skip = may_skip or tag in skip
        if (closing or empty) and context and context[-1] == tag:
            if tag in _KEPT or tag in skip or section.depth > len(context):
                section = _closed(tag, context, sections, section, skip)
            else:
                context.pop()
            if tag == "a":
                links.pop()
            pres -= tag == "pre"
            titles -= tag in _TITLES
    return sections


def _without_colours(block: re.Match[str]) -> str:
    """A block of code without the elements that only colour it: half of all that is on a page."""
    return "".join(filter(None, _COLOURED.split(block[0])))  # twice as fast as to put '\1' in their place


def _attributes(written: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, double, single in _ATTRIBUTE.findall(written):
        value = double or single
        found[name.lower()] = unescape(value) if "&" in value else value
    return found


def _in_permalink(links: list[str]) -> bool:
    return any(_attributes(rest).get("class") == "headerlink" for rest in links)


def _opened(tag: str, rest: str, context: list[str], sections: list[Any], section: Any, skip: set[str]) -> Any:
    """What Material does at a start tag; returns the section that is current then."""
    attributes = _attributes(rest) if rest and (tag in _HEADINGS or _TELLING.search(rest)) else {}
    if tag in _HEADINGS and "id" in attributes:
        if tag != "h1" and not sections:
            section = plugin.Section(plugin.Element("hx"), len(context))
            sections.append(section)
        section = plugin.Section(plugin.Element(tag, attributes), len(context))
        if sections:
            section.id = attributes["id"]
        sections.append(section)
    if section is None:
        section = plugin.Section(plugin.Element("hx"))
        sections.append(section)
    if "data-search-exclude" in attributes or attributes.get("class") == "linenodiv":
        skip.add(tag)
    elif tag in _KEPT and skip.isdisjoint(context):
        (section.title if section.el.tag in context else section.text).append(f"<{tag}>")
    return section


def _closed(tag: str, context: list[str], sections: list[Any], section: Any, skip: set[str]) -> Any:
    """What Material does at the end tag of the innermost element; returns the section that is current then."""
    if section.depth > len(context):
        for earlier in reversed(sections):
            if earlier.depth <= len(context):
                section.depth = float("inf")  # never to be current again
                section = earlier
                break
    context.pop()
    if tag in skip:
        if tag not in _SKIPPED:
            skip.remove(tag)
        return section
    if tag in _KEPT and skip.isdisjoint(context):
        data = section.title if section.el.tag in context else section.text
        index = data.index(f"<{tag}>")
        if any(not part.isspace() for part in data[index + 1 :]):
            data.append(f"</{tag}>")
        else:
            del data[index:]
    return section
