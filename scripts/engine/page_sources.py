"""What the library has read for a page or file that MkDocs knows."""

from __future__ import annotations

from typing import Any

from bitext.compose.texts import Composed
from bitext.pages.page import Page as SourcePage
from bitext.site.site import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from engine.shared_sources import shared

I18N = "i18n"  # the plugin's name; it acts on files and navigation at priority -100
NOT_FOUND = "404.html"


def locale_of(config: MkDocsConfig) -> Locale:
    """The locale that MkDocs builds with this configuration."""
    plugin: Any = config.plugins[I18N]
    return shared().site.locales[plugin.current_language]


def place_of(src_uri: str) -> tuple[str, str]:
    """The folder and the name of a file that MkDocs knows as `src_uri` ('fr/a.md' is 'a.md' in 'docs_fr')."""
    site = shared().site
    code, _, name = src_uri.partition("/")
    locale = site.locales.get(code)
    if locale in site.targets and (name in site.files[code] or site.is_navigation(name)):
        return locale.folder, name
    return site.source.folder, src_uri


def source_path(file: File) -> str:
    """The path of the file that MkDocs knows as `file`, from the root of the site."""
    return "/".join(place_of(file.src_uri))


def source_page(file: File) -> SourcePage:
    """The page, as the library has read it, that MkDocs knows as `file`."""
    site = shared().site
    folder, name = place_of(file.src_uri)
    return site.page(name, next(locale for locale in site.locales.values() if locale.folder == folder))


def composed(page: Page) -> Composed:
    """A page as the library composes it. Raises Refused."""
    return shared().composed(source_page(page.file).path)


def is_translated(page: Page, config: MkDocsConfig) -> bool:
    """Whether the page is written in the language of this locale, and not the source text in its place."""
    return place_of(page.file.src_uri)[0] == locale_of(config).folder


def is_for_writers(file: File) -> bool:
    """Whether a file is for those who write the site and not for its readers."""
    return shared().site.is_for_writers(place_of(file.src_uri)[1])
