"""Whom a page is for: the site's readers, or its writers, whose pages `extra: writers_section` sets apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bitext.site.gate import is_plain
from bitext.site.settings import setting

KEY = "writers_section"


def writers_section(settings: Mapping[str, Any]) -> str:
    """The folder of the writers' pages, from the folder of all pages and with a slash at its end; '' without one.
    Raises ValueError, with a sentence, when the setting is no such folder."""
    written = setting(settings, "extra", KEY)
    if written is None:
        return ""
    folder = written.strip("/") if isinstance(written, str) else ""
    if not folder or not is_plain(folder):
        raise ValueError(f"'{written}' in 'extra: {KEY}' is no folder below that of the pages, such as 'writing'")
    return f"{folder}/"
