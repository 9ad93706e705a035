"""The Content-Security-Policy that the site runs under: everything from its own host, and no inline script but those
that every page has."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence

#: What a page may do. All else (frames, plug-ins, another base, sending forms) is not allowed.
_ALLOWED = (
    "default-src 'none'",
    "script-src 'self'{scripts}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
#: What only a header can say; browsers complain of it in a page.
_IN_HEADER = ("frame-ancestors 'none'",)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
MAX_STYLES = 20  # hosts limit the length of a header


def inline_scripts(html: str) -> list[str]:
    """The scripts that `html` holds, without those that are files or data."""
    return _INLINE.findall(html)


def inline_styles(drawing: str) -> list[str]:
    """The styles that an SVG drawing holds."""
    return _STYLE.findall(drawing)


def source_of(text: str) -> str:
    """How a policy names an inline script or style: by its hash."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def page_policy(scripts: Iterable[str]) -> str:
    """The policy as a page itself can state it, with the inline `scripts` that it allows."""
    sources = sorted({source_of(script) for script in scripts})
    return "; ".join(_ALLOWED).format(scripts="".join(f" {source}" for source in sources))


def header_policy(policy: str, styles: Iterable[str] = ()) -> str:
    """The policy of a page as the host's header states it, which also rules drawings. styles: those within drawings."""
    sources = sorted({source_of(style) for style in styles})[:MAX_STYLES]
    own = "style-src 'self'"
    return "; ".join((policy.replace(own, " ".join((own, *sources))), *_IN_HEADER))


def directive(policy: str, name: str) -> Sequence[str]:
    """What a policy says of `name`, such as 'script-src'."""
    return next((words[1:] for each in policy.split(";") if (words := each.split()) and words[0] == name), ())
