"""The day on which the text of a page last changed, as far as git knows: readers see it where nobody has checked it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bitext.cached import cached_property
from bitext.finding import Refused
from bitext.history.changes import TEXT_KEYS
from bitext.history.git import OldTexts, file_changes, files_at, head_of
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

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def day(self, path: str) -> date | None:
        """The day on which the text of the page at `path` last changed."""
        revisions = self._known[1]
        parts = self._parts(path)
        days = [self._known[0].get(part) for part in parts]
        is_as_committed = all(self._sources.revision(part.path) == revisions.get(part.path) for part in parts)
        return max(filter(None, days)) if all(days) and is_as_committed else None

    @cached_property
    def _known(self) -> tuple[Mapping[Part, date], Mapping[str, str]]:
        """The day of each part of a page, and the blob id of each file for which that is true."""
        sources = self._sources
        root, head = sources.site.root, head_of(sources.site.root)
        folders = [locale.folder for locale in sources.site.locales.values()]
        parts = sorted({part for path in sources.pages if path not in sources.snippets for part in self._parts(path)})
        if not head or not parts:
            return {}, {}
        now = {part.path: sources.revision(part.path) for part in parts}
        asked = [*head, *(f"{part} {now[part.path]}" for part in parts)]

        def worked_out() -> list[str]:
            committed = files_at(root, "HEAD", folders)
            wanted = [part for part in parts if committed.get(part.path) in (now[part.path], self._blob(part.path))]
            found = last_changes(root, folders, wanted, committed)
            return [found[part].isoformat() if part in found else "" for part in parts]

        days = sources.memo.recall("last changed", asked, worked_out)
        return {part: date.fromisoformat(day) for part, day in zip(parts, days, strict=True) if day}, now

    def _blob(self, path: str) -> str:
        """The id of a file that was committed with the line ends that it has."""
        return blob_id((self._sources.site.root / path).read_bytes())

    def _parts(self, path: str) -> list[Part]:
        """All that the text of a page is made of."""
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
                if snippet in sources.pages and snippet not in files:
                    files.append(snippet)
        return [*map(Part, files), *self._parts_of_data(path, locale, " ".join(tags))]

    def _parts_of_data(self, path: str, locale: Locale, tags: str) -> Iterator[Part]:
        sources = self._sources
        record = ""
        with suppress(Refused):
            record = str(sources.site.meta(sources.pages[path].page).get("integration", ""))
        keys: dict[str, set[str]] = {}
        for match in _NAMED.finditer(tags):
            name, rest = match["name"], match["rest"]
            if name == "integration" and record:
                name, rest = "integrations", f".{record}{rest}"
            keys.setdefault(name, set()).add(rest.lstrip("."))
        try:
            data, source = sources.site.own_data, sources.site.source.code
        except Refused:  # told of the pages that show them
            return
        own = data[locale.code]
        for name, values in data[source].items():
            named = keys.get(name, set())
            is_whole = any(key.split(".")[0] not in values for key in named)  # 'integrations', 'integrations.items()'
            asked = set(map(str, values)) if is_whole else named
            said = {key: None if own is data[source] else setting(own, name, *key.split(".")) for key in asked}
            theirs = {key for key, value in said.items() if value is None or isinstance(value, Mapping)}
            ours = {key for key, value in said.items() if value is not None}
            for folder, some in ((sources.site.source.folder, theirs), (locale.folder, ours)):
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
    by_path: dict[str, dict[Part, str]] = {}  # where the file was, the parts that are open, with their blob ids then
    for part in parts:
        by_path.setdefault(part.path, {})[part] = committed[part.path]
    found: dict[Part, date] = {}
    with OldTexts(root) as texts:
        for change in file_changes(root, tuple(folders)) if by_path else ():
            waiting = by_path.get(change.path, {})
            touched = [part for part, blob in waiting.items() if blob == change.after]
            if touched and not change.is_known:
                for part in touched:
                    del waiting[part]
                touched = []
            for part in touched:
                if change.before == change.after:  # moved
                    by_path.setdefault(change.was, {})[part] = waiting.pop(part)
                    continue
                before = texts[change.before] if change.before else ""
                after = texts[change.after]
                if before is None or after is None:
                    del waiting[part]
                elif change.before and part.text(before) == part.text(after):
                    waiting[part] = change.before
                else:
                    found[part] = change.day
                    del waiting[part]
            if not waiting:
                by_path.pop(change.path, None)
            if not by_path:
                break
    return found
