"""The check of a site that is built: by processes of their own, beside that which makes MkDocs ready and those that
render. They compose the pages for it, and who renders a page takes it from there."""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, BinaryIO

import fingerprints
from bitext.check import check, work_out
from bitext.compose import Composed
from bitext.finding import Finding
from bitext.rule import Rule
from bitext.sources import Sources
from crew import crew
from page_cache import PageCache

SHARE = 0.4  # of the processes check at first: so much of the time is theirs
CHUNK = 4  # names that are told of at a time
_END = "end"  # of the pages of one process


@dataclass(frozen=True)
class Place:
    """Where what was worked out of a name is written. file: which of those of the checking processes."""

    file: int
    start: int
    size: int


@dataclass(frozen=True)
class _Found:
    """findings: of the whole site; refused: some page cannot be composed; problem: why something could not be kept."""

    findings: tuple[Finding, ...]
    refused: bool
    problem: str


class Checking:
    """What `rules` find in `sources`. lines: to the processes that check, as long as they do; ready: by their names,
    the pages that they are done with; refuse: is told what was found, and may raise."""

    def __init__(
        self,
        sources: Sources,
        rules: Sequence[Rule],
        cache: PageCache,
        refuse: Callable[[Sequence[Finding], bool], None],
        lines: Sequence[Connection] = (),
        files: Sequence[BinaryIO] = (),
    ) -> None:
        self.lines = list(lines)
        self.ready: dict[str, Place] = {}
        self._sources = sources
        self._rules = rules
        self._cache = cache
        self._refuse = refuse
        self._files = files
        self._at_end = 0  # so many have checked all their pages
        self._found: tuple[Finding, ...] | None = None

    def work_out(self, name: str, paths: Iterable[str]) -> None:
        """Know what there is to know of the pages called `name`, at these paths: from a process that checks, or by
        checking them here if there is none."""
        if name in self.ready:
            learned, composed = _read(self._files, self.ready[name])
            self._sources.memo.used.update(learned)
            self._sources.take_over(composed)
        elif not self.lines and self._found is None:
            work_out(self._sources, paths, self._rules)

    def hear(self, line: Connection) -> None:
        """What one of the processes has to say. When one has failed there are none from here on, and its failure is
        that of this process. Raises what `refuse` does."""
        try:
            said = line.recv()
        except (EOFError, OSError):
            said = None
        if isinstance(said, dict):
            self.ready.update(said)
            return
        if said == _END:
            self._at_end += 1
            if line is not self.lines[0]:
                self.lines.remove(line)
            if self._at_end == len(self._files):
                with contextlib.suppress(OSError):
                    self.lines[0].send(list(self.ready.values()))  # it checks the site as a whole
            return
        self.lines = []
        if isinstance(said, _Found):
            self._found = said.findings
            self._cache.problem = said.problem or self._cache.problem
            self._refuse(said.findings, said.refused)

    def findings(self) -> tuple[Finding, ...]:
        """All there is to find. What was worked out for it is kept for the next build. Raises what `refuse` does."""
        while self.lines:
            for line in wait(self.lines):
                assert isinstance(line, Connection)
                if line in self.lines:
                    self.hear(line)
        if self._found is None:
            self._found = check(self._sources, self._rules).findings
            self._cache.keep_memo(fingerprints.code(), self._sources.memo.used)
            self._refuse(self._found, bool(self._sources.refusals))
        return self._found


@contextmanager
def checking(
    sources: Sources,
    rules: Sequence[Rule],
    cache: PageCache,
    refuse: Callable[[Sequence[Finding], bool], None] = lambda findings, refused: None,
    *,
    workers: int = 1,
) -> Iterator[Checking]:
    """Begin to check: with a share of so many `workers`, or in this process if it is the only one. `refuse` is told of
    all findings, and whether some page cannot be composed, as soon as that is known."""
    with contextlib.ExitStack() as stack:
        size = math.ceil(workers * SHARE) if workers > 1 else 0
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(size)]
        lines: list[Connection] = []
        for number in range(size):
            lines += stack.enter_context(crew(partial(_check, sources, rules, cache, files, number), 1))
        yield Checking(sources, rules, cache, refuse, lines, files)


def _check(
    sources: Sources, rules: Sequence[Rule], cache: PageCache, files: Sequence[BinaryIO], number: int, line: Connection
) -> None:
    """Check a share of the pages, and the site as a whole in the first process. Whoever hears nothing of it any more
    knows that it has failed."""
    names: dict[str, list[str]] = {}
    for path, parsed in sources.pages.items():
        names.setdefault(parsed.page.name, []).append(path)
    with contextlib.suppress(Exception):
        told: dict[str, Place] = {}
        for name in list(names)[number :: len(files)]:
            work_out(sources, names[name], rules)
            told[name] = _write(files, number, sources.memo.learned(), sources.composed_of(names[name]))
            sources.release(names[name])
            if len(told) == CHUNK:
                line.send(told)
                told = {}
        line.send(told)
        line.send(_END)
        if number == 0:
            for place in line.recv():
                if place.file != number:
                    sources.memo.used.update(_read(files, place)[0])
            findings = check(sources, rules).findings
            cache.keep_memo(fingerprints.code(), sources.memo.used)
            line.send(_Found(findings, bool(sources.refusals), cache.problem))


def _write(
    files: Sequence[BinaryIO], number: int, learned: Mapping[str, Any], composed: Mapping[str, Composed]
) -> Place:
    file = files[number]
    start = file.tell()
    pickle.dump((learned, composed), file)
    file.flush()
    return Place(number, start, file.tell() - start)


def _read(files: Sequence[BinaryIO], place: Place) -> tuple[Mapping[str, Any], Mapping[str, Composed]]:
    """What is written at a place. The offset of the file, which is that of all processes, stays as it is."""
    learned, composed = pickle.loads(os.pread(files[place.file].fileno(), place.size, place.start))
    return learned, composed
