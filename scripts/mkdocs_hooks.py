"""Where MkDocs and the library meet: MkDocs calls these functions, they ask `bitext` for what the pages hold.

MkDocs builds the site once for each locale (mkdocs-static-i18n starts it again); the sources are read once for all.
"""

from __future__ import annotations

import logging
import os
import posixpath
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from bitext.compose import Composed
from bitext.finding import Finding, Refused
from bitext.page import Page as SourcePage
from bitext.redirects import redirects
from bitext.site import Locale, Site
from bitext.sources import compose_all
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

log = logging.getLogger("mkdocs.hooks.bitext")

I18N = "i18n"  # the plugin's name; it acts on files and navigation at priority -100
BEFORE_I18N, AFTER_I18N = 0, -200
BEFORE_I18N_MARKDOWN = 100  # it titles callouts at priority 50


class _Sources:
    """The site as the library sees it, for as long as one build lasts."""

    site: Site
    composed: Mapping[str, Composed]


_sources = _Sources()


@event_priority(AFTER_I18N)
def on_config(config: MkDocsConfig) -> None:
    """Read the sources, once; give the theme the language of this locale; leave 404.html to the source locale."""
    plugin: Any = config.plugins[I18N]
    if not plugin.building:
        _read_sources(config)
        os.environ.setdefault("SOURCE_DATE_EPOCH", _commit_time(_sources.site.root))
    locale = _locale(config)
    words = f"partials/languages/{locale.tag}.html"
    if not any(Path(folder, words).is_file() for folder in config.theme.dirs):
        message = f"the theme has no words in '{locale.tag}'; write them in '{config.theme.custom_dir}/{words}'"
        raise BuildError(message) from Refused(Finding(Path(config.config_file_path).name, 0, "configuration", message))
    config.theme["language"] = locale.tag
    if locale != _sources.site.source:
        config.theme.static_templates.discard("404.html")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
    """Rebuild when a file of any locale is saved; MkDocs itself watches the source locale alone."""
    for locale in _sources.site.targets:
        server.watch(str(_sources.site.root / locale.folder))


def _read_sources(config: MkDocsConfig) -> None:
    """Read and compose every page before MkDocs touches the old site. All that is wrong is said at once."""
    try:
        _sources.site = Site.load(Path(config.config_file_path))
        _sources.composed = compose_all(_sources.site)
    except Refused as refused:
        raise BuildError(f"the sources cannot be built:\n{refused}") from refused


def _commit_time(root: Path) -> str:
    """When the commit was made, in seconds since 1970: two builds of one commit shall be the same bytes."""
    try:
        show = ["git", "log", "-1", "--format=%ct"]
        return subprocess.run(show, capture_output=True, text=True, cwd=root).stdout.strip() or "0"
    except OSError:  # no git
        return "0"


def _locale(config: MkDocsConfig) -> Locale:
    plugin: Any = config.plugins[I18N]
    return _sources.site.locales[plugin.current_language]


@event_priority(BEFORE_I18N)
def _add_target_files(files: Files, config: MkDocsConfig) -> Files:
    """Let mkdocs-static-i18n see `docs_fr/a.md` as `docs/fr/a.md`, which is where it looks."""
    site = _sources.site
    for locale in site.targets:
        for name in sorted(site.files[locale.code]):
            files.append(File(f"{locale.code}/{name}", config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(AFTER_I18N)
def _point_back(files: Files, config: MkDocsConfig) -> Files:
    """Read and edit each file where it really is."""
    for file in files:
        if file.src_dir == config.docs_dir:
            folder, name = _place(file.src_uri)
            file.src_dir = str(_sources.site.root / folder)
            file.abs_src_path = str(_sources.site.root / folder / name)
            file.edit_uri = f"{folder}/{name}"
    return files


on_files = CombinedEvent(_add_target_files, _point_back)


def _place(src_uri: str) -> tuple[str, str]:
    """The folder and the name of a file that MkDocs knows as `src_uri` ('fr/a.md' is 'a.md' in 'docs_fr')."""
    site = _sources.site
    code, _, name = src_uri.partition("/")
    locale = site.locales.get(code)
    if locale in site.targets and name in site.files[code]:
        return locale.folder, name
    return site.source.folder, src_uri


def _source_page(file: File) -> SourcePage:
    site = _sources.site
    folder, name = _place(file.src_uri)
    return site.page(name, next(locale for locale in site.locales.values() if locale.folder == folder))


@event_priority(AFTER_I18N)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Title the navigation from the pages: 'nav_title', else 'title'; a section like its index page."""
    for page in nav.pages:
        meta = _source_page(page.file).meta
        if title := meta.get("nav_title") or meta.get("title"):
            page.title = title
    _title_sections(nav.items)
    return nav


def _title_sections(items: list[Any]) -> None:
    for item in items:
        if isinstance(item, Section):
            index = next((child for child in item.children if isinstance(child, Page) and child.is_index), None)
            if index is not None and index.title:
                item.title = index.title
            _title_sections(item.children)


@event_priority(BEFORE_I18N_MARKDOWN)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What is rendered is what the library composes."""
    return _sources.composed[_source_page(page.file).path].text


@event_priority(AFTER_I18N)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Tell the templates where the page stands in each language, and whether it is translated there."""
    locales = _sources.site.locales
    found: Mapping[str, Any] = page.file.alternates  # type: ignore[attr-defined]  # set by mkdocs-static-i18n
    context["locale"] = _locale(config)
    context["alternates"] = [
        {
            "locale": locale,
            "url": file.url,
            "current": locale == context["locale"],
            "translated": file.locale == code,
        }
        for code, locale in locales.items()
        if (file := found.get(code)) is not None
    ]
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give templates that are not pages (404.html, sitemap.xml) the locales by their codes."""
    context["locales"] = _sources.site.locales
    return context


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Write a page at each old address of this locale's pages."""
    locale = _locale(config)
    prefixes = {_sources.site.source.code: "", **config.extra.get("redirect_prefixes", {})}
    template = env.get_template("redirect.html")
    pages = {_place(file.src_uri)[1]: file for file in files.documentation_pages()}
    for redirect in redirects(_sources.site, locale, prefixes.get(locale.code)):
        target = pages[redirect.name]
        base = posixpath.relpath(".", redirect.old)
        html = template.render(config=config, page=None, target=target, base_url=base, fragments=redirect.fragments)
        write_file(html.encode(), str(Path(config.site_dir, redirect.old, "index.html")))
    return env
