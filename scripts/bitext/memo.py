"""Results of earlier runs, by a fingerprint of their input: the same sources are never compared twice."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def digest(*parts: str | bytes) -> str:
    """A fingerprint of texts (128 bits of SHA-256, hexadecimal); where one ends and the next begins is part of it."""
    texts = [part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass") for part in parts]
    whole = b"".join([b"%d:%b" % (len(text), text) for text in texts])
    return hashlib.sha256(whole).hexdigest()[:32]  # which processors have built in: half the time of BLAKE2b


class Memo:
    """Results that JSON can hold, by a digest of all that they depend on. `kept` is what an earlier run has left,
    `used` what this one has asked for."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        self._kept = kept or {}
        self.used: dict[str, Any] = {}
        self._new: dict[str, Any] = {}

    def recall(self, what: str, parts: Iterable[str], make: Callable[[], Any]) -> Any:
        """The result of `make()`, which depends on `what` and `parts` alone."""
        key = digest(what, *parts)
        if key not in self.used:
            if key in self._kept:
                self.used[key] = self._kept[key]
            else:
                self.used[key] = self._new[key] = make()
        return self.used[key]

    def knows(self, what: str, parts: Iterable[str]) -> bool:
        """Whether `recall` has no need to make the result."""
        key = digest(what, *parts)
        return key in self.used or key in self._kept

    def worth_keeping(self) -> dict[str, Any]:
        """What the next run may ask for: all that this one has, and of what earlier ones have left as much again."""
        others = itertools.islice((item for item in self._kept.items() if item[0] not in self.used), len(self.used))
        return {**dict(others), **self.used}

    @property
    def has_grown(self) -> bool:
        """Whether this run has used something that was not kept before."""
        return not self.used.keys() <= self._kept.keys()

    def learned(self) -> dict[str, Any]:
        """What was worked out since this was asked last."""
        new, self._new = self._new, {}
        return new
