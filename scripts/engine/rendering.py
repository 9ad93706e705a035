"""All pages of a site, rendered on as many processors as there are, those that an earlier build has kept but copied."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from bitext.errors import Refused
from bitext.finding import Finding
from bitext.memo import digest
from bitext.pages.image_size import dimensions
from bitext.workers import CAN_FORK, crew
from mkdocs.structure.files import File

from engine import fingerprints
from engine.checking import Checking
from engine.mkdocs_findings import Listener
from engine.page_cache import KeptPage, PageCache
from engine.page_metadata import statement
from engine.shared_sources import shared
from engine.site import OpenLocale, OpenSite
from engine.staging import write_changed

CHUNK = 4  # names that a worker takes at a time
FEW = 24  # names that are not worth a second process
WARM = 8  # names after which nearly all is made that pages have in common


@dataclass(frozen=True)
class Outcome:
    """What became of one name. pages: by locale, what the site has to know of the page; learned: new entries of the
    memo; problem: why something could not be kept, or ''; faults: why pages could not be rendered that the check has
    nothing to say of."""

    name: str
    pages: Mapping[str, Mapping[str, Any]]
    learned: Mapping[str, Any]
    problem: str
    faults: tuple[Finding, ...] = ()


class Rendering:
    """The pages of an open site on their way to its folder; they are checked along the way, unless other processes
    do."""

    def __init__(self, site: OpenSite, checking: Checking, cache: PageCache) -> None:
        self.site = site
        self.checking = checking
        self.cache = cache
        self._frames: dict[str, str] = {}
        themes: dict[tuple[str, ...], fingerprints.Theme] = {}  # the same for all locales, as a rule
        for code, locale in site.locales.items():
            dirs = tuple(locale.config.theme.dirs)
            if dirs not in themes:
                themes[dirs] = fingerprints.Theme(locale.config)
            self._frames[code] = _frame(locale, themes[dirs])

    def take(self, name: str) -> Outcome | None:
        """Publish the pages called `name`, of all locales, as an earlier build has kept them, if it has kept all and
        nothing has changed that they depend on. None if not."""
        sources, paths = self.site.sources, self._paths(name)
        if not sources.is_known(paths):
            return None
        pages = {}
        for code, locale in self.site.locales.items():
            if name in locale.pages:
                try:
                    kept = self._take_page(name, code, locale, self._key(name, code))
                except Refused:
                    return None
                if kept is None:
                    return None
                pages[code] = kept
        return Outcome(name, pages, {}, "")

    def settle(self, name: str) -> Outcome:
        """Publish the pages called `name`, of all locales. One that cannot be composed is left out: the check tells."""
        sources = self.site.sources
        paths = self._paths(name)
        self.checking.work_out(name, paths)
        pages, faults = {}, list[Finding]()
        for code, locale in self.site.locales.items():
            if name in locale.pages:
                try:
                    key = self._key(name, code)
                except Refused:
                    continue
                try:
                    kept = self._take_page(name, code, locale, key)
                    pages[code] = kept or self._render_page(name, code, locale, key)
                except Refused as refused:
                    faults += refused.findings
        sources.release(paths)
        return Outcome(name, pages, sources.memo.learned(), self.cache.problem, tuple(faults))

    def _paths(self, name: str) -> list[str]:
        sources = self.site.sources
        paths = (sources.site.path(name, locale) for locale in sources.site.locales.values())
        return [path for path in paths if path in sources.pages]

    def _take_page(self, name: str, code: str, locale: OpenLocale, key: str) -> Mapping[str, Any] | None:
        kept = self.cache.page(f"{code}/{name}", key)
        return None if kept is None else _write_page(kept, locale.pages[name], locale)

    def _render_page(self, name: str, code: str, locale: OpenLocale, key: str) -> Mapping[str, Any]:
        file = locale.pages[name]
        with _overheard() as said:
            rendered = locale.render(file)
        page = KeptPage(
            rendered.html.encode("utf-8", errors="xmlcharrefreplace"),
            rendered.beside,
            rendered.entries,
            {"anchors": sorted(rendered.anchors), "links": rendered.links, "said": said},
        )
        self.cache.keep_page(f"{code}/{name}", key, page)
        return _write_page(page, file, locale)

    def _key(self, name: str, code: str) -> str:
        return digest(*self._ingredients(name, code))

    def _ingredients(self, name: str, code: str) -> Iterator[str]:
        """All that goes into a page."""
        yield from (self._frames[code], code, name, repr(shared().moved_sections.get(name)))
        sources = self.site.sources
        site = sources.site
        for each in site.locales.values():  # a page links to its counterparts, section by section
            path = site.path(name, each)
            yield path if path in sources.pages else ""
            if path in sources.pages:
                facts = sources.facts_of(path)
                own = each.code == code or site.path(name, site.locales[code]) not in sources.pages
                yield f"{facts.digest} {sources.pages[path].digest}" if own else " ".join(facts.anchors)
                yield str(shared().last_changes.day(path)) if own else ""


def _write_page(page: KeptPage, file: File, locale: OpenLocale) -> Mapping[str, Any]:
    """Write a page and the files that come with it; returns what the site has to know of it."""
    write_changed(file.abs_dest_path, page.html)
    for path, text in page.beside.items():
        write_changed(f"{locale.config.site_dir}/{path}", text.encode())
    return {**page.rest, "beside": list(page.beside), "entries": page.entries}


def _frame(locale: OpenLocale, theme: fingerprints.Theme) -> str:
    """What goes into every page of a locale."""
    dates = os.environ.get("SOURCE_DATE_EPOCH", "") if theme.names_dates else ""
    files = [f"{file.src_uri} {file.url} {_size(file)}" for file in locale.files]
    return digest(
        fingerprints.code(),
        fingerprints.configuration(locale.config),
        theme.digest,
        dates,
        *(fingerprints.navigation(nav.items, theme) for nav in locale.navigations),
        locale.pictures.fingerprint,
        repr(statement(locale.config, shared().site.locales[locale.code])),
        repr(sorted(shared().former_names(shared().site.locales[locale.code]).items())),
        *files,
    )


def _size(file: File) -> str:
    """Of a picture, width and height: pages state them. Of a drawing, all of it: pages may hold it."""
    if file.is_documentation_page() or not file.abs_src_path:
        return ""
    is_drawing = file.src_uri.endswith(".svg")
    return digest(Path(file.abs_src_path).read_bytes()) if is_drawing else str(dimensions(Path(file.abs_src_path)))


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """What MkDocs warns of meanwhile; it is said again when the page is taken from the cache."""
    said: list[str] = []
    logger = logging.getLogger("mkdocs")
    others, logger.handlers = logger.handlers, [Listener(said)]
    try:
        yield said
    finally:
        logger.handlers = others


def render_all(
    rendering: Rendering, names: Sequence[str], workers: int, advance: Callable[[int], None]
) -> list[Outcome]:
    """Publish `names`: what is kept in this process, until `FEW` are found that are not; the rest in `workers`
    processes, or in this one where processes cannot be forked or it is not worth it. The outcomes are in the order of
    the names. `advance` is told of each few that are done."""
    outcomes = _kept(rendering, names, advance)
    left = [name for name in names if name not in outcomes]
    if workers > 1 and len(left) >= FEW and CAN_FORK:
        outcomes |= _by_workers(rendering, left, workers, advance)
    for name in left:  # what a worker could not do, too, so that its failure is that of this process
        if name not in outcomes:
            outcomes[name] = rendering.settle(name)
            advance(1)
    return [outcomes[name] for name in names]


def _by_workers(
    rendering: Rendering, names: Sequence[str], workers: int, advance: Callable[[int], None]
) -> dict[str, Outcome]:
    """The outcomes of `names`, without those that a worker could not do."""
    outcomes = _warmed_up(rendering, names, workers, advance)
    left = [name for name in names if name not in outcomes]
    outcomes |= {outcome.name: outcome for outcome in _spread(rendering, left, workers, advance)}
    if any(name not in outcomes for name in left):
        rendering.checking.findings()  # what is wrong with the sources is told before what comes of it
    return outcomes


def _kept(rendering: Rendering, names: Iterable[str], advance: Callable[[int], None]) -> dict[str, Outcome]:
    """The outcomes of those names that an earlier build has kept, until `FEW` are found that it has not."""
    outcomes: dict[str, Outcome] = {}
    missing = 0
    for name in names:
        if missing == FEW:
            break
        if (outcome := rendering.take(name)) is None:
            missing += 1
        else:
            outcomes[name] = outcome
            advance(1)
    return outcomes


def _warmed_up(
    rendering: Rendering, names: Sequence[str], workers: int, advance: Callable[[int], None]
) -> dict[str, Outcome]:
    """The outcomes of a few names, published before there are workers: templates, parsers and patterns are made here
    and are there in all processes. While only two are at work, nobody waits for it."""
    while rendering.checking.listen(timeout=0):
        pass
    outcomes: dict[str, Outcome] = {}
    for name in [*islice(_known(names, rendering.checking), max(1, WARM // (workers - 1)))] or names[:1]:
        with contextlib.suppress(Exception):  # it fails again in a worker
            outcomes[name] = rendering.settle(name)
            advance(1)
    return outcomes


def _spread(rendering: Rendering, names: Sequence[str], workers: int, advance: Callable[[int], None]) -> list[Outcome]:
    """The outcomes of `names`, in processes of which there are as many as those that check leave over: of all, unless
    one fails or a worker dies."""
    with contextlib.ExitStack() as crews:
        return _Spread(rendering, names, workers, crews).outcomes(advance)


class _Spread:
    """Names that are published by several workers. todo: those that no worker has been given."""

    def __init__(self, rendering: Rendering, names: Sequence[str], workers: int, crews: contextlib.ExitStack) -> None:
        self._rendering = rendering
        self._checking = rendering.checking
        self._todo = dict.fromkeys(names)
        self._workers = workers
        self._crews = crews
        self._idle: list[Connection] = []
        self._busy: set[Connection] = set()

    def outcomes(self, advance: Callable[[int], None]) -> list[Outcome]:
        """Publish all names; `advance` is told of each few."""
        done: list[Outcome] = []
        while True:
            self._hire()
            self._hand_out()
            if not self._busy and not self._todo:
                return done
            for line in wait([*self._busy, *self._checking.lines]):
                assert isinstance(line, Connection)
                outcomes = self._hear(line)
                if outcomes:
                    done += outcomes
                    advance(len(outcomes))

    def _hire(self) -> None:
        """Start workers, if there is enough to do for them and processors that those that check leave over."""
        for _ in range(len(self._idle) + len(self._busy), max(1, self._workers - len(self._checking.lines))):
            if len(self._todo) > CHUNK * len(self._idle):
                self._idle += self._crews.enter_context(crew(partial(_work, self._rendering), 1))

    def _hand_out(self) -> None:
        """Give each idle worker a few names: one, when few are left, or one worker would be late at the end."""
        size = CHUNK if len(self._todo) > CHUNK * (len(self._idle) + len(self._busy)) else 1
        while self._idle and (chunk := list(islice(_known(self._todo, self._checking), size))):
            line = self._idle.pop()
            self._busy.add(line)
            with contextlib.suppress(OSError):  # it has died, as is seen when it is heard
                line.send({name: self._checking.ready.get(name) for name in chunk})
            for name in chunk:
                del self._todo[name]

    def _hear(self, line: Connection) -> list[Outcome]:
        """What a worker has done, if `line` is that of one. When it has failed, nothing more is handed out."""
        if line in self._checking.lines:
            self._checking.hear(line)
            return []
        if line not in self._busy:
            return []
        self._busy.remove(line)
        outcomes = _heard(line)
        if outcomes is None:
            self._todo.clear()
            return []
        self._idle.append(line)
        for outcome in outcomes:
            self._rendering.site.sources.memo.used.update(outcome.learned)
        return outcomes


def _known(names: Iterable[str], checking: Checking) -> Iterator[str]:
    """Those that can be rendered without being composed a second time."""
    return (name for name in names if name in checking.ready or not checking.lines)


def _heard(line: Connection) -> list[Outcome] | None:
    try:
        outcomes: list[Outcome] | None = line.recv()
    except (EOFError, OSError):
        return None
    return outcomes


def _work(rendering: Rendering, line: Connection) -> None:
    """Settle the names that come along the line, until there is nobody at its other end. What fails is answered with
    None."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            places = line.recv()
            rendering.checking.ready.update(places)
            try:
                line.send([rendering.settle(name) for name in places])
            except Exception:
                line.send(None)
