"""The navigation as mkdocs.yml writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bitext.pages.yaml_lines import Scalar
from bitext.site.locales import plugin_options
from bitext.sources import Sources

_DECIDING = {"literate-nav", "awesome-pages", "awesome-nav", "gen-files", "api-autonav", "blog", "material/blog"}


@dataclass(frozen=True)
class Entry:
    """target: a page's name or an address; file, line: where mkdocs.yml or one that it inherits from says so; locale:
    the code of the one locale it is for, or ''."""

    target: str
    file: str
    line: int
    locale: str = ""


def configured(sources: Sources) -> Sequence[Scalar]:
    """Every key and value of mkdocs.yml."""
    return sources.settings.scalars


def navigation(sources: Sources) -> list[Entry]:
    """The entries of `nav`, and of the `nav` of single languages, in their order."""
    entries, locale = [], ""
    for scalar in configured(sources):
        if scalar.is_key:
            continue
        if scalar.keys[-1:] == ("locale",) and "languages" in scalar.keys:
            locale = scalar.value
        elif scalar.keys[:1] == ("nav",):
            entries.append(Entry(scalar.value, scalar.file, scalar.line))
        elif scalar.keys[:4] == ("plugins", "i18n", "languages", "nav"):
            entries.append(Entry(scalar.value, scalar.file, scalar.line, locale))
    return [entry for entry in entries if entry.target and entry.target != "null"]


def navigation_place(sources: Sources) -> tuple[str, int]:
    """File and line of `nav:`; line 0 of mkdocs.yml without it."""
    return sources.settings.key_place("nav") or (sources.config.name, 0)


def plugins_decide(sources: Sources) -> bool:
    """Whether a plugin reads `nav` in a way of its own, or makes pages that no folder holds."""
    plugins = sources.settings.get("plugins") or []
    names = {str(name) for plugin in plugins for name in (plugin if isinstance(plugin, dict) else [plugin])}
    return bool(names & _DECIDING)


@dataclass(frozen=True)
class Label:
    """text: what `nav` calls an entry; leads_to: the page or address, or the pages and addresses right below a section;
    is_section; file, line: where it is written."""

    text: str
    leads_to: tuple[str, ...]
    is_section: bool
    file: str
    line: int


def navigation_labels(sources: Sources) -> list[Label]:
    """The labels in `nav`, in their order."""
    written = [each for each in configured(sources) if each.is_key and each.keys[:1] == ("nav",)]
    found = list(_labelled(sources.settings.get("nav")))
    if [label for label, _ in found] != [each.value for each in written]:  # not written as MkDocs reads it
        return []
    return [
        Label(label, tuple(_targets(value)), isinstance(value, list), each.file, each.line)
        for (label, value), each in zip(found, written, strict=True)
    ]


def _labelled(items: Any) -> Iterator[tuple[str, Any]]:
    for item in items if isinstance(items, list) else ():
        for label, value in item.items() if isinstance(item, dict) else ():
            yield str(label), value
            yield from _labelled(value)


def _targets(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from (str(each) for each in (item.values() if isinstance(item, dict) else [item]))
    else:
        yield str(value)


def translated_labels(sources: Sources, locale: str) -> Mapping[str, str] | None:
    """What mkdocs-static-i18n calls the entries of `nav` in a language (`nav_translations`), or None when the language
    has a `nav` of its own, as it has in a configuration of its own."""
    options = plugin_options(sources.settings)
    if options is None:
        return None
    languages = options.get("languages")
    for language in languages if isinstance(languages, list) else ():
        if isinstance(language, Mapping) and str(language.get("locale")) == locale:
            known = language.get("nav_translations")
            return None if language.get("nav") else known if isinstance(known, Mapping) else {}
    return {}
