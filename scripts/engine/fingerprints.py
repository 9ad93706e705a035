"""Fingerprints of what goes into a page besides its source: code, packages, configuration, templates, navigation."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bitext.memo import digest
from bitext.tree import files_below

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem

SCRIPTS = Path(__file__).resolve().parents[1]
#: Plugins and Markdown extensions of which it is known that a page depends on nothing else for their sake.
_KNOWN_PLUGINS = {"material/search", "i18n"}
_KNOWN_EXTENSIONS = re.compile(
    r"abbr|admonition|attr_list|def_list|fenced_code|footnotes|md_in_html|meta|nl2br|sane_lists"
    r"|smarty|tables|toc|wikilinks|codehilite|extra|markdown\.extensions\.\w+|pymdownx\.(?!snippets|b64)[\w.]+"
)
_KEY = re.compile(r"\w\.meta\.(\w+)")
_ANY_KEY = re.compile(r"\w\.meta\b(?!\.\w| and | %\}|\")|\w\.meta\.(?:get|items|keys|values)\b|[\"']meta\b")
_DATE = re.compile(r"\b(?:build_date_utc|update_date)\b")


@cache
def code() -> str:
    """Of this project's code and what comes with it of languages, Python and the packages that are installed."""
    folders = [Path(folder) for folder in sys.path if Path(folder).is_dir()]
    packages = sorted(each.name for folder in folders for each in folder.glob("*.dist-info"))  # name and version
    own = [*SCRIPTS.rglob("*.py"), *(SCRIPTS / "bitext" / "languages" / "lexicons").iterdir()]
    return digest(repr(sys.version_info), *packages, *_contents(sorted(own), SCRIPTS))


def _contents(files: Iterable[Path], top: Path) -> Iterator[str | bytes]:
    for file in files:
        yield file.relative_to(top).as_posix()  # the project may be somewhere else tomorrow
        yield file.read_bytes()


def unknown(config: MkDocsConfig) -> str:
    """The plugins, hooks and Markdown extensions for whose sake a page may depend on anything; '' if there are none."""
    foreign, named = unknown_plugins(config), list(map(str, config.hooks))
    hooks = [f"hook '{name}'" for name in foreign if name in named]
    plugins = [f"plugin '{name}'" for name in foreign if name not in named]
    extensions = [f"extension '{name}'" for name in config.markdown_extensions if not _KNOWN_EXTENSIONS.fullmatch(name)]
    return ", ".join([*hooks, *plugins, *extensions])


def unknown_plugins(config: MkDocsConfig) -> list[str]:
    """The plugins and hooks of which nothing is known, by their names, in the order in which MkDocs has them."""
    own = (SCRIPTS / "mkdocs_hooks.py").read_bytes()
    folder = Path(config.config_file_path).parent
    known = {*_KNOWN_PLUGINS, *(name for name in config.hooks if (folder / name).read_bytes() == own)}
    return [name for name in config.plugins if name not in known]


def variables(text: str) -> list[str]:
    """The environment variables that the text of a configuration may read, with their values."""
    named = (
        set(re.findall(r"[A-Za-z_]\w*", text, re.ASCII)) - {"_"} if "!ENV" in text else set()
    )  # a shell puts its last command in '_'
    return [f"{name}={os.environ[name]}" for name in sorted(named & os.environ.keys())]


def configuration(config: MkDocsConfig) -> str:
    """Of what the configuration says, with the files it inherits from and the environment that it reads."""
    from bitext.site.settings import Settings

    texts = Settings.read(Path(config.config_file_path)).texts
    return digest(*(part for _, text in texts for part in (text, *variables(text))))


def _of_templates(folder: str | None) -> str:
    """Of the files in the site's own folder of templates, if it has one."""
    if not folder:
        return digest()
    files = [Path(folder, name) for name in files_below(Path(folder))]
    return digest(*_contents(files, Path(folder)))


class Theme:
    """The theme's templates, and what of a page or of the day they may name."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.digest = _of_templates(config.theme.custom_dir)  # those of packages stay as installed
        templates = [file for folder in config.theme.dirs for file in _templates(folder)]
        texts = [file.read_text(encoding="utf-8", errors="replace") for file in templates]
        self.keys = {match[1] for text in texts for match in _KEY.finditer(text)}
        self.any_key = any(_ANY_KEY.search(text) for text in texts)
        self.names_dates = any(_DATE.search(text) for text in texts)


def _templates(folder: str) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]  # 11,000 icons
        yield from (Path(place, name) for name in names if name.endswith(".html"))


def navigation(items: Iterable[StructureItem], theme: Theme) -> str:
    """Of the navigation of a locale: titles, addresses, and what templates name of the front matter of its pages."""
    return digest(repr([_entry(item, theme) for item in items]))


def _entry(item: Any, theme: Theme) -> list[Any]:
    children = [_entry(child, theme) for child in item.children or ()]
    meta = (
        {key: item.meta[key] for key in sorted(item.meta) if theme.any_key or key in theme.keys} if item.is_page else {}
    )
    return [type(item).__name__, item.title, getattr(item, "url", ""), meta, children]
