"""The navigation of a locale in two: that of its readers and that of its writers."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def navigations(nav: Navigation, is_for_writers: Callable[[Page], bool]) -> tuple[Navigation, Navigation]:
    """`nav` without the pages for writers, and with these and the home page alone, which leads back to the others. Each
    page leads to the next one of its own navigation."""
    writers = [page for page in nav.pages if is_for_writers(page)]
    readers = [page for page in nav.pages if not is_for_writers(page)]
    if not writers:
        return nav, Navigation([], [])
    for pages in (readers, writers):
        for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
            page.previous_page, page.next_page = before, after
    home = [nav.homepage] if nav.homepage else []
    for_readers = Navigation(list(_items(nav.items, lambda page: not is_for_writers(page), links=True)), readers)
    for_writers = Navigation([*home, *_items(nav.items, is_for_writers, links=False)], writers)
    for_readers.homepage = for_writers.homepage = nav.homepage  # mkdocs-static-i18n has found that of the language
    return for_readers, for_writers


def _items(items: list[Any], is_wanted: Callable[[Page], bool], *, links: bool) -> Iterator[Any]:
    """The items with the pages that are wanted. links: and those without any page; within a section of wanted pages
    they stay in any case."""
    for item in items:
        pages = list(_pages(item))
        if all(map(is_wanted, pages)):
            if pages or links:
                yield item
        elif any(map(is_wanted, pages)):
            section = copy.copy(item)
            section.children = list(_items(item.children, is_wanted, links=links))
            for child in section.children:
                child.parent = section
            yield section


def _pages(item: Any) -> Iterator[Page]:
    if isinstance(item, Section):
        for child in item.children:
            yield from _pages(child)
    elif isinstance(item, Page):
        yield item
