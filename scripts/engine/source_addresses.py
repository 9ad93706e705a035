"""Addresses in the text of the source locale that is shown in the place of a translation."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from urllib.parse import quote, unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from engine.page_sources import locale_of
from engine.shared_sources import shared

_LOADING = re.compile(r"<(?:a|audio|embed|iframe|img|input|object|source|track|video)\s[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?P<before>\s(?:data|href|poster|src)\s*=\s*(?P<quote>[\"']?))(?P<address>(?<=\")[^\"]*|(?<=')[^']*|[^\s\"'>]+)(?P=quote)",
    re.IGNORECASE,
)
_SET = re.compile(r"\ssrcset\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_CANDIDATE = re.compile(r"(?P<before>[\"',]\s*)(?P<address>[^\s\"',]+)")


def led_to_source(html: str, page: Page, config: MkDocsConfig) -> str:
    """`html` of a page of the source locale at an address of another, in which addresses that lead to a file from there
    alone lead to it from here. MkDocs has done that for links in Markdown."""
    site, locale = shared().site, locale_of(config)
    home, here = site.home(locale), posixpath.dirname(page.file.url)
    there = posixpath.dirname(page.file.url.removeprefix(home))

    def led(address: str) -> str:
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
        named = unquote(unescape(path))
        ours, theirs = (posixpath.normpath(posixpath.join(folder, named)) for folder in (here, there))
        is_relative = named and not named.startswith("/") and ":" not in named
        if (
            not is_relative
            or ours.removeprefix(home) in site.files[locale.code]
            or ours in site.files[site.source.code]
        ):
            return address
        if theirs not in site.files[site.source.code] or theirs.endswith(".md"):
            return address
        return quote(posixpath.relpath(theirs, here or ".")) + mark + rest

    def led_in(tag: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda found: f"{found['before']}{led(found['address'])}{found['quote']}", tag[0])

    def led_in_set(tag: re.Match[str]) -> str:
        return _CANDIDATE.sub(lambda found: found["before"] + led(found["address"]), tag[0])

    return _SET.sub(led_in_set, _LOADING.sub(led_in, html))
