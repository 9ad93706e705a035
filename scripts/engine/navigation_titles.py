"""The titles of pages and sections in the navigation, and which pages stand there."""

from __future__ import annotations

from typing import Any

from bitext.errors import Refused
from bitext.markdown.escaping import escaped, shown
from bitext.pages.page import Page as SourcePage
from bitext.publish.markdown_copy import page_title
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from engine.audiences import navigations
from engine.event_order import AFTER_I18N
from engine.page_languages import direction, source_address
from engine.page_sources import is_for_writers, is_translated, locale_of, source_page
from engine.shared_sources import shared


@event_priority(AFTER_I18N)
def title_navigation(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Title the navigation from the pages: 'nav_title', else 'title', else the first heading; a section like its index
    page. What is not translated says so to a screen reader. From here on the navigation is whole: a page can be
    rendered before the others are."""
    for page in nav.pages:
        source = source_page(page.file)
        page.meta = shown(shared().site.meta(source))
        page.title = title_in_navigation(page, config)
    _title_sections(nav.items)
    return nav


def title_in_navigation(page: Page, config: MkDocsConfig) -> str:
    """The title of a page in the navigation. What `nav` gives it is kept beside the title, which takes its place."""
    given = vars(page).setdefault("given_title", page.title)
    source = source_page(page.file)
    own = source.meta.get("nav_title") or source.meta.get("title")
    title = given if given and not own else escaped(str(own or title_from_text(page, source)))
    tag = shared().site.source.tag
    return str(title) if is_translated(page, config) else f'<span lang="{tag}"{direction(config)}>{title}</span>'


def title_from_text(page: Page, source: SourcePage) -> str:
    try:
        return page_title(source, shared().sources.title(source.path))
    except Refused:  # said when the page is rendered
        return source.name


def _title_sections(items: list[Any]) -> None:
    for item in items:
        if isinstance(item, Section):
            index = next((child for child in item.children if isinstance(child, Page) and child.is_index), None)
            if index is not None and index.title:
                item.title = index.title
            _title_sections(item.children)


@event_priority(AFTER_I18N)
def point_to_source(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """What stands for a page that is not translated is known by the address of the text that it shows."""
    for file in files.documentation_pages():
        if file.page is not None and not is_translated(file.page, config):
            file.page.canonical_url = source_address(file.page, config)
    return nav


@event_priority(AFTER_I18N)
def set_writers_apart(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation of the writers' pages aside: from here on the one of the site is for readers."""
    readers, writers = navigations(nav, lambda page: is_for_writers(page.file))
    shared().writers[locale_of(config).code] = writers
    return readers
