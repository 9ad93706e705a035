"""Texts that people read, written so that they can stand in HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: The keys of the front matter whose values templates write into a page as they are.
SHOWN = ("title", "nav_title", "subtitle", "description", "author")

_SPECIAL = re.compile(r"&(?!(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z][A-Za-z\d]*);)|[<>\"]")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escaped(text: str) -> str:
    """`text` for HTML, within a tag or without. A character reference stays as it is: nothing is escaped twice."""
    return _SPECIAL.sub(lambda special: _REFERENCES[special[0]], text)


def shown(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter of a page as templates take it."""
    return {key: escaped(value) if key in SHOWN and isinstance(value, str) else value for key, value in meta.items()}
