"""What a check asks of each page, worked out on all processors before it asks."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection, wait

from bitext.check.engine import MEANING, work_out, work_out_learnt
from bitext.rule import Rule
from bitext.sources import Sources
from bitext.workers import CAN_FORK, crew

#: Pages, of which fewer are not worth the start of a process.
FEW = 40
_CHUNK = 8  # pages of each language that a process works out before it hands over what it knows


def work_out_in_processes(sources: Sources, rules: Sequence[Rule], processes: int | None = None) -> None:
    """Fill the memo of `sources` with what `rules` find on each page and pair that is not known from an earlier run.

    processes: as many as there are processors unless it is told. One that fails leaves its pages to `check`, which says
    what is wrong with them.
    """
    asks = any(rule.scope == "pair" for rule in rules)
    names: dict[str, list[str]] = {}
    for path, parsed in sources.pages.items():
        names.setdefault(parsed.page.name, []).append(path)
    unknown = [paths for paths in names.values() if not _is_known(sources, paths, pairs=asks)]
    size = min(processes or os.cpu_count() or 1, len(unknown) // FEW)
    if size < 2 or not CAN_FORK:
        return
    with crew(partial(_work, sources, rules, unknown), size) as lines:
        working = _hand_out(sources, lines, range(0, len(unknown), _CHUNK))
        if asks:
            sources.words.learn(for_meaning=any(rule.group == MEANING for rule in rules))
            _have_read(sources, working)


def _is_known(sources: Sources, paths: Sequence[str], *, pairs: bool) -> bool:
    """Whether the facts of pages are known from an earlier run, and what they give to learn from as pairs."""
    if not sources.is_known(paths):
        return False
    return not pairs or sources.words.has_gathered(filter(None, map(sources.pair_of, paths)))


def _hand_out(sources: Sources, lines: Sequence[Connection], starts: Sequence[int]) -> list[Connection]:
    """Tell the processes at the other ends of these lines where in the list of pages to begin, each again when it is
    done with a few, and put into the memo what they find, until all are done. Returns the lines to those that have not
    failed."""
    todo, busy, done = iter(starts), list[Connection](), list[Connection]()

    def go_on(line: Connection) -> None:
        start = next(todo, None)
        line.send(start)
        (done if start is None else busy).append(line)

    for line in lines:
        go_on(line)
    while busy:
        for line in [each for each in busy if each in wait(busy)]:
            busy.remove(line)
            with contextlib.suppress(EOFError, OSError):  # it has failed
                sources.memo.used.update(line.recv())
                go_on(line)
    return done


def _have_read(sources: Sources, lines: Sequence[Connection]) -> None:
    """Let each process read those of its pages that have waited for what was learnt of all."""
    learnt, told = sources.memo.learned(), []
    for line in lines:
        with contextlib.suppress(OSError):
            line.send(learnt)
            told.append(line)
    for line in told:
        with contextlib.suppress(EOFError, OSError):
            sources.memo.used.update(line.recv())


def _work(sources: Sources, rules: Sequence[Rule], names: Sequence[list[str]], line: Connection) -> None:
    alone = [rule for rule in rules if rule.group != MEANING]
    asks = any(rule.scope == "pair" for rule in rules)
    with contextlib.suppress(Exception):
        read: list[str] = []
        while (start := line.recv()) is not None:
            paths = [path for each in names[start : start + _CHUNK] for path in each]
            work_out(sources, paths, alone)
            line.send(sources.memo.learned())
            if asks:
                read += paths  # which are asked again once all is learnt
            else:
                sources.release(paths)
        if asks:
            sources.memo.used.update(line.recv())
            work_out_learnt(sources, read, rules)
            line.send(sources.memo.learned())
