"""Worker processes forked from this one, which share its memory as it was."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

#: Where processes can be forked; on macOS it is not safe.
CAN_FORK = sys.platform not in ("win32", "darwin")


@contextmanager
def crew(work: Callable[[Connection], None], size: int) -> Iterator[list[Connection]]:
    """The lines to `size` processes, each of which does `work` at the other end of its own, and which are gone
    afterwards. Multiprocessing's pool hangs when one of its processes is killed."""
    fork = multiprocessing.get_context("fork")
    lines: list[Connection] = []
    processes = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl+C is for this process: it ends them
    try:
        try:
            for _ in range(size):
                line, end = fork.Pipe()
                lines.append(line)
                processes.append(fork.Process(target=_begin, args=(work, end, tuple(lines)), daemon=True))
                processes[-1].start()
                end.close()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield lines
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(timeout=5)
            process.kill()
            process.join()
        for line in lines:
            line.close()


def _begin(work: Callable[[Connection], None], line: Connection, of_parent: tuple[Connection, ...]) -> None:
    for each in of_parent:
        each.close()  # our copy of the write end, or EOF never arrives
    work(line)
