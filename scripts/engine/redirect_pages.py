"""Pages at old addresses, and old anchors that lead to sections which have moved."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import jinja2
from bitext.errors import Refused
from bitext.links.moved_sections import faults
from bitext.site.gate import place_below
from bitext.site.redirects import prefixes, redirects
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import normalize_url, write_file

from engine.page_sources import locale_of, place_of
from engine.shared_sources import shared


def write_redirects(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Write a page at each old address of this locale's pages."""
    locale = locale_of(config)
    behind = prefixes(shared().site, {"extra": config.extra})[locale.code]
    template = env.get_template("redirect.html")
    pages = {place_of(file.src_uri)[1]: file for file in files.documentation_pages()}
    if refused := [*faults(shared().site, _anchors_of)]:
        raise Refused(*refused)
    for redirect in redirects(shared().site, locale, behind):
        if (target := pages.get(redirect.name)) is None:  # a draft
            continue
        base = posixpath.relpath(".", redirect.old)
        fragments = {old: _moved_to(new, pages, base) for old, new in redirect.fragments.items()}
        html = template.render(config=config, page=None, target=target, base_url=base, fragments=fragments)
        write_file(html.encode(), str(place_below(Path(config.site_dir), f"{redirect.old}/index.html")))


def _anchors_of(name: str) -> Collection[str]:
    """The anchors of a page of the source locale; none of one that cannot be composed, which is told elsewhere."""
    site = shared().site
    try:
        facts = shared().sources.facts_of(site.path(name, site.source))
    except Refused:
        return ()
    return {*facts.anchors, *facts.ids}


def moved_from(name: str, context: Any) -> Mapping[str, str]:
    """The old anchors of a page that mean sections of other pages now, with the address of each from this page."""
    moved = shared().moved_sections.get(name)
    if not moved:
        return {}
    pages = {place_of(file.src_uri)[1]: file for file in context["pages"]}
    found = {old: new for old, new in moved.items() if new.lstrip("/").partition("#")[0] in pages}  # no draft
    return {old: _moved_to(new, pages, context["base_url"]) for old, new in found.items()}


def _moved_to(new: str, pages: Mapping[str, File], base: str) -> str:
    """What an old fragment means: an anchor of the page, or the address of another page ('/name.md#anchor')."""
    name, mark, anchor = new.removeprefix("/").partition("#")
    if not new.startswith("/") or name not in pages:
        return new.rpartition("#")[2] if new.startswith("/") else new
    address = normalize_url(pages[name].url, base=base)
    return f"{address if '/' in address else f'./{address}'}{mark}{anchor}"
