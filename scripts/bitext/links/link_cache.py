"""A file that remembers which links were alive, and when."""

import contextlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from bitext.files import write_whole

DAY = 86_400


def read_alive(file: Path, oldest: float) -> dict[str, float]:
    """The URLs that were alive, with the time, in seconds since 1970; none that was seen before `oldest`. A file that
    is missing or makes no sense holds none."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        alive = stored["alive"].items()
        return {str(url): float(seen) for url, seen in alive if isinstance(seen, int | float) and seen >= oldest}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_alive(file: Path, kept: Mapping[str, float], urls: Iterable[str], now: float) -> None:
    """Store `kept`, and `urls` as alive now; where that cannot be, they are followed again the next time."""
    alive = {**kept, **dict.fromkeys(urls, round(now))}
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, (json.dumps({"alive": dict(sorted(alive.items()))}, indent=1) + "\n").encode())
