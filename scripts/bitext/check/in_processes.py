"""What a check asks of each page, worked out on all processors before it asks."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection, wait

from bitext.check.engine import MEANING, work_out
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
    names: dict[str, list[str]] = {}
    for path, parsed in sources.pages.items():
        names.setdefault(parsed.page.name, []).append(path)
    unknown = [paths for paths in names.values() if not sources.is_known(paths)]
    size = min(processes or os.cpu_count() or 1, len(unknown) // FEW)
    if size < 2 or not CAN_FORK:
        return
    if any(rule.group == MEANING for rule in rules):
        sources.learn()  # or each process would, of all pages
    gc.freeze()  # or each process would look for garbage in all that was read before it began: a tenth of the time
    with crew(partial(_work, sources, rules, unknown), size) as lines:
        _hand_out(sources, list(lines), range(0, len(unknown), _CHUNK))


def _hand_out(sources: Sources, left: list[Connection], starts: Sequence[int]) -> None:
    """Tell the processes at the other ends of these lines where in the list of pages to begin, each again when it is
    done with a few, and put into the memo what they find, until all are done."""
    todo = iter(starts)
    for line in left:
        line.send(next(todo, None))
    while left:
        for line in [each for each in left if each in wait(left)]:
            try:
                sources.memo.used.update(line.recv())
                line.send(next(todo, None))
            except (EOFError, OSError):  # nothing is left for it, or it has failed
                left.remove(line)


def _work(sources: Sources, rules: Sequence[Rule], names: Sequence[list[str]], line: Connection) -> None:
    with contextlib.suppress(Exception):
        while (start := line.recv()) is not None:
            paths = [path for each in names[start : start + _CHUNK] for path in each]
            work_out(sources, paths, rules)
            line.send(sources.memo.learned())
            sources.release(paths)
