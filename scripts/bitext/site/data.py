"""The data of a target locale beside that of the source: which file is laid over which, and where each fact stands."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from bitext.errors import Refused
from bitext.pages.conflict import settled
from bitext.pages.page import Page, read_yaml
from bitext.pages.revision import KEY, UNCHANGED, recorded, revision_of, unchanged
from bitext.pages.yaml_lines import scalars
from bitext.site.site import DATA, Locale, Site

Place = tuple[str, ...]


@dataclass(frozen=True)
class DataFile:
    """path: from the site's root; values: what it says; places: the line of each key, by the keys on the way to it;
    recorded: what it has under `source_revision`, or None; revision: of its text, None where there is no such file;
    unchanged: the marks of what is right as it was; locale: the code of its locale."""

    path: str
    values: Any
    places: Mapping[Place, int]
    recorded: str | None = None
    revision: str | None = None
    unchanged: frozenset[str] = frozenset()
    locale: str = ""


def data_pairs(site: Site) -> Iterator[tuple[DataFile, DataFile]]:
    """Each file of data of a target locale, behind that of the source locale over which it is laid; without those that
    cannot be read."""
    for locale in site.targets:
        for yours in site.data_paths(locale):
            with suppress(Refused):
                mine = f"{site.source.folder}/{DATA}/{posixpath.basename(yours)}"
                target = replace(data_file(site.read_data(yours), yours), locale=locale.code)
                yield _read(site, mine, site.source), target


def source_data(site: Site) -> Iterator[tuple[DataFile, DataFile]]:
    """Each file of data of the source locale, with that of each target locale that is laid over it: one without values
    and revision where there is none. Those that cannot be read are left out."""
    for locale in site.targets:
        for mine in site.data_paths(site.source):
            with suppress(Refused):
                yours = f"{locale.folder}/{DATA}/{posixpath.basename(mine)}"
                yield _read(site, mine, site.source), _read(site, yours, locale)


def _read(site: Site, path: str, locale: Locale) -> DataFile:
    file = site.root / path
    if not file.is_file():
        return DataFile(path, {}, {}, locale=locale.code)
    data = data_file(site.read_data(path), path)
    return replace(data, revision=revision_of(file.read_bytes()), locale=locale.code)


def translated_data(site: Site) -> Iterator[tuple[DataFile, DataFile]]:
    """Those of `data_pairs` that are there in both locales."""
    return (pair for pair in data_pairs(site) if pair[0].revision is not None)


def data_file(text: str, path: str) -> DataFile:
    """The file of data at `path` that holds `text`, without a conflict over what it records. Raises Refused when it is
    not YAML."""
    text = settled(text, all_of_it=True)
    values = read_yaml(text, path)
    places = {(*scalar.keys, scalar.value): scalar.line for scalar in scalars(text) if scalar.is_key}
    if not isinstance(values, dict):
        return DataFile(path, values, places)
    rest = {key: value for key, value in values.items() if key not in (KEY, UNCHANGED)}
    return DataFile(path, rest, places, recorded(values), unchanged=unchanged(values))


def data_texts(site: Site) -> Iterator[Page]:
    """Each file of data of a target locale as a page of its values, on their lines, if it can be read."""
    for locale in site.targets:
        for path in site.data_paths(locale):
            with suppress(Refused):
                lines: dict[int, list[str]] = {}
                for scalar in scalars(site.read_data(path)):
                    if not scalar.is_key:
                        lines.setdefault(scalar.line, []).append(scalar.value.replace("\n", " "))
                body = "\n".join("  ".join(lines.get(line, ())) for line in range(1, max(lines, default=0) + 1))
                yield Page(path, posixpath.basename(path), locale.code, {}, body, 0)


def facts(values: Any, keys: Place = ()) -> Iterator[tuple[Place, str]]:
    """Each fact, with the keys on the way to it; a list is one."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from facts(value, (*keys, str(key)))
    else:
        yield keys, as_text(values)


def as_text(value: Any) -> str:
    """A fact as people read it, the entries of a list in lines."""
    if value is None:
        return "null"
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
