"""The pages that show a snippet, or a fact of the data: where readers see what has changed there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from bitext.errors import Refused
from bitext.markdown.line_marks import EXPRESSION, STATEMENT
from bitext.pages.included import included_names
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import SNIPPETS, Site

_TAG = re.compile(f"{EXPRESSION}|{STATEMENT}", re.DOTALL)
_ALL = 3  # pages that a message names; of more, the first


def pages_with_snippet(pages: Mapping[str, ParsedPage], path: str) -> tuple[str, ...]:
    """The paths of the pages that include the snippet at `path`, directly or through another one."""
    folder, _, _ = path.partition(f"/{SNIPPETS}/")
    showing: set[str] = {path}
    while more := {
        taker
        for taker in pages
        if taker not in showing and taker.startswith(f"{folder}/") and _includes(pages[taker], folder) & showing
    }:
        showing |= more
    return tuple(sorted(each for each in showing if f"/{SNIPPETS}/" not in each))


def pages_with_fact(site: Site, pages: Mapping[str, ParsedPage], path: str, keys: Sequence[str]) -> tuple[str, ...]:
    """The paths of the pages of a language that name a fact of its data: the one under `keys` in the file at `path`."""
    folder, name = posixpath.dirname(posixpath.dirname(path)), posixpath.splitext(posixpath.basename(path))[0]
    found, records = [], site.records
    for each, parsed in pages.items():
        if each.startswith(f"{folder}/") and f"/{SNIPPETS}/" not in each:
            tags = "\n".join(_tags(pages, each, folder))
            is_of_record = name == records.data and keys and _record(site, parsed) == keys[0]
            if _names(tags, name, keys) or (is_of_record and _names(tags, records.key, keys[1:])):
                found.append(each)
    return tuple(sorted(found))


def told_pages(pages: Sequence[str]) -> str:
    """What a message says of them at its end."""
    if not pages:
        return ""
    if len(pages) <= _ALL:
        return f"; shown on {', '.join(pages)}"
    return f"; shown on {pages[0]} and {len(pages) - 1} more pages"


def _record(site: Site, parsed: ParsedPage) -> str:
    """The name of the record that a page is about."""
    try:
        return str(site.meta(parsed.page).get(site.records.key, ""))
    except Refused:  # told of the page that it translates
        return ""


def _includes(parsed: ParsedPage, folder: str) -> set[str]:
    if "include" not in parsed.page.body:
        return set()
    names = included_names(parsed.page.body)
    return {f"{folder}/{SNIPPETS}/{posixpath.normpath(name)}" for name in names}


def _tags(pages: Mapping[str, ParsedPage], path: str, folder: str) -> Iterator[str]:
    """The tags of a page and of all snippets that it includes."""
    waiting, seen = [path], set[str]()
    while waiting:
        each = waiting.pop()
        if each in pages and each not in seen:
            seen.add(each)
            yield from _TAG.findall(pages[each].page.body)
            waiting += _includes(pages[each], folder)


def _names(tags: str, name: str, keys: Sequence[str]) -> bool:
    """Whether tags name the value under `keys` of `name`, or some of what stands around it."""
    for match in re.finditer(rf"(?<![\w.\"'-]){re.escape(name)}\b(?P<rest>(?:\.\w+|\[[\"'][^\"'\]]*[\"']\])*)", tags):
        asked = re.findall(r"[^.\[\]\"']+", match["rest"])
        if all(key == wanted for key, wanted in zip(asked, keys, strict=False)):
            return True
    return False
