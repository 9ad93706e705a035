"""The plugins that a configuration names, and those that cannot have part in a site of this shape."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.site.settings import Settings

#: Why a plugin cannot be used, by the last part of its name.
_UNSUPPORTED = {
    "blog": "it makes pages of its own, which have no text in 'docs' and none in the other languages",
    "include-markdown": "its '{% include-markdown … %}' is not that of the snippets, put in and checked before;"
    " write shared text into 'docs/_snippets'",
    "macros": "it would expand '{{ … }}' a second time, where snippets and data have been put in already; write data"
    " into 'docs/_data' and shared text into 'docs/_snippets'",
    "print-site": "it makes a page of its own, which has no text in 'docs' and none in the other languages; each page"
    " prints well by itself",
    "table-reader": "its '{{ read_csv(…) }}' is not that of the data, which are put in and checked before; write data"
    " into 'docs/_data' and a table into the page",
}

#: The files of mkdocs-literate-nav that are pages as well.
_PAGES = ("index.md", "README.md")


def plugins(settings: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The name and the options of each plugin that is not switched off."""
    written = settings.get("plugins")
    entries = written.items() if isinstance(written, dict) else _listed(written)
    for name, options in entries:
        known = options if isinstance(options, Mapping) else {}
        if known.get("enabled") is not False:
            yield str(name), known


def _listed(written: Any) -> Iterator[tuple[Any, Any]]:
    for entry in written if isinstance(written, list) else ():
        yield from entry.items() if isinstance(entry, dict) else [(entry, None)]


def plugin_named(settings: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """The options of the plugin `name`, also as one of a theme ('material/tags' for 'tags'); None without it."""
    return next((options for known, options in plugins(settings) if posixpath.basename(known) == name), None)


def navigation_file(settings: Mapping[str, Any]) -> str:
    """The name of the files that mkdocs-literate-nav reads the navigation from, and that are no pages; '' without."""
    options = plugin_named(settings, "literate-nav")
    name = "" if options is None else str(options.get("nav_file") or "SUMMARY.md")
    return "" if name in _PAGES else name


def refuse_unsupported(settings: Settings) -> None:
    """Raise Refused for each plugin that a site cannot have whose pages are composed by the hook of this project."""
    findings = []
    for name, _ in plugins(settings):
        if why := _UNSUPPORTED.get(posixpath.basename(name)):
            place = _place(settings, name)
            findings.append(Finding(*place, "configuration", f"plugin '{name}' is not supported: {why}"))
    if findings:
        raise Refused(*findings)


def _place(settings: Settings, name: str) -> tuple[str, int]:
    """File and line where a plugin is named."""
    found = (each for each in settings.scalars if (each.keys, each.value) == (("plugins",), name))
    return next(((each.file, each.line) for each in found), (settings.config.name, 0))
