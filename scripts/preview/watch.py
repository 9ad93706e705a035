"""Sees what is saved."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from watchfiles import watch as changes

from preview.pages import Pages, is_passing

SCRIPTS = Path(__file__).resolve().parent.parent


def watch(pages: Pages, changed: Callable[[Collection[str]], None]) -> None:
    """Tell `changed` of each few files that are saved, by their paths from the site's root, until interrupted; return
    when the code of the preview itself is saved."""
    opened: int | None = pages.opened
    while opened is not None:
        with contextlib.suppress(FileNotFoundError):  # a folder has gone before it could be watched
            opened = _watch(pages, changed, opened)


def _watch(pages: Pages, changed: Callable[[Collection[str]], None], opened: int) -> int | None:
    """The same, until the folders that are to be watched are others than they were: then it is how often the site had
    been opened when that was last told. opened: that of before."""
    places = _places(pages)
    paths = [path for path, _ in places]
    is_first = True
    # a file that is replaced by another is not followed: single files are looked at four times a second
    for batch in changes(*paths, SCRIPTS, debounce=40, step=5, rust_timeout=250, yield_on_timeout=True):
        files = _saved(batch)
        if any(_is_code(file) for file in files):
            return None
        files = _below(paths, files) | pages.changed_singles
        if is_first:
            files |= pages.changed_unseen  # what was saved before the folders were watched
        if pages.opened != opened:  # for one who asked before this was seen
            files.add(pages.config_file)
        if files:
            changed({os.path.relpath(file, pages.root).replace(os.sep, "/") for file in files})
        is_first, opened = False, pages.opened
        if _places(pages) != places:
            return opened
    return None


def _saved(batch: Iterable[tuple[object, str]]) -> set[Path]:
    """The files of a batch, without those that editors put beside them."""
    return {Path(name) for _, name in batch if not is_passing(Path(name).name)}


def _below(folders: Collection[Path], files: Iterable[Path]) -> set[Path]:
    """Those of the files that are in one of the folders."""
    return {file for file in files if any(file.is_relative_to(folder) for folder in folders)}


def _is_code(file: Path) -> bool:
    """Whether a file is code of the preview itself."""
    return file.suffix == ".py" and file.is_relative_to(SCRIPTS)


def _places(pages: Pages) -> list[tuple[Path, tuple[int, int]]]:
    """The folders that are to be watched, each with what tells it from another at the same place."""
    found = []
    for path in pages.places:
        with contextlib.suppress(OSError):
            stat = path.stat()
            found.append((path, (stat.st_dev, stat.st_ino)))
    return found
