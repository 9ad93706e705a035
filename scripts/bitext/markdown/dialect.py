"""The Markdown of a site: the extensions of Python-Markdown that its configuration names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

#: What MkDocs loads for every site (mkdocs.config.defaults.MkDocsConfig.markdown_extensions).
_ALWAYS = ("toc", "tables", "fenced_code")
_EXTRA = ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables")
#: Extensions that stand for several.
_BUNDLES: Mapping[str, tuple[str, ...]] = {
    "extra": (*_EXTRA, "fenced_code"),
    "pymdownx.extra": (*_EXTRA, "pymdownx.betterem", "pymdownx.superfences"),
}
#: Extensions that decide where a block begins or ends. Others change what stands within one.
_OF_BLOCKS = frozenset(
    {
        "abbr", "admonition", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables",
        "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.arithmatex",
        "pymdownx.blocks.admonition", "pymdownx.blocks.definition", "pymdownx.blocks.details", "pymdownx.blocks.tab",
        "pymdownx.blocks.caption", "pymdownx.blocks.html", "pymdownx.fancylists", "pymdownx.saneheaders",
        "pymdownx.quotes", "pymdownx.highlight",
    }
)  # fmt: skip
# A type of callout, as the documentation of Material styles an own one.
_STYLED = re.compile(r"(?:\.admonition|\bdetails)\.([A-Za-z][\w-]*)")
_SANE = "mdx_truly_sane_lists"
#: Options that name programs, which reading blocks does without.
_PROGRAMS = frozenset({"custom_fences", "slugify", "preview", "generator"})


@dataclass(frozen=True)
class Dialect:
    """extensions: names of Python-Markdown's extensions, each with its options as JSON, in the order of the
    configuration; jinja: lines that are a Jinja2 tag stand for what it puts there; fences: languages of blocks of code
    that the configuration gives to programs ('mermaid'); callouts: types that style sheets of the site add."""

    extensions: tuple[tuple[str, str], ...] = ()
    jinja: bool = True
    fences: tuple[str, ...] = ()
    callouts: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether the extension of this name is loaded, alone or in a bundle."""
        return any(name == each for each, _ in self.extensions)

    @property
    def list_step(self) -> int:
        """By how many spaces what belongs to a list item is indented."""
        options = next(
            (json.loads(options) for name, options in self.extensions if name == _SANE), {"nested_indent": 4}
        )
        indent = options.get("nested_indent", 2)
        return indent if isinstance(indent, int) and indent > 0 else 2

    @cached_property
    def without_jinja(self) -> Dialect:
        """The dialect of what is composed: a Jinja2 tag that is left is text."""
        return replace(self, jinja=False) if self.jinja else self

    @property
    def of_blocks(self) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """The extensions that say where blocks begin and end, with their options."""
        return tuple((name, json.loads(options)) for name, options in self.extensions if name in _OF_BLOCKS)


def dialect_of(
    extensions: Mapping[str, Mapping[str, Any]], *, jinja: bool = True, styles: Iterable[str] = ()
) -> Dialect:
    """The dialect of a site that names these extensions beside those of MkDocs, each with its options. styles: the
    texts of its style sheets."""
    found: dict[str, Mapping[str, Any]] = {name: {} for name in _ALWAYS}
    fences: list[str] = []
    for written, options in extensions.items():
        name = written.removeprefix("markdown.extensions.").partition(":")[0]
        for each in _BUNDLES.get(name, (name,)):
            own = options.get(each) if name in _BUNDLES else options
            found[each] = {**found.get(each, {}), **(own if isinstance(own, Mapping) else {})}
        fences += _custom_fences(options)
    loaded = tuple((name, json.dumps(_plain(options), sort_keys=True)) for name, options in found.items())
    callouts = frozenset(name.lower() for style in styles for name in _STYLED.findall(style))
    return Dialect(loaded, jinja, tuple(fences), callouts)


def _custom_fences(options: Mapping[str, Any]) -> list[str]:
    """The names of the fences that the options of an extension add."""
    custom = options.get("custom_fences")
    listed = custom if isinstance(custom, list) else ()
    return [str(each["name"]) for each in listed if isinstance(each, Mapping) and "name" in each]


def _plain(options: Mapping[str, Any]) -> dict[str, Any]:
    return {
        str(key): value
        for key, value in options.items()
        if key not in _PROGRAMS and isinstance(value, bool | int | float | str | list)
    }


#: The extensions of a site whose configuration names none, and of a text of which no site is known: those that the
#: documentation of Material for MkDocs recommends, so that a configuration without them raises no false alarm.
USUAL: Mapping[str, Mapping[str, Any]] = {
    **{name: {} for name in "abbr admonition attr_list def_list footnotes md_in_html".split()},
    **{f"pymdownx.{name}": {} for name in ("details", "highlight", "superfences")},
    "pymdownx.tabbed": {"alternate_style": True},
}
DEFAULT = dialect_of(USUAL)
