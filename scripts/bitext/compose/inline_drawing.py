"""Drawings (SVG) put into the page that shows them: there they have its typeface and colours, which no image has."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_CLASS = "drawing"
_DRAWN = frozenset("svg g defs marker path rect circle ellipse line polyline polygon text tspan use desc".split())
_LEFT_OUT = frozenset(("style", "title"))  # the site has a style sheet, the page words for the picture
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")


def inline_drawing(svg: str, name: str, alternative: str, prefix: str) -> str | None:
    """The drawing in the file `name` as a part of a page, which says `alternative` in its place. prefix: of its ids,
    which the page has once. None for one that does not bear the class 'drawing', or holds what the policy of the pages
    would block."""
    try:
        root = ElementTree.fromstring(svg.encode())
    except ElementTree.ParseError:
        return None
    if root.tag != f"{_SVG}svg" or _CLASS not in (root.get("class") or "").split():
        return None
    described = root.find(f"{_SVG}desc")
    pieces: list[str] = []
    if not _write(root, pieces, prefix):
        return None
    language = root.get("lang")
    attributes = {
        "viewBox": root.get("viewBox"),
        "role": "img",
        "lang": language,
        "aria-label": alternative,
        "aria-describedby": f"{prefix}-desc" if described is not None else None,
    }
    opening = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f'<span class="{_CLASS}" data-file="{escape(name)}"><svg{opening}>{"".join(pieces)}</svg></span>'


def _write(element: ElementTree.Element, pieces: list[str], prefix: str) -> bool:
    """Add what is in an element; whether all of it may stand in a page."""
    pieces.append(escape(element.text or "", quote=False))
    for child in element:
        name = str(child.tag).removeprefix(_SVG)
        if name not in _LEFT_OUT and not _write_child(child, name, pieces, prefix):
            return False
        pieces.append(escape(child.tail or "", quote=False))
    return True


def _write_child(child: ElementTree.Element, name: str, pieces: list[str], prefix: str) -> bool:
    """The same of an element itself, whose tag is called `name`."""
    if name == "desc":
        child.set("id", "desc")
    if name not in _DRAWN or any(_may_load_or_run(key, value) for key, value in child.items()):
        return False
    attributes = "".join(f' {key}="{escape(_named(key, value, prefix))}"' for key, value in child.items())
    pieces.append(f"<{name}{attributes}>")
    is_harmless = _write(child, pieces, prefix)
    pieces.append(f"</{name}>")
    return is_harmless


def _may_load_or_run(key: str, value: str) -> bool:
    """Whether an attribute is one that the policy of the pages would block, or of a foreign namespace."""
    return key.startswith(("on", "{")) or (key in ("style", "href") and not value.startswith("#"))


def _named(key: str, value: str, prefix: str) -> str:
    if key == "id":
        return f"{prefix}-{value}"
    if key == "href":
        return f"#{prefix}-{value[1:]}"
    return _REFERENCE.sub(rf"url(#{prefix}-\1)", value)
