"""All files below a folder. `Path.rglob` takes five times as long, which 3,000 files in 1,700 folders make felt."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path


def entries_below(
    top: Path | str,
    prefix: str = "",
    without: str = "",
    above: frozenset[str] = frozenset(),
    enters: Callable[[str], bool] | None = None,
    *,
    with_closed: bool = False,
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each entry below `top` that is no folder, in no order, with its path from there, slashes between its names.

    Links to folders are followed, unless they lead back to where one is; what cannot be listed holds nothing. without:
    the name of folders that are passed over; above: the folders that a link on the way here has led to; enters: whether
    a link to a folder is followed, by where that really is; with it, links that are not followed are yielded;
    with_closed: so is a folder that cannot be listed.
    """
    go_into = partial(entries_below, without=without, enters=enters, with_closed=with_closed)
    for entry in _entries(top):
        if entry.is_dir(follow_symlinks=False):
            if with_closed and not os.access(entry.path, os.R_OK | os.X_OK):
                yield prefix + entry.name, entry
            elif entry.name != without:
                yield from go_into(entry.path, f"{prefix}{entry.name}/", above=above)
        elif entry.is_symlink() and Path(entry.path).is_dir():
            there, parent = os.path.realpath(entry.path), os.path.realpath(top)
            if _is_entered(there, parent, above, enters):
                within = frozenset({*above, parent, there})
                yield from go_into(entry.path, f"{prefix}{entry.name}/", above=within)
            elif enters is not None:
                yield prefix + entry.name, entry
        else:
            yield prefix + entry.name, entry


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_entered(there: str, parent: str, above: frozenset[str], enters: Callable[[str], bool] | None) -> bool:
    """Whether a link in the folder `parent` is followed: not one that leads to where one is, which is that folder, one
    above it or one of `above`; nor one of which `enters` says no."""
    is_circle = there in above or f"{parent}{os.sep}".startswith(f"{there}{os.sep}")
    return not is_circle and (enters is None or enters(there))


def files_below(top: Path | str) -> list[str]:
    """The paths of the files below `top`, from there, slashes between their names; sorted. Links that lead nowhere are
    among them: whoever reads one is told."""
    return sorted(name for name, entry in entries_below(top) if entry.is_symlink() or entry.is_file())
