"""The source tree of a site: its locales, and in each the pages, snippets and data."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bitext.cached import cached_property
from bitext.finding import Finding, Refused, nearest
from bitext.page import Page, read_page, read_text, read_yaml
from bitext.revision import KEY
from bitext.settings import overlay, read_settings
from bitext.tree import files_below

SNIPPETS = "_snippets"
DATA = "_data"

_HIDDEN = re.compile(r"(?:^|/)[_.]")


@dataclass(frozen=True)
class Locale:
    """code: as in mkdocs.yml and in addresses ('fr'); tag: BCP 47 ('fr-CA'); name: in its own language; folder: of its
    pages, from the site's root ('docs_fr')."""

    code: str
    tag: str
    name: str
    folder: str


class Site:
    """A snapshot of the sources for one run: what was read once is not read again.

    root: the folder of mkdocs.yml; source: the locale the others are translated from; targets: the others; directories:
    the address of a page is that of a folder.
    """

    def __init__(self, root: Path, source: Locale, targets: tuple[Locale, ...], directories: bool = True) -> None:
        self.root = root
        self.source = source
        self.targets = targets
        self.directories = directories
        self.locales = {locale.code: locale for locale in (source, *targets)}
        self._pages: dict[str, Page] = {}

    @classmethod
    def load(cls, config: Path) -> Site:
        """The site that the file `config` (mkdocs.yml) describes. Raises Refused when it cannot be read or has no
        languages of mkdocs-static-i18n."""
        settings = read_settings(config)
        docs = _docs_dir(settings, config.name)
        if not (config.parent / docs).is_dir():
            message = f"the folder '{docs}' of the pages is not there; 'docs_dir' names another"
            raise Refused(Finding(config.name, 0, "configuration", message))
        entries = [entry for entry in _languages(settings) if entry.get("build") is not False]
        if not entries:
            raise Refused(
                Finding(config.name, 0, "configuration", "lists no languages under 'plugins: i18n: languages'")
            )
        default = next((entry for entry in entries if entry.get("default")), entries[0])
        locales = {
            str(entry["locale"]): Locale(
                code=str(entry["locale"]),
                tag=str(_theme_of(entry).get("language") or entry["locale"]),
                name=str(entry.get("name") or entry["locale"]),
                folder=docs if entry is default else f"{docs}_{entry['locale']}",
            )
            for entry in entries
        }
        source = locales.pop(str(default["locale"]))
        directories = settings.get("use_directory_urls") is not False
        return cls(config.parent, source, tuple(locales.values()), directories)

    @cached_property
    def files(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of all files that are published: not those below a name with '_' or '.' first."""
        return {
            code: frozenset(name for name in files_below(self.root / locale.folder) if not _HIDDEN.search(name))
            for code, locale in self.locales.items()
        }

    def page_names(self, locale: Locale) -> list[str]:
        """The names of the pages that stand in the locale's folder, sorted."""
        return sorted(name for name in self.files[locale.code] if name.endswith(".md"))

    def page(self, name: str, locale: Locale) -> Page:
        """The page as written. Raises Refused when it cannot be read."""
        path = f"{locale.folder}/{name}"
        if path not in self._pages:
            self._pages[path] = read_page(self.root, path, name, locale.code)
        return self._pages[path]

    def remember(self, page: Page) -> None:
        """Take `page` as read, so that `page()` gives it back."""
        self._pages[page.path] = page

    def home(self, locale: Locale) -> str:
        """Where the addresses of a locale begin, from the root of the site: '', or 'fr/'."""
        return "" if locale == self.source else f"{locale.code}/"

    def counterpart(self, page: Page) -> Page | None:
        """The page of the source locale that `page` translates, or None (also for a page of the source locale)."""
        if page.locale == self.source.code or page.name not in self.files[self.source.code]:
            return None
        return self.page(page.name, self.source)

    def snippet_names(self, locale: Locale) -> list[str]:
        """The names of the locale's snippets, from its folder of snippets, sorted."""
        return files_below(self.root / locale.folder / SNIPPETS)

    @cached_property
    def data(self) -> Mapping[str, Mapping[str, Any]]:
        """Of each locale, what its pages can name: one entry for each file `_data/NAME.yml`.

        A target locale has the source locale's data with its own laid over it, key by key.
        """
        found: dict[str, Mapping[str, Any]] = {}
        for code, locale in self.locales.items():
            own = {
                path.stem: _without_revision(read_yaml(read_text(path, shown), shown))
                for path in sorted((self.root / locale.folder / DATA).glob("*.yml"))
                for shown in [path.relative_to(self.root).as_posix()]
            }
            found[code] = own if locale == self.source else overlay(found[self.source.code], own)
        return found

    def record(self, page: Page) -> Mapping[str, Any] | None:
        """The record of `_data/integrations.yml` that the page's front matter names under 'integration'.

        Raises Refused (rule 'undefined-name') when there is none of that name.
        """
        key = page.meta.get("integration")
        if key is None:
            return None
        written = self.data[page.locale].get("integrations")
        records = written if isinstance(written, dict) else {}
        if isinstance(key, list | dict) or key not in records:
            message = f"integration '{key}' is not in '{self.source.folder}/{DATA}/integrations.yml'"
            raise Refused(
                Finding(page.path, page.line_of("integration:"), "undefined-name", message + nearest(str(key), records))
            )
        record: Mapping[str, Any] = records[key]
        return record


def _docs_dir(settings: Mapping[str, Any], path: str) -> str:
    """The folder of the source locale, from that of the configuration."""
    written = settings.get("docs_dir", "docs")
    folder = posixpath.normpath(written) if isinstance(written, str) else ""
    if folder in ("", ".") or folder.startswith(("/", "../")) or Path(folder).is_absolute():
        message = f"'docs_dir' is '{written}', and not the name of a folder beside it"
        raise Refused(Finding(path, 0, "configuration", message))
    return folder


def _theme_of(language: Mapping[str, Any]) -> Mapping[str, Any]:
    theme = language.get("theme")
    return theme if isinstance(theme, dict) else {}


def _languages(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    plugins = settings.get("plugins")
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    for plugin in plugins or []:
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        if isinstance(options, dict):
            return [
                entry for entry in options.get("languages") or [] if isinstance(entry, dict) and entry.get("locale")
            ]
    return []


def _without_revision(values: Any) -> Any:
    return {key: value for key, value in values.items() if key != KEY} if isinstance(values, dict) else values
