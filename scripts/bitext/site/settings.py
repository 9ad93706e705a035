"""What a configuration (mkdocs.yml) says, together with those that it inherits from (`INHERIT`)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bitext.finding import Finding, Refused
from bitext.pages import yaml_lines
from bitext.pages.page import read_text, read_yaml
from bitext.pages.yaml_lines import Scalar, merged_scalars, scalars

INHERIT = "INHERIT"
SITE = "site"  # the folder of the site that is built, where nothing else is said


def read_settings(config: Path) -> Mapping[str, Any]:
    """The settings of the configuration `config` laid over those that it inherits, key by key, as MkDocs does
    (mergedeep); a list takes the place of a list. Raises Refused when one of them cannot be read or is no mapping."""
    settings: Any = {}
    for file in configuration_files(config):
        settings = overlay(_values(*_read(file, config)), settings)
    return {key: value for key, value in settings.items() if key != INHERIT}


def configuration_files(config: Path) -> Iterator[Path]:
    """The configuration, the one that it inherits from, and so on. Raises Refused after one that cannot be read, or
    that inherits from none."""
    file, seen = config, set[Path]()
    while True:
        yield file
        seen.add(file.resolve())
        text, name = _read(file, config)
        if INHERIT not in _values(text, name):
            return
        inherited = _values(text, name)[INHERIT]
        file = Path(os.path.normpath(file.parent / str(inherited)))
        why = "which does not exist" if not file.is_file() else "and that from this" if file.resolve() in seen else ""
        if why:
            _, line = key_place(scalars(text), INHERIT) or (name, 0)
            raise Refused(Finding(name, line, "configuration", f"inherits from '{inherited}', {why}"))


def settings_scalars(config: Path) -> Sequence[Scalar]:
    """Every key and value that is in force, with the file and the line where it is written."""
    texts = [_read(file, config) for file in configuration_files(config)]
    return merged_scalars([(name, text) for text, name in texts])


def keys_twice(config: Path) -> Iterator[tuple[str, int, str, int]]:
    """File and line of each key that stands in its mapping already, the key, and the line of the first."""
    for text, name in (_read(file, config) for file in configuration_files(config)):
        for key, line, first in yaml_lines.keys_twice(text):
            yield name, line, key, first


def key_place(scalars: Sequence[Scalar], key: str) -> tuple[str, int] | None:
    """File and line of a key at the top of the settings; None without it."""
    found = ((each.file, each.line) for each in scalars if each.is_key and (each.keys, each.value) == ((), key))
    return next(found, None)


def settings_place(config: Path, text: str) -> tuple[str, int]:
    """File and line where the configuration, or one that it inherits from, has this text; line 0 without it."""
    for content, name in (_read(file, config) for file in configuration_files(config)):
        for number, line in enumerate(content.split("\n"), 1):
            if text in line.split("#")[0]:
                return name, number
    return config.name, 0


def place_of(config: Path, *keys: str | int) -> tuple[str, int]:
    """File and line of the value that `keys` lead to, one within the other, or of the nearest above it; positions in
    lists are among them."""
    texts = [_read(file, config) for file in configuration_files(config)]
    return yaml_lines.merged_place([(name, text) for text, name in texts], keys) or (config.name, 0)


def setting(settings: Mapping[str, Any], *keys: str) -> Any:
    """The value that these keys lead to, one within the other, or None."""
    value: Any = settings
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def extensions(settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The Markdown extensions with their options."""
    written = settings.get("markdown_extensions")
    if isinstance(written, Mapping):
        written = [{name: options} for name, options in written.items()]
    found: dict[str, Mapping[str, Any]] = {}
    for entry in written if isinstance(written, list) else ():
        for name, options in entry.items() if isinstance(entry, Mapping) else [(entry, None)]:
            found[str(name)] = options if isinstance(options, Mapping) else {}
    return found


def site_folder(settings: Mapping[str, Any]) -> str:
    """Where the site is built, from the folder of the configuration."""
    return str(settings.get("site_dir") or SITE)


def overlay(below: Any, above: Any) -> Any:
    """`above` laid over `below`: mappings key by key; all else takes its place."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {key: overlay(below.get(key), above[key]) if key in above else below[key] for key in {**below, **above}}
    return above


def _values(text: str, name: str) -> Mapping[str, Any]:
    return _read_values(text, name, tuple(os.environ.items()) if "!ENV" in text else ())


@lru_cache(maxsize=8)
def _read_values(text: str, name: str, environment: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    values = read_yaml(text, name, with_environment=True)
    if not isinstance(values, dict):
        raise Refused(Finding(name, 1, "configuration", "holds no settings, such as 'site_name: Guides'"))
    return values


def _read(file: Path, config: Path) -> tuple[str, str]:
    """The text of `file`, and its name from the folder of `config`."""
    name = Path(os.path.relpath(file, config.parent)).as_posix()
    return read_text(file, name), name
