"""What the preview has an answer to: the pages of a site, the files beside them, and what went wrong in their place."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.memo import Memo, digest
from bitext.pages.public_address import public_address, public_path
from bitext.publish.search import search_folder
from bitext.site.drafts import open_texts
from bitext.site.gate import Gate
from bitext.site.settings import configuration_files, setting
from bitext.site.site import DATA, SNIPPETS, Site
from bitext.sources import Sources
from bitext.tree import files_below
from engine.mkdocs_findings import CannotBuild, collected, refuse_unusable_epoch, refuse_without_hook
from engine.mkdocs_order import build_in_order
from engine.page_sources import NOT_FOUND
from engine.plugin_events import need_all_pages, need_mkdocs_order
from engine.search_index import SEARCH
from engine.shared_sources import shared
from engine.site import OpenLocale, OpenSite, Rendered, load_anew
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from preview.answers import Answer, fault_answer, kind_of, page_answer

#: What editors put beside a file while it is open, and what programs make.
_PASSING = ("~", ".swp", ".swx", ".tmp", ".pyc", ".part", ".crdownload")
Signature = tuple[tuple[int, ...], ...]


@dataclass
class _Kept:
    signature: Signature
    answer: Answer
    beside: Mapping[str, str] = field(default_factory=dict)


class Pages:
    """The site of one configuration. What is asked of it from several threads is answered one after the other.

    folder: an empty one, for files that MkDocs writes; origin: where the preview is served, without a slash at its end.
    """

    def __init__(self, config_file: Path, folder: Path, origin: str) -> None:
        self.config_file = config_file
        self.root = config_file.parent
        self.opened = 0  # how often it was
        self._base = "/"
        self.fault: tuple[Finding, ...] = ()  # why the site cannot be opened
        self._folder = folder
        self._origin = origin
        self._lock = threading.RLock()
        self._memo = Memo()
        self._folders = [self.root / "docs"]
        self._gate = Gate(self.root, ["docs"])
        self._templates: Path | None = None
        self._settings: set[Path] = set()  # files besides the configuration on which all depends
        self._watched: list[Path] = []  # files and folders that the configuration names for the same reason
        self._singles: dict[Path, tuple[int, ...]] = {}  # what tells those files from what they were
        self._names: frozenset[str] = frozenset()
        self._states: dict[str, tuple[int, ...]] = {}  # of the files of these names, as they were last looked at
        self._others_made: Mapping[str, Path] | None = None
        self._others_fault: Refused | None = None
        self._fails_alone = False  # a page that is rendered without the others before it
        self._open()

    @property
    def base(self) -> str:
        """Where on its host the site is now, with a slash at both ends."""
        with self._lock:
            if self.stat(self.config_file.name) != self._config:
                self._open()
            return self._base

    @property
    def address(self) -> str:
        """Where the site is looked at."""
        return self._origin + self._base

    def _open(self) -> None:
        """Read the site anew: configuration, files, navigation. What is wrong with it is in `fault`."""
        self.opened += 1
        self._locales: Mapping[str, OpenLocale] = {}
        self._site: OpenSite | None = None
        self._pages: dict[str, tuple[str, str]] = {}  # by path below the built site, locale and name
        self._files: dict[str, Path] = {}
        self._assets: set[Path] = set()
        self._is_built = False  # by MkDocs, all at once
        self._is_foreign = False  # there are plugins of which nothing is known
        self._kept: dict[tuple[str, str], _Kept] = {}
        gc.unfreeze()
        self._forget_others()
        self._config = self.stat(self.config_file.name)
        self._singles = {}
        self._note(self.config_file)
        try:
            self._open_site()
            self.fault = ()
        except (Refused, CannotBuild) as fault:
            self.fault = self._findings(fault)
        except Exception as error:  # what a configuration can say is without end
            self.fault = self._findings(CannotBuild(f"it cannot be used: {type(error).__name__}: {error}"))
        if self.fault:
            self._fails_alone = False  # no better in MkDocs' order
        gc.collect()
        gc.freeze()  # of what stays there is much, and looking through it would take longer than a page

    def _open_site(self) -> None:
        inherited = set(self._inherited())
        self._note(*inherited, *self._settings, *self._watched)
        site = Site.load(self.config_file, drafts=True)
        refuse_without_hook(site, self.config_file)
        refuse_unusable_epoch()
        settings = site.settings
        self._folders = [self.root / locale.folder for locale in site.locales.values()]
        self._gate = site.gate
        templates = setting(settings, "theme", "custom_dir")
        self._templates = (self.root / str(templates)).resolve() if templates else None
        self._watched = [path for path in self._named(settings, "watch") if not self._is_source(path)]
        self._names = self._listed()
        seen = self._states = {path: self.stat(path) for path in self._names}  # before they are read
        sources = self.sources = Sources(site, self.config_file, self._memo, stands_in=True)
        self._base = public_path(public_address(settings))
        self._settings = {*inherited, *self._named(settings, "hooks")}
        self._note(*self._settings, *self._watched)
        self._seen = {path: seen.get(path, ()) for path in (*sources.pages, *sources.data_files)}
        with collected(site, self.config_file):
            config = load_anew(self.config_file, site_dir=str(self._folder), site_url=self.address)
            self._is_foreign = need_mkdocs_order(config)
            if need_all_pages(config) or (self._is_foreign and self._fails_alone):
                self._build(config)
                return
            self._site = OpenSite(sources, self._folder, config, drafts=True, site_url=self.address)
        self._take_locales(self._site.locales)

    def _take_locales(self, locales: Mapping[str, OpenLocale]) -> None:
        """Know the pages and other files of an open site."""
        shared().gathers_search = False  # somebody else makes the index
        for code, locale in locales.items():
            self._pages |= {file.dest_uri: (code, name) for name, file in locale.pages.items()}
            self._files |= {file.dest_uri: Path(str(file.abs_src_path)) for file in locale.files if _is_copied(file)}
        self._assets = {file.resolve() for file in self._files.values()}
        self._locales = locales

    def _build(self, config: MkDocsConfig) -> None:
        """Let MkDocs build the site: a plugin or hook needs all pages. Each change builds it anew."""
        if unreadable := [finding for refused in self.sources.unread.values() for finding in refused.findings]:
            raise Refused(*unreadable)
        found = build_in_order(self.sources, config, drafts=True)
        self._pages = {file.dest_uri: (code, file.norm_src_uri) for code, file in found}  # type: ignore[attr-defined]
        self._others_made = {name: self._folder / name for name in files_below(self._folder)}
        self._is_built = True

    def answer(self, path: str) -> Answer:
        """What is at `path`, from the `base` of the site."""
        with self._lock:
            if self.fault:
                return fault_answer(self.fault)
            try:
                if self._site is not None:
                    self._site.use()
                with collected(self.sources.site, self.config_file):
                    answer = self._answer(path)
                if self._fails_alone and self._is_foreign and not self._is_built:
                    self._open()
                    return self.answer(path)
                return answer
            except (Refused, CannotBuild) as fault:
                return fault_answer(self._findings(fault))

    def _answer(self, path: str) -> Answer:
        is_folder = not path or path.endswith("/")
        if found := self._at(f"{path}index.html" if is_folder else path):
            return found
        if not is_folder and self._is_there(f"{path}/index.html"):
            return Answer(301, "text/plain", f"{quote(path.rpartition('/')[2])}/".encode())
        parts = path.split("/")[:-1]
        for depth in range(len(parts), -1, -1):  # the page for what is not there, the nearest one
            if found := self._at("/".join([*parts[:depth], NOT_FOUND])):
                return replace(found, status=404)
        return Answer(404, "text/plain; charset=utf-8", b"404: there is no such page\n")

    def _at(self, name: str) -> Answer | None:
        """The file of this name below the built site."""
        if self._is_built:
            return self._built(name)
        if name in self._pages:
            return self._page(*self._pages[name]).answer
        if name in self._files and self._files[name].is_file() and self._may_be_sent(self._files[name]):
            return Answer(200, kind_of(name), self._files[name].read_bytes())
        if name.endswith(".md") and (place := self._pages.get(f"{name.removesuffix('.md')}.html")):
            return self._beside(self._page(*place), name)
        if name in self._others():
            content = self._others()[name].read_bytes()
            return page_answer(200, content.decode()) if name.endswith(".html") else Answer(200, kind_of(name), content)
        return None

    def _beside(self, page: _Kept, name: str) -> Answer | None:
        """A file that is made with a page, or why the page cannot be made."""
        if name in page.beside:
            return Answer(200, kind_of(name), page.beside[name].encode())
        return page.answer if page.answer.faults else None

    def _may_be_sent(self, file: Path) -> bool:
        """Whether a file of the site has not become a link out of it since the site was opened."""
        tops = [*self._folders, *([self._templates] if self._templates else [])]  # the other files are of packages
        return self._gate.passes(file) or not any(file.is_relative_to(top) for top in tops)

    def _built(self, name: str) -> Answer | None:
        """The same, of a site that is built."""
        if name not in self._others():
            return None
        content = self._others()[name].read_bytes()
        if not name.endswith(".html"):
            return Answer(200, kind_of(name), content)
        _, page = self._pages.get(name, ("", ""))
        own = [path for path in self._own(page) if path in self.sources.pages]
        places = {place for path in own for place, _ in self.sources.compose(path).origins}
        takes_in = any(self.sources.takes_in(self.sources.pages[path].page) for path in own)
        data = self.sources.data_files if takes_in else ()
        return page_answer(200, content.decode(), {*own, *places, *data})

    def _is_there(self, name: str) -> bool:
        return name in self._pages or name in self._files or name in self._others()

    def shows(self, path: str, files: Iterable[str]) -> bool:
        """Whether the page at `path` names one of these files (style sheets, pictures)."""
        body = self.answer(path).body
        return any(name in body for file in files for name in _written(file))

    @property
    def faults(self) -> set[Finding]:
        """Why pages that were asked for cannot be shown."""
        with self._lock:
            others = _said(self._others_fault)
            bad = [(key, kept) for key, kept in self._kept.items() if kept.answer.faults]
            found = (kept.answer.faults for (_, name), kept in bad if kept.signature == self._signature(name))
            return {*self.fault, *others, *(fault for faults in found for fault in faults)}

    @property
    def searches(self) -> Mapping[str, str]:
        """The folder of each search that the site has, and its locale."""
        with self._lock:
            codes = [code for code, locale in self._locales.items() if SEARCH in locale.config.plugins]
            return {search_folder(self.sources.site.locales[code], self.sources.site): code for code in codes}

    @property
    def summary(self) -> str:
        """How much there is to look at."""
        if self.fault:
            return "the site cannot be shown yet"
        locales = len({code for code, _ in self._pages.values()})
        return f"{len(self._pages)} pages in {locales} language{'s' * (locales != 1)}"

    @property
    def places(self) -> list[Path]:
        """The folders that are to be watched."""
        return sorted({*self._places, *(path for path in self._watched if path.is_dir())})

    @property
    def _places(self) -> list[Path]:
        """The folders that the site is made of."""
        found = {*self._folders, *([self._templates] if self._templates else [])}
        return sorted(place for place in found if place.is_dir())

    @property
    def changed_unseen(self) -> set[Path]:
        """Of what the site is made of, all that is not as it was when it was read; the configuration where it is not
        known whether anything is."""
        with self._lock:
            if self.fault or self._listed() != self._names:
                return {self.config_file}
            return {self.root / path for path, before in self._states.items() if self.stat(path) != before}

    @property
    def singles(self) -> Mapping[str, tuple[int, ...]]:
        """Of the files that `changed_singles` looks at, by their paths from the site's root, what tells each from what
        it was."""
        return {
            os.path.relpath(file, self.root).replace(os.sep, "/"): self.stat(str(file)) for file in [*self._singles]
        }

    @property
    def changed_singles(self) -> set[Path]:
        """Of the configuration, those it inherits from, its hooks and other files that it names, those that are not as
        they were when the site was opened."""
        return {file for file, before in dict(self._singles).items() if self.stat(str(file)) != before}

    def _note(self, *files: Path) -> None:
        for file in files:
            if not file.is_dir():
                self._singles.setdefault(file, self.stat(str(file)))

    def _inherited(self) -> Iterator[Path]:
        return (file.resolve() for file in configuration_files(self.config_file))

    def _named(self, settings: Mapping[str, Any], name: str) -> list[Path]:
        found = setting(settings, name)
        return [(self.root / str(each)).resolve() for each in (found if isinstance(found, list) else ())]

    def _is_source(self, path: Path) -> bool:
        """Whether a change of what is at `path` is looked at more closely."""
        return any(path.is_relative_to(place.resolve()) for place in self._places)

    def version(self, path: str) -> str:
        """The fingerprint of the page at `path` as it is now."""
        answer = self.answer(path)
        return answer.version or digest(answer.body)

    def _page(self, code: str, name: str) -> _Kept:
        for path in self._paths(name):
            self._look_at(path)
        signature = self._signature(name)
        kept = self._kept.get((code, name))
        if kept is None or kept.signature != signature:
            kept = self._kept[code, name] = self._render(code, name, signature)
        return kept

    def _signature(self, name: str) -> Signature:
        return tuple(self.stat(path) for path in self._paths(name))

    def _paths(self, name: str) -> list[str]:
        """The files that can take part in the pages of this name."""
        sources, own = self.sources, self._own(name)
        if not any(sources.takes_in(sources.pages[path].page) for path in own if path in sources.pages):
            return own
        return [*own, *sorted(sources.snippets), *sources.data_files]

    def _own(self, name: str) -> list[str]:
        site = self.sources.site
        return [site.path(name, locale) for locale in site.locales.values()]

    def _render(self, code: str, name: str, signature: Signature) -> _Kept:
        own = [path for path in self._own(name) if path in self.sources.pages]
        try:
            rendered, places = self._rendered(code, name, own)
        except (Refused, CannotBuild) as fault:
            self._fails_alone = self._fails_alone or isinstance(fault, CannotBuild)
            return _Kept(signature, fault_answer(self._findings(fault), own))
        data = self.sources.data_files if len(signature) > len(own) else ()
        return _Kept(signature, page_answer(200, rendered.html, {*own, *places, *data}), rendered.beside)

    def _rendered(self, code: str, name: str, own: Collection[str]) -> tuple[Rendered, list[str]]:
        """A page, and the files in which its lines are written. own: its files. Raises Refused or CannotBuild."""
        if broken := [finding for path in own for finding in _said(self.sources.unread.get(path))]:
            raise Refused(*broken)
        locale = self._locales[code]
        with collected(self.sources.site, self.config_file):
            rendered = locale.render(locale.pages[name])
            return rendered, [place for path in own for place, _ in self.sources.compose(path).origins]

    def _findings(self, fault: Refused | CannotBuild) -> tuple[Finding, ...]:
        if isinstance(fault, Refused):
            return fault.findings
        return (Finding(self.config_file.name, 0, "mkdocs", str(fault)),)

    def _others(self) -> Mapping[str, Path]:
        """What MkDocs makes besides pages, by path below the built site. It is made when first asked for."""
        if self._others_fault is not None:
            raise self._others_fault
        if self._others_made is None:
            try:
                with collected(self.sources.site, self.config_file):
                    for locale in self._locales.values():
                        locale.write_others()
            except (Refused, CannotBuild) as fault:
                self._others_fault = Refused(*self._findings(fault))
                raise self._others_fault from None
            self._others_made = {name: self._folder / name for name in files_below(self._folder)}
        return self._others_made

    def _forget_others(self) -> None:
        self._others_made = self._others_fault = None
        for file in self._folder.iterdir():
            shutil.rmtree(file) if file.is_dir() else file.unlink()

    def changed(self, paths: Collection[str]) -> None:
        """Take note of files that were saved, added or removed, by their paths from the site's root."""
        with self._lock:
            if self._must_open(paths):
                self._open()
                return
            self._states.update({path: self.stat(path) for path in paths if path in self._states})
            for path in paths:
                self._take_note(path)

    def _must_open(self, paths: Collection[str]) -> bool:
        """Whether what has changed is more than the contents of files that are known."""
        is_known = all(self._is_known(path) for path in paths)
        is_config = self.stat(self.config_file.name) != self._config or any(
            self._is_for_all((self.root / path).resolve()) for path in paths
        )
        return bool(self.fault) or self._is_built or is_config or (not is_known and self._listed() != self._names)

    def _take_note(self, path: str) -> None:
        """Forget what was made of a file that was saved."""
        file = (self.root / path).resolve()
        if path in self._seen:
            self._look_at(path)
        elif self._templates is not None and file.is_relative_to(self._templates):
            self._forget_templates()
        elif any(file in locale.pictures.sources for locale in self._locales.values()):
            self._forget_pictures()
        elif file in self._assets:
            self._forget_pages_with(_written(file.name))  # pages state the measures of their pictures

    def _forget_pages_with(self, names: Collection[bytes]) -> None:
        """Forget the pages in which one of these names stands."""

        def has_name(kept: _Kept) -> bool:
            return any(name in kept.answer.body for name in names)

        self._kept = {key: kept for key, kept in self._kept.items() if not has_name(kept)}

    def _is_for_all(self, file: Path) -> bool:
        """Whether all pages may depend on a file, for what the configuration says."""
        if file in self._settings or self._is_source(file):
            return file in self._settings
        below = [file.relative_to(top).parts for top in self._watched if file.is_relative_to(top)]
        return any(all(not name.startswith(".") for name in names) for names in below)

    def _is_known(self, path: str) -> bool:
        """Whether a file was there when the site was opened, and is."""
        return path in self._names and (self.root / path).is_file()

    def _listed(self) -> frozenset[str]:
        """The paths of all files that the site can be made of."""
        found: list[str] = []
        for top in self._places:
            prefix = os.path.relpath(top, self.root).replace(os.sep, "/")
            names = (name for name, _ in self._gate.names(str(top)))
            found += [f"{prefix}/{name}" for name in names if _is_looked_at(name)]
        return frozenset(found)

    def _forget_templates(self) -> None:
        self._kept.clear()
        self._forget_others()
        for locale in self._locales.values():
            locale.forget_templates()

    def _forget_pictures(self) -> None:
        """Each page states colours and pictures that are made from a file which is another now."""
        self._kept.clear()
        self._forget_others()
        for locale in self._locales.values():
            locale.forget_pictures()

    def _look_at(self, path: str) -> None:
        """Read a page, a snippet or data again if its file is another than it was."""
        found = self.stat(path)
        if path not in self._seen or self._seen[path] == found:
            return
        self._seen[path] = found
        before, was_open = self._front_matter(path), self._is_open(path)
        try:
            self._read_again(path)
        except Refused:
            self._open()  # the site is none any more
            return
        if self._is_open(path) != was_open:
            self._open()  # another page is marked as a draft, or none
            return
        if self._front_matter(path) != before or not all(self._are_titles_kept(name) for name in self._named_by(path)):
            self._kept.clear()
            self._forget_others()
            for locale in self._locales.values():
                locale.title_again()

    def _front_matter(self, path: str) -> Mapping[str, Any]:
        """Of a page; none if what is at `path` is none."""
        return self.sources.pages[path].page.meta if path in self.sources.pages else {}

    def _read_again(self, path: str) -> None:
        """Read a page, a snippet or data; what cannot be read is told where it is asked for. Raises Refused when the
        site cannot be opened any more."""
        self.sources = self.sources.reread([path])
        if self._site is not None:
            self._site.take(self.sources)

    def _is_open(self, path: str) -> object:
        """What tells whether pages are drafts for the sake of a page, a snippet or data."""
        if path in self.sources.pages and path not in self.sources.unread:
            return bool(open_texts(self.sources.pages[path].page))
        return None if path in self.sources.pages else self.sources.site.drafts

    def _named_by(self, path: str) -> Iterable[str]:
        """The names of the pages without a title in their front matter, which may get another one from this file."""
        sources = self.sources
        is_page = path in sources.pages and path not in sources.snippets
        pages = [sources.pages[path]] if is_page else sources.pages.values()
        for page in (parsed.page for parsed in pages):
            if not (page.meta.get("nav_title") or page.meta.get("title")) and (is_page or sources.takes_in(page)):
                yield page.name

    def _are_titles_kept(self, name: str) -> bool:
        return all(locale.is_title_kept(name) for locale in self._locales.values())

    def stat(self, path: str) -> tuple[int, ...]:
        """What tells a file from what it was; nothing of one that is not there."""
        try:
            found = (self.root / path).stat()
        except OSError:
            return ()
        return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _is_copied(file: File) -> bool:
    """Whether a file of the site is published as it is."""
    is_excluded = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
    return not file.is_documentation_page() and bool(file.abs_src_path) and not is_excluded


def _is_looked_at(name: str) -> bool:
    """Whether what has this name below a folder of the site may take part in it."""
    *folders, base = name.split("/")
    below = folders[1:] if folders[:1] in ([SNIPPETS], [DATA]) else folders
    return not is_passing(base) and not any(folder.startswith((".", "_")) for folder in below)


def is_passing(name: str) -> bool:
    """Whether a file of this name is none of a writer's."""
    return name.startswith((".", "#")) or name.endswith(_PASSING) or name == "4913"


def _written(name: str) -> tuple[bytes, bytes]:
    """A file's name as pages have it: as it is, or as part of an address."""
    return name.encode(), quote(name).encode()


def _said(refused: Refused | None) -> tuple[Finding, ...]:
    return refused.findings if refused else ()
