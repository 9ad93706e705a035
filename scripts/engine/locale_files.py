"""The files of every locale, where MkDocs and mkdocs-static-i18n look for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.site.gate import is_backup
from bitext.site.settings import Settings
from bitext.site.site import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from engine.event_order import AFTER_I18N, BEFORE_I18N, FIRST
from engine.fingerprints import unknown_plugins
from engine.page_sources import place_of
from engine.shared_sources import shared

_OF_MATERIALS_SEARCH = re.compile(r"assets/javascripts/(?:lunr|workers)/")


@event_priority(FIRST)
def add_target_files(files: Files, config: MkDocsConfig) -> Files:
    """Let mkdocs-static-i18n and other plugins see `docs_fr/a.md` as 'fr/a.md'."""
    site = shared().site
    for unwanted in [file for file in files if is_backup(file.src_uri) or _OF_MATERIALS_SEARCH.match(file.src_uri)]:
        files.remove(unwanted)
    for file in files:
        _mark_draft(file, file.src_uri, site.source)
    for locale in site.targets:
        for name in sorted(site.published[locale.code]):
            files.append(_target_file(name, locale, config))
    _add_navigation(files, config)
    return files


def _add_navigation(files: Files, config: MkDocsConfig) -> None:
    """Let plugins read the files that hold the navigation of a language, which are not published."""
    site = shared().site
    for locale in site.targets:
        for name in site.navigation_files(locale):
            file = File(f"{locale.code}/{name}", config.docs_dir, config.site_dir, config.use_directory_urls)
            _set_place(file, locale.folder, name)
            files.append(file)
    for file in files:
        if site.is_navigation(file.src_uri):
            file.inclusion = InclusionLevel.EXCLUDED


def _target_file(name: str, locale: Locale, config: MkDocsConfig) -> File:
    """The file called `name` of a target locale, left out and marked as the patterns of mkdocs.yml say: '/old/' is
    meant in every language."""
    file = File(f"{locale.code}/{name}", config.docs_dir, config.site_dir, config.use_directory_urls)
    _set_place(file, locale.folder, name)
    levels = (
        (config.exclude_docs, InclusionLevel.EXCLUDED),
        (config.draft_docs, InclusionLevel.DRAFT),
        (config.not_in_nav, InclusionLevel.NOT_IN_NAV),
    )
    matching = (level for pattern, level in levels if pattern and pattern.match_file(name))
    if file.inclusion == InclusionLevel.UNDEFINED:
        file.inclusion = next(matching, file.inclusion)
    _mark_draft(file, name, locale)
    return file


def _mark_draft(file: File, name: str, locale: Locale) -> None:
    """Mark a file as a draft if the library knows the page `name` as one, and it is not left out."""
    if name in shared().site.drafts[locale.code] and file.inclusion != InclusionLevel.EXCLUDED:
        file.inclusion = InclusionLevel.DRAFT


@event_priority(BEFORE_I18N)
def point_below_docs(files: Files, config: MkDocsConfig) -> Files:
    """Let mkdocs-static-i18n see `docs_fr/a.md` as `docs/fr/a.md`, which is where it looks."""
    _refuse_made_pages(files, config)
    folders = {str(shared().site.root / locale.folder) for locale in shared().site.targets}
    for file in files:
        if file.src_dir in folders:
            file.src_dir = config.docs_dir
            del file.abs_src_path
    return files


def _refuse_made_pages(files: Files, config: MkDocsConfig) -> None:
    """Raise BuildError for pages that a plugin writes while the site is built: what is composed, checked and translated
    is read from the folders of the languages before."""
    if made := _made_pages(files):
        plugins = [name for name in unknown_plugins(config) if hasattr(config.plugins[name], "on_files")]
        message = (
            f"{_named(plugins, config)} writes pages such as '{made[0].src_uri}' while the site is built; they have no "
            "text in the folders of the languages to be checked and translated, so write them into these before"
        )
        settings = Settings.read(Path(config.config_file_path))
        place = settings.place_of_text(plugins[0] if plugins else "plugins:")
        raise BuildError(message) from Refused(Finding(*place, "configuration", message))


def _made_pages(files: Files) -> list[File]:
    """The pages that are in no folder of a language."""
    tops = [shared().site.root / locale.folder for locale in shared().site.locales.values()]
    pages = (file for file in files if file.is_documentation_page())
    return [file for file in pages if not any(Path(file.abs_src_path or "/").is_relative_to(top) for top in tops)]


def _named(plugins: Sequence[str], config: MkDocsConfig) -> str:
    """Plugins and hooks by their names: "plugin 'x' or hook 'y.py'"."""
    hooks = list(map(str, config.hooks))
    return " or ".join(f"{'hook' if name in hooks else 'plugin'} '{name}'" for name in plugins) or "a plugin"


@event_priority(AFTER_I18N)
def point_back(files: Files, config: MkDocsConfig) -> Files:
    """Read and edit each file where it really is: mkdocs-static-i18n has made them anew."""
    for file in files:
        if file.src_dir == config.docs_dir:
            _set_place(file, *place_of(file.src_uri))
    return files


def _set_place(file: File, folder: str, name: str) -> None:
    """Say where a file really is."""
    file.src_dir = str(shared().site.root / folder)
    file.abs_src_path = str(shared().site.root / folder / name)
    file.edit_uri = f"{folder}/{name}"
