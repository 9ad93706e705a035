"""What became of a link to another host."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Followed:
    """state: alive, dead (nobody will reach it) or doubtful (some may, or later); why: it is not alive."""

    state: Literal["alive", "dead", "doubtful"]
    why: str = ""
