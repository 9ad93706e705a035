"""The navigation as mkdocs.yml writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bitext.places import Scalar
from bitext.settings import key_place, settings_scalars
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


@lru_cache(maxsize=1)
def configured(sources: Sources) -> Sequence[Scalar]:
    """Every key and value of mkdocs.yml."""
    return settings_scalars(sources.config)


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
    return key_place(configured(sources), "nav") or (sources.config.name, 0)


def plugins_decide(sources: Sources) -> bool:
    """Whether a plugin reads `nav` in a way of its own, or makes pages that no folder holds."""
    plugins = sources.settings.get("plugins") or []
    names = {str(name) for plugin in plugins for name in (plugin if isinstance(plugin, dict) else [plugin])}
    return bool(names & _DECIDING)
