"""Which English text a translation was made from."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

KEY = "source_revision"
#: The front matter of a translation has here what is right as it was, though the source has changed: a mark of each
#: piece of the source as it is now. It needs no history, so that a squash, a rebase or a shallow clone leaves it true.
UNCHANGED = "source_unchanged"


def blob_id(content: bytes) -> str:
    """The id that git gives a file of this content: SHA-1 of 'blob', its length in bytes, a zero byte and the content
    (git-hash-object(1)). The same with and without git, and after a rebase or squash."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def revision_of(content: bytes) -> str:
    """The id to record for a source file of this content. Line ends count as git stores them, so that a checkout on
    Windows gives the same id."""
    return blob_id(content.replace(b"\r\n", b"\n"))


def recorded(meta: Mapping[str, Any]) -> str | None:
    """What the front matter of a translation records, whether or not it has the form of an id; None without it."""
    value = meta.get(KEY)
    return None if value is None else str(value).lower()


def unchanged(meta: Mapping[str, Any]) -> frozenset[str]:
    """The marks of what is said to be right as it was."""
    value = meta.get(UNCHANGED)
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


def is_revision(value: str) -> bool:
    """Whether `value` has the form of an id: 40 hexadecimal digits."""
    return re.fullmatch(r"[0-9a-f]{40}", value) is not None
