"""What earlier builds have made, in files that can be thrown away at any time, or carried to another machine.

Each file begins with a fingerprint of the rest and of all that it was made from: one that is damaged, stale or from
somewhere else counts as absent.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bitext.memo import digest
from bitext.tree import entries_below

_ENTRIES = ""  # stands for the entries among the paths of files


@dataclass(frozen=True)
class KeptPage:
    """html: of the whole page, UTF-8; beside: the texts of the files that come with it, by their paths; entries: for
    the search, without line breaks; rest: what the site has to know of it besides, as JSON can hold it."""

    html: bytes
    beside: Mapping[str, str]
    entries: Sequence[str]
    rest: Mapping[str, Any]


class PageCache:
    """The cache in `folder`; without one, nothing is kept and nothing is found."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.takes_pages = True
        self.problem = ""  # why something could not be kept

    @property
    def spare(self) -> Path | None:
        """Where the site before the last is, with its folders."""
        return None if self._folder is None else self._folder / "spare-site"

    def leave_pages(self, reason: str) -> None:
        """Neither find nor keep pages in this build; what was worked out about the sources still is kept."""
        self.takes_pages = False
        if self._folder is not None:
            self.problem = f"no page is taken from the cache: {reason}"

    def page(self, place: str, key: str) -> KeptPage | None:
        """The page kept for `place` (a path), if it was made from what `key` is the fingerprint of."""
        content = self._read(f"pages/{place}", key) if self.takes_pages else None
        if content is None:
            return None
        head, _, texts = content.partition(b"\n")
        sizes, rest = json.loads(head)
        beside: dict[str, str] = {}
        start = 0
        for path, size in sizes:
            beside[path] = texts[start : start + size].decode()
            start += size
        entries = beside.pop(_ENTRIES)
        return KeptPage(texts[start:], beside, entries.split("\n") if entries else [], rest)

    def keep_page(self, place: str, key: str, page: KeptPage) -> None:
        """Keep a page in the place of the one that was there."""
        if self.takes_pages:  # texts are not written as JSON: that takes longer than all else here
            beside = {**page.beside, _ENTRIES: "\n".join(page.entries)}
            texts = {path: text.encode() for path, text in beside.items()}
            head = _json([[(path, len(text)) for path, text in texts.items()], page.rest])
            self._write(f"pages/{place}", key, b"".join([head, b"\n", *texts.values(), page.html]))

    def forget_others(self, places: Collection[str]) -> None:
        """Let the pages go that are kept for none of `places`."""
        if self._folder is None or not self.takes_pages:
            return
        for place, entry in entries_below(self._folder / "pages"):
            if place not in places:
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()

    def template(self, name: str, key: str) -> bytes:
        """A template as it was compiled, or nothing."""
        return self._read(f"templates/{name}", key) or b""

    def keep_template(self, name: str, key: str, compiled: bytes) -> None:
        """Keep a template as it was compiled."""
        self._write(f"templates/{name}", key, compiled)

    def built(self, key: str) -> Mapping[str, Any]:
        """What was kept of the last build, if it was that of `key`."""
        found: Mapping[str, Any] = json.loads(self._read("built.json", key) or b"{}")
        return found

    def keep_built(self, key: str, built: Mapping[str, Any]) -> None:
        """Keep what the last build was made from."""
        self._write("built.json", key, _json(built))

    def memo(self, key: str) -> Mapping[str, Any]:
        """What was worked out about the sources, if that was by the code that `key` is the fingerprint of."""
        content = self._read("sources.json", key)
        memo: Mapping[str, Any] = {} if content is None else json.loads(content)
        return memo

    def keep_memo(self, key: str, memo: Mapping[str, Any]) -> None:
        """Keep what was worked out about the sources."""
        self._write("sources.json", key, _json(memo))

    def _read(self, name: str, key: str) -> bytes | None:
        if self._folder is None:
            return None
        try:
            mark, _, content = (self._folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if mark == digest(key, content).encode() else None

    def _write(self, name: str, key: str, content: bytes) -> None:
        """Another build may read or write the same file at this moment: what is not whole counts as absent."""
        if self._folder is None:
            return
        file = self._folder / name
        whole = digest(key, content).encode() + b"\n" + content
        try:
            try:
                file.write_bytes(whole)
            except OSError:
                if file.is_dir():
                    shutil.rmtree(file)
                file.unlink(missing_ok=True)  # one of somebody else, which only the owner of the folder may remove
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(whole)
        except OSError as error:
            self.problem = f"the cache in '{self._folder}' cannot be written: {error.strerror or error}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
