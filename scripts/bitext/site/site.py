"""The source tree of a site: its locales, and in each the pages, snippets and data."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pathspec import GitIgnoreSpec

from bitext.cached import cached_property
from bitext.errors import Refused
from bitext.finding import Finding, nearest
from bitext.markdown.dialect import DEFAULT, USUAL, Dialect, dialect_of
from bitext.pages.page import Page, read_text
from bitext.site.audience import writers_section
from bitext.site.contents import Contents
from bitext.site.drafts import open_texts
from bitext.site.gate import Gate, is_backup
from bitext.site.layout import Layout, is_locale
from bitext.site.locales import is_hooked, plan
from bitext.site.plugins import navigation_file, plugin_named, refuse_unsupported
from bitext.site.publisher import publishers
from bitext.site.records import NO_RECORDS, Records, records_of
from bitext.site.setting_forms import refuse_other_forms
from bitext.site.settings import Settings, extensions, setting
from bitext.site.toc import Toc, toc_of

SNIPPETS = "_snippets"
DATA = "_data"

#: Keys of the front matter that a translation has from the page it translates, unless it says otherwise itself. That
#: which names its record is another.
INHERITED = ("hide", "search", "last_checked")

_HIDDEN = re.compile(r"(?:^|/)[_.]")


@dataclass(frozen=True)
class Locale:
    """code: as in mkdocs.yml and in addresses ('fr'); tag: BCP 47 ('fr-CA'); name: in its own language; folder: of its
    pages, from the site's root ('docs_fr')."""

    code: str
    tag: str
    name: str
    folder: str


class Site:
    """The sources as they are at one time: what was read once is not read again, and another time has another site.

    root: the folder of mkdocs.yml; source: the locale the others are translated from; targets: the others; layout:
    where their files are; directories: the address of a page is that of a folder; composes: the hook of this project
    puts snippets, data and shared anchors into the pages; falls_back: a page that is not translated is shown in the
    language of the source; shows_drafts: as a preview does; settings: of mkdocs.yml; dialect: of Markdown, in which the
    pages are written.
    """

    def __init__(
        self,
        root: Path,
        source: Locale,
        targets: tuple[Locale, ...],
        layout: Layout,
        settings: Settings,
        *,
        directories: bool = True,
        composes: bool = True,
        falls_back: bool = True,
        shows_drafts: bool = False,
        dialect: Dialect = DEFAULT,
    ) -> None:
        self.root = root
        self.source = source
        self.targets = targets
        self.layout = layout
        self.directories = directories
        self.composes = composes
        self.falls_back = falls_back
        self.dialect = dialect
        self.shows_drafts = shows_drafts
        self.locales = {locale.code: locale for locale in (source, *targets)}
        self.settings = settings
        theme = setting(settings, "theme", "custom_dir")
        self._theme = theme if isinstance(theme, str) else ""
        self.gate = Gate(root, layout.tops, self._theme)
        self._contents = Contents(self)

    @classmethod
    def load(cls, config: Path, *, drafts: bool = False) -> Site:
        """The site that the file `config` (mkdocs.yml) describes, with its drafts or without. Raises Refused when it
        cannot be read, lists no languages, has their pages in other places than it says, or has a folder that is a link
        out of the site."""
        settings = Settings.read(config)
        composes = is_hooked(settings)
        refuse_other_forms(settings, may_be_older=not composes)
        found = plan(settings)
        if composes:
            refuse_unsupported(settings)
        source, *targets = (
            Locale(language.code, language.tag, language.name, found.layout.folder(language.code))
            for language in found.languages
        )
        site = cls(
            config.parent,
            source,
            tuple(targets),
            found.layout,
            settings,
            directories=settings.get("use_directory_urls") is not False and plugin_named(settings, "offline") is None,
            composes=composes,
            falls_back=found.falls_back,
            shows_drafts=drafts,
            dialect=dialect_of(extensions(settings) or USUAL, jinja=composes, styles=_styles(settings)),
        )
        for folder in site.layout.tops:
            site.gate.refuse(folder)
        return site

    @cached_property
    def _entries(self) -> Mapping[str, Sequence[tuple[str, os.DirEntry[str]]]]:
        """What is in each folder of the site, those of the pages and that of the theme."""
        folders = [*self.layout.tops, *([self._theme] if self._theme else [])]
        return {folder: list(self.gate.names(folder)) for folder in folders}

    @cached_property
    def theme_names(self) -> frozenset[str]:
        """The names of the files below the folder of the theme, those of templates among them."""
        return frozenset(name for name, _ in self._entries[self._theme]) if self._theme else frozenset()

    @cached_property
    def refused(self) -> Mapping[str, Finding]:
        """By path, the links below the folders of the site that lead to what must not be read, and why."""
        found = (self.gate.refused(folder, entries) for folder, entries in self._entries.items())
        return {path: why for each in found for path, why in each.items()}

    def refuse(self, path: str) -> None:
        """Raise Refused when the file at `path` is a link to what must not be read, or lies behind one."""
        if self.refused:
            ways = [path, *(parent.as_posix() for parent in PurePosixPath(path).parents)]
            if why := next(filter(None, map(self.refused.get, ways)), None):
                raise Refused(why)

    def _names(self, folder: str) -> list[str]:
        """The names of the files below one of the folders of the site, sorted."""
        return sorted(name for name, entry in self._entries[folder] if entry.is_symlink() or entry.is_file())

    @cached_property
    def files(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of all files that are published, and of drafts: not those below a name with '_' or
        '.' first, nor what an editor leaves beside a file. A page that is a link out of the site counts as one that
        cannot be read."""
        return {code: frozenset(paths) for code, paths in self._paths.items()}

    @cached_property
    def _paths(self) -> Mapping[str, Mapping[str, str]]:
        """Of each locale, the paths of its files by their names."""
        found: dict[str, dict[str, str]] = {code: {} for code in self.locales}
        for code, name, path in self._published:
            found[code][name] = path
        return found

    @cached_property
    def _published(self) -> Sequence[tuple[str, str, str]]:
        """Code, name and path of each file that is published."""
        return [
            (code, name, path)
            for code, name, path in self.layout.files(self._names)
            if code in self.locales
            and (path.endswith(".md") or path not in self.refused)
            and not self._is_hidden(self.layout.uri(name, path))
        ]

    def pages_twice(self) -> Iterator[tuple[str, str]]:
        """The paths of two files that are one page of one locale, which mkdocs-static-i18n refuses."""
        for code, name, path in self._published:
            if name.endswith(".md") and path != self._paths[code][name]:
                yield path, self._paths[code][name]

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, str]]:
        return {path: (code, name) for code, paths in self._paths.items() for name, path in paths.items()}

    @cached_property
    def _is_hidden(self) -> Callable[[str], bool]:
        """Whether a name is that of a file which is not published. Without the hook MkDocs alone decides."""
        written = str(self.settings.get("exclude_docs") or "")
        is_excluded = GitIgnoreSpec.from_lines([".*", "/templates/", *written.splitlines()]).match_file
        if not self.composes:
            return lambda name: is_excluded(name) or self.is_navigation(name)
        return lambda name: (
            bool(_HIDDEN.search(name)) or any(f(name) for f in (is_backup, is_excluded, self.is_navigation))
        )

    def is_navigation(self, uri: str) -> bool:
        """Whether a file that MkDocs knows by this `uri` holds the navigation and is no page."""
        return posixpath.basename(uri) == self._navigation_file != ""

    def navigation_files(self, locale: Locale) -> list[str]:
        """The names of these files in a locale that has a folder of its own."""
        return [name for name in self._names(locale.folder) if self.is_navigation(name)]

    @cached_property
    def _navigation_file(self) -> str:
        return navigation_file(self.settings)

    @cached_property
    def toc(self) -> Toc:
        """How headings get their anchors where the hook gives them none."""
        return toc_of({} if self.composes else self.settings)

    def path(self, name: str, locale: Locale) -> str:
        """Where the file of this name is in a locale, or where it belongs, from the site's root."""
        return self._paths[locale.code].get(name) or self.layout.path(name, locale.code)

    def place(self, path: str) -> tuple[str, str] | None:
        """Code and name of the file at `path`, from the site's root; None for one that is not published."""
        return self._places.get(path)

    def name_in(self, locale: Locale, path: str, page: Page | None = None) -> str:
        """The name that `path` means in a locale: from a page where it is relative, else from the folder of all pages.
        One that leads out of that begins with '..'."""
        folder = posixpath.dirname(self.layout.uri(page.name, page.path)) if page else ""
        return self.layout.meant(posixpath.normpath(posixpath.join(folder, path)), locale.code, self.place)

    def reread(self, paths: Collection[str], pages: Mapping[str, Page]) -> Site:
        """The site once the files at `paths` say something else than they did: `pages`, as far as they can be read. Its
        configuration, the names of its files and what the others say are shared."""
        site, before = copy(self), self._contents
        kept = {path: page for path, page in before.pages.items() if path not in paths}
        all_data = (path for locale in self.locales.values() for path in self.data_paths(locale))
        site._contents = Contents(site, {**kept, **pages}, before.data if set(paths).isdisjoint(all_data) else None)
        return site

    @property
    def drafts(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of its pages that hold a text which is still to be written, of those that translate
        one, and of the files that `draft_docs` names."""
        return self._contents.drafts

    @property
    def set_aside(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of the files that `draft_docs` names."""
        return self._contents.set_aside

    def snippet_path(self, name: str, locale: Locale) -> str | None:
        """The path of a snippet: of the source locale until it is translated; None if there is none of this name."""
        for each in dict.fromkeys((locale, self.source)):
            snippet = self._snippet(each, name)
            if snippet is not None and (each == self.source or self.shows_drafts or not open_texts(snippet)):
                return snippet.path
        return None

    def _snippet(self, locale: Locale, name: str) -> Page | None:
        path = f"{locale.folder}/{SNIPPETS}/{name}"
        if path not in self._contents.pages and (".." in name or not (self.root / path).is_file()):
            return None
        return self._contents.page(path, f"{SNIPPETS}/{name}", locale)

    @property
    def published(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of all files that are published, or shown: drafts as well, where they are."""
        return self.files if self.shows_drafts else self._contents.published

    def published_names(self, locale: Locale) -> list[str]:
        """The names of the pages of a locale that are published, sorted."""
        return sorted(name for name in self.published[locale.code] if name.endswith(".md"))

    def is_draft(self, page: Page) -> bool:
        """Whether no build publishes a page, or the snippet is still to be written."""
        return page.name in self.drafts[page.locale]

    def unlisted_pages(self) -> Mapping[str, str]:
        """By the code of each language that the site does not list, one of its pages, which nobody reads."""
        found = [*self.layout.unlisted(self._names), *self._folders_beside()]
        pages = (
            each for each in found if each[1].endswith(".md") and not self._is_hidden(self.layout.uri("", each[1]))
        )
        return dict(sorted(pages, reverse=True))

    def _folders_beside(self) -> Iterator[tuple[str, str]]:
        """Code and path of the pages right in folders such as 'docs_es', where the hook would look for them."""
        folder = self.source.folder
        for place in self.root.glob(f"{folder}_*/*.md") if self.composes else ():
            path = place.relative_to(self.root).as_posix()
            code = posixpath.dirname(path).removeprefix(f"{folder}_")
            if posixpath.dirname(path) not in self.layout.tops and is_locale(code):
                yield code, path

    def page_names(self, locale: Locale) -> list[str]:
        """The names of the pages that stand in the locale's folder, sorted."""
        return sorted(name for name in self.files[locale.code] if name.endswith(".md"))

    @cached_property
    def writers_section(self) -> str:
        """The folder of the pages that are for writers, with a slash at its end; '' without one."""
        try:
            return writers_section(self.settings) if self.composes else ""
        except ValueError:  # a finding of the sources
            return ""

    @cached_property
    def publishers(self) -> Mapping[str, Mapping[str, str]]:
        """Who publishes the site, by the code of each language: see `bitext.publisher`."""
        try:
            return publishers(self.settings, self.locales)
        except ValueError:  # a finding of its own
            return publishers({}, self.locales)

    @cached_property
    def records(self) -> Records:
        """What guides are about."""
        try:
            return records_of(self.settings) if self.composes else NO_RECORDS
        except ValueError:  # a finding of the sources
            return NO_RECORDS

    @cached_property
    def inherited_keys(self) -> tuple[str, ...]:
        """The keys of the front matter that a translation has from the page it translates."""
        return (*filter(None, [self.records.key]), *INHERITED)

    def is_for_writers(self, name: str) -> bool:
        """Whether the page or file of this name is for those who write the site and not for its readers."""
        return bool(self.writers_section) and name.startswith(self.writers_section)

    @property
    def writers_folders(self) -> list[str]:
        """Where the pages for writers are published, from the root of the site, each with a slash at its end."""
        return [self.home(each) + self.writers_section for each in self.locales.values() if self.writers_section]

    def page(self, name: str, locale: Locale) -> Page:
        """The page as written. Raises Refused when it cannot be read."""
        return self._contents.page(self.path(name, locale), name, locale)

    def page_at(self, path: str, name: str, locale: Locale) -> Page:
        """The page or snippet at `path`. Raises Refused when it cannot be read."""
        return self._contents.page(path, name, locale)

    def home(self, locale: Locale) -> str:
        """Where the addresses of a locale begin, from the root of the site: '', or 'fr/'."""
        return "" if locale == self.source else f"{locale.code}/"

    def counterpart(self, page: Page) -> Page | None:
        """The page of the source locale that `page` translates, or None (also for a page of the source locale)."""
        if page.locale == self.source.code or page.name not in self.files[self.source.code]:
            return None
        return self.page(page.name, self.source)

    def meta(self, page: Page) -> Mapping[str, Any]:
        """The front matter that is in force for `page`: its own, and what it inherits from the page it translates.
        Raises Refused when that one cannot be read."""
        inherited = {
            key: value for key in self.inherited_keys if (value := self.says(page, key).meta.get(key)) is not None
        }
        return {**inherited, **page.meta}

    def says(self, page: Page, key: str) -> Page:
        """The page that says for `page` what `key` of the front matter is: itself, or the one that it translates.
        Raises Refused as `meta` does."""
        if key in page.meta or key not in self.inherited_keys or not self.composes:
            return page
        return self.counterpart(page) or page

    def snippet_names(self, locale: Locale) -> list[str]:
        """The names of the locale's snippets, from its folder of snippets, sorted."""
        below = f"{locale.folder}/{SNIPPETS}/"
        return [path.removeprefix(below) for path in self._shared[locale.code] if path.startswith(below)]

    def shared_paths(self, locale: Locale) -> list[str]:
        """The paths of all that its pages share: the files below the locale's folders of snippets and of data."""
        return [path for path in self._shared[locale.code] if path not in self.refused]

    def data_paths(self, locale: Locale) -> list[str]:
        """The paths of the locale's files of data, sorted, also of those that must not be read."""
        below = f"{locale.folder}/{DATA}/"
        names = [path.removeprefix(below) for path in self._shared[locale.code] if path.startswith(below)]
        return [below + name for name in names if name.endswith(".yml") and "/" not in name]

    @cached_property
    def _shared(self) -> Mapping[str, Sequence[str]]:
        """Of each locale, the paths of the files below its folders of snippets and of data, in that order."""
        return {
            code: [path for folder in (SNIPPETS, DATA) for path in self._paths_below(f"{locale.folder}/{folder}/")]
            if self.composes
            else []
            for code, locale in self.locales.items()
        }

    def _paths_below(self, below: str) -> list[str]:
        """The paths of the files below a folder ('docs/_data/'), also of those that must not be read, sorted."""
        tops = [top for top in self.layout.tops if below.startswith(f"{top}/")]
        return sorted(path for top in tops for name in self._names(top) if (path := f"{top}/{name}").startswith(below))

    def read_data(self, path: str) -> str:
        """The text of a file of data. Raises Refused when it cannot or must not be read."""
        self.refuse(path)
        return read_text(self.root / path, path)

    @property
    def data(self) -> Mapping[str, Mapping[str, Any]]:
        """Of each locale, what its pages can name: one entry for each file `_data/NAME.yml`.

        A target locale has the source locale's data with its own laid over it, key by key.
        """
        return self._contents.data.laid_over

    @property
    def shown_data(self) -> Mapping[str, Mapping[str, Any]]:
        """The same without the records that are still to be written, unless drafts are shown."""
        return self.data if self.shows_drafts else self._contents.data.written

    @property
    def own_data(self) -> Mapping[str, Mapping[str, Any]]:
        """Of each locale, what its own files of data say."""
        return self._contents.data.own

    @property
    def inherited(self) -> Mapping[str, frozenset[str]]:
        """Of each target locale, the prose that it has from the data of the source locale as it is."""
        return self._contents.data.inherited

    def record(self, page: Page) -> Mapping[str, Any] | None:
        """The record of the data that the page's front matter, or the one it inherits, names; see `records`.

        Raises Refused (rule 'undefined-name') when there is none of that name.
        """
        kind = self.records
        says = self.says(page, kind.key) if kind.key else page
        key = says.meta.get(kind.key) if kind.key else None
        if key is None:
            return None
        written = self.data[page.locale].get(kind.data)
        records = written if isinstance(written, dict) else {}
        if isinstance(key, list | dict) or key not in records:
            message = f"{kind.key} '{key}' is not in '{self.source.folder}/{DATA}/{kind.file}'"
            raise Refused(
                Finding(says.path, says.line_of(f"{kind.key}:"), "undefined-name", message + nearest(str(key), records))
            )
        record: Mapping[str, Any] = records[key]
        return record


def _styles(settings: Settings) -> Iterator[str]:
    """The texts of the style sheets that `extra_css` names, of those that are files of the site."""
    top = settings.config.parent / str(settings.get("docs_dir") or "docs")
    names = settings.get("extra_css")
    for name in names if isinstance(names, list) else ():
        file = top / str(name)
        if file.is_file():
            yield file.read_text(encoding="utf-8", errors="replace")
