"""Runs the checker in worker processes while MkDocs loads and pages render.

The workers compose each page for their check; rendering takes the composed page from them.
"""

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
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, BinaryIO

from bitext.check.engine import check, work_out
from bitext.compose.texts import Composed
from bitext.faults import RULE
from bitext.finding import Finding
from bitext.rule import Rule
from bitext.sources import Sources
from bitext.workers import crew

from engine import fingerprints
from engine.page_cache import PageCache

SHARE = 0.4  # of the processes check at first: so much of the time is theirs
CHUNK = 4  # names that are told of at a time, if they are new
MANY = 64  # and if nothing has changed since an earlier build
_END = "end"  # of the pages of one process


@dataclass(frozen=True)
class StoredResult:
    """Position of one page's results in a worker's file. file: the number of the worker."""

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
        self.ready: dict[str, StoredResult | None] = {}  # None if nothing is new
        self._sources = sources
        self._rules = rules
        self._cache = cache
        self._refuse = refuse
        self._files = files
        self._found: tuple[Finding, ...] | None = None

    def work_out(self, name: str, paths: Iterable[str]) -> None:
        """Know what there is to know of the pages called `name`, at these paths: from a process that checks, or by
        checking them here if there is none."""
        if place := self.ready.get(name):
            learned, composed = _read(self._files, place)
            self._sources.memo.used.update(learned)
            self._sources.take_over(composed)
        elif name not in self.ready and not self.lines and self._found is None:
            work_out(self._sources, paths, self._rules)

    def listen(self, timeout: float | None = None) -> bool:
        """Hear what the processes say, when the first does or after so many seconds. Whether one did. Raises what
        `refuse` does."""
        told = wait(self.lines, timeout)
        for line in told:
            assert isinstance(line, Connection)
            if line in self.lines:
                self.hear(line)
        return bool(told)

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
            self.lines.remove(line)
            return
        self.lines = []
        if isinstance(said, _Found):
            self._found = said.findings
            self._cache.problem = said.problem or self._cache.problem
            self._refuse(said.findings, said.refused)

    def findings(self) -> tuple[Finding, ...]:
        """All there is to find. What was worked out for it is kept for the next build. Raises what `refuse` does."""
        while self.lines:
            self.listen()
        if self._found is None:
            self._found = check(self._sources, self._rules).findings
            self._cache.keep_memo(fingerprints.code(), self._sources.memo.worth_keeping())
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
        files: list[BinaryIO] = []
        with contextlib.suppress(OSError):  # where nothing can be written, nothing is handed over
            for _ in range(math.ceil(workers * SHARE) if workers > 1 else 0):
                files.append(stack.enter_context(tempfile.TemporaryFile()))
        ways = [Pipe(duplex=False) for _ in files[1:]]  # from the others to the first
        lines: list[Connection] = []
        for number in range(len(files)):
            lines += stack.enter_context(crew(partial(_check, sources, rules, cache, files, ways, number), 1))
        for each in ways:
            each[0].close()
            each[1].close()
        yield Checking(sources, rules, cache, refuse, lines, files)


def _check(
    sources: Sources,
    rules: Sequence[Rule],
    cache: PageCache,
    files: Sequence[BinaryIO],
    ways: Sequence[tuple[Connection, Connection]],
    number: int,
    line: Connection,
) -> None:
    """Check a share of the pages, and the site as a whole in the first process. Whoever hears nothing of it any more
    knows that it has failed."""
    with contextlib.suppress(Exception):
        places = _check_pages(sources, rules, files, number, line)
        if number:
            ways[number - 1][1].send(places)
            line.send(_END)
        else:
            _check_site(sources, rules, cache, files, ways, line)


def _check_pages(
    sources: Sources, rules: Sequence[Rule], files: Sequence[BinaryIO], number: int, line: Connection
) -> list[StoredResult]:
    """Check the pages that are the share of this process. Says along the line where each few results are stored, and
    returns all these places."""
    names: dict[str, list[str]] = {}
    for path, parsed in sources.pages.items():
        names.setdefault(parsed.page.name, []).append(path)
    told: dict[str, StoredResult | None] = {}
    places: list[StoredResult] = []
    new = 0
    for name in list(names)[number :: len(files)]:
        work_out(sources, names[name], rules)
        learned, composed = sources.memo.learned(), sources.composed_of(names[name])
        told[name] = place = _write(files, number, learned, composed) if learned or composed else None
        places += [place] if place else []
        sources.release(names[name])
        new += place is not None
        if new == CHUNK or len(told) == MANY:
            line.send(told)
            told, new = {}, 0
    line.send(told)
    return places


def _check_site(
    sources: Sources,
    rules: Sequence[Rule],
    cache: PageCache,
    files: Sequence[BinaryIO],
    ways: Sequence[tuple[Connection, Connection]],
    line: Connection,
) -> None:
    """Check the site as a whole, with what the other processes have found, and say along the line what was found."""
    for receive, send in ways:
        send.close()  # our copy of the write end, or EOF never arrives
        for place in receive.recv():
            sources.memo.used.update(_read(files, place)[0])
    findings = check(sources, rules).findings
    if any(finding.rule == RULE for finding in findings):
        return  # it may be for want of memory or of stack here: the other process tries again
    cache.keep_memo(fingerprints.code(), sources.memo.worth_keeping())
    line.send(_Found(findings, bool(sources.refusals), cache.problem))


# Pickled as between any two processes of multiprocessing: the files have no name, so that only these can open them.


def _write(
    files: Sequence[BinaryIO], number: int, learned: Mapping[str, Any], composed: Mapping[str, Composed]
) -> StoredResult:
    file = files[number]
    start = file.tell()
    pickle.dump((learned, composed), file)
    file.flush()
    return StoredResult(number, start, file.tell() - start)


def _read(files: Sequence[BinaryIO], place: StoredResult) -> tuple[Mapping[str, Any], Mapping[str, Composed]]:
    """What is written at a place. The offset of the file, which is that of all processes, stays as it is."""
    learned, composed = pickle.loads(os.pread(files[place.file].fileno(), place.size, place.start))
    return learned, composed
