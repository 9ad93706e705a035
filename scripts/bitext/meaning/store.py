"""A lexicon that was learnt, kept beside the site: JSON, which counts as absent when it is not whole."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bitext.files import write_whole
from bitext.memo import digest

FORM = "1"  # of what is kept: another number when learning changes


def kept(file: Path, key: str, learn: Callable[[], Any]) -> Any:
    """What `file` holds if it was learnt from what `key` is the fingerprint of; else what `learn` returns, kept in its
    place where the folder of the file is there."""
    whole = digest(FORM, key)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        if not file.is_symlink():
            stored = json.loads(file.read_bytes())
            if stored["key"] == whole and stored["check"] == digest(json.dumps(stored["lexicon"], sort_keys=True)):
                return stored["lexicon"]
    found = json.loads(json.dumps(learn()))
    with contextlib.suppress(OSError):
        if file.parent.is_dir() and not file.parent.is_symlink():
            stored = {"key": whole, "check": digest(json.dumps(found, sort_keys=True)), "lexicon": found}
            write_whole(file, json.dumps(stored, ensure_ascii=False).encode())
    return found
