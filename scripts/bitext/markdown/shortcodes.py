"""The shortcodes of emoji and icons, ':smile:' and ':material-key:'."""

from __future__ import annotations

import importlib
import importlib.util
import re
from functools import cache
from pathlib import Path

_ICONS = re.compile(r"(?:material|fontawesome|octicons|simple)-")
_INDEXES = ("twemoji_db", "emoji1_db", "gemoji_db")


def is_unknown(name: str) -> bool:
    """Whether there is surely no emoji or icon of this name: names with a hyphen may be those of icons of a site."""
    if match := _ICONS.match(name):
        icons = _icons(match[0][:-1])
        return bool(icons) and name not in icons
    return "-" not in name and name not in _emoji()


@cache
def _emoji() -> frozenset[str]:
    """The names in every index that `pymdownx.emoji` has."""
    found: set[str] = set()
    for name in _INDEXES:
        index = importlib.import_module(f"pymdownx.{name}")
        found.update(written.strip(":") for written in (*index.emoji, *index.aliases))
    return frozenset(found)


@cache
def _icons(collection: str) -> frozenset[str]:
    """The names of a collection of icons that the theme Material has, or none where it is not installed."""
    theme = importlib.util.find_spec("material")
    for place in (theme.submodule_search_locations or ()) if theme else ():
        folder = Path(place, "templates/.icons")
        if (folder / collection).is_dir():
            files = (folder / collection).rglob("*.svg")
            return frozenset("-".join(file.relative_to(folder).with_suffix("").parts) for file in files)
    return frozenset()
