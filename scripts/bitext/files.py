"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write `file` in one step: whoever reads it meets the old content or the new. A link stays a link.

    Raises OSError, and leaves everything as it was.
    """
    file = file.resolve()
    beside = write_beside(file, content)
    try:
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_beside(file: Path, content: bytes) -> Path:
    """Write a file that can take the place of `file`, with its permissions, in the same folder; returns where it is.

    Raises OSError, and leaves nothing.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        if file.exists():
            shutil.copymode(file, name)
        else:
            Path(name).chmod(0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
