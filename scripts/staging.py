"""The folder in which a site is built, and the moment in which it takes the place of the last good one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def staging(site_dir: Path) -> Iterator[Path]:
    """A folder beside `site_dir` that is gone afterwards, with what builds have left there that were killed.

    The build holds a lock on its folder: where nobody does, neither the build nor one of its workers is alive.
    """
    folder = site_dir.with_name(f".{site_dir.name}-build-{secrets.token_hex(4)}")
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with _locked(site_dir.parent):
        if not site_dir.exists() and _retired(site_dir).is_dir():
            _retired(site_dir).rename(site_dir)  # killed between two renamings
        for left in site_dir.parent.glob(f".{site_dir.name}-build-*"):
            with contextlib.suppress(OSError), _locked(left, wait=False):
                shutil.rmtree(left, ignore_errors=True)
        folder.mkdir()
        lock = contextlib.ExitStack()
        lock.enter_context(_locked(folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def publish(folder: Path, site_dir: Path) -> None:
    """Put `folder` in the place of `site_dir`, and what was there in that of `folder`. Builds that end at the same time
    take turns, and nothing but a kill comes between."""
    retired = _retired(site_dir)
    with _locked(site_dir.parent), _undisturbed():
        if not site_dir.exists():
            folder.rename(site_dir)
            return
        site_dir.rename(retired)
        try:
            folder.rename(site_dir)
        except OSError:
            retired.rename(site_dir)
            raise
        retired.rename(folder)


def _retired(site_dir: Path) -> Path:
    return site_dir.with_name(f".{site_dir.name}-old")


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Holds the lock of a folder, which leaves no file and ends with the processes that hold it. Where there are no
    such locks (Windows), it goes on without. Raises OSError when it would have to `wait` and must not."""
    if sys.platform == "win32":
        if not wait:
            raise BlockingIOError
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:  # held by another, or a network drive that has none
            if not wait:
                raise
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C and the like wait for the end."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
