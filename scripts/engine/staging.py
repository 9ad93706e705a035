"""The folder in which a site is built, and the moment in which it takes the place of the last good one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import signal
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from bitext.tree import entries_below, files_below

if sys.platform != "win32":
    import fcntl

#: Of a folder that cannot be renamed: it is mounted, or that in which it stands cannot be written.
_FIXED = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def staging(
    site_dir: Path, spare: Path | None = None, files: frozenset[str] = frozenset()
) -> Iterator[tuple[Path, frozenset[str]]]:
    """A folder beside `site_dir`, or in it where nothing can be beside it, that is gone afterwards, with what builds
    have left there that were killed; and those of `files` (paths below it) that are there already.

    spare: where the folder comes from and where it goes, if it can; it holds the site before the last then, of which
    `files` are kept. To make the folders of 830 pages and to remove them takes as long as all else when one page has
    changed. The build holds a lock on its folder: where nobody does, neither the build nor one of its workers is alive.
    """
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with _locked(site_dir.parent):
        _clear_up(site_dir)
        folder, there = _folder_of_spare(site_dir, spare, files)
        folder.mkdir(exist_ok=True)
        lock = contextlib.ExitStack()
        lock.enter_context(_locked(folder))
    try:
        yield folder, there
    finally:
        if spare is None or not _moved(folder, spare):
            shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def _clear_up(site_dir: Path) -> None:
    """Put right, or remove, what builds have left that were killed."""
    if not site_dir.exists() and _retired(site_dir).is_dir():
        _retired(site_dir).rename(site_dir)  # killed between two renamings
    shutil.rmtree(_retired(site_dir), ignore_errors=True)  # killed before the last of them
    for left in (place for top in (site_dir.parent, site_dir) for place in top.glob(f".{site_dir.name}-build-*")):
        with contextlib.suppress(OSError), _locked(left, wait=False):
            shutil.rmtree(left, ignore_errors=True)


def _folder_of_spare(site_dir: Path, spare: Path | None, files: frozenset[str]) -> tuple[Path, frozenset[str]]:
    """Where to build: what was `spare`, with those of `files` that are in it, or a folder that is not there yet."""
    folder = _unused(site_dir)
    if spare is None or not _moved(spare, folder):
        return folder, frozenset()
    try:
        return folder, _keep_only(folder, files)
    except OSError:  # somebody has put it there who lets nobody write in it
        shutil.rmtree(folder, ignore_errors=True)
        return _unused(site_dir), frozenset()


def _unused(site_dir: Path) -> Path:
    top = site_dir.parent if os.access(site_dir.parent, os.W_OK) or not site_dir.is_dir() else site_dir
    return top / f".{site_dir.name}-build-{secrets.token_hex(4)}"


def is_staging(name: str, site_dir: Path) -> bool:
    """Whether a folder of this name is one in which a site is built that is to take the place of `site_dir`."""
    return name.startswith(f".{site_dir.name}-build-")


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


def publish(folder: Path, site_dir: Path) -> bool:
    """Put `folder` in the place of `site_dir`, and what was there in that of `folder`. Builds that end at the same time
    take turns, and nothing but a kill comes between.

    A folder that is mounted, or stands in one that cannot be written, cannot be replaced. It gets the files of `folder`
    one by one, each whole, once all of them are on its disk: until then it is as it was. Returns whether it was done in
    one step.
    """
    retired = _retired(site_dir)
    with _locked(site_dir.parent), _undisturbed():
        if not site_dir.exists():
            folder.rename(site_dir)
            return True
        try:
            site_dir.rename(retired)
        except OSError as error:
            if error.errno not in _FIXED:
                raise
            _replace_each(folder, site_dir)
            return False
        try:
            folder.rename(site_dir)
        except OSError:
            retired.rename(site_dir)
            raise
        retired.rename(folder)
        return True


def _replace_each(folder: Path, site_dir: Path) -> None:
    """Put the files of `folder` in the place of those of `site_dir`: first what pages load, then the pages, and what is
    gone in the end."""
    new = site_dir / f".{site_dir.name}-build-{secrets.token_hex(4)}"
    try:
        shutil.copytree(folder, new)  # the disk may be full, and nothing has changed yet
        names = sorted(files_below(new), key=lambda name: (name.endswith(".html"), name))
        wanted = frozenset(names)
        for name in names:
            _make_way(site_dir, name)
            (new / name).replace(site_dir / name)
        for name, _ in list(entries_below(site_dir, without="lost+found", enters=lambda folder: False)):
            if name not in wanted and not is_staging(name, site_dir):
                remove(site_dir, name)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _make_way(site_dir: Path, name: str) -> None:
    """Let there be folders where a file is to be, and no folder in its place."""
    for parent in reversed(Path(name).parents[:-1]):
        if (site_dir / parent).is_symlink() or not (site_dir / parent).is_dir():
            (site_dir / parent).unlink(missing_ok=True)
            (site_dir / parent).mkdir()
    if (site_dir / name).is_dir() and not (site_dir / name).is_symlink():
        shutil.rmtree(site_dir / name)


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
