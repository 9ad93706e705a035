"""Sees what is saved."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection
from pathlib import Path

from watchfiles import watch as changes

from preview.pages import Pages, is_passing

SCRIPTS = Path(__file__).resolve().parent.parent


def watch(pages: Pages, changed: Callable[[Collection[str]], None]) -> None:
    """Tell `changed` of each few files that are saved, by their paths from the site's root, until interrupted; return
    when the code of the preview itself is saved."""
    opened = pages.opened
    while True:
        places = _places(pages)
        is_first = True
        try:
            # a file that is replaced by another is not followed: single files are looked at four times a second
            for batch in changes(
                *(path for path, _ in places), SCRIPTS, debounce=40, step=5, rust_timeout=250, yield_on_timeout=True
            ):
                files = {Path(name) for _, name in batch if not is_passing(Path(name).name)}
                if any(file.suffix == ".py" and file.is_relative_to(SCRIPTS) for file in files):
                    return
                files = {file for file in files if any(file.is_relative_to(path) for path, _ in places)}
                files |= pages.changed_singles
                if is_first:  # for what was saved before they were watched
                    files |= pages.changed_unseen
                    is_first = False
                if pages.opened != opened:  # for one who asked before this was seen
                    files.add(pages.config_file)
                if files:
                    changed({os.path.relpath(file, pages.root).replace(os.sep, "/") for file in files})
                opened = pages.opened
                if _places(pages) != places:
                    break
        except FileNotFoundError:  # a folder has gone in between
            continue


def _places(pages: Pages) -> list[tuple[Path, tuple[int, int]]]:
    """The folders that are to be watched, each with what tells it from another at the same place."""
    found = []
    for path in pages.places:
        with contextlib.suppress(OSError):
            stat = path.stat()
            found.append((path, (stat.st_dev, stat.st_ino)))
    return found
