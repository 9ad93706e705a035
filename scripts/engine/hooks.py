"""Where MkDocs and the library meet: MkDocs calls these functions, they ask `bitext` for what the pages hold.

MkDocs builds the site once for each locale (mkdocs-static-i18n starts it again); the sources are read once for all.
"""

from __future__ import annotations

import logging
import mimetypes
import os
import re
import subprocess
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from bitext.compose.label_glosses import with_glosses
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.markdown.escaping import shown
from bitext.pages.page import Page as SourcePage
from bitext.pages.public_address import public_path
from bitext.publish.search import OF_WRITERS, search_folder
from bitext.publish.section_digests import section_digests
from bitext.site.hosting import INDEX
from bitext.site.site import Locale
from bitext.site.whole_names import binding, product_names
from bitext.speed import IS_ON
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from engine import browser_links
from engine.event_order import AFTER_CALLOUTS, AFTER_I18N, AFTER_SEARCH, BEFORE_CALLOUTS, FIRST
from engine.faster.template_parts import keep_parts
from engine.fingerprints import unknown_plugins
from engine.list_of_pages import write_index
from engine.locale_files import add_target_files, point_back, point_below_docs
from engine.mkdocs_settings import lead_edits_to_root, without_other_hosts, without_pages
from engine.navigation_titles import point_to_source, set_writers_apart, title_navigation
from engine.page_languages import direction, in_languages, in_words, language_links
from engine.page_metadata import breadcrumbs, statement, with_print_lines
from engine.page_pictures import with_drawings, with_measures
from engine.page_sources import (
    I18N,
    NOT_FOUND,
    composed,
    is_for_writers,
    is_translated,
    locale_of,
    source_page,
    source_path,
)
from engine.plugin_events import come_between_pages
from engine.redirect_pages import moved_from, write_redirects
from engine.search_index import gather, index_locale, search_elsewhere, search_plugin
from engine.shared_sources import read, shared
from engine.site_pictures import SitePictures
from engine.source_addresses import led_to_source
from engine.theme_words import language_of_words, place_for_words, theme_words
from engine.whole_site import complete, set_policy, write_pictures

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.bitext")


UNTRANSLATED = "Here is the English text. The translation will take its place at this address."
REVISION = 12  # digits of a blob id that tell one version of a page from the others

_HEADING = re.compile(r'(?P<text><h(?P<level>[2-6]) id="(?P<anchor>[^"]+)">.*?)(?P<end></h(?P=level)>)', re.DOTALL)


browser_links.use()

_is_preview: list[bool] = []  # whether this is MkDocs' own preview, which writes scripts of its own into the pages


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is MkDocs' preview."""
    _is_preview[:] = [command == "serve"]


@event_priority(FIRST)
def _give_options_anew(config: MkDocsConfig) -> None:
    """Let each plugin find its options as they are written. mkdocs-static-i18n has the same plugins configured for one
    language after the other, and some take what they have made of an option for the option."""
    i18n: Any = config.plugins[I18N]
    for name in unknown_plugins(config):
        plugin = config.plugins[name]
        if isinstance(plugin, BasePlugin):
            if not i18n.building or "options_as_written" not in vars(plugin):
                vars(plugin)["options_as_written"] = deepcopy(plugin.config)
            plugin.config = deepcopy(vars(plugin)["options_as_written"])


@event_priority(AFTER_I18N)
def _configure(config: MkDocsConfig) -> None:
    """Read the sources, once; give the theme the language of this locale."""
    plugin: Any = config.plugins[I18N]
    if not plugin.building:
        _read_sources(config)
    _show_real_places(config)
    os.environ.setdefault("SOURCE_DATE_EPOCH", _commit_time(shared().site.root))
    locale = locale_of(config)
    if not (language := language_of_words(config, locale)):
        message = f"the theme has no words in '{locale.tag}'; {place_for_words(config, locale)}"
        raise BuildError(message) from Refused(Finding(Path(config.config_file_path).name, 0, "configuration", message))
    config.theme["language"], config.theme["tag"] = language, locale.tag
    if not shared().site.shows_drafts:
        config.nav = without_pages(shared().site.drafts[shared().site.source.code], config.nav)
    # Material writes it into an inline script: the same in every page, the script has one hash.
    config.extra.setdefault("scope", public_path(config.site_url or ""))
    lead_edits_to_root(config)
    if "pymdownx.emoji" in config.markdown_extensions:
        emoji = config.mdx_configs.setdefault("pymdownx.emoji", {})
        emoji["emoji_generator"] = without_other_hosts(emoji.get("emoji_generator"))
    if plugin := search_plugin(config):  # it shows the search; what is searched is read from the pages here
        config.plugins.events["page_context"] = [
            event for event in config.plugins.events["page_context"] if _plugin_of(event) is not plugin
        ]


on_config = CombinedEvent(_give_options_anew, _configure)


def _show_real_places(config: MkDocsConfig) -> None:
    """Let the plugins that look at files after mkdocs-static-i18n, at its priority, find them where they are."""
    events = config.plugins.events["files"]
    events.remove(point_back)
    i18n = next(number for number, event in enumerate(events) if _plugin_of(event) is config.plugins[I18N])
    events.insert(i18n + 1, point_back)


def _plugin_of(event: Any) -> Any:
    return getattr(event, "__self__", None)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
    """Rebuild when a file of any locale is saved; MkDocs itself watches the source locale alone. Text is in UTF-8."""
    mimetypes.add_type("text/markdown; charset=utf-8", ".md")
    mimetypes.add_type("text/plain; charset=utf-8", ".txt")
    for locale in shared().site.targets:
        server.watch(str(shared().site.root / locale.folder))


def _read_sources(config: MkDocsConfig) -> None:
    """Read and compose every page before MkDocs touches the old site. All that is wrong is said at once."""
    try:
        read(Path(config.config_file_path).absolute(), drafts=any(_is_preview))
    except Refused as refused:
        raise BuildError(f"the sources cannot be built:\n{refused.shown}") from refused


def _commit_time(root: Path) -> str:
    """When the commit was made, in seconds since 1970: two builds of one commit shall be the same bytes."""
    try:
        show = ["git", "log", "-1", "--format=%ct"]
        return subprocess.run(show, capture_output=True, text=True, cwd=root).stdout.strip() or "0"
    except OSError:  # no git
        return "0"


on_files = CombinedEvent(add_target_files, point_below_docs, point_back)


on_nav = CombinedEvent(title_navigation, point_to_source, set_writers_apart, write_index)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Nothing is read again: text and front matter are those that the library has read."""
    return ""


@event_priority(FIRST)
def _compose(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What is rendered is what the library composes. Only the source locale's own page is found by searching, not what
    stands for its translation."""
    page.meta = shown(shared().site.meta(source_page(page.file)))
    if not is_translated(page, config):
        page.meta["search"] = {"exclude": True}
    return composed(page).text


@event_priority(BEFORE_CALLOUTS)
def _keep_callouts(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the text as it is before mkdocs-static-i18n titles its callouts."""
    vars(page)["without_titles"] = markdown
    return markdown


@event_priority(AFTER_CALLOUTS)
def _leave_callouts(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """In a page that is not translated, callouts keep their titles in the language of the text."""
    kept: str = vars(page).pop("without_titles")
    return markdown if is_translated(page, config) else kept


on_page_markdown = CombinedEvent(_compose, _keep_callouts, _leave_callouts)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give each image of the site its measures: what follows must not move when it arrives. What stands for a page that
    is not translated finds the files that its HTML names where the page itself does."""
    if not is_translated(page, config):
        html = led_to_source(html, page, config)
    browser_links.follow(page, html)
    html, vars(page)["drawings"] = with_measures(html, page, files)
    return html


@event_priority(AFTER_I18N)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Tell the templates where the page stands in each language, whether it is translated there, and what is said of
    it beside its text; then write into the text what is for the eye alone, when the search has read it."""
    source, locale = source_page(page.file), locale_of(config)
    if search_plugin(config):
        gather(page, config)
    context.update(_language_context(config))
    context.update(_of_text(source, locale))
    context.update(in_languages(page, config))
    if is_for_writers(page.file):
        context["search_folder"] += OF_WRITERS
        context["for_writers"], context["nav"] = True, shared().writers[locale.code]
    context["moved_sections"] = moved_from(source.name, context)
    is_found = context["translated"] and not context["for_writers"]
    context["breadcrumbs"] = breadcrumbs(page, nav) if is_found and config.site_url else ""
    page.content = _as_seen(page, config, translated=context["translated"])
    return context


def _of_text(source: SourcePage, locale: Locale) -> dict[str, Any]:
    """For the template of a page: its file and revision, when it was checked or changed last, and where it is listed
    and written as Markdown."""
    checked = shared().composed(source.path).last_checked
    changed = None if checked else shared().last_changes.day(source.path)
    return {
        "source_name": source.name,
        "source_path": source.path,
        "revision": shared().sources.revision(source.path)[:REVISION],
        "last_checked": checked and (checked.isoformat(), in_words(checked, locale)),
        "last_changed": changed and (changed.isoformat(), in_words(changed, locale)),
        "markdown": shared().editions[locale.code].copy_path(source.name),
        "list_of_pages": shared().site.home(locale) + INDEX,
    }


def _as_seen(page: Page, config: MkDocsConfig, *, translated: bool) -> str:
    """The text of a page with what is for the eye alone: drawings, glosses of labels, names that are not broken. One
    that is not translated is in an element that says so."""
    site, locale = shared().site, locale_of(config)
    html = with_drawings(page.content or "", vars(page).get("drawings") or {})
    if translated and locale != site.source:
        html = with_glosses(html, site.source.tag)
    html = binding(product_names(site, locale))(html)
    if translated:
        return html
    return f'<div class="untranslated" lang="{site.source.tag}"{direction(config)}>\n{html}\n</div>'


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page as Markdown, too."""
    edition, source, notice = shared().editions[locale_of(config).code], source_page(page.file), ""
    if not is_translated(page, config):
        say = theme_words(config)
        notice = f"**{say('Not translated yet')}**\n>\n> {say(UNTRANSLATED)}"
    text = edition.copy(composed(page), source, notice)
    shared().write(edition.copy_path(source.name), text, config.site_dir)
    return with_print_lines(output, page, config)


def _language_context(config: MkDocsConfig) -> dict[str, Any]:
    """For every template: the locale that is built, the one it is translated from, the address of its home, pictures
    and colours, whether the page is for writers, and the first of those that are."""
    locale = locale_of(config)
    site, writers = shared().site, shared().writers[locale.code]
    return {
        "face": shared().pictures[locale.code].face,
        "locale": locale,
        "source": site.source,
        "home": site.home(locale),
        "search_folder": search_folder(locale, site),
        "search_elsewhere": search_elsewhere(locale, site),
        "for_writers": False,
        "writers_page": next(iter(writers.pages), None),
        "publisher": shared().site.publishers[locale.code],
        "accessibility": statement(config, locale),
    }


def _last_change(file: File) -> date | None:
    """The day on which the text of a page last changed, as far as git knows."""
    return shared().last_changes.day(source_path(file))


def _section_link(html: str, link: str, anchors: frozenset[str]) -> str:
    """`html` with `link`, in which '#' stands for the section, in each heading below the first that is in `anchors`."""

    def with_link(heading: re.Match[str]) -> str:
        if heading["anchor"] not in anchors:
            return heading[0]
        return f"{heading['text']}{link.replace('#', '#' + heading['anchor'], 1)}{heading['end']}"

    return _HEADING.sub(with_link, html)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give templates that are not pages (404.html, sitemap.xml) the locales by their codes."""
    locales = shared().site.locales
    context.update(_language_context(config), locales=locales, is_for_writers=is_for_writers, last_change=_last_change)
    if template_name == NOT_FOUND:
        context["alternates"] = [
            {"locale": locale, "url": shared().site.home(locale), "current": locale == context["locale"]}
            for locale in locales.values()
        ]
        context["language_links"] = language_links(config, context["alternates"])
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the 404.html of a target locale below its home: the place that MkDocs knows is the source locale's."""
    locale = locale_of(config)
    if template_name != NOT_FOUND or locale == shared().site.source:
        return output
    write_file(output.encode(), str(Path(config.site_dir, shared().site.home(locale), NOT_FOUND)))
    return ""


def _asked_each_time(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that Jinja2 does not ask of a constant while it compiles a template: what it says is of one locale."""
    return jinja2.pass_context(lambda context, *given: filter(*given))


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates a filter and the policy."""
    env.filters["section_link"] = _asked_each_time(_section_link)
    env.globals["languages_of_words"] = {
        each.tag: language_of_words(config, each) for each in shared().site.locales.values()
    }
    env.filters["section_digests"] = _asked_each_time(section_digests)
    env.filters["whole_names"] = _asked_each_time(binding(product_names(shared().site, locale_of(config))))
    keep_parts(env, config, once=IS_ON and not come_between_pages(config))
    set_policy(env, config)
    if any(_is_preview):
        env.globals["policy"] = ""
    write_redirects(env, config, files)
    locale = locale_of(config)
    shared().pictures[locale.code] = SitePictures(shared().site, locale, config, shared().cache)
    return env


@event_priority(AFTER_I18N)
def _complete(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins[I18N]
    if not plugin.building:
        complete(config)


@event_priority(AFTER_SEARCH)
def _write_pictures(config: MkDocsConfig) -> None:
    write_pictures(config)


on_post_build = CombinedEvent(index_locale, _write_pictures, _complete)
