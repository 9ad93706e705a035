"""The navigation as mkdocs.yml writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bitext.page import read_text
from bitext.places import Scalar, scalars
from bitext.sources import Sources

_DECIDING = {"literate-nav", "awesome-pages", "awesome-nav", "gen-files", "api-autonav", "blog", "material/blog"}


@dataclass(frozen=True)
class Entry:
    """target: a page's name or an address; line: in mkdocs.yml; locale: the code of the one locale it is for, or ''."""

    target: str
    line: int
    locale: str = ""


@lru_cache(maxsize=1)
def settings_scalars(sources: Sources) -> Sequence[Scalar]:
    """Every key and value of mkdocs.yml."""
    return scalars(read_text(sources.config, sources.config.name))


def navigation(sources: Sources) -> list[Entry]:
    """The entries of `nav`, and of the `nav` of single languages, in their order."""
    entries, locale = [], ""
    for scalar in settings_scalars(sources):
        if scalar.is_key:
            continue
        if scalar.keys[-1:] == ("locale",) and "languages" in scalar.keys:
            locale = scalar.value
        elif scalar.keys[:1] == ("nav",):
            entries.append(Entry(scalar.value, scalar.line))
        elif scalar.keys[:4] == ("plugins", "i18n", "languages", "nav"):
            entries.append(Entry(scalar.value, scalar.line, locale))
    return [entry for entry in entries if entry.target and entry.target != "null"]


def navigation_line(sources: Sources) -> int:
    """The line of `nav:` in mkdocs.yml, or 0."""
    found = (
        scalar.line
        for scalar in settings_scalars(sources)
        if scalar.is_key and not scalar.keys and scalar.value == "nav"
    )
    return next(found, 0)


def plugins_decide(sources: Sources) -> bool:
    """Whether a plugin reads `nav` in a way of its own, or makes pages that no folder holds."""
    plugins = sources.settings.get("plugins") or []
    names = {str(name) for plugin in plugins for name in (plugin if isinstance(plugin, dict) else [plugin])}
    return bool(names & _DECIDING)
