"""A site opened so that each of its pages can be rendered alone, in any order and in any process.

Stands in for `mkdocs.commands.build.build`, which renders all pages of a locale one after the other, and for
mkdocs-static-i18n, which runs that once for each locale from within the first run. The order of events and every
function that makes something out of something are MkDocs' own.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import jinja2
import markdown
from bitext.errors import Refused
from bitext.faults import deepest_line, fault
from bitext.finding import Finding
from bitext.sources import Sources
from bitext.speed import IS_ON
from bitext.tree import entries_below
from mkdocs import structure
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs_static_i18n import folder, reconfigure  # type: ignore[import-untyped]

from engine.faster import markdown_once
from engine.list_of_pages import write_index
from engine.navigation_titles import title_in_navigation, title_navigation
from engine.page_cache import PageCache
from engine.page_sources import I18N, source_path
from engine.redirect_pages import write_redirects
from engine.shared_sources import Shared, make_current, share, shared
from engine.site_pictures import SitePictures
from engine.whole_site import set_policy, write_pictures

log = logging.getLogger("mkdocs.commands.build")


def load(config_file: Path, **settings: Any) -> MkDocsConfig:
    """MkDocs' configuration. Raises Refused, or Abort when what is wrong has been logged."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's advertisement of its successor
    try:
        return load_config(str(config_file), **settings)
    except ConfigurationError as error:
        raise Refused(Finding(config_file.name, 0, "configuration", str(error))) from error


def load_anew(config_file: Path, **settings: Any) -> MkDocsConfig:
    """The same, with its hooks as they are now: their code may be another than it was."""
    Hooks._load_hook.cache_clear()
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # it would outlive a save of the same second and size
    try:
        return load(config_file, **settings)
    finally:
        sys.dont_write_bytecode = kept


class _OneParser:
    """`markdown`, as `mkdocs.structure.pages` knows it, with one parser for all pages of a locale: to make one for each
    page is a tenth of the time that Markdown takes."""

    def __init__(self) -> None:
        self._is_shared = True
        self._parsers: list[tuple[list[str], markdown.Markdown]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(markdown, name)

    def Markdown(self, extensions: list[str], extension_configs: dict[str, Any]) -> markdown.Markdown:  # noqa: N802
        """The parser for these extensions, without what it knows of the page before."""
        if not self._is_shared:
            return markdown.Markdown(extensions=extensions, extension_configs=extension_configs)
        parser = next((parser for known, parser in self._parsers if known is extensions), None)
        if parser is None:
            parser = markdown.Markdown(extensions=extensions, extension_configs=extension_configs)
            if IS_ON:
                markdown_once.hasten(parser)
            self._parsers.append((extensions, parser))
        parser.reset()
        return parser

    @contextmanager
    def as_mkdocs_makes_them(self) -> Iterator[None]:
        """A parser for each page meanwhile: a plugin or hook may change what it is made from."""
        self._is_shared = False
        try:
            yield
        finally:
            self._is_shared = True

    def forget(self) -> None:
        """Let the parsers of a site go that is not rendered any more."""
        self._parsers.clear()


# mkdocs-static-i18n makes paths of the same few words again and again, ten for each file and five for each link
folder.PurePath = cache(PurePath)
folder.is_relative_to = reconfigure.is_relative_to = cache(folder.is_relative_to)

parsers = _OneParser()
structure.pages.markdown = parsers  # type: ignore[attr-defined,assignment]
if IS_ON:
    markdown_once.use()


@dataclass(frozen=True)
class Rendered:
    """html: of the whole page; beside: the files that come with it, by their paths below the site; entries: what it
    gives to the search, as JSON; anchors: that links can lead to; links: by the `src_uri` of a page, the anchors on it
    that this page leads to, each with the link as written."""

    html: str
    beside: Mapping[str, str]
    entries: list[str]
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]


class KeptTemplates(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled by an earlier run: to compile the theme's takes longer than to render a page.

    What is compiled is run. So it lies in the environment, beside the code of the packages, and not in the cache, which
    others may have written. Without an environment it is kept for this run, and compiled once for all locales.
    """

    def __init__(self, kind: str) -> None:
        """kind: of the environment, which reads templates in another way than one of another kind."""
        super().__init__(str(Path(sys.prefix, "compiled-templates")), f"{jinja2.__version__}-{kind}-%s")
        self._is_kept = sys.prefix != sys.base_prefix
        self._of_run: dict[tuple[str, str], Any] = {}  # by key and checksum

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A template of a package is known by its file; one of a site by its name, so that those of the last site are
        kept and no others."""
        is_of_package = filename is not None and Path(filename).is_relative_to(sys.prefix)
        return super().get_cache_key(name, filename if is_of_package else None)

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> jinja2.bccache.Bucket:
        """The place for a template, which tells its own file where it fails."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is not None and filename is not None:
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Take what is kept for `bucket`, if it is whole and of the same text."""
        bucket.code = self._of_run.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._is_kept:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what was compiled, where the environment can be written."""
        self._of_run[bucket.key, bucket.checksum] = bucket.code
        with contextlib.suppress(OSError):
            if self._is_kept:
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


_ICONS = ".icons"
_AN_ICON = ".icons/material/translate.svg"


class _Templates:
    """What the locales of a site share of the theme."""

    def __init__(self) -> None:
        self._compiled, self._compiled_as_they_are = KeptTemplates("parts"), KeptTemplates("plain")
        self._names: dict[bool, list[str]] = {}

    def compiled_for(self, theme: Theme) -> Callable[[], jinja2.Environment]:
        """Let `theme` give environments that need not compile: plugins make one for each word that they want to know.
        Returns what gives one as MkDocs does."""
        make = theme.get_env

        def get_env() -> jinja2.Environment:
            env = make()
            env.bytecode_cache = self._compiled_as_they_are
            return env

        theme.get_env = get_env  # type: ignore[method-assign]
        return make

    def shared_by(self, env: jinja2.Environment) -> jinja2.Environment:
        """`env`, which finds the templates of the theme only once, and compiled. It passes over the icons where nobody
        wants them: there are 14,000."""
        find, loader = env.list_templates, env.loader

        def listed(extensions: Any = None, filter_func: Callable[[str], bool] | None = None) -> list[str]:
            takes = filter_func or (lambda name: True)
            all_wanted = takes(_AN_ICON) or type(loader) is not jinja2.FileSystemLoader
            if all_wanted not in self._names:
                self._names[all_wanted] = find() if all_wanted else _besides_icons(loader)
            return [name for name in self._names[all_wanted] if takes(name)]

        env.list_templates = listed  # type: ignore[method-assign]
        env.bytecode_cache = self._compiled
        return env


def _besides_icons(loader: Any) -> list[str]:
    return sorted({name for top in loader.searchpath for name, _ in entries_below(top, without=_ICONS)})


class OpenLocale:
    """One locale: its configuration, files, navigation and templates, as MkDocs has them before it renders."""

    def __init__(
        self, config: MkDocsConfig, code: str, alternates: dict[str, Any], templates: _Templates, *, drafts: bool
    ) -> None:
        plugin: Any = config.plugins[I18N]
        plugin.current_language = code
        plugin.building = True  # so that it does not build the other locales itself
        plugin.i18n_files_per_language = alternates  # one for all locales: sitemap.xml lists them
        get_env = templates.compiled_for(config.theme)
        self.code = code
        self._inclusion = InclusionLevel.is_in_serve if drafts else InclusionLevel.is_included
        config.plugins.on_startup(command="build", dirty=False)
        self.config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        env = templates.shared_by(get_env())
        files.add_files_from_theme(env, config)
        self.files: Files = config.plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        self._documents = self.files.documentation_pages(inclusion=self._inclusion)
        if unknown := sorted(path for path in map(source_path, self._documents) if path not in shared().sources.pages):
            message = "MkDocs takes this for a page; a page is a '*.md' with no '_' or '.' at the start of a name"
            raise Refused(*(Finding(path, 0, "configuration", f"{message}, so 'exclude_docs' it") for path in unknown))
        # asked for each link of each page, and by mkdocs-static-i18n worked out with five paths each time
        self.files.get_file_from_path = cache(self.files.get_file_from_path)  # type: ignore[method-assign]
        self.nav: Navigation = config.plugins.on_nav(
            get_navigation(self.files, config), config=config, files=self.files
        )
        self.env: jinja2.Environment = config.plugins.on_env(env, config=config, files=self.files)
        self.pages: dict[str, File] = {}  # by their names, the same in every language
        for file in self._documents:
            if file.page is None:
                Page(None, file, config)
            self.pages[file.norm_src_uri] = file  # type: ignore[attr-defined]  # set by mkdocs-static-i18n

    def render(self, file: File) -> Rendered:
        """Render one page; what MkDocs has to complain of is logged. Nothing is written.

        Raises Refused when its text is more than Markdown can cope with, and what MkDocs and plugins raise."""
        page = file.page
        assert page is not None
        shared().found = []
        beside = shared().beside = {}
        try:
            build._populate_page(page, self.config, self.files)
            html = self._in_template(page)
        except (RecursionError, MemoryError) as error:
            composed = shared().composed(source_path(file))
            path, line = composed.origins[deepest_line(composed.text) - 1]
            raise Refused(fault(path, "rendered", error, line)) from error
        except Exception as error:
            error.add_note(source_path(file))  # for whoever tells it
            raise
        finally:
            shared().beside = None
        links = {target.src_uri: dict(anchors) for target, anchors in (page.links_to_anchors or {}).items()}
        rendered = Rendered(html, beside, shared().found, frozenset(page.present_anchor_ids or ()), links)
        page.markdown = page.content = None  # of 3,000 pages it would be half a gigabyte
        page.toc, page.links_to_anchors, page.present_anchor_ids = [], None, None  # type: ignore[assignment]
        return rendered

    def _in_template(self, page: Page) -> str:
        """`mkdocs.commands.build._build_page`, which writes the page to the disk."""
        self.config._current_page = page
        page.active = True
        try:
            context = build.get_context(self.nav, self._documents, self.config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
            if page.file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
                page.content = f'<div class="mkdocs-draft-marker" title="draft">DRAFT</div>{page.content or ""}'
            html = template.render(context)
            return str(self.config.plugins.on_post_page(html, page=page, config=self.config) or "")
        finally:
            page.active = False
            self.config._current_page = None

    @property
    def navigations(self) -> tuple[Navigation, Navigation]:
        """Those of the readers and of the writers."""
        return self.nav, shared().writers[self.code]

    @property
    def pictures(self) -> SitePictures:
        """What others show of the site in this language."""
        return shared().pictures[self.code]

    def forget_pictures(self) -> None:
        """Make them anew: a file that they are made from has changed."""
        site = shared().site
        shared().pictures[self.code] = SitePictures(site, site.locales[self.code], self.config, shared().cache)

    def is_title_kept(self, name: str) -> bool:
        """Whether the navigation has the title that a page gives itself now."""
        file = self.pages.get(name)
        page = file.page if file is not None else None
        return page is None or "title" not in vars(page) or page.title == title_in_navigation(page, self.config)

    def title_again(self) -> None:
        """Title the navigation anew: the front matter of a page has changed."""
        shared().forget_front_matter()
        for nav in self.navigations:
            title_navigation(nav, self.config, self.files)
        self._parts.forget()

    def forget_templates(self) -> None:
        """Read the templates anew when they are needed next."""
        if self.env.cache is not None:
            self.env.cache.clear()
        self._parts.forget()
        set_policy(self.env, self.config)

    @property
    def _parts(self) -> Any:
        return self.env.globals["template_parts"]

    def write_static_files(self) -> None:
        """Write what is neither a page nor made from a template."""
        self.files.copy_static_files(inclusion=self._inclusion)

    def write_templates(self) -> None:
        """Write what the theme makes besides pages: 404.html, sitemap.xml, and the templates of the configuration."""
        for name in self.config.theme.static_templates:
            build._build_theme_template(name, self.env, self.files, self.config, self.nav)
        for name in self.config.extra_templates:
            build._build_extra_template(str(name), self.files, self.config, self.nav)

    def write_others(self) -> None:
        """Write all that is neither a page nor a copy of a file, as it is now."""
        write_index(self.nav, self.config, self.files)
        write_redirects(self.env, self.config, self.files)
        write_pictures(self.config)
        self.write_templates()

    def finish(self, pages: Mapping[str, Mapping[str, Any]]) -> None:
        """What MkDocs does when all pages are there: it looks for anchors that are not, and plugins write theirs.

        pages: by name, 'entries' for the search as JSON, 'anchors' and 'links' as `Rendered` has them, and what MkDocs
        has 'said'.
        """
        for name, each in pages.items():
            for message in each["said"]:
                log.warning(message)
            page = self._page(name)
            page.present_anchor_ids = set(each["anchors"])
            targets = ((self.files.src_uris.get(target), anchors) for target, anchors in each["links"].items())
            page.links_to_anchors = {target: anchors for target, anchors in targets if target is not None}
        for name in pages:
            self._page(name).validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)
        shared().entries[self.code] = [
            entry for name in self.pages if name in pages for entry in pages[name]["entries"]
        ]
        self.config.plugins.on_post_build(config=self.config)

    def _page(self, name: str) -> Page:
        page = self.pages[name].page
        assert page is not None
        return page


class OpenSite:
    """A site with all its locales, the source locale first."""

    def __init__(
        self,
        sources: Sources,
        site_dir: Path,
        config: MkDocsConfig | None = None,
        *,
        cache: PageCache | None = None,
        drafts: bool = False,
        **settings: Any,
    ) -> None:
        """config: that of the source locale, if it is loaded already; cache: of what earlier builds have made; drafts:
        are pages, too; settings: stand over those of the configuration.

        Raises what `load` does, BuildError, and Refused for a link out of the site: MkDocs would follow it.
        """
        if sources.site.refused:
            raise Refused(*sources.site.refused.values())
        templates = _Templates()
        self._shared: Shared = share(sources, cache)
        parsers.forget()
        alternates: dict[str, Any] = {}
        self.locales: dict[str, OpenLocale] = {}
        config = config or load_anew(sources.config, site_dir=str(site_dir), **settings)
        for code in sources.site.locales:
            config = config or load(sources.config, site_dir=str(site_dir), **settings)
            self.locales[code] = OpenLocale(config, code, alternates, templates, drafts=drafts)
            config = None

    @property
    def sources(self) -> Sources:
        """What is rendered, as it is now."""
        return self._shared.sources

    def take(self, sources: Sources) -> None:
        """Render these sources from now on: the same files, some of which say something else."""
        self._shared.take(sources)

    def use(self) -> None:
        """Let the hooks render this site, if several are open."""
        make_current(self._shared)
