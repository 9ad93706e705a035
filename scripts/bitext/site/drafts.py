"""Pages that hold a text which is still to be written: drafts, which the preview shows and no build publishes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bitext.errors import Refused
from bitext.pages.page import Page
from bitext.pages.segments import page_segments
from bitext.pages.writing_marks import all_unwritten, unwritten

_INCLUDE = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")


def open_texts(page: Page) -> list[tuple[int, str]]:
    """What stands on a page for texts that are still to be written, code left out, each with its line."""
    found = [(page.line_of_key(key), text) for key, value in page.meta.items() if (text := _in_value(value))]
    if not unwritten(page.body):
        return found
    for segment in page_segments(page):
        as_written = segment.prose.count("\n") == segment.text.count("\n")
        for line, text in all_unwritten(segment.prose):
            found.append((segment.line + line * (as_written and segment.kind != "row"), text))
    return found


def _in_value(value: Any) -> str:
    """The first text of a value that is still to be written; '' when none is."""
    if isinstance(value, str):
        return unwritten(value)
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(_in_value, entries)), "")


def written_records(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Data without the records that hold a text which is still to be written: of each file, the mappings and texts
    below its keys."""
    return {
        name: {key: each for key, each in values.items() if not (isinstance(each, dict) and holds_unwritten(each))}
        if isinstance(values, dict)
        else values
        for name, values in data.items()
    }


def holds_unwritten(value: Any) -> bool:
    """Whether any text in a value of data is still to be written."""
    return _in_value(value) != ""


def without_unwritten(value: Any) -> Any:
    """The data of a translation without what is still to be written: the source text stands there until it is."""
    if not isinstance(value, dict):
        return value
    return {
        key: without_unwritten(each)
        for key, each in value.items()
        if isinstance(each, dict) or not holds_unwritten(each)
    }


class Drafts:
    """Which pages of one locale are drafts. snippet: of a name, or None; record: that the front matter of a page names,
    or None; name: what tags call that record."""

    def __init__(
        self, snippet: Callable[[str], Page | None], record: Callable[[Page], Mapping[str, Any] | None], name: str
    ) -> None:
        self._snippet = snippet
        self._record = record
        self._name = name

    def is_draft(self, page: Page) -> bool:
        """Whether a page holds such a text, or a snippet that it includes does, or data of its record that they
        name."""
        taken_in = [page, *self._snippets(page)]
        if any(open_texts(each) for each in taken_in):
            return True
        try:
            record = self._record(page) or {}
        except Refused:  # told when it is composed
            return False
        left = [key for key, value in record.items() if holds_unwritten(value)]
        named = re.compile(rf"\b{self._name}(?:\.|\[[\"'])(?:{'|'.join(re.escape(str(key)) for key in left)})\b")
        return bool(left) and any(named.search(each.body) for each in taken_in)

    def _snippets(self, page: Page) -> Iterator[Page]:
        """The snippets that a page includes, and those that these do."""
        seen: set[str] = set()
        names = [*_includes(page)]
        while names:
            name = names.pop()
            if name not in seen and (snippet := self._snippet(name)) is not None:
                yield snippet
                names += _includes(snippet)
            seen.add(name)


def _includes(page: Page) -> list[str]:
    return [match[1] for match in _INCLUDE.finditer(page.body)]
