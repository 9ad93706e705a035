"""The day on which the text of a page last changed, as far as git knows: readers see it where nobody has checked it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bitext.cached import cached_property
from bitext.errors import Refused
from bitext.history.changes import TEXT_KEYS
from bitext.history.git import FileChange, OldTexts, file_changes, files_at, head_of
from bitext.markdown.line_marks import TAG
from bitext.pages.included import included_names
from bitext.pages.page import FRONT_MATTER, read_yaml
from bitext.pages.revision import blob_id
from bitext.site.settings import setting
from bitext.site.site import DATA, Locale
from bitext.sources import Sources

_NAMED = re.compile(r"(?<![\w.\"'-])(?P<name>[a-z_]\w*)(?P<rest>(?:\.\w+)*)")
_FOR_CHECKS = re.compile(r"<!--\s*check:.*?-->", re.DOTALL)


@dataclass(frozen=True, order=True)
class Part:
    """What readers of a page see of one file: all of it, or of a file of data the values under these `keys`, each a
    path of keys with dots between."""

    path: str
    keys: tuple[str, ...] = ()

    def text(self, content: str) -> Any:
        """What of a version of the file is read, so that two can be compared: without what is there for tools."""
        if self.keys:
            values = _values(content)
            return [setting(values, *key.split(".")) for key in self.keys]
        front = FRONT_MATTER.match(content)
        said = _values(front["yaml"] or "") if front is not None else {}
        body = content[front.end() :] if front is not None else content
        titles = [said.get(key) for key in TEXT_KEYS]
        return titles, _FOR_CHECKS.sub("", body).split()


class LastChanges:
    """Of each page the day on which its text last changed: in its own file, in a snippet that it includes or in the
    data that it names. There is none for a text that is not committed, outside a repository, without git, and where a
    shallow or partial clone hides the answer: nothing is better than a wrong day."""

    def __init__(self, sources: Sources, before: LastChanges | None = None) -> None:
        """before: of the same site at another time, whose days are those of files that are still as they were."""
        self._sources = sources
        self._before = before
        self._parts_of: dict[str, list[Part]] = {}

    def of(self, sources: Sources) -> LastChanges:
        """The days of the same site at another time."""
        return LastChanges(sources, self._before or self)

    def day(self, path: str) -> date | None:
        """The day on which the text of the page at `path` last changed."""
        known, revisions = self._known
        if not known:
            return None
        parts = self._parts(path)
        days = [known.get(part) for part in parts]
        is_as_committed = all(self._sources.revision(part.path) == revisions.get(part.path) for part in parts)
        return max(filter(None, days)) if all(days) and is_as_committed else None

    @cached_property
    def _known(self) -> tuple[Mapping[Part, date], Mapping[str, str]]:
        """The day of each part of a page, and the blob id of each file for which that is true."""
        if self._before is not None:
            return self._before._known
        sources = self._sources
        head = head_of(sources.site.root)
        parts = self._all_parts() if head else []
        if not parts:
            return {}, {}
        now = {part.path: sources.revision(part.path) for part in parts}
        asked = [*head, *(f"{part} {now[part.path]}" for part in parts)]

        days = sources.memo.recall("last changed", asked, lambda: self._days(parts, now))
        return {part: date.fromisoformat(day) for part, day in zip(parts, days, strict=True) if day}, now

    def _blob(self, path: str) -> str:
        """The id of a file that was committed with the line ends that it has."""
        return blob_id((self._sources.site.root / path).read_bytes())

    def _parts(self, path: str) -> list[Part]:
        """All that the text of a page is made of."""
        if path not in self._parts_of:
            self._parts_of[path] = self._found_parts(path)
        return self._parts_of[path]

    def _found_parts(self, path: str) -> list[Part]:
        sources = self._sources
        page = sources.pages[path].page
        locale = sources.site.locales[page.locale]
        if not sources.takes_in(page):
            return [Part(path)]
        files, tags = [path], list[str]()
        for each in files:  # it grows meanwhile
            body = sources.pages[each].page.body
            tags += TAG.findall(body)
            for name in included_names(body):
                snippet = sources.site.snippet_path(posixpath.normpath(name), locale)
                if snippet and snippet in sources.pages and snippet not in files:
                    files.append(snippet)
        return [*map(Part, files), *self._parts_of_data(path, locale, " ".join(tags))]

    def _days(self, parts: Sequence[Part], now: Mapping[str, str]) -> list[str]:
        """The day of each part, or '' where it cannot be known. now: the blob ids of their files."""
        site = self._sources.site
        folders = [locale.folder for locale in site.locales.values()]
        committed = files_at(site.root, "HEAD", folders)
        wanted = [part for part in parts if committed.get(part.path) in (now[part.path], self._blob(part.path))]
        found = last_changes(site.root, folders, wanted, committed)
        return [found[part].isoformat() if part in found else "" for part in parts]

    def _all_parts(self) -> list[Part]:
        """The parts of all pages, sorted."""
        pages = (path for path in self._sources.pages if path not in self._sources.snippets)
        return sorted({part for path in pages for part in self._parts(path)})

    def _keys_of_data(self, path: str, tags: str) -> dict[str, set[str]]:
        """By the name of a file of data, the keys that a page asks for; its own record is one of a file, too."""
        record, records = "", self._sources.site.records
        with suppress(Refused):
            record = str(self._sources.site.meta(self._sources.pages[path].page).get(records.key, ""))
        keys: dict[str, set[str]] = {}
        for match in _NAMED.finditer(tags):
            name, rest = match["name"], match["rest"]
            if name == records.key and record:
                name, rest = records.data, f".{record}{rest}"
            keys.setdefault(name, set()).add(rest.lstrip("."))
        return keys

    def _parts_of_data(self, path: str, locale: Locale, tags: str) -> Iterator[Part]:
        sources = self._sources
        keys = self._keys_of_data(path, tags)
        try:
            data, source = sources.site.own_data, sources.site.source.code
        except Refused:  # told of the pages that show them
            return
        own = data[locale.code]
        for name, values in data[source].items():
            named = keys.get(name, set())
            is_whole = any(key.split(".")[0] not in values for key in named)  # 'products', 'products.items()'
            asked = set(map(str, values)) if is_whole else named
            said = {key: None if own is data[source] else setting(own, name, *key.split(".")) for key in asked}
            yield from self._parts_of_file(name, said, locale)

    def _parts_of_file(self, name: str, said: Mapping[str, Any], locale: Locale) -> Iterator[Part]:
        """The parts of the files of data called `name` that a page shows. said: what the locale itself says of each
        key; where that is nothing or a mapping, the page shows the data of the source locale, too."""
        theirs = {key for key, value in said.items() if value is None or isinstance(value, Mapping)}
        ours = {key for key, value in said.items() if value is not None}
        for folder, some in ((self._sources.site.source.folder, theirs), (locale.folder, ours)):
            if some:
                yield Part(f"{folder}/{DATA}/{name}.yml", tuple(sorted(some)))


@lru_cache(maxsize=32)
def _values(text: str) -> Mapping[str, Any]:
    """What a version of a file of data, or of a front matter, says; nothing if it was not well then."""
    try:
        values = read_yaml(text, "")
    except Refused:
        return {}
    return values if isinstance(values, dict) else {}


def last_changes(
    root: Path, folders: Iterable[str], parts: Iterable[Part], committed: Mapping[str, str]
) -> dict[Part, date]:
    """The day on which each of `parts`, which are as they were `committed` (the blob id of each file), got the text
    that it has, as far as git knows."""
    waiting = _Waiting(parts, committed)
    with OldTexts(root) as texts:
        for change in file_changes(root, tuple(folders)) if waiting.by_path else ():
            waiting.see(change, texts)
            if not waiting.by_path:
                break
    return waiting.found


class _Waiting:
    """Parts whose day is not known yet, while changes are read from the last to the first. by_path: where the file
    was, the parts that are open, with their blob ids then; found: the days."""

    def __init__(self, parts: Iterable[Part], committed: Mapping[str, str]) -> None:
        self.by_path: dict[str, dict[Part, str]] = {}
        self.found: dict[Part, date] = {}
        for part in parts:
            self.by_path.setdefault(part.path, {})[part] = committed[part.path]

    def see(self, change: FileChange, texts: OldTexts) -> None:
        """Take note of a change. A part is no longer looked for when it is found, or when it cannot be."""
        waiting = self.by_path.get(change.path, {})
        for part in [part for part, blob in waiting.items() if blob == change.after]:
            del waiting[part]
            if not change.is_known:
                continue
            if change.before == change.after:  # moved
                self.by_path.setdefault(change.was, {})[part] = change.after
            else:
                self._compare(part, change, texts, waiting)
        if not waiting:
            self.by_path.pop(change.path, None)

    def _compare(self, part: Part, change: FileChange, texts: OldTexts, waiting: dict[Part, str]) -> None:
        """Look whether a part was the same before a change of its file."""
        before = texts[change.before] if change.before else ""
        after = texts[change.after]
        if before is None or after is None:
            return
        if change.before and part.text(before) == part.text(after):
            waiting[part] = change.before
        else:
            self.found[part] = change.day
