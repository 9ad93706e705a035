"""What a configuration (mkdocs.yml) says, together with those that it inherits from (`INHERIT`)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bitext.cached import cached_property
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.pages.page import read_text, read_yaml
from bitext.pages.yaml_lines import Scalar, keys_twice, merged_place, merged_scalars, scalars

INHERIT = "INHERIT"
SITE = "site"  # the folder of the site that is built, where nothing else is said


class Settings(Mapping[str, Any]):
    """What a configuration says, laid key by key over what it inherits, as MkDocs does (mergedeep); a list takes the
    place of a list. It is read once: what is saved later is seen by whoever reads it anew.

    config: the file; files: that, the one that it inherits from, and so on; texts: of each, its name from the folder of
    `config` and what it holds.
    """

    def __init__(
        self, config: Path, files: Sequence[Path], texts: Sequence[tuple[str, str]], values: Mapping[str, Any]
    ) -> None:
        self.config = config
        self.files = tuple(files)
        self.texts = tuple(texts)
        self._values = {key: value for key, value in values.items() if key != INHERIT}

    @classmethod
    def read(cls, config: Path) -> Settings:
        """The settings of the file `config`. Raises Refused when it or one that it inherits from cannot be read, or is
        no mapping."""
        files: list[Path] = []
        texts: list[tuple[str, str]] = []
        values: Any = {}
        for name, text, own in _followed(config, files):
            texts.append((name, text))
            values = overlay(own, values)
        return cls(config, files, texts, values)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @cached_property
    def scalars(self) -> Sequence[Scalar]:
        """Every key and value that is in force, with the file and the line where it is written."""
        return merged_scalars(self.texts)

    def keys_twice(self) -> Iterator[tuple[str, int, str, int]]:
        """File and line of each key that stands in its mapping already, the key, and the line of the first."""
        for name, text in self.texts:
            for key, line, first in keys_twice(text):
                yield name, line, key, first

    def key_place(self, key: str) -> tuple[str, int] | None:
        """File and line of a key at the top of the settings; None without it."""
        return _key_place(self.scalars, key)

    def place_of_text(self, text: str) -> tuple[str, int]:
        """File and line where the configuration, or one that it inherits from, has this text; line 0 without it."""
        for name, content in self.texts:
            for number, line in enumerate(content.split("\n"), 1):
                if text in line.split("#")[0]:
                    return name, number
        return self.config.name, 0

    def place_of(self, *keys: str | int) -> tuple[str, int]:
        """File and line of the value that `keys` lead to, one within the other, or of the nearest above it; positions
        in lists are among them."""
        return merged_place(self.texts, keys) or (self.config.name, 0)


def configuration_files(config: Path) -> Sequence[Path]:
    """The configuration, the one that it inherits from, and so on, as far as they can be read: for whoever watches
    them."""
    files: list[Path] = []
    with suppress(Refused):
        for _ in _followed(config, files):
            pass
    return files


def _followed(config: Path, files: list[Path]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Name, text and values of the configuration, of the one that it inherits from, and so on; `files` gets each
    before it is read. Raises Refused at one that cannot be read, or that inherits from none."""
    file = config
    while True:
        files.append(file)
        name = Path(os.path.relpath(file, config.parent)).as_posix()
        text = read_text(file, name)
        values = _values(text, name)
        yield name, text, values
        if INHERIT not in values:
            return
        file = Path(os.path.normpath(file.parent / str(values[INHERIT])))
        is_seen = file.resolve() in {each.resolve() for each in files}
        why = "which does not exist" if not file.is_file() else "and that from this" if is_seen else ""
        if why:
            _, line = _key_place(scalars(text), INHERIT) or (name, 0)
            raise Refused(Finding(name, line, "configuration", f"inherits from '{values[INHERIT]}', {why}"))


def _key_place(scalars: Sequence[Scalar], key: str) -> tuple[str, int] | None:
    found = ((each.file, each.line) for each in scalars if each.is_key and (each.keys, each.value) == ((), key))
    return next(found, None)


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
    values = read_yaml(text, name, with_environment=True)
    if not isinstance(values, dict):
        raise Refused(Finding(name, 1, "configuration", "holds no settings, such as 'site_name: Guides'"))
    return values
