"""Where MkDocs and the library meet: MkDocs calls these functions, they ask `bitext` for what the pages hold.

MkDocs builds the site once for each locale (mkdocs-static-i18n starts it again); the sources are read once for all.
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import babel
import jinja2
from babel.dates import format_date
from bitext.compose import Composed
from bitext.finding import Finding, Refused
from bitext.page import Page as SourcePage
from bitext.redirects import redirects
from bitext.search import former_names, search_index
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
SEARCH = "material/search"
NOT_FOUND = "404.html"
BEFORE_I18N, AFTER_I18N = 0, -200
BEFORE_I18N_MARKDOWN = 100  # it titles callouts at priority 50
AFTER_SEARCH = -50  # the search plugin writes its index at priority 0, and mkdocs-static-i18n a mixed one at -100

_HEADING = re.compile(r'(?P<text><h(?P<level>[2-6]) id="(?P<anchor>[^"]+)">.*?)(?P<end></h(?P=level)>)', re.DOTALL)


class _Sources:
    """The site as the library sees it, for as long as one build lasts."""

    site: Site
    composed: Mapping[str, Composed]
    search: dict[str, str]  # where the index of each locale is written, and what it holds


_sources = _Sources()


@event_priority(AFTER_I18N)
def on_config(config: MkDocsConfig) -> None:
    """Read the sources, once; give the theme the language of this locale."""
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


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
    """Rebuild when a file of any locale is saved; MkDocs itself watches the source locale alone."""
    for locale in _sources.site.targets:
        server.watch(str(_sources.site.root / locale.folder))


def _read_sources(config: MkDocsConfig) -> None:
    """Read and compose every page before MkDocs touches the old site. All that is wrong is said at once."""
    try:
        _sources.site = Site.load(Path(config.config_file_path))
        _sources.composed = compose_all(_sources.site)
        _sources.search = {}
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
def _compose(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What is rendered is what the library composes. Only the source locale's own page is found by searching, not what
    stands for its translation."""
    if not _is_translated(page, config):
        page.meta["search"] = {"exclude": True}
        page.canonical_url = _source_address(page, config)
    return _composed(page)


@event_priority(AFTER_I18N)
def _leave_callouts(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """In a page that is not translated, callouts keep their titles in the language of the text."""
    return markdown if _is_translated(page, config) else _composed(page)


on_page_markdown = CombinedEvent(_compose, _leave_callouts)


def _composed(page: Page) -> str:
    return _sources.composed[_source_page(page.file).path].text


def _is_translated(page: Page, config: MkDocsConfig) -> bool:
    return _place(page.file.src_uri)[0] == _locale(config).folder


def _source_address(page: Page, config: MkDocsConfig) -> str:
    """The full address of the page in the source locale."""
    return f"{config.site_url or ''}{page.file.url.removeprefix(_home(_locale(config)))}"


@event_priority(AFTER_I18N)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Tell the templates where the page stands in each language, and whether it is translated there."""
    locales = _sources.site.locales
    found: Mapping[str, Any] = page.file.alternates  # type: ignore[attr-defined]  # set by mkdocs-static-i18n
    context.update(_language_context(config))
    source = _source_page(page.file)
    checked = _sources.composed[source.path].last_checked
    context["source_name"], context["source_path"] = source.name, source.path
    context["last_checked"] = checked and (checked.isoformat(), _in_words(checked, context["locale"]))
    context["alternates"] = [
        {
            "locale": locale,
            "url": file.url,
            "current": locale == context["locale"],
            "translated": file.locale == code,
            "anchors": frozenset(_sources.composed[_source_page(file).path].anchors),
        }
        for code, locale in locales.items()
        if (file := found.get(code)) is not None
    ]
    context["translated"] = _is_translated(page, config)
    context["hreflang"] = _hreflang(context["alternates"], config) if context["translated"] else []
    if not context["translated"]:
        page.content = f'<div class="untranslated" lang="{_sources.site.source.tag}">\n{page.content}\n</div>'
    return context


def _hreflang(alternates: list[dict[str, Any]], config: MkDocsConfig) -> list[tuple[str, str]]:
    """Language and full address of a page in each language that it is written in; none without the site's address."""
    if not config.site_url:
        return []
    written = [each for each in alternates if each["translated"]]
    addresses = {each["locale"]: config.site_url + each["url"].removeprefix("./") for each in written}
    default = addresses.get(_sources.site.source)
    return [(locale.tag, url) for locale, url in addresses.items()] + ([("x-default", default)] if default else [])


def _language_context(config: MkDocsConfig) -> dict[str, Any]:
    """For every template: the locale that is built, the one it is translated from, and the address of its home."""
    locale = _locale(config)
    return {"locale": locale, "source": _sources.site.source, "home": _home(locale)}


def _home(locale: Locale) -> str:
    """Where the pages of a locale begin, from the root of the site."""
    return "" if locale == _sources.site.source else f"{locale.code}/"


def _in_words(day: date, locale: Locale) -> str:
    """A day as it is written out in the language: 'November 20, 2026', '20 novembre 2026', '1er décembre 2026'."""
    language = babel.Locale.parse(locale.tag, sep="-")
    written = format_date(day, "long", language)
    return f"1er{written[1:]}" if language.language == "fr" and day.day == 1 else written  # CLDR says '1'


def _section_link(html: str, link: str, anchors: frozenset[str]) -> str:
    """`html` with `link`, in which '#' stands for the section, in each heading below the first that is in `anchors`."""

    def with_link(heading: re.Match[str]) -> str:
        if heading["anchor"] not in anchors:
            return heading[0]
        return f"{heading['text']}{link.replace('#', '#' + heading['anchor'], 1)}{heading['end']}"

    return _HEADING.sub(with_link, html)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give templates that are not pages (404.html, sitemap.xml) the locales by their codes."""
    locales = _sources.site.locales
    context.update(_language_context(config), locales=locales)
    if template_name == NOT_FOUND:
        context["alternates"] = [
            {"locale": locale, "url": _home(locale), "current": locale == context["locale"]}
            for locale in locales.values()
        ]
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the 404.html of a target locale below its home: the place that MkDocs knows is the source locale's."""
    locale = _locale(config)
    if template_name != NOT_FOUND or locale == _sources.site.source:
        return output
    write_file(output.encode(), str(Path(config.site_dir, _home(locale), NOT_FOUND)))
    return ""


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates a filter, and write a page at each old address of this locale's pages."""
    env.filters["section_link"] = _section_link
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


@event_priority(AFTER_SEARCH)
def _index_locale(config: MkDocsConfig) -> None:
    """Keep what the pages of this locale gave to the search."""
    plugin: Any = config.plugins.get(SEARCH)
    if plugin is None or not plugin.config.enabled:
        return
    locale = _locale(config)
    root = _home(locale)
    names = former_names(_sources.site, locale)
    index = search_index(plugin.search_index.entries, _search_settings(config, plugin.config), root, names)
    _sources.search[f"{root}search/search_index.json"] = index


def _search_settings(config: MkDocsConfig, own: Any) -> dict[str, Any]:
    """How the search treats words in the language of this locale: mkdocs.yml may say, else the theme's words do."""
    words = config.theme.get_env().get_template("partials/language.html", None, {"config": config}).module
    say: Any = words.t  # type: ignore[attr-defined]  # a macro of the template
    return {
        "lang": [str(say("search.config.lang"))],
        "separator": str(say("search.config.separator")),
        "pipeline": ["trimmer", "stopWordFilter", "stemmer"],
        "fields": dict(own.fields),
    }


@event_priority(AFTER_I18N)
def _write_search_indexes(config: MkDocsConfig) -> None:
    """Give each language its own index, in the place of the one that holds them all."""
    plugin: Any = config.plugins[I18N]
    if not plugin.building:
        for name, index in _sources.search.items():
            write_file(index.encode(), str(Path(config.site_dir, name)))


on_post_build = CombinedEvent(_index_locale, _write_search_indexes)
