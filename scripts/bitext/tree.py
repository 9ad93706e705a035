"""All files below a folder. `Path.rglob` takes five times as long, which 3,000 files in 1,700 folders make felt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def entries_below(top: Path | str, prefix: str = "", without: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each entry below `top` that is no folder, in no order, with its path from there, slashes between its names.

    Links to folders are not followed and not told of; what cannot be listed holds nothing. without: the name of folders
    that are passed over.
    """
    try:
        with os.scandir(top) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != without:
                yield from entries_below(entry.path, f"{prefix}{entry.name}/", without)
        elif not (entry.is_symlink() and entry.is_dir()):
            yield prefix + entry.name, entry


def files_below(top: Path | str) -> list[str]:
    """The paths of the files below `top`, from there, slashes between their names; sorted."""
    return sorted(name for name, entry in entries_below(top) if entry.is_file())
