"""What earlier builds have made, in files that can be thrown away at any time, or carried to another machine.

Each file begins with a fingerprint of the rest and of all that it was made from: one that is damaged or stale counts as
absent. That keeps nobody from writing one on purpose: the pages in a cache are published and its findings told as they
are, so it is trusted like a built site. But it is data: nothing in it is run, and nothing is written through it to
another place than the site.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bitext.memo import digest
from bitext.site.gate import is_plain
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
        try:
            return None if content is None else _page_of(content)
        except (ValueError, TypeError, KeyError, AttributeError):  # it was not written here
            return None

    def keep_page(self, place: str, key: str, page: KeptPage) -> None:
        """Keep a page in the place of the one that was there."""
        if self.takes_pages:
            beside = {**page.beside, _ENTRIES: "\n".join(page.entries)}
            self._write(f"pages/{place}", key, _packed(beside, page.rest) + page.html)

    def forget_others(self, places: Collection[str]) -> None:
        """Let the pages go that are kept for none of `places`."""
        if self._folder is None or not self.takes_pages:
            return
        pages = self._folder / "pages"
        left = [] if pages.is_symlink() else entries_below(pages, enters=lambda folder: False)
        for place, entry in left:
            if place not in places:
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()

    def built(self, key: str) -> Mapping[str, Any]:
        """What was kept of the last build, if it was that of `key`."""
        found: Mapping[str, Any] = json.loads(self._read("built.json", key) or b"{}")
        return found

    def keep_built(self, key: str, built: Mapping[str, Any]) -> None:
        """Keep what the last build was made from."""
        self._write("built.json", key, _json(built))

    def file(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under `name` (a path), if it was made from what `key` is; else what is made now, and kept."""
        key = digest(key)
        content = self._read(name, key)
        if content is None:
            self._write(name, key, content := make())
        return content

    def files(self, name: str, key: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        """The same of several texts, by their paths."""
        try:
            return _unpacked(self.file(name, key, lambda: _packed(make(), None)))[0]
        except (ValueError, TypeError, KeyError):  # it was not written here
            return make()

    def memo(self, key: str) -> Mapping[str, Any]:
        """What was worked out about the sources, if that was by the code that `key` is the fingerprint of."""
        content = self._read("sources.json", key)
        memo: Mapping[str, Any] = {} if content is None else json.loads(content)
        return memo

    def keep_memo(self, key: str, memo: Mapping[str, Any]) -> None:
        """Keep what was worked out about the sources."""
        self._write("sources.json", key, _json(memo))

    def _read(self, name: str, key: str) -> bytes | None:
        if self._folder is None or (file := self._folder / name).is_symlink():
            return None
        try:
            mark, _, content = file.read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if mark == digest(key, content).encode() else None

    def _write(self, name: str, key: str, content: bytes) -> None:
        """Another build may read or write the same file at this moment: what is not whole counts as absent."""
        if self._folder is None:
            return
        file = self._folder / name
        if not file.parent.resolve().is_relative_to(self._folder.resolve()):  # somebody has put a link there
            self.problem = f"the cache in '{self._folder}' leads elsewhere at '{name}', and is not written there"
            return
        whole = digest(key, content).encode() + b"\n" + content
        try:
            try:
                if file.is_symlink():
                    file.unlink()
                file.write_bytes(whole)
            except OSError:
                if file.is_dir():
                    shutil.rmtree(file)
                file.unlink(missing_ok=True)  # one of somebody else, which only the owner of the folder may remove
                self._make(file.parent)
                file.write_bytes(whole)
        except OSError as error:
            self.problem = f"the cache in '{self._folder}' cannot be written: {error.strerror or error}"

    def _make(self, folder: Path) -> None:
        """Make a folder of the cache; with the first, say to git that nothing of it is to be committed."""
        assert self._folder is not None
        is_new = not self._folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        if is_new:
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _page_of(content: bytes) -> KeptPage:
    """The page that `keep_page` has written. Raises ValueError and the like when it was something else that did."""
    beside, rest, html = _unpacked(content)
    entries = beside.pop(_ENTRIES)
    return KeptPage(html, beside, entries.split("\n") if entries else [], rest)


def _packed(texts: Mapping[str, str], rest: Any) -> bytes:
    """Texts by their paths, and what JSON can hold: the texts are not written as JSON, which takes longer than all else
    here."""
    contents = {path: text.encode() for path, text in texts.items()}
    head = _json([[(path, len(content)) for path, content in contents.items()], rest])
    return b"".join([head, b"\n", *contents.values()])


def _unpacked(content: bytes) -> tuple[dict[str, str], Any, bytes]:
    """What `_packed` has made of texts and the rest, and what comes after it. Raises ValueError and the like."""
    head, _, contents = content.partition(b"\n")
    sizes, rest = json.loads(head)
    texts: dict[str, str] = {}
    start = 0
    for path, size in sizes:
        if path != _ENTRIES and not is_plain(path):
            raise ValueError(path)
        texts[path] = contents[start : start + size].decode()
        start += size
    return texts, rest, contents[start:]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
