"""A site rendered by MkDocs itself, in its own order and in one process: all pages are read before any template.

What a plugin or hook does may depend on all pages that it has seen before. A site with one of those is not rendered
page by page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import mkdocs_static_i18n.plugin as i18n  # type: ignore[import-untyped]
from bitext.errors import Refused
from bitext.sources import Sources
from mkdocs import utils
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from engine import site
from engine.page_sources import I18N, source_path
from engine.shared_sources import hand_over


def build_in_order(sources: Sources, config: MkDocsConfig, *, drafts: bool = False) -> Iterable[tuple[str, File]]:
    """Build the site of `sources` into the folder that `config` names, as `mkdocs build` does. Returns each page with
    the code of its locale. drafts: are pages, too.

    Raises Refused when a page cannot be composed, and what MkDocs and plugins raise, with the path of the page.
    """
    hand_over(sources)
    plugin: Any = config.plugins[I18N]
    address = config.site_url or "/" if drafts else None
    with site.parsers.as_mkdocs_makes_them(), _told_of_pages(), _drafts_in_all_locales(address):
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build.build(config, serve_url=address)
        finally:
            config.plugins.on_shutdown()
    return [(code, file) for code, files in plugin.i18n_files_per_language.items() for file in files]


@contextmanager
def _told_of_pages() -> Iterator[None]:
    """A page that fails is named with the failure."""

    def naming(make: Any) -> Any:
        def named(page: Page, *arguments: Any, **options: Any) -> Any:
            try:
                return make(page, *arguments, **options)
            except Exception as error:
                if not isinstance(error, Refused):
                    error.add_note(source_path(page.file))
                raise

        return named

    kept = build._populate_page, build._build_page
    build._populate_page, build._build_page = map(naming, kept)
    try:
        yield
    finally:
        build._populate_page, build._build_page = kept


@contextmanager
def _drafts_in_all_locales(address: str | None) -> Iterator[None]:
    """mkdocs-static-i18n builds the other locales without the `address` by which MkDocs tells a preview."""
    kept = i18n.build, utils.clean_directory
    i18n.build = partial(i18n.build, serve_url=address)
    try:
        yield
    finally:
        i18n.build, utils.clean_directory = kept  # the plugin puts back the second only when all went well
