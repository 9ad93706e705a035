"""The folder in which a site is built, and the moment in which it takes the place of the last good one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def staging(
    site_dir: Path, spare: Path | None = None, files: frozenset[str] = frozenset()
) -> Iterator[tuple[Path, frozenset[str]]]:
    """A folder beside `site_dir` that is gone afterwards, with what builds have left there that were killed; and those
    of `files` (paths below it) that are there already.

    spare: where the folder comes from and where it goes, if it can; it holds the site before the last then, of which
    `files` are kept. To make the folders of 830 pages and to remove them takes as long as all else when one page has
    changed. The build holds a lock on its folder: where nobody does, neither the build nor one of its workers is alive.
    """
    folder, there = _unused(site_dir), frozenset[str]()
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with _locked(site_dir.parent):
        if not site_dir.exists() and _retired(site_dir).is_dir():
            _retired(site_dir).rename(site_dir)  # killed between two renamings
        shutil.rmtree(_retired(site_dir), ignore_errors=True)  # killed before the last of them
        for left in site_dir.parent.glob(f".{site_dir.name}-build-*"):
            with contextlib.suppress(OSError), _locked(left, wait=False):
                shutil.rmtree(left, ignore_errors=True)
        if spare is not None and _moved(spare, folder):
            try:
                there = _keep_only(folder, files)
            except OSError:  # somebody has put it there who lets nobody write in it
                shutil.rmtree(folder, ignore_errors=True)
                folder = _unused(site_dir)
        folder.mkdir(exist_ok=True)
        lock = contextlib.ExitStack()
        lock.enter_context(_locked(folder))
    try:
        yield folder, there
    finally:
        if spare is None or not _moved(folder, spare):
            shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def _unused(site_dir: Path) -> Path:
    return site_dir.with_name(f".{site_dir.name}-build-{secrets.token_hex(4)}")


def _moved(folder: Path, place: Path) -> bool:
    """Whether `folder` is at `place` now, where there was nothing."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(place)
    except OSError:
        return False
    return True


def _keep_only(folder: Path, files: frozenset[str]) -> frozenset[str]:
    """Remove all that is in `folder` but `files` (paths below it), links and what cannot be written among them. Returns
    those of `files` that are there."""
    ways = {path[:end] for path in files for end, letter in enumerate(path) if letter == "/"}
    return frozenset(_kept(str(folder), "", files, ways))


def _kept(folder: str, prefix: str, wanted: Collection[str], ways: Collection[str]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in list(entries):
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if path in ways:
                    yield from _kept(entry.path, f"{path}/", wanted, ways)
                else:
                    shutil.rmtree(entry.path)
            elif path in wanted and _is_plain(entry):
                yield path
            else:
                Path(entry.path).unlink()


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether a file can be written without any other file being written."""
    state = entry.stat(follow_symlinks=False)
    return entry.is_file(follow_symlinks=False) and state.st_nlink <= 1 and bool(state.st_mode & stat.S_IWUSR)


def remove(folder: Path, path: str) -> None:
    """Remove a file below `folder`, and the folders that are empty without it."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def write_changed(path: str, content: bytes) -> None:
    """Write a file, unless it holds `content` already."""
    file = Path(path)
    with contextlib.suppress(OSError):
        if file.read_bytes() == content:
            return
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


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
