"""What the plugins and hooks of a site take part in, of which nothing else is known: told from their events."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig

from engine import fingerprints

#: Events that come before all pages, in the same order whoever renders them. 'on_config' is none of these: MkDocs gives
#: it one configuration, once for each language, and each time it may add to what it finds.
_BEFORE_PAGES = frozenset(("on_pre_build", "on_files", "on_nav", "on_serve", "on_shutdown", "on_build_error"))
#: Those that see one page and what it is made of, and nothing that is made of all pages.
_OF_ONE_PAGE = frozenset(("on_pre_page", "on_page_read_source", "on_page_markdown", "on_page_content"))
#: Those that come between the pages while templates are rendered, and may change what the navigation holds.
_BETWEEN_PAGES = frozenset(("on_page_context", "on_post_page", "on_template_context", "on_post_template"))


def need_mkdocs_order(config: MkDocsConfig) -> bool:
    """Whether a plugin or hook sees, or leaves, something else when pages are rendered one by one, by several
    processes: it may count pages, list them, or add to the configuration of the language before."""
    return any(events - _BEFORE_PAGES for events in _foreign(config))


def need_all_pages(config: MkDocsConfig) -> bool:
    """Whether one of them has part in something that is made when all pages are read: templates, the environment, what
    comes after the build. One that only edits pages may be asked about each when it is looked at."""
    return any(events - _BEFORE_PAGES - _OF_ONE_PAGE - {"on_config"} for events in _foreign(config))


def come_between_pages(config: MkDocsConfig) -> bool:
    """Whether one of them may change the navigation from one page to the next."""
    return any(events & _BETWEEN_PAGES for events in _foreign(config))


def _foreign(config: MkDocsConfig) -> Iterator[frozenset[str]]:
    """The events of each plugin or hook of which nothing is known."""
    for name in fingerprints.unknown_plugins(config):
        plugin = config.plugins[name]
        yield frozenset(event for event in dir(plugin) if event.startswith("on_") and callable(getattr(plugin, event)))
