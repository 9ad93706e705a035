"""Which English text a translation was made from."""

import hashlib


def blob_id(content: bytes) -> str:
    """The id that git gives a file of this content: SHA-1 of 'blob', its length in bytes, a zero byte and the content
    (git-hash-object(1)). The same with and without git, and after a rebase or squash."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
