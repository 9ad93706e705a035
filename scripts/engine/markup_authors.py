"""Which plugin or hook has put a script, a style or an attribute into the pages: seen before and after each event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from bitext.site.policy import source_of
from mkdocs.config.defaults import MkDocsConfig

from engine.fingerprints import unknown_plugins

#: The events that give a page, or its text, and take another.
_EVENTS = ("page_markdown", "page_content", "post_page", "post_template")
_BLOCK = re.compile(r"<(?P<tag>script|style)\b[^>]*>(?P<body>.*?)</(?P=tag)", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(?P<name>style|on[a-z]+)\s*=", re.IGNORECASE)

Authors = dict[str, set[str]]  # of what the message of a finding names: a hash in quotes, or "attribute 'style'"


@contextmanager
def markup_authors(config: MkDocsConfig) -> Iterator[Authors]:
    """Meanwhile, gathers what the plugins and hooks that are not known write into pages: by what they write, who."""
    authors: Authors = {}
    origins, names = config.plugins._event_origins, unknown_plugins(config)
    kept = {event: list(config.plugins.events[event]) for event in _EVENTS}
    for event, methods in kept.items():
        config.plugins.events[event][:] = [
            _watched(method, _author(config, name), authors) if (name := origins.get(method, "")) in names else method
            for method in methods
        ]
    try:
        yield authors
    finally:
        for event, methods in kept.items():
            config.plugins.events[event][:] = methods


def _author(config: MkDocsConfig, name: str) -> str:
    return f"{'hook' if name in map(str, config.hooks) else 'plugin'} '{name}'"


def _watched(method: Callable[..., Any], author: str, authors: Authors) -> Callable[..., Any]:
    @wraps(method)
    def watched(text: Any, **others: Any) -> Any:
        found = method(text, **others)
        if isinstance(found, str) and found != text:
            for what in _named(found) - _named(str(text)):
                authors.setdefault(what, set()).add(author)
        return found

    return watched


def _named(text: str) -> set[str]:
    """The scripts, styles and attributes of a text that a policy may forbid, as messages name them."""
    blocks = {source_of(match["body"]) for match in _BLOCK.finditer(text) if match["body"]}
    return blocks | {f"attribute '{match['name'].lower()}'" for match in _ATTRIBUTE.finditer(text)}


def with_author(message: str, authors: Authors) -> str:
    """The message of a finding, with who has written what it names, if that is known."""
    found = sorted({author for what, by in authors.items() if what in message for author in by})
    return f"{message}; {' or '.join(found)} writes it" if found else message
