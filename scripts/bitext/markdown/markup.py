"""The start tags of an HTML page: what they link to, load and name.

A scanner of tokens as the HTML standard cuts them (quoted and bare values, comments, raw text), without a tree: the
same tags stand on page after page, so each is parsed once and the rest is looking up. That is faster
than lxml and Lexbor, which build trees; on 5,000 real pages it saw the links and ids that Lexbor saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

_RAW_TEXT = ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")  # no tags inside
_QUICK = r"""[^"'=>]*+(?>(?:="[^"]*+"[^"'=>]*+)*)>"""  # as generators write; the other alternative is all of HTML
_ATTRIBUTES = rf"""(?:{_QUICK}|(?>(?:[^=>]++|=\s*+(?>(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?))*)(?:>|\Z))"""
_PLAIN = r"""(?![a-z0-9]++ class="[^"]*+">)"""  # half of all tags have nothing but a class
_TAG = rf"{_PLAIN}[a-zA-Z][^\s/>]*+[\s/]++(?!>){_ATTRIBUTES}"


def _raw(name: str, start: str = "", end: str = "") -> str:
    """The pattern of an element that is taken whole. start: what its start tag must be like; end: what else ends it."""
    letters = "".join(f"[{letter}{letter.upper()}]" for letter in name)
    content = rf"[^<]*+(?>(?:<(?!/{letters}[\s/>])[^<]*+)*)"
    return rf"{letters}(?=[\s/>]){_ATTRIBUTES}{start}{content}(?:</{letters}(?=[\s/>])[^>]*>{end})"


_COMMENT = r"!--(?:-?>|(?:[^-]*+-)*?-!?>|[\s\S]*)"
_BOGUS = r"[!?][^>]*>|/[^a-zA-Z>][^>]*>"  # declarations, and what the standard takes for comments
_WHOLE = "|".join(_raw(name, end=r"|\Z") for name in _RAW_TEXT)
_TOKENS = re.compile(
    rf"<(?:{_COMMENT}|{_WHOLE}|{_raw('svg', '(?<!/>)')}|/?(?:article|main)(?=[\s>])[^>]*>|{_TAG}|{_BOGUS})", re.ASCII
)
_START = re.compile(rf"<([a-zA-Z][^\s/>]*+)({_ATTRIBUTES})", re.ASCII)
_INNER = re.compile(f"<{_TAG}", re.ASCII)
_ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""", re.ASCII)
_URL_IN_STYLE = re.compile(
    r"""/\*.*?\*/|@namespace[^;]*;|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.DOTALL | re.IGNORECASE,
)
_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?")

_LINKING = {"a": ("href", "xlink:href"), "area": ("href",), "form": ("action",), "button": ("formaction",)}
_LOADING = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "input": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_MATTERING = {"html", "base", "meta", "link", "img", "article", "main", "script", "style", "svg", "iframe", "object"}
_SHARED = re.compile(r"(?:og|twitter):image(?::(?:url|secure_url|src))?", re.IGNORECASE)  # of who shares the page
_LOADED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon", "mask-icon"}
_NOT_FOLLOWED = {"canonical", "preconnect", "dns-prefetch"}


@dataclass(frozen=True)
class Link:
    """url: as written, without entities; loaded: the page fetches it by itself."""

    url: str
    loaded: bool


@dataclass(frozen=True, eq=False)
class Element:
    """One start tag, the same object wherever it is written the same. raw: as written; ids: what can be linked to;
    unique: those that must not stand twice (inside drawings they may); links: where it leads, what it loads."""

    raw: str
    tag: str
    attributes: Mapping[str, str]
    ids: tuple[str, ...]
    unique: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def rel(self) -> frozenset[str]:
        return frozenset(self.attributes.get("rel", "").lower().split())


class Elements(dict[str, Element | None]):
    """The elements by what is written; None for those that neither lead anywhere nor can be led to."""

    def __missing__(self, raw: str) -> Element | None:
        self[raw] = element = _element(raw)
        return element


def tokens(text: str) -> list[str]:
    """The start tags that have attributes, with the content of scripts, styles and drawings; comments; and the ends of
    'article' and 'main'."""
    return _TOKENS.findall(text)


def is_cut_off(token: str) -> bool:
    """Whether the file ends within `token`, its last."""
    if token.startswith("<!--"):
        return not token.endswith(("-->", "--!>", "<!->"))
    tag = _START.match(token)
    name = tag[1].lower() if tag else ""
    return re.search(rf"</{name}(?=[\s/>])[^>]*>\Z" if name in _RAW_TEXT else r">\Z", token, re.IGNORECASE) is None


def links_in_style(text: str) -> Iterator[Link]:
    """What a style sheet loads."""
    for match in _URL_IN_STYLE.finditer(text):
        url = next(filter(None, match.groups()), "")
        if url and not url.startswith("#"):
            yield Link(url, True)


def _element(raw: str) -> Element | None:
    start = _START.match(raw)
    if start is None:
        return None
    tag, attributes = start[1].lower(), _attributes(start[2])
    inner = _elements_within(raw[start.end() :]) if tag == "svg" else []
    own = [attributes["id"]] if attributes.get("id") else []
    named = [attributes["name"]] if tag == "a" and attributes.get("name") else []
    links, ids = [*_links(tag, attributes)], [*own, *named]
    for element in inner:
        links += element.links
        ids += element.ids
    if tag == "style":
        links += links_in_style(raw[start.end() :])
    matters = any((ids, links, tag in _MATTERING, _has_style_or_program(attributes)))
    return Element(raw, tag, attributes, tuple(ids), tuple(own), tuple(links)) if matters else None


def _elements_within(raw: str) -> list[Element]:
    """The elements of a drawing."""
    return [element for token in _INNER.findall(raw) if (element := _element(token))]


def _has_style_or_program(attributes: Mapping[str, str]) -> bool:
    return any(name == "style" or name[:2] == "on" for name in attributes)


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def _links(tag: str, attributes: Mapping[str, str]) -> Iterator[Link]:
    for name in _LINKING.get(tag, ()):
        if name in attributes:
            yield Link(attributes[name], False)
    yield from _loaded(tag, attributes)
    if tag == "link" and attributes.get("href"):
        yield from _links_of_head(attributes)
    if tag == "meta" and _is_shared(attributes):
        yield Link(attributes.get("content", ""), False)
    if "url(" in attributes.get("style", "").lower():
        yield from links_in_style(attributes["style"])


def _loaded(tag: str, attributes: Mapping[str, str]) -> Iterator[Link]:
    """What an element loads when it is shown."""
    for name in _LOADING.get(tag, ()):
        if name == "srcset":
            yield from _candidates(attributes.get(name, ""))
        elif attributes.get(name):
            yield Link(attributes[name], True)


def _is_shared(attributes: Mapping[str, str]) -> bool:
    """Whether a 'meta' element names something that other sites show."""
    return _SHARED.fullmatch(attributes.get("property") or attributes.get("name") or "") is not None


def _links_of_head(attributes: Mapping[str, str]) -> Iterator[Link]:
    """Where a 'link' element leads, or what it loads."""
    rel = set(attributes.get("rel", "").lower().split())
    is_alternate = "alternate" in rel and "hreflang" in attributes
    if not rel & _NOT_FOLLOWED and not is_alternate:
        yield Link(attributes["href"], bool(rel & _LOADED))
    yield from _candidates(attributes.get("imagesrcset", ""))


def _candidates(srcset: str) -> Iterator[Link]:
    for url in _CANDIDATE.findall(srcset):
        yield Link(url, True)
