import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from bitext.built.built import Built
from bitext.built.provenance import Fault, reports
from bitext.markdown.markup import Element
from bitext.pages.page import read_text
from bitext.rule import Report, rule
from bitext.site.hosting import HEADERS_FILE
from bitext.site.policy import OPEN, directive, is_allowed, source_of

_HOST = re.compile(r"(?:https:)?//", re.IGNORECASE)  # 'http:' is for site-mixed
_IN_DRAWING = re.compile(r"<[^>]*\s(style|on\w+)\s*=", re.IGNORECASE)
_FRAMES = ("iframe", "object", "embed")
_WHOLE = ("style", *_FRAMES)  # that are allowed or refused as a whole, whatever they lead to
_LOADING = {"img": ("img-src",), "script": ("script-src",), "audio": ("media-src",)}


@rule("built")
def site_policy(built: Built) -> Iterator[Report]:
    """A page has what the site's Content-Security-Policy forbids, so that browsers leave it out: an inline script that
    is not the theme's, an attribute `style` or `onclick`, or something from another host. `extra: policy` in mkdocs.yml
    allows an inline script or style by its hash, which the message names.

    Bad: `<p style="color: red">`, `<script src="https://cdn.example.com/chat.js"></script>`.
    Good: a class, and its style in `docs/assets/site.css`.
    """
    if HEADERS_FILE not in built.files:
        return
    policy = _policy(read_text(built.folder / HEADERS_FILE, HEADERS_FILE))
    allowed = {name: directive(policy, name) for name in OPEN}
    refused: Mapping[Element, str] = {
        element: what for element in built.elements if (what := _refused(element, built.address, allowed))
    }
    yield from reports(
        built,
        (
            Fault(page, element, f"the policy of the site does not allow {refused[element]}", _words(element))
            for page, element in built.holding(refused)
        ),
    )


def _policy(headers: str) -> str:
    return next((line.partition(":")[2] for line in headers.splitlines() if "Content-Security-Policy:" in line), "")


def _refused(element: Element, address: str, allowed: Mapping[str, Sequence[str]]) -> str:
    """What of an element the policy does not allow; nothing of most. allowed: its sources, by directive."""
    refused = _refused_attribute(element, allowed) or _refused_itself(element, allowed)
    if refused or element.tag in _WHOLE or _is_inline_script(element):
        return refused
    for link in filter(attrgetter("loaded"), element.links):
        if _is_of_another_host(link.url, address) and not _may_load(element.tag, link.url, allowed):
            return f"'{link.url}' from another host"
    return ""


def _is_of_another_host(url: str, address: str) -> bool:
    """Whether something is loaded from another host than that of the site, which is at `address`, if that is known."""
    return _HOST.match(url) is not None and not (address and url.startswith(address))


def _refused_attribute(element: Element, allowed: Mapping[str, Sequence[str]]) -> str:
    """The first attribute that runs a program or holds a style."""
    may_style = is_allowed("'unsafe-inline'", "style-src", allowed)
    for name in filter(_is_refused, element.attributes):
        if name != "style" or not may_style:
            return f"the attribute '{name}'"
    if element.tag == "svg" and (inner := _IN_DRAWING.search(element.raw)):
        return f"the attribute '{inner[1].lower()}'"
    return ""


def _refused_itself(element: Element, allowed: Mapping[str, Sequence[str]]) -> str:
    """A style, an inline script or a frame."""
    if element.tag == "style":
        may_style = is_allowed("'unsafe-inline'", "style-src", allowed)
        is_known = may_style or is_allowed(source_of(_body(element)), "style-src", allowed)
        return "" if is_known else f"the tag 'style'; {_advice(element, 'style-src')}"
    if _is_inline_script(element):
        is_known = is_allowed(source_of(_body(element)), "script-src", allowed)
        return "" if is_known else f"this inline script; {_advice(element, 'script-src')}"
    if element.tag in _FRAMES:
        source = element.attributes.get("src", "")
        return "" if is_allowed(source, "frame-src", allowed) else f"the tag '{element.tag}'"
    return ""


def _is_inline_script(element: Element) -> bool:
    return element.tag == "script" and "src" not in element.attributes and _is_code(element)


def _advice(element: Element, name: str) -> str:
    return f"to allow it write \"{source_of(_body(element))}\" under 'extra: policy: {name}'"


def _body(element: Element) -> str:
    return element.raw.partition(">")[2].rpartition("</")[0]


def _may_load(tag: str, url: str, allowed: Mapping[str, Sequence[str]]) -> bool:
    kinds = _LOADING.get(tag, ("img-src", "media-src", "style-src", "font-src"))
    return any(is_allowed(url, kind, allowed) for kind in kinds)


def _is_refused(attribute: str) -> bool:
    return attribute == "style" or (attribute.startswith("on") and len(attribute) > 2)


def _is_code(script: Element) -> bool:
    return script.attributes.get("type", "").lower() in ("", "module", "text/javascript", "application/javascript")


def _words(element: Element) -> tuple[str, ...]:
    """By what the line is found where it is written."""
    loaded = (link.url for link in element.links if link.loaded)
    values = (value for name, value in element.attributes.items() if _is_refused(name))
    return (*values, *loaded, element.raw[:60])
