"""Changes to the settings of MkDocs: edit links, emoji from other hosts, drafts in the navigation."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from engine.shared_sources import shared


def without_other_hosts(generate: Any) -> Any:
    """What makes an emoji of its name, as `generate` does, but for pictures from another host, which the policy blocks:
    the character itself takes their place. An icon of the theme is drawn into the page."""
    module = getattr(generate, "__module__", "pymdownx.emoji")
    if generate is not None and module not in ("pymdownx.emoji", "material.extensions.emoji"):
        return generate  # one of the site's own

    def made(index: str, name: str, alias: str, code: str | None, *rest: Any) -> Any:
        if code:
            return "".join(chr(int(point, 16)) for point in code.split("-"))
        return f":{name.strip(':')}:" if module == "pymdownx.emoji" else generate(index, name, alias, code, *rest)

    return made


def lead_edits_to_root(config: MkDocsConfig) -> None:
    """Let the addresses at which pages are edited begin at the folder of the configuration, for pages come from several
    folders. MkDocs takes `edit_uri`, and what `edit_uri_template` has before the path, to lead to `docs_dir`, and has
    'edit/master/docs/' where nothing is said (https://www.mkdocs.org/user-guide/configuration/#edit_uri); where it does
    not end with that folder it leads to the root already."""
    folder = re.escape(shared().site.source.folder)
    if template := config.edit_uri_template:
        before = re.sub(rf"(^|[/=]|%2F){folder}(?:/|%2F)(?=\{{path)", r"\1", str(template))
        template.data = before  # type: ignore[attr-defined]  # a `UserString` of MkDocs
    elif config.edit_uri:
        lead = re.sub(rf"(^|[/=]|%2F){folder}/$", r"\1", config.edit_uri)
        lead = lead.removesuffix("docs/") if lead in ("edit/master/docs/", "src/default/docs/") else lead
        config.edit_uri = lead
        if not lead.endswith("/"):  # '?at=': MkDocs wants a slash there
            config.edit_uri, config.edit_uri_template = None, lead.replace("{", "{{").replace("}", "}}") + "{path}"


def without_pages(names: Collection[str], nav: Any) -> Any:
    """`nav` as mkdocs.yml writes it, without the pages of these names and the sections that hold no others."""
    if isinstance(nav, list):
        return [left for each in nav if _stays(each, left := without_pages(names, each))]
    if isinstance(nav, dict):
        return {key: left for key, value in nav.items() if _stays(value, left := without_pages(names, value))}
    return [] if isinstance(nav, str) and posixpath.normpath(nav).lstrip("/") in names else nav


def _stays(entry: Any, left: Any) -> bool:
    """Whether an entry of the navigation stays, of which `left` is left: one that was empty before does."""
    return left not in ([], {}) or bool(left == entry)
