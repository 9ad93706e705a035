"""Where MkDocs and the library meet: MkDocs calls these functions, they ask `bitext` for what the pages hold.

MkDocs builds the site once for each locale (mkdocs-static-i18n starts it again); the sources are read once for all.
"""

from __future__ import annotations

import itertools
import json
import logging
import mimetypes
import os
import posixpath
import re
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, unquote

import babel
import jinja2
from babel.dates import format_date
from bitext.compose.inline_drawing import inline_drawing
from bitext.compose.label_glosses import with_glosses
from bitext.finding import Finding, Refused
from bitext.languages.language import language_of
from bitext.links.moved_sections import faults
from bitext.markdown.escaping import escaped, shown
from bitext.pages.image_size import dimensions
from bitext.pages.page import Page as SourcePage
from bitext.pages.public_address import public_path
from bitext.publish.markdown_copy import Edition, Entry, page_title
from bitext.publish.search import OF_WRITERS, search_entry, search_files, search_folder
from bitext.publish.section_digests import section_digests
from bitext.site.gate import is_backup, place_below
from bitext.site.hosting import HEADERS_FILE, INDEX, NGINX_FILE, ROBOTS_FILE, headers_file, nginx_file, robots_file
from bitext.site.policy import header_policy, inline_scripts, inline_styles, page_policy
from bitext.site.redirects import full_address, prefixes, redirects
from bitext.site.settings import settings_place
from bitext.site.site import Locale, Site
from bitext.site.whole_names import binding, product_names
from bitext.tree import files_below
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url, write_file

from engine import browser_links
from engine.audiences import navigations
from engine.faster.template_parts import keep_parts
from engine.fingerprints import unknown_plugins
from engine.language_switch import LanguageLink, LanguageSwitch, is_home
from engine.plugin_events import come_between_pages
from engine.shared_sources import read, shared
from engine.site_pictures import SitePictures

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.bitext")

I18N = "i18n"  # the plugin's name; it acts on files and navigation at priority -100
SEARCH = "material/search"
NOT_FOUND = "404.html"
UNTRANSLATED = "Here is the English text. The translation will take its place at this address."
STATEMENT = "accessibility"  # of `extra`
REVISION = 12  # digits of a blob id that tell one version of a page from the others
INLINE_SCRIPTS = ("base", "palette", "content")  # the theme's, in every page
FIRST = 1_000_000  # before any other plugin or hook
BEFORE_I18N, AFTER_I18N = -99, -200
# mkdocs-static-i18n titles callouts at priority 50. Plugins that edit Markdown do so before and after it, most at 0.
BEFORE_CALLOUTS, AFTER_CALLOUTS = 51, 49
AFTER_SEARCH = -50  # the search plugin writes its index at priority 0, and mkdocs-static-i18n a mixed one at -100

_SPAN = re.compile(r"</?span[^>]*>")
_HEADING = re.compile(r'(?P<text><h(?P<level>[2-6]) id="(?P<anchor>[^"]+)">.*?)(?P<end></h(?P=level)>)', re.DOTALL)
_OF_MATERIALS_SEARCH = re.compile(r"assets/javascripts/(?:lunr|workers)/")
_SAID_TO_SEARCH = re.compile(r"<[^<>]*\sdata-search-[^<>]*>")
_SEARCH_ATTRIBUTE = re.compile(r'\sdata-search-\w+(?:="[^"]*")?')
_PICTURE = re.compile(r'<img(?=[^>]*?\salt="(?P<alt>[^"]*)")[^>]*?\ssrc="(?P<address>[^":#?]+\.svg)"[^>]*>')
_IMAGE = re.compile(r'<img(?![^>]*\s(?:width|height)=)(?=\s)[^>]*?\ssrc="(?P<address>[^":#?]+)"')


browser_links.use()
_LOADING = re.compile(r"<(?:a|audio|embed|iframe|img|input|object|source|track|video)\s[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?P<before>\s(?:data|href|poster|src)\s*=\s*(?P<quote>[\"']?))(?P<address>(?<=\")[^\"]*|(?<=')[^']*|[^\s\"'>]+)(?P=quote)",
    re.IGNORECASE,
)
_SET = re.compile(r"\ssrcset\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_CANDIDATE = re.compile(r"(?P<before>[\"',]\s*)(?P<address>[^\s\"',]+)")

_is_preview: list[bool] = []  # whether this is MkDocs' own preview, which writes scripts of its own into the pages


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is MkDocs' preview."""
    _is_preview[:] = [command == "serve"]


def _has_words(config: MkDocsConfig, tag: str) -> bool:
    """Whether the theme speaks a language."""
    return any(Path(folder, f"partials/languages/{tag}.html").is_file() for folder in config.theme.dirs)


def _language_of_words(config: MkDocsConfig, locale: Locale) -> str:
    """The language in which the theme speaks to the readers of a locale: theirs, or that without its region ('en' for
    'en-US'); '' if it has neither."""
    return next((tag for tag in (locale.tag, locale.tag.partition("-")[0]) if _has_words(config, tag)), "")


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
    locale = _locale(config)
    if not (language := _language_of_words(config, locale)):
        words = f"partials/languages/{locale.tag}.html"
        message = f"the theme has no words in '{locale.tag}'; write them in '{config.theme.custom_dir}/{words}'"
        raise BuildError(message) from Refused(Finding(Path(config.config_file_path).name, 0, "configuration", message))
    config.theme["language"], config.theme["tag"] = language, locale.tag
    if not shared().site.shows_drafts:
        config.nav = _without(shared().site.drafts[shared().site.source.code], config.nav)
    # Material writes it into an inline script: the same in every page, the script has one hash.
    config.extra.setdefault("scope", public_path(config.site_url or ""))
    _lead_edits_to_root(config)
    if emoji := (config.mdx_configs or {}).get("pymdownx.emoji"):
        emoji["emoji_generator"] = without_other_hosts(emoji.get("emoji_generator"))
    if plugin := search_plugin(config):  # it shows the search; what is searched is read from the pages here
        config.plugins.events["page_context"] = [
            event for event in config.plugins.events["page_context"] if _plugin_of(event) is not plugin
        ]


on_config = CombinedEvent(_give_options_anew, _configure)


def _show_real_places(config: MkDocsConfig) -> None:
    """Let the plugins that look at files after mkdocs-static-i18n, at its priority, find them where they are."""
    events = config.plugins.events["files"]
    events.remove(_point_back)
    i18n = next(number for number, event in enumerate(events) if _plugin_of(event) is config.plugins[I18N])
    events.insert(i18n + 1, _point_back)


def _plugin_of(event: Any) -> Any:
    return getattr(event, "__self__", None)


def search_plugin(config: MkDocsConfig) -> Any:
    """Material's search plugin, if the site has it and it is not switched off."""
    plugin: Any = config.plugins.get(SEARCH)
    return plugin if plugin is not None and plugin.config.enabled else None


def without_other_hosts(generate: Any) -> Any:
    """What makes an emoji of its name, as `generate` does, but for pictures from another host, which the policy blocks:
    the character itself takes their place. An icon of the theme is drawn into the page."""
    module = getattr(generate, "__module__", "pymdownx.emoji")
    if generate is not None and module not in ("pymdownx.emoji", "material.extensions.emoji"):
        return generate  # one of the site's own

    def made(index: str, name: str, alias: str, code: str | None, *rest: Any) -> Any:
        if code:
            return "".join(chr(int(point, 16)) for point in code.split("-"))
        return f":{name.strip(':')}:" if module == "pymdownx.emoji" else generate(index, name, alias, code, *rest)

    return made


def _lead_edits_to_root(config: MkDocsConfig) -> None:
    """Let the addresses at which pages are edited begin at the folder of the configuration, for pages come from several
    folders. MkDocs takes `edit_uri`, and what `edit_uri_template` has before the path, to lead to `docs_dir`, and has
    'edit/master/docs/' where nothing is said (https://www.mkdocs.org/user-guide/configuration/#edit_uri); where it does
    not end with that folder it leads to the root already."""
    folder = re.escape(shared().site.source.folder)
    if template := config.edit_uri_template:
        before = re.sub(rf"(^|[/=]|%2F){folder}(?:/|%2F)(?=\{{path)", r"\1", str(template))
        template.data = before  # type: ignore[attr-defined]  # a `UserString` of MkDocs
    elif config.edit_uri:
        lead = re.sub(rf"(^|[/=]|%2F){folder}/$", r"\1", config.edit_uri)
        lead = lead.removesuffix("docs/") if lead in ("edit/master/docs/", "src/default/docs/") else lead
        config.edit_uri = lead
        if not lead.endswith("/"):  # '?at=': MkDocs wants a slash there
            config.edit_uri, config.edit_uri_template = None, lead.replace("{", "{{").replace("}", "}}") + "{path}"


def _without(names: Collection[str], nav: Any) -> Any:
    """`nav` as mkdocs.yml writes it, without the pages of these names and the sections that hold no others."""
    if isinstance(nav, list):
        kept = ((each, _without(names, each)) for each in nav)
        return [left for each, left in kept if left not in ([], {}) or left == each]
    if isinstance(nav, dict):
        kept_by_key = {key: (value, _without(names, value)) for key, value in nav.items()}
        return {key: left for key, (value, left) in kept_by_key.items() if left not in ([], {}) or left == value}
    return [] if isinstance(nav, str) and posixpath.normpath(nav).lstrip("/") in names else nav


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
    """Rebuild when a file of any locale is saved; MkDocs itself watches the source locale alone. Text is in UTF-8."""
    mimetypes.add_type("text/markdown; charset=utf-8", ".md")
    mimetypes.add_type("text/plain; charset=utf-8", ".txt")
    for locale in shared().site.targets:
        server.watch(str(shared().site.root / locale.folder))


def _read_sources(config: MkDocsConfig) -> None:
    """Read and compose every page before MkDocs touches the old site. All that is wrong is said at once."""
    try:
        read(Path(config.config_file_path), drafts=any(_is_preview))
    except Refused as refused:
        raise BuildError(f"the sources cannot be built:\n{refused.shown}") from refused


def _commit_time(root: Path) -> str:
    """When the commit was made, in seconds since 1970: two builds of one commit shall be the same bytes."""
    try:
        show = ["git", "log", "-1", "--format=%ct"]
        return subprocess.run(show, capture_output=True, text=True, cwd=root).stdout.strip() or "0"
    except OSError:  # no git
        return "0"


def _locale(config: MkDocsConfig) -> Locale:
    plugin: Any = config.plugins[I18N]
    return shared().site.locales[plugin.current_language]


@event_priority(FIRST)
def _add_target_files(files: Files, config: MkDocsConfig) -> Files:
    """Let mkdocs-static-i18n and other plugins see `docs_fr/a.md` as 'fr/a.md'."""
    site = shared().site
    for unwanted in [file for file in files if is_backup(file.src_uri) or _OF_MATERIALS_SEARCH.match(file.src_uri)]:
        files.remove(unwanted)
    for file in files:
        if file.src_uri in site.drafts[site.source.code] and not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            file.inclusion = InclusionLevel.DRAFT
    for locale in site.targets:
        for name in sorted(site.published[locale.code]):
            file = File(f"{locale.code}/{name}", config.docs_dir, config.site_dir, config.use_directory_urls)
            _set_place(file, locale.folder, name)
            patterns = (config.exclude_docs, config.draft_docs, config.not_in_nav)
            levels = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT, InclusionLevel.NOT_IN_NAV)
            for pattern, level in zip(patterns, levels, strict=True):  # '/old/' is meant in every language
                if pattern and pattern.match_file(name) and file.inclusion == InclusionLevel.UNDEFINED:
                    file.inclusion = level
            if name in site.drafts[locale.code] and file.inclusion != InclusionLevel.EXCLUDED:
                file.inclusion = InclusionLevel.DRAFT
            files.append(file)
    _add_navigation(files, config)
    return files


def _add_navigation(files: Files, config: MkDocsConfig) -> None:
    """Let plugins read the files that hold the navigation of a language, which are not published."""
    site = shared().site
    for locale in site.targets:
        for name in site.navigation_files(locale):
            file = File(f"{locale.code}/{name}", config.docs_dir, config.site_dir, config.use_directory_urls)
            _set_place(file, locale.folder, name)
            files.append(file)
    for file in files:
        if site.is_navigation(file.src_uri):
            file.inclusion = InclusionLevel.EXCLUDED


@event_priority(BEFORE_I18N)
def _point_below_docs(files: Files, config: MkDocsConfig) -> Files:
    """Let mkdocs-static-i18n see `docs_fr/a.md` as `docs/fr/a.md`, which is where it looks."""
    _refuse_made_pages(files, config)
    folders = {str(shared().site.root / locale.folder) for locale in shared().site.targets}
    for file in files:
        if file.src_dir in folders:
            file.src_dir = config.docs_dir
            del file.abs_src_path
    return files


def _refuse_made_pages(files: Files, config: MkDocsConfig) -> None:
    """Raise BuildError for pages that a plugin writes while the site is built: what is composed, checked and translated
    is read from the folders of the languages before."""
    tops = [shared().site.root / locale.folder for locale in shared().site.locales.values()]
    pages = (file for file in files if file.is_documentation_page())
    made = [file for file in pages if not any(Path(file.abs_src_path or "/").is_relative_to(top) for top in tops)]
    if made:
        plugins = [name for name in unknown_plugins(config) if hasattr(config.plugins[name], "on_files")]
        who = " or ".join(f"{'hook' if name in map(str, config.hooks) else 'plugin'} '{name}'" for name in plugins)
        message = (
            f"{who} writes pages such as '{made[0].src_uri}' while the site is built; they have no text in the folders "
            "of the languages to be checked and translated, so write them into these before"
        )
        place = settings_place(Path(config.config_file_path), plugins[0] if plugins else "plugins:")
        raise BuildError(message) from Refused(Finding(*place, "configuration", message))


@event_priority(AFTER_I18N)
def _point_back(files: Files, config: MkDocsConfig) -> Files:
    """Read and edit each file where it really is: mkdocs-static-i18n has made them anew."""
    for file in files:
        if file.src_dir == config.docs_dir:
            _set_place(file, *_place(file.src_uri))
    return files


def _set_place(file: File, folder: str, name: str) -> None:
    """Say where a file really is."""
    file.src_dir = str(shared().site.root / folder)
    file.abs_src_path = str(shared().site.root / folder / name)
    file.edit_uri = f"{folder}/{name}"


on_files = CombinedEvent(_add_target_files, _point_below_docs, _point_back)


def _place(src_uri: str) -> tuple[str, str]:
    """The folder and the name of a file that MkDocs knows as `src_uri` ('fr/a.md' is 'a.md' in 'docs_fr')."""
    site = shared().site
    code, _, name = src_uri.partition("/")
    locale = site.locales.get(code)
    if locale in site.targets and (name in site.files[code] or site.is_navigation(name)):
        return locale.folder, name
    return site.source.folder, src_uri


def source_path(file: File) -> str:
    """The path of the file that MkDocs knows as `file`, from the root of the site."""
    return "/".join(_place(file.src_uri))


def _source_page(file: File) -> SourcePage:
    site = shared().site
    folder, name = _place(file.src_uri)
    return site.page(name, next(locale for locale in site.locales.values() if locale.folder == folder))


@event_priority(AFTER_I18N)
def title_navigation(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Title the navigation from the pages: 'nav_title', else 'title', else the first heading; a section like its index
    page. What is not translated says so to a screen reader. From here on the navigation is whole: a page can be
    rendered before the others are."""
    for page in nav.pages:
        source = _source_page(page.file)
        page.meta = shown(shared().site.meta(source))
        page.title = title_in_navigation(page, config)
    _title_sections(nav.items)
    return nav


def title_in_navigation(page: Page, config: MkDocsConfig) -> str:
    """The title of a page in the navigation. What `nav` gives it is kept beside the title, which takes its place."""
    given = vars(page).setdefault("given_title", page.title)
    source = _source_page(page.file)
    own = source.meta.get("nav_title") or source.meta.get("title")
    title = given if given and not own else escaped(str(own or _title_from_text(page, source)))
    tag = shared().site.source.tag
    return str(title) if _is_translated(page, config) else f'<span lang="{tag}"{_direction(config)}>{title}</span>'


def _direction(config: MkDocsConfig) -> str:
    """The attribute `dir` of text in the source language, where a page in this locale is written the other way."""
    ours, theirs = (babel.Locale.parse(each.tag, sep="-") for each in (_locale(config), shared().site.source))
    different = ours.character_order != theirs.character_order
    return f' dir="{theirs.text_direction}"' if different else ""


def _title_from_text(page: Page, source: SourcePage) -> str:
    try:
        return page_title(source, _composed(page))
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
def write_index(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Write the llms.txt of this locale: its navigation, and what stands outside it, without what is not translated."""
    plugin: Any = config.plugins[I18N]
    titles = plugin.current_language_config.admonition_translations or {}
    site, locale, say = shared().site, _locale(config), _words(config)
    callouts = {str(kind).lower(): str(title) for kind, title in titles.items()}
    words = say("{type}: {title}"), say("All pages are listed in {index}.")
    edition = shared().editions[locale.code] = Edition(site, locale, config.site_url or "", callouts, *words)
    others = [f"[{other.name}]({edition.index_address(other)})" for other in site.locales.values() if other != locale]
    also = say("In other languages: {languages}").replace("{languages}", ", ".join(others)) if others else ""
    loose = [item for item in nav.items if isinstance(item, Page)] + _outside(nav, files)
    parts: list[tuple[str, list[Any]]] = [(say("Pages"), loose)]
    parts += [(item.title, item.children) for item in nav.items if isinstance(item, Section)]
    listed = ((title, [*_entries(items, config)]) for title, items in parts)
    sections = [(unescape(_SPAN.sub("", title)), entries) for title, entries in listed if entries]
    text = edition.index(config.site_name, config.site_description or "", also, sections)
    write_file(text.encode(), str(Path(config.site_dir, shared().site.home(locale), INDEX)))
    return nav


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
        elif isinstance(item, Page) and _is_translated(item, config):
            page = _source_page(item.file)
            description = " ".join(str(page.meta.get("description") or "").split())
            title = page.meta.get("title") or _title_from_text(item, page)
            yield Entry(page.name, str(title), description)


@event_priority(AFTER_I18N)
def _point_to_source(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """What stands for a page that is not translated is known by the address of the text that it shows."""
    for file in files.documentation_pages():
        if file.page is not None and not _is_translated(file.page, config):
            file.page.canonical_url = _source_address(file.page, config)
    return nav


@event_priority(AFTER_I18N)
def _set_writers_apart(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation of the writers' pages aside: from here on the one of the site is for readers."""
    readers, writers = navigations(nav, lambda page: is_for_writers(page.file))
    shared().writers[_locale(config).code] = writers
    return readers


on_nav = CombinedEvent(title_navigation, _point_to_source, _set_writers_apart, write_index)


def is_for_writers(file: File) -> bool:
    """Whether a file is for those who write the site and not for its readers."""
    return shared().site.is_for_writers(_place(file.src_uri)[1])


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Nothing is read again: text and front matter are those that the library has read."""
    return ""


@event_priority(FIRST)
def _compose(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What is rendered is what the library composes. Only the source locale's own page is found by searching, not what
    stands for its translation."""
    page.meta = shown(shared().site.meta(_source_page(page.file)))
    if not _is_translated(page, config):
        page.meta["search"] = {"exclude": True}
    return _composed(page)


@event_priority(BEFORE_CALLOUTS)
def _keep_callouts(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the text as it is before mkdocs-static-i18n titles its callouts."""
    vars(page)["without_titles"] = markdown
    return markdown


@event_priority(AFTER_CALLOUTS)
def _leave_callouts(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """In a page that is not translated, callouts keep their titles in the language of the text."""
    kept: str = vars(page).pop("without_titles")
    return markdown if _is_translated(page, config) else kept


on_page_markdown = CombinedEvent(_compose, _keep_callouts, _leave_callouts)


def _composed(page: Page) -> str:
    return shared().composed(_source_page(page.file).path).text


def _is_translated(page: Page, config: MkDocsConfig) -> bool:
    return _place(page.file.src_uri)[0] == _locale(config).folder


def _source_address(page: Page, config: MkDocsConfig) -> str:
    """The full address of the page in the source locale."""
    return f"{config.site_url or ''}{page.file.url.removeprefix(shared().site.home(_locale(config)))}"


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give each image of the site its measures: what follows must not move when it arrives. What stands for a page that
    is not translated finds the files that its HTML names where the page itself does."""
    if not _is_translated(page, config):
        html = _led_to_source(html, page, config)
    browser_links.follow(page, html)

    drawings = vars(page)["drawings"] = {}

    def measured(image: re.Match[str]) -> str:
        address = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.url), unquote(image["address"])))
        file = files.get_file_from_path(address)
        size = dimensions(Path(file.abs_src_path)) if file and file.abs_src_path else None
        if file and file.abs_src_path and address.endswith(".svg"):
            drawings[image["address"]] = Path(file.abs_src_path)
        return f'{image[0]} width="{size[0]}" height="{size[1]}"' if size else image[0]

    return _IMAGE.sub(measured, html)


def _with_drawings(html: str, drawings: Mapping[str, Path]) -> str:
    """`html` with those of its pictures drawn into the page that are made for it."""
    count = itertools.count(1)

    def drawn(image: re.Match[str]) -> str:
        file = drawings.get(image["address"])
        if file is None or " class=" in image[0]:
            return image[0]
        svg = file.read_text(encoding="utf-8-sig", errors="replace")
        drawing = inline_drawing(svg, file.name, unescape(image["alt"]), f"drawing-{next(count)}")
        return drawing or image[0]

    return _PICTURE.sub(drawn, html) if drawings else html


def _led_to_source(html: str, page: Page, config: MkDocsConfig) -> str:
    """`html` of a page of the source locale at an address of another, in which addresses that lead to a file from there
    alone lead to it from here. MkDocs has done that for links in Markdown."""
    site, locale = shared().site, _locale(config)
    home, here = site.home(locale), posixpath.dirname(page.file.url)
    there = posixpath.dirname(page.file.url.removeprefix(home))

    def led(address: str) -> str:
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
        named = unquote(unescape(path))
        ours, theirs = (posixpath.normpath(posixpath.join(folder, named)) for folder in (here, there))
        is_relative = named and not named.startswith("/") and ":" not in named
        if (
            not is_relative
            or ours.removeprefix(home) in site.files[locale.code]
            or ours in site.files[site.source.code]
        ):
            return address
        if theirs not in site.files[site.source.code] or theirs.endswith(".md"):
            return address
        return quote(posixpath.relpath(theirs, here or ".")) + mark + rest

    def led_in(tag: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda found: f"{found['before']}{led(found['address'])}{found['quote']}", tag[0])

    def led_in_set(tag: re.Match[str]) -> str:
        return _CANDIDATE.sub(lambda found: found["before"] + led(found["address"]), tag[0])

    return _SET.sub(led_in_set, _LOADING.sub(led_in, html))


@event_priority(AFTER_I18N)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Tell the templates where the page stands in each language, and whether it is translated there."""
    locales = shared().site.locales
    found: Mapping[str, Any] = page.file.alternates  # type: ignore[attr-defined]  # set by mkdocs-static-i18n
    context.update(_language_context(config))
    source = _source_page(page.file)
    if search_plugin(config):
        _gather(page, config)
    checked = shared().composed(source.path).last_checked
    context["source_name"], context["source_path"] = source.name, source.path
    context["revision"] = shared().sources.revision(source.path)[:REVISION]
    changed = None if checked else shared().last_changes.day(source.path)
    context["last_checked"] = checked and (checked.isoformat(), _in_words(checked, context["locale"]))
    context["last_changed"] = changed and (changed.isoformat(), _in_words(changed, context["locale"]))
    context["alternates"] = [
        {
            "locale": locale,
            "url": file.url,
            "current": locale == context["locale"],
            "translated": file.locale == code,
            "anchors": frozenset(shared().composed(_source_page(file).path).anchors),
        }
        for code, locale in locales.items()
        if (file := found.get(code)) is not None
    ]
    context["language_links"] = _language_links(config, context["alternates"], page.url)
    context["translated"] = _is_translated(page, config)
    if is_for_writers(page.file):
        context["search_folder"] += OF_WRITERS
        context["for_writers"], context["nav"] = True, shared().writers[_locale(config).code]
    context["moved_sections"] = _moved_from(source.name, context)
    context["markdown"] = shared().editions[_locale(config).code].copy_path(source.name)
    context["list_of_pages"] = shared().site.home(_locale(config)) + INDEX
    context["hreflang"] = _hreflang(context["alternates"], config) if context["translated"] else []
    shown = [each["locale"] for each in context["alternates"] if each["translated"] and not each["current"]]
    own = context["locale"] if context["translated"] else shared().site.source
    context["social_locale"] = _with_territory(own)
    context["social_alternates"] = [_with_territory(locale) for locale in shown if context["translated"]]
    is_found = context["translated"] and not context["for_writers"]
    context["breadcrumbs"] = _breadcrumbs(page, nav) if is_found and config.site_url else ""
    # the search has read the page by now: what follows is for the eye alone
    page.content = _with_drawings(page.content or "", vars(page).get("drawings") or {})
    if context["translated"] and context["locale"] != shared().site.source:
        page.content = with_glosses(page.content, shared().site.source.tag)
    page.content = binding(product_names(shared().site, context["locale"]))(page.content)
    if not context["translated"]:
        written = f'lang="{shared().site.source.tag}"{_direction(config)}'
        page.content = f'<div class="untranslated" {written}>\n{page.content}\n</div>'
    return context


def _with_territory(locale: Locale) -> str:
    """A language with a territory, as Open Graph has it: 'fr_CA', or that where most speak it ('en_US')."""
    found = babel.Locale.parse(locale.tag, sep="-")
    likely = babel.Locale.parse(babel.core.get_global("likely_subtags").get(str(found), str(found)))
    return f"{found.language}_{found.territory or likely.territory or found.language.upper()}"


def _breadcrumbs(page: Page, nav: Navigation) -> str:
    """The way from the home page to this one as JSON-LD (https://schema.org/BreadcrumbList), or ''."""
    sections = [each for each in page.ancestors if isinstance(each, Section)]
    indexes = [
        next((each for each in section.children if isinstance(each, Page) and each.is_index), None)
        for section in sections
    ]
    way = [each for each in (nav.homepage, *reversed(indexes)) if each is not None and each is not page]
    if not way:
        return ""
    crumbs = [
        {"@type": "ListItem", "position": number, "name": _plain_title(each), "item": each.canonical_url}
        for number, each in enumerate([*way, page], 1)
    ]
    listed = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": crumbs}
    return json.dumps(listed, ensure_ascii=False).replace("<", "\\u003c")


def _plain_title(page: Page) -> str:
    return unescape(_SPAN.sub("", str(page.title)))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page as Markdown, too."""
    edition, source, notice = shared().editions[_locale(config).code], _source_page(page.file), ""
    if not _is_translated(page, config):
        say = _words(config)
        notice = f"**{say('Not translated yet')}**\n>\n> {say(UNTRANSLATED)}"
    text = edition.copy(_composed(page), source, notice)
    shared().write(edition.copy_path(source.name), text, config.site_dir)
    return _with_print_lines(output, page, config)


def _with_print_lines(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page with its title and address on the root, from where style sheets print them on each sheet of paper."""
    title = str(page.meta.get("title") or _SPAN.sub("", str(page.title)))  # escaped already
    address = f"{config.site_url}{page.url.removeprefix('./')}" if config.site_url else ""
    lines = f' data-print-title="{title}"' + (f' data-print-address="{escaped(unquote(address))}"' if address else "")
    return output.replace(' class="no-js">', f' class="no-js"{lines}>', 1)


def _hreflang(alternates: list[dict[str, Any]], config: MkDocsConfig) -> list[tuple[str, str]]:
    """Language and full address of a page in each language that it is written in; none without the site's address."""
    if not config.site_url:
        return []
    written = [each for each in alternates if each["translated"]]
    addresses = {each["locale"]: config.site_url + each["url"].removeprefix("./") for each in written}
    default = addresses.get(shared().site.source)
    return [(locale.tag, url) for locale, url in addresses.items()] + ([("x-default", default)] if default else [])


def _search_elsewhere(locale: Locale, site: Site) -> dict[str, Any] | None:
    """The language whose answers are offered where this one has none, with its name in this one: the language that the
    site is translated from, and for that one the first of its translations."""
    others = [site.source, *(each for each in site.locales.values() if each != site.source)]
    other = next((each for each in others if each != locale), None)
    if other is None:
        return None
    return {
        "locale": other,
        "name": _language_name(other, locale),
        "home": site.home(other),
        "folder": search_folder(other, site),
    }


def _language_name(locale: Locale, reader: Locale) -> str:
    """What a reader's language calls another: 'French', 'anglais'; its own name where CLDR has none."""
    own, other = (babel.Locale.parse(each.tag, sep="-") for each in (reader, locale))
    return str(own.languages.get(other.language, locale.name))


def _language_context(config: MkDocsConfig) -> dict[str, Any]:
    """For every template: the locale that is built, the one it is translated from, the address of its home, pictures
    and colours, whether the page is for writers, and the first of those that are."""
    locale = _locale(config)
    site, writers = shared().site, shared().writers[locale.code]
    return {
        "face": shared().pictures[locale.code].face,
        "locale": locale,
        "source": site.source,
        "home": site.home(locale),
        "search_folder": search_folder(locale, site),
        "search_elsewhere": _search_elsewhere(locale, site),
        "for_writers": False,
        "writers_page": next(iter(writers.pages), None),
        "publisher": shared().site.publishers[locale.code],
        "accessibility": statement(config, locale),
    }


def _last_change(file: File) -> date | None:
    """The day on which the text of a page last changed, as far as git knows."""
    return shared().last_changes.day(source_path(file))


def statement(config: MkDocsConfig, locale: Locale) -> dict[str, str] | None:
    """Title and address of the page that `extra: accessibility` names: the statement on accessibility."""
    site, name = shared().site, str(config.extra.get(STATEMENT) or "")
    own = next((each for each in (locale, site.source) if name in site.published[each.code]), None)
    if own is None:
        return None
    source = site.page(name, own)
    title = escaped(str(source.meta.get("title") or source.name))
    if own != locale:
        title = f'<span lang="{own.tag}"{_direction(config)}>{title}</span>'
    return {"title": title, "url": full_address(name, locale, site)}


def _in_words(day: date, locale: Locale) -> str:
    """A day as it is written out in the language: 'November 20, 2026', '20 novembre 2026', '1er décembre 2026'."""
    language = babel.Locale.parse(locale.tag, sep="-")
    written = format_date(day, "long", language)
    first = language_of(locale.tag).first_of_month  # CLDR says '1'
    return f"{first}{written[1:]}" if first and day.day == 1 else written


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
        context["language_links"] = _language_links(config, context["alternates"])
    return context


def _language_links(config: MkDocsConfig, alternates: list[dict[str, Any]], url: str = "") -> list[LanguageLink]:
    """The links to other languages on the page with this `url`."""
    locale, addresses = _locale(config), {each["locale"].code: each["url"] for each in alternates}
    switch = LanguageSwitch(config, shared().site, shared().sources.settings)
    return switch.links(locale, addresses, is_home=is_home(url, locale))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the 404.html of a target locale below its home: the place that MkDocs knows is the source locale's."""
    locale = _locale(config)
    if template_name != NOT_FOUND or locale == shared().site.source:
        return output
    write_file(output.encode(), str(Path(config.site_dir, shared().site.home(locale), NOT_FOUND)))
    return ""


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates a filter and the policy."""
    env.filters["section_link"] = _section_link
    env.globals["languages_of_words"] = {
        each.tag: _language_of_words(config, each) for each in shared().site.locales.values()
    }
    env.filters["section_digests"] = section_digests
    env.filters["whole_names"] = binding(product_names(shared().site, _locale(config)))
    keep_parts(env, config, once=not come_between_pages(config))
    set_policy(env, config)
    write_redirects(env, config, files)
    locale = _locale(config)
    shared().pictures[locale.code] = SitePictures(shared().site, locale, config)
    return env


def set_policy(env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Let pages state the policy that the scripts in the theme's templates need."""
    policy = shared().policy = page_policy(_inline_scripts(env, config), shared().sources.surroundings.allowed or {})
    env.globals["policy"] = "" if any(_is_preview) else policy


def write_redirects(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Write a page at each old address of this locale's pages."""
    locale = _locale(config)
    behind = prefixes(shared().site, {"extra": config.extra})[locale.code]
    template = env.get_template("redirect.html")
    pages = {_place(file.src_uri)[1]: file for file in files.documentation_pages()}
    if refused := [*faults(shared().site, _anchors_of)]:
        raise Refused(*refused)
    for redirect in redirects(shared().site, locale, behind):
        if (target := pages.get(redirect.name)) is None:  # a draft
            continue
        base = posixpath.relpath(".", redirect.old)
        fragments = {old: _moved_to(new, pages, base) for old, new in redirect.fragments.items()}
        html = template.render(config=config, page=None, target=target, base_url=base, fragments=fragments)
        write_file(html.encode(), str(place_below(Path(config.site_dir), f"{redirect.old}/index.html")))


def _anchors_of(name: str) -> Collection[str]:
    """The anchors of a page of the source locale; none of one that cannot be composed, which is told elsewhere."""
    site = shared().site
    try:
        facts = shared().sources.facts_of(site.path(name, site.source))
    except Refused:
        return ()
    return {*facts.anchors, *facts.ids}


def _moved_from(name: str, context: Any) -> Mapping[str, str]:
    """The old anchors of a page that mean sections of other pages now, with the address of each from this page."""
    moved = shared().moved_sections.get(name)
    if not moved:
        return {}
    pages = {_place(file.src_uri)[1]: file for file in context["pages"]}
    found = {old: new for old, new in moved.items() if new.lstrip("/").partition("#")[0] in pages}  # no draft
    return {old: _moved_to(new, pages, context["base_url"]) for old, new in found.items()}


def _moved_to(new: str, pages: Mapping[str, File], base: str) -> str:
    """What an old fragment means: an anchor of the page, or the address of another page ('/name.md#anchor')."""
    name, mark, anchor = new.removeprefix("/").partition("#")
    if not new.startswith("/") or name not in pages:
        return new.rpartition("#")[2] if new.startswith("/") else new
    address = normalize_url(pages[name].url, base=base)
    return f"{address if '/' in address else f'./{address}'}{mark}{anchor}"


def _inline_scripts(env: jinja2.Environment, config: MkDocsConfig) -> list[str]:
    """The scripts that the theme writes into every page."""
    context = {"config": config, "features": config.theme.get("features") or ()}
    pages = (env.get_template(f"partials/javascripts/{name}.html").render(context) for name in INLINE_SCRIPTS)
    return [script for page in pages for script in inline_scripts(page)]


def _gather(page: Page, config: MkDocsConfig) -> None:
    """Keep what a page gives to the search, and leave out of it what is said only to the search."""
    content = page.content or ""
    if "data-search-" in content:
        page.content = _SAID_TO_SEARCH.sub(lambda tag: _SEARCH_ATTRIBUTE.sub("", tag[0]), content)
    settings = page.meta.get("search")
    settings = settings if isinstance(settings, dict) else {}
    if settings.get("exclude") or not shared().gathers_search:
        return
    site, locale, name = shared().site, _locale(config), _source_page(page.file).name
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
def _index_locale(config: MkDocsConfig) -> None:
    """Keep what the pages of this locale gave to the search."""
    if search_plugin(config) is None:
        return
    locale = _locale(config)
    entries = shared().entries.get(locale.code)
    if entries is None:
        entries, shared().found = shared().found, []
    shared().search |= search_files(entries, locale, shared().site)


def _words(config: MkDocsConfig) -> Callable[[str], str]:
    """What templates call `lang.t`: the words of the theme in the language of this locale, by their keys."""
    template = config.theme.get_env().get_template("partials/language.html", None, {"config": config})
    say: Any = template.module.t  # type: ignore[attr-defined]  # a macro of the template
    return lambda key: str(say(key))


@event_priority(AFTER_I18N)
def _complete(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins[I18N]
    if not plugin.building:
        complete(config)


def complete(config: MkDocsConfig) -> None:
    """Write what belongs to the site as a whole: to each language its own search, the first in the place of the index
    that the theme has written, and to hosts the headers by which it is served."""
    site, root = Path(config.site_dir), public_path(config.site_url or "")
    for name, text in shared().search.items():
        write_file(text.encode(), str(site / name))
    names = files_below(site)
    drawings = ((site / name).read_bytes().decode(errors="replace") for name in names if name.endswith(".svg"))
    policy = header_policy(shared().policy, (style for drawing in drawings for style in inline_styles(drawing)))
    files = [name for name in names if name.startswith("assets/")]
    locales = [locale.code for locale in shared().site.targets]
    unlisted = shared().site.writers_folders
    write_file(headers_file(policy, files, root, locales, unlisted).encode(), str(site / HEADERS_FILE))
    write_file(nginx_file(policy, locales, root, unlisted).encode(), str(site / NGINX_FILE))


def write_pictures(config: MkDocsConfig) -> None:
    """Write what others show of the site: the picture of this locale, and with the source locale's the icons and what
    tells search engines of the sitemap. A file of the site stays as it is."""
    site, locale = shared().site, _locale(config)
    made = dict(shared().pictures[locale.code].made(shared().cache))
    if locale == site.source and config.site_url and ROBOTS_FILE not in site.published[locale.code]:
        made[ROBOTS_FILE] = robots_file(config.site_url).encode()
    for name, content in made.items():
        write_file(content, str(Path(config.site_dir, name)))


@event_priority(AFTER_SEARCH)
def _write_pictures(config: MkDocsConfig) -> None:
    write_pictures(config)


on_post_build = CombinedEvent(_index_locale, _write_pictures, _complete)
