"""The anchors that Python-Markdown's `toc` gives to headings, by the settings of a site that nothing else gives any."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bitext.align.headings import Heading
from bitext.markdown.parser import ATTRIBUTES, heading_list
from bitext.pages.page import PythonObject
from bitext.site.settings import extensions

Slugify = Callable[[str, str], str]

_NAMES = ("toc", "markdown.extensions.toc")
_EMOJI = "pymdownx.emoji"
_FOOTNOTES = ("footnotes", "markdown.extensions.footnotes")
_ATTRIBUTES = ("attr_list", "markdown.extensions.attr_list", "pymdownx.extra", "markdown.extensions.extra", "extra")
_SHORTCODE = re.compile(r":[a-z0-9][\w+-]*:")
_REFERENCE = re.compile(r"\[\^[^\]\s]+\]")
# The functions that may stand under 'slugify': those that are called, and those that make one when they are.
_PLAIN = re.compile(r"markdown\.extensions\.(?:toc|headerid)\.slugify(?:_unicode)?")
_MADE = re.compile(r"pymdownx\.slugs\.slugify")


@dataclass(frozen=True)
class Toc:
    """slugify: makes an anchor of a text, with `separator` between its words; unknown: the name of a function that is
    not known here, or ''; pins: `{ #id }` is read; has_emoji, has_footnotes: so are ':smile:' and '[^1]'."""

    slugify: Slugify = field(repr=False, compare=False)
    separator: str = "-"
    unknown: str = ""
    pins: bool = True
    has_emoji: bool = False
    has_footnotes: bool = False

    def anchor(self, text: str) -> str:
        """The anchor of a heading that is alone."""
        text = _REFERENCE.sub("", text) if self.has_footnotes else text
        return self.slugify(_SHORTCODE.sub("", text) if self.has_emoji else text, self.separator)

    def anchors(self, headings: Sequence[Heading]) -> list[str]:
        """The anchor of each heading of a page, in order."""
        from markdown.extensions.toc import unique

        pinned = [heading.pinned if self.pins and _is_read(heading) else None for heading in headings]
        taken = {pin for pin in pinned if pin}
        found = []
        for heading, pin in zip(headings, pinned, strict=True):
            if pin:
                found.append(pin)
            else:
                found.append(unique(self.anchor(_shown(heading)), taken))
        return found


def _is_read(heading: Heading) -> bool:
    """Whether the attribute list of a heading is, as it stands."""
    attributes = heading_list(heading.section[0].text) if heading.pinned and heading.section else None
    return attributes is None or attributes.is_read


def _shown(heading: Heading) -> str:
    """The text of a heading where attribute lists are not read, and shown."""
    written = ATTRIBUTES.search(heading.section[0].text) if heading.pinned and heading.section else None
    return heading.text + (written[0] if written else "")


def toc_of(settings: Mapping[str, Any]) -> Toc:
    """How the site's headings get their anchors."""
    known = extensions(settings)
    options = next((known[name] for name in _NAMES if name in known), {})
    written, separator = options.get("slugify"), options.get("separator")
    slugify = _function(written) if written is not None else _default()
    return Toc(
        slugify or _default(),
        separator if isinstance(separator, str) else "-",
        "" if slugify else str(getattr(written, "name", written)),
        any(name in known for name in _ATTRIBUTES),
        _EMOJI in known,
        any(name in known for name in _FOOTNOTES),
    )


@cache
def _default() -> Slugify:
    from markdown.extensions.toc import slugify

    return slugify


def _function(written: Any) -> Slugify | None:
    """The function that `slugify` names; None for one that is not known. No other is loaded, let alone called."""
    name = written.name if isinstance(written, PythonObject) else str(written)
    if not (_PLAIN.fullmatch(name) or _MADE.fullmatch(name)):
        return None
    module, _, attribute = name.rpartition(".")
    try:
        function: Any = getattr(importlib.import_module(module), attribute)
        if _MADE.fullmatch(name):
            options = written.options if isinstance(written, PythonObject) else {}
            return function(**options)  # type: ignore[no-any-return]
    except (ImportError, AttributeError, TypeError):
        return None
    return function  # type: ignore[no-any-return]
