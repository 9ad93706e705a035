"""What the preview sends: the kinds of what it answers, pages with the panel in them, and what stands in the place of a
page that cannot be shown."""

from __future__ import annotations

import html
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass

from bitext.finding import Finding
from bitext.memo import digest

#: Of what a site is made of; elsewhere the registry of Windows may have another for scripts.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
for _suffix, _type in _TYPES.items():
    mimetypes.add_type(_type, _suffix)

#: Put at the end of each page, with the fingerprint of what stands before it.
PANEL = '<script src="/.preview/panel.js" data-version="{}" defer></script>\n</body>'


@dataclass(frozen=True)
class Answer:
    """status: of HTTP; kind: the media type; body: what is sent; version: the fingerprint that a page has in it;
    sources: the files that it is made of; faults: why it cannot be shown."""

    status: int
    kind: str
    body: bytes
    version: str = ""
    sources: frozenset[str] = frozenset()
    faults: tuple[Finding, ...] = ()


def page_answer(status: int, page: str, sources: Iterable[str] = (), faults: tuple[Finding, ...] = ()) -> Answer:
    """A page with the panel, and the fingerprint that tells whether it is the page as it is now."""
    head, end, tail = page.rpartition("</body>")
    version = digest(page)
    made = f"{head}{PANEL.format(version)}{tail}" if end else page + PANEL.format(version)
    body = made.encode("utf-8", errors="xmlcharrefreplace")
    return Answer(status, "text/html; charset=utf-8", body, version, frozenset(sources), faults)


def kind_of(path: str) -> str:
    """The media type of what is at a path, with its encoding."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in ("application/json", "application/xml", "application/javascript")
    return f"{kind}; charset=utf-8" if is_text or kind == "image/svg+xml" else kind


def fault_answer(faults: tuple[Finding, ...], sources: Iterable[str] = ()) -> Answer:
    """What stands in the place of a page that cannot be rendered."""
    items = "".join(f"<li><code>{html.escape(str(each))}</code></li>" for each in faults)
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cannot be shown</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/.preview/panel.css"></head>'
        f'<body class="preview-fault"><main><h1>This page cannot be shown</h1><ul>{items}</ul>'
        "<p>It appears here as soon as that is mended and saved.</p></main></body></html>"
    )
    return page_answer(500, page, sources, faults)
