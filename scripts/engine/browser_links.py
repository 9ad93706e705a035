"""Links as browsers follow them, where MkDocs refuses good ones or breaks off at bad ones."""

from __future__ import annotations

import logging
import re
from html import unescape
from urllib.parse import unquote

from bitext.markdown.fragment import element_named
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor

log = logging.getLogger("mkdocs.structure.pages")

_ID = re.compile(r'<[^<>]*?\sid="([^"<>]+)"')
_to_url = _RelativePathTreeprocessor.path_to_url


def use() -> None:
    """Let MkDocs tell an address that cannot be read as it tells other links that fail."""
    _RelativePathTreeprocessor.path_to_url = _path_to_url  # type: ignore[method-assign]


def _path_to_url(self: _RelativePathTreeprocessor, url: str) -> str:
    try:
        return _to_url(self, url)
    except ValueError as error:
        where = f"Doc file '{self.file.src_uri}' contains a link '{url}'"
        log.warning(f"{where}, but it is no address: {error}.")
        return url


def follow(page: Page, html: str) -> None:
    """Correct what MkDocs knows of the anchors of a rendered page, before it looks for those that are missing.

    A fragment may be percent-encoded, and name a text (`#:~:text=`) or the top of the page (HTML standard, "Scroll to
    a fragment"); blocks of code and their lines have anchors that MkDocs does not see.
    """
    if page.present_anchor_ids is not None and "<pre" in html:
        page.present_anchor_ids |= set(map(unescape, _ID.findall(html)))
    followed = page.links_to_anchors or {}
    for target, anchors in followed.items():
        followed[target] = {name: link for anchor, link in anchors.items() if (name := element_named(unquote(anchor)))}
