"""Works beside the preview, in a process of its own: checks the sources, and makes the files of the search.

Each line of its standard input is a JSON object, {"changed": number} or {"search": code, "number": number}. On its
standard output it answers the first with {"changed": number, "findings": [...]}, or "problem" and a sentence, and the
second with the same and the "files" of the search. It ends when its input does.

A check is answered twice: at once, with "more", before the rules of the group `meaning` run, which may learn the words
of the whole site anew; then with all that was found. What these rules said of a pair that has not changed is in both.
Where a page is in step and something on it is missing, added or moved, the first answer waits for these words, too.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bitext.check.engine import MEANING, check, chosen_rules
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.memo import Memo, digest
from bitext.publish.search import search_files
from bitext.site.site import Site
from bitext.sources import Sources
from engine import fingerprints
from engine.mkdocs_findings import CannotBuild, collected
from engine.page_cache import PageCache
from engine.plugin_events import need_all_pages
from engine.site import OpenSite


class Background:
    """What one configuration's site has to say."""

    def __init__(self, config_file: Path, folder: Path, address: str) -> None:
        self._config_file = config_file
        self._folder = folder
        self._address = address
        self._memo = Memo(PageCache(config_file.parent / ".cache").memo(fingerprints.code()))
        self._entries: dict[tuple[str, str], tuple[tuple[str, ...], list[str]]] = {}  # with what they are made of
        self._made_for = ""  # the configuration, and all that comes with it, that the entries were made for
        self._site: OpenSite | None = None
        self._meant: dict[str, tuple[str, list[Finding]]] = {}  # by the path of the target, with the digest of the pair

    def findings(self) -> Iterator[tuple[bool, list[Finding]]]:
        """What `check` finds now, and whether it is all: first without what is still to be asked for its meaning."""
        self._site = None
        try:
            sources = Sources(Site.load(self._config_file), self._config_file, self._memo)
            found = check(sources, chosen_rules(skip=[MEANING])).findings
            yield False, [*found, *self._known(sources)]
            found = check(sources, chosen_rules()).findings
            self._remember(sources, found)
            yield True, list(found)
        except Refused as refused:
            yield True, list(refused.findings)

    def _known(self, sources: Sources) -> Iterator[Finding]:
        """What was said of the meaning of pairs that are as they were."""
        for pair in sources.pairs:
            before, found = self._meant.get(pair.target.page.path, ("", []))
            yield from found if before == pair.digest else ()

    def _remember(self, sources: Sources, findings: Sequence[Finding]) -> None:
        meant = [finding for finding in findings if finding.group == MEANING]
        self._meant = {
            pair.target.page.path: (pair.digest, [each for each in meant if each.path == pair.target.page.path])
            for pair in sources.pairs
        }

    def search(self, code: str) -> dict[str, str]:
        """The files of the search in one locale, by their paths; none when the site cannot be opened."""
        try:
            locale = self._opened().locales[code]
            found = [entry for name in locale.pages for entry in self.entries(code, name)]
            site = self._opened().sources.site
            return search_files(found, site.locales[code], site)
        except Exception:  # what is wrong stands in the place of the pages
            return {}

    def entries(self, code: str, name: str) -> list[str]:
        """What one page gives to the index; nothing if it cannot be rendered."""
        site = self._opened()
        sources, locale = site.sources, site.locales[code]
        paths = [sources.site.path(name, each) for each in sources.site.locales.values()]
        made_of = [sources.pages[path].digest for path in paths if path in sources.pages]
        key = (*made_of, sources.shared_digest)
        known, entries = self._entries.get((code, name), (None, []))
        if known != key:
            try:
                if sources.unread.keys() & paths:
                    return []
                with collected(sources.site, self._config_file):
                    entries = locale.render(locale.pages[name]).entries
            except (Refused, CannotBuild):
                return []
            self._entries[code, name] = (key, entries)
        return entries

    def names(self) -> list[tuple[str, str]]:
        """Locale and name of every page whose entries are asked for: not where MkDocs builds the whole."""
        try:
            locales = self._opened().locales
            if any(need_all_pages(locale.config) for locale in locales.values()):
                return []
            return [(code, name) for code, locale in locales.items() for name in locale.pages]
        except Exception:  # as above
            return []

    def _opened(self) -> OpenSite:
        if self._site is None:
            sources = Sources(Site.load(self._config_file), self._config_file, self._memo, stands_in=True)
            with collected(sources.site, self._config_file):
                self._site = OpenSite(sources, self._folder, site_url=self._address)
            config = next(iter(self._site.locales.values())).config
            hooks = (self._config_file.parent / name for name in config.hooks)
            made_for = digest(fingerprints.configuration(config), *(hook.read_bytes() for hook in hooks))
            if made_for != self._made_for:
                self._made_for = made_for
                self._entries.clear()
        return self._site


def main(config_file: Path, folder: Path, address: str) -> None:
    """Answer until the input ends. folder: an empty one, for files that MkDocs writes."""
    if hasattr(os, "nice"):
        os.nice(10)  # a page that is asked for comes first
    asked: queue.Queue[Mapping[str, Any] | None] = queue.Queue()
    threading.Thread(target=_read, args=(asked,), daemon=True).start()
    background = Background(config_file, folder, address)
    _answer(background, 0, asked)
    left: list[tuple[str, str]] | None = None
    while True:
        if asked.empty() and left != []:  # nobody waits: make ready for those who will search
            left = _read_next(background, left)
            continue
        message = asked.get()
        if message is None:
            return
        if "search" in message:
            _say({**message, "files": background.search(message["search"])})
            continue
        number = _last_change(message["changed"], asked)
        _answer(background, number, asked)
        left = None


def _read_next(background: Background, left: list[tuple[str, str]] | None) -> list[tuple[str, str]]:
    """Read the next of the pages that are left, or the first of all, for the search. Returns what is left then."""
    left = background.names() if left is None else left
    if left:
        with contextlib.suppress(Exception):  # told when it is asked for
            background.entries(*left.pop())
    return left


def _last_change(number: int, asked: queue.Queue[Mapping[str, Any] | None]) -> int:
    """The number of the last change of those that are waiting, which one check answers."""
    while not asked.empty() and "changed" in (asked.queue[0] or {}):
        number = (asked.get() or {"changed": number})["changed"]
    return number


def _answer(background: Background, number: int, asked: queue.Queue[Mapping[str, Any] | None]) -> None:
    """Say what the check finds after a change; only the first of it where the next has come meanwhile."""
    try:
        for is_all, findings in background.findings():
            more = {} if is_all else {"more": True}
            _say({"findings": [finding.plain for finding in findings], "changed": number, **more})
            if not is_all and _has_changed_again(asked):
                return
    except Exception as error:  # a fault of the check must not end it
        _say({"problem": f"the check fails: {type(error).__name__}: {error}", "changed": number})


def _has_changed_again(asked: queue.Queue[Mapping[str, Any] | None]) -> bool:
    return any(message is None or "changed" in message for message in [*asked.queue])


def _read(asked: queue.Queue[Mapping[str, Any] | None]) -> None:
    for line in sys.stdin:
        with contextlib.suppress(ValueError):
            asked.put(json.loads(line))
    asked.put(None)


def _say(message: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
