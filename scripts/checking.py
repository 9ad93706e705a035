"""The check of a site that is built: by a process of its own while MkDocs is made ready, and to the end where that can
keep up; else by those that render."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

import fingerprints
from bitext.check import check, run_rules, work_out
from bitext.finding import Finding
from bitext.rule import Rule
from bitext.sources import Sources
from crew import crew
from page_cache import PageCache


class Checking:
    """What `rules` find in `sources`; `line` leads to the process that checks, if there is one besides this."""

    def __init__(self, sources: Sources, rules: Sequence[Rule], cache: PageCache, line: Connection | None) -> None:
        self._sources = sources
        self._rules = rules
        self._cache = cache
        self._line = line
        self._found: tuple[Finding, ...] | None = None

    def work_out(self, paths: Iterable[str]) -> None:
        """Find out what there is to find on these pages, if that is up to this process."""
        if self._line is None and self._found is None:
            work_out(self._sources, paths, self._rules)

    def take_over(self) -> None:
        """From here on it is up to this process and to those that it forks. What the other has found out is known."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.send("stop")
            self._hear()

    def findings(self) -> tuple[Finding, ...]:
        """All there is to find. What was worked out for it is kept for the next build."""
        self._hear()
        if self._found is None:
            self._found = check(self._sources, self._rules).findings
            self._cache.keep_memo(fingerprints.code(), self._sources.memo.used)
        return self._found

    def _hear(self) -> None:
        """What the other process has to say at its end; nothing when it has failed, so that its failure is that of this
        process."""
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(EOFError, OSError):
                self._found, learned, problem = line.recv()
                self._sources.memo.used.update(learned)
                self._cache.problem = problem or self._cache.problem


@contextmanager
def checking(sources: Sources, rules: Sequence[Rule], cache: PageCache, *, beside: bool) -> Iterator[Checking]:
    """Begin to check; `beside`: in a process of its own."""
    if not beside:
        yield Checking(sources, rules, cache, None)
        return

    def work(line: Connection) -> None:
        with contextlib.suppress(Exception):
            line.send(_check(sources, rules, cache, line))

    with crew(work, 1) as (line,):
        yield Checking(sources, rules, cache, line)


def _check(
    sources: Sources, rules: Sequence[Rule], cache: PageCache, line: Connection
) -> tuple[tuple[Finding, ...] | None, dict[str, Any], str]:
    """All findings, unless it is asked to stop before; what was worked out; and why it could not be kept, or ''."""
    names: dict[str, list[str]] = {}
    for path, parsed in sources.pages.items():
        names.setdefault(parsed.page.name, []).append(path)
    # from the end: those that render begin with the first, and shall not come to an end with a heap of work
    for paths in reversed(names.values()):
        if line.poll():
            return None, sources.memo.learned(), ""
        run_rules(sources, paths, rules)
        sources.release(paths)
    findings = check(sources, rules).findings
    cache.keep_memo(fingerprints.code(), sources.memo.used)
    return findings, {}, cache.problem
