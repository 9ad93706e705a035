"""The search index: what each page gives to it, and which language answers where this one does not."""

from __future__ import annotations

import re
from typing import Any

from bitext.memo import digest
from bitext.publish.search import search_entry, search_files, search_folder, search_settings
from bitext.site.site import Locale, Site
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from engine import fingerprints
from engine.event_order import AFTER_SEARCH
from engine.page_languages import language_name
from engine.page_sources import locale_of, source_page
from engine.shared_sources import shared

SEARCH = "material/search"
_SAID_TO_SEARCH = re.compile(r"<[^<>]*\sdata-search-[^<>]*>")
_SEARCH_ATTRIBUTE = re.compile(r'\sdata-search-\w+(?:="[^"]*")?')


def search_plugin(config: MkDocsConfig) -> Any:
    """Material's search plugin, if the site has it and it is not switched off."""
    plugin: Any = config.plugins.get(SEARCH)
    return plugin if plugin is not None and plugin.config.enabled else None


def gather(page: Page, config: MkDocsConfig) -> None:
    """Keep what a page gives to the search, and leave out of it what is said only to the search."""
    content = page.content or ""
    if "data-search-" in content:
        page.content = _SAID_TO_SEARCH.sub(lambda tag: _SEARCH_ATTRIBUTE.sub("", tag[0]), content)
    settings = page.meta.get("search")
    settings = settings if isinstance(settings, dict) else {}
    if settings.get("exclude") or not shared().gathers_search:
        return
    site, locale, name = shared().site, locale_of(config), source_page(page.file).name
    shared().found.append(
        search_entry(
            page.url.removeprefix(site.home(locale)),
            str(page.title or ""),
            content,
            dict.fromkeys(filter(None, [shared().former_names(locale).get(name), page.meta.get("nav_title")])),
            settings.get("boost", 1),
            is_for_writers=site.is_for_writers(name),
        )
    )


@event_priority(AFTER_SEARCH)
def index_locale(config: MkDocsConfig) -> None:
    """Keep what the pages of this locale gave to the search."""
    if search_plugin(config) is None:
        return
    locale = locale_of(config)
    entries = shared().entries.get(locale.code)
    if entries is None:
        entries, shared().found = shared().found, []
    site = shared().site
    key = digest(fingerprints.code(), repr(search_settings(locale, site)), search_folder(locale, site), *entries)
    shared().search |= shared().cache.files(f"search/{locale.code}", key, lambda: search_files(entries, locale, site))


def search_elsewhere(locale: Locale, site: Site) -> dict[str, Any] | None:
    """The language whose answers are offered where this one has none, with its name in this one: the language that the
    site is translated from, and for that one the first of its translations."""
    others = [site.source, *(each for each in site.locales.values() if each != site.source)]
    other = next((each for each in others if each != locale), None)
    if other is None:
        return None
    return {
        "locale": other,
        "name": language_name(other, locale),
        "home": site.home(other),
        "folder": search_folder(other, site),
    }
