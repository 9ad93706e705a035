"""The llms.txt of a locale: its navigation as a list of pages in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from bitext.publish.markdown_copy import Edition, Entry
from bitext.site.hosting import INDEX
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from engine.event_order import AFTER_I18N
from engine.navigation_titles import title_from_text
from engine.page_metadata import SPAN
from engine.page_sources import I18N, is_for_writers, is_translated, locale_of, source_page
from engine.shared_sources import shared
from engine.theme_words import theme_words


@event_priority(AFTER_I18N)
def write_index(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Write the llms.txt of this locale: its navigation, and what stands outside it, without what is not translated."""
    site, locale, say = shared().site, locale_of(config), theme_words(config)
    words = say("{type}: {title}"), say("All pages are listed in {index}.")
    edition = Edition(site, locale, config.site_url or "", _callout_titles(config), *words)
    shared().editions[locale.code] = edition
    others = [f"[{other.name}]({edition.index_address(other)})" for other in site.locales.values() if other != locale]
    also = say("In other languages: {languages}").replace("{languages}", ", ".join(others)) if others else ""
    listed = ((title, [*_entries(items, config)]) for title, items in _parts(nav, files, say))
    sections = [(unescape(SPAN.sub("", title)), entries) for title, entries in listed if entries]
    text = edition.index(config.site_name, config.site_description or "", also, sections)
    write_file(text.encode(), str(Path(config.site_dir, site.home(locale), INDEX)))
    return nav


def _callout_titles(config: MkDocsConfig) -> dict[str, str]:
    """By their kinds, the titles that mkdocs-static-i18n gives to callouts of this locale."""
    plugin: Any = config.plugins[I18N]
    titles = plugin.current_language_config.admonition_translations or {}
    return {str(kind).lower(): str(title) for kind, title in titles.items()}


def _parts(nav: Navigation, files: Files, say: Callable[[str], str]) -> list[tuple[str, list[Any]]]:
    """The sections at the top of the navigation with their items; first the pages that stand in none."""
    loose = [item for item in nav.items if isinstance(item, Page)] + _outside(nav, files)
    return [(say("Pages"), loose), *((item.title, item.children) for item in nav.items if isinstance(item, Section))]


def _outside(nav: Navigation, files: Files) -> list[Page]:
    """The readers' pages that are published and that the navigation does not name: others lead to them."""
    named = {page.file.src_uri for page in nav.pages}
    rest = [file for file in files.documentation_pages() if file.src_uri not in named and not is_for_writers(file)]
    return [file.page for file in rest if file.page]


def _entries(items: list[Any], config: MkDocsConfig) -> Iterator[Entry]:
    """The translated pages below some items of the navigation, by their full titles."""
    for item in items:
        if isinstance(item, Section):
            yield from _entries(item.children, config)
        elif isinstance(item, Page) and is_translated(item, config):
            page = source_page(item.file)
            description = " ".join(str(page.meta.get("description") or "").split())
            title = page.meta.get("title") or title_from_text(item, page)
            yield Entry(page.name, str(title), description)
