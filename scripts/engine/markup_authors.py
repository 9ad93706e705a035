"""Which plugin or hook has put a script, a style, an attribute or something of another host into the pages: seen before
and after each event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from bitext.site.policy import source_of
from mkdocs.config.defaults import MkDocsConfig

from engine.fingerprints import unknown_plugins

#: The events that give a page, or its text, and take another, or may change the text of the page that they are given.
_EVENTS = ("page_markdown", "page_content", "page_context", "post_page", "post_template")
_BLOCK = re.compile(r"<(?P<tag>script|style)\b[^>]*>(?P<body>.*?)</(?P=tag)", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(?P<name>style|on[a-z]+)\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"\s(?:src|href|data|poster)\s*=\s*[\"']?(?P<address>(?:https?:)?//[^\s\"'<>]+)", re.IGNORECASE)

Authors = dict[
    str, set[str]
]  # of what the message of a finding names: a hash or an address in quotes, "attribute 'style'"


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
    def watched(given: Any, **others: Any) -> Any:
        before = _text(given, **others)
        found = method(given, **others)
        after = _text(found, **others)
        if after != before:
            for what in _named(after) - _named(before):
                authors.setdefault(what, set()).add(author)
        return found

    return watched


def _text(given: Any, page: Any = None, **_: Any) -> str:
    """The text that an event gives or takes, or that of the page with which it gives something else."""
    text = given if isinstance(given, str) else getattr(page, "content", None)
    return str(text or "")


def _named(text: str) -> set[str]:
    """The scripts, styles, attributes and addresses of a text that a policy may forbid, as messages name them."""
    blocks = {source_of(match["body"]) for match in _BLOCK.finditer(text) if match["body"]}
    attributes = {f"attribute '{match['name'].lower()}'" for match in _ATTRIBUTE.finditer(text)}
    return blocks | attributes | {f"'{match['address']}'" for match in _ADDRESS.finditer(text)}


def with_author(message: str, authors: Authors) -> str:
    """The message of a finding, with who has written what it names, if that is known."""
    found = sorted({author for what, by in authors.items() if what in message for author in by})
    return f"{message}; {' or '.join(found)} writes it" if found else message
