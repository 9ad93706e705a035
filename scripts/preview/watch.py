"""Sees what is saved."""

from __future__ import annotations

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
        places = pages.places
        # a file that is replaced by another is not followed: single files are looked at four times a second
        for batch in changes(*places, SCRIPTS, debounce=40, step=5, rust_timeout=250, yield_on_timeout=True):
            files = {Path(name) for _, name in batch if not is_passing(Path(name).name)}
            if any(file.suffix == ".py" and file.is_relative_to(SCRIPTS) for file in files):
                return
            files = {file for file in files if any(file.is_relative_to(place) for place in places)}
            files |= pages.changed_singles
            if pages.opened != opened:  # for one who asked before this was seen
                files.add(pages.config_file)
            if files:
                changed({os.path.relpath(file, pages.root).replace(os.sep, "/") for file in files})
            opened = pages.opened
            if pages.places != places:
                break
