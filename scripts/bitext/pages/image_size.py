"""How wide and high an image is, so that a page keeps its place until it has come."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_VIEW_BOX = re.compile(rb"""<svg[^>]*?\sviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


def dimensions(image: Path) -> tuple[int, int] | None:
    """Width and height of a drawing or a PNG; None of what is neither, or cannot be read."""
    try:
        stat = image.stat()
        return _measured(image, (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))
    except OSError:
        return None


@lru_cache(maxsize=1024)
def _measured(image: Path, state: tuple[int, ...]) -> tuple[int, int] | None:
    start = image.read_bytes()[:4096]
    if start.startswith(_PNG):
        return int.from_bytes(start[16:20]), int.from_bytes(start[20:24])
    box = _VIEW_BOX.search(start)
    return (round(float(box[1])), round(float(box[2]))) if box else None
