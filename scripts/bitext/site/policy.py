"""The Content-Security-Policy that the site runs under: everything from its own host, and no inline script but those
that every page has."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import filterfalse
from typing import Any

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
#: What a site may allow besides (`extra: policy`), and how it names it: by its hash, or by its host.
OPEN = ("script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "frame-src", "form-action")
_SOURCE = re.compile(
    r"'sha(?:256|384|512)-[A-Za-z\d+/_=-]+'|'unsafe-inline'|(?:https?://)?(?:\*\.)?[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+(?::\d+)?(?:/[\w./~%-]*)?"
)
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


def page_policy(scripts: Iterable[str], allowed: Mapping[str, Sequence[str]] = {}) -> str:
    """The policy as a page itself can state it, with the inline `scripts` that it allows and what is `allowed` besides,
    by directive."""
    sources = sorted({source_of(script) for script in scripts})
    stated = "; ".join(_ALLOWED).format(scripts="".join(f" {source}" for source in sources))
    directives = {words[0]: words[1:] for each in stated.split(";") if (words := each.split())}
    for name, more in allowed.items():
        known = [source for source in directives.get(name, ()) if source != "'none'"]
        directives[name] = [*known, *filterfalse(known.__contains__, more)]
    return "; ".join(" ".join((name, *words)) for name, words in directives.items())


def allowed_besides(extra: Any) -> Mapping[str, Sequence[str]]:
    """What `extra: policy` of the settings allows, by directive. Raises ValueError, with a sentence, when it is not
    written as it should be."""
    written = extra.get("policy") if isinstance(extra, Mapping) else None
    if written is None:
        return {}
    if not isinstance(written, Mapping):
        raise ValueError("'extra: policy' is not a mapping of directives, such as 'img-src', to sources")
    found: dict[str, Sequence[str]] = {}
    for name, value in written.items():
        if name not in OPEN:
            raise ValueError(f"'{name}' in 'extra: policy' is none of {', '.join(map(repr, OPEN))}")
        sources = tuple(map(str, value if isinstance(value, list) else [value]))
        for source in sources:
            if not _may_be_allowed(source, name):
                raise ValueError(f"'{source}' in 'extra: policy: {name}' is no host, and no hash of what is allowed")
        found[str(name)] = sources
    return found


def _may_be_allowed(source: str, directive: str) -> bool:
    """Whether the settings may allow a source: a host or a hash, but not every inline script."""
    is_any_script = directive == "script-src" and source == "'unsafe-inline'"
    return _SOURCE.fullmatch(source) is not None and not is_any_script


def is_allowed(url: str, name: str, allowed: Mapping[str, Sequence[str]] | None) -> bool:
    """Whether what is `allowed` besides, under the directive `name`, has this source, or one for this address."""
    return any(source == url or _covers(source, url) for source in (allowed or {}).get(name, ()))


def _covers(source: str, url: str) -> bool:
    if source.startswith("'"):
        return False
    scheme, _, rest = source.rpartition("://")
    host, slash, path = rest.partition("/")
    there = re.match(r"(?:(https?):)?//([^/?#]*)([^?#]*)", url, re.IGNORECASE)
    if there is None or (scheme and there[1] and there[1].lower() != scheme):
        return False
    return _is_of_host(there[2].lower(), host) and (not path or _is_below(there[3], f"{slash}{path}"))


def _is_of_host(name: str, host: str) -> bool:
    """Whether a host is the one that a source names, or below it: '*.example.com'."""
    return name.endswith(host[1:]) if host.startswith("*.") else name == host.lower()


def _is_below(path: str, where: str) -> bool:
    """Whether a path is the one that a source names, or below it if that ends with a slash."""
    return path == where or (where.endswith("/") and path.startswith(where))


def header_policy(policy: str, styles: Iterable[str] = ()) -> str:
    """The policy of a page as the host's header states it, which also rules drawings. styles: those within drawings."""
    sources = sorted({source_of(style) for style in styles})[:MAX_STYLES]
    own = "style-src 'self'"
    return "; ".join((policy.replace(own, " ".join((own, *sources))), *_IN_HEADER))


def directive(policy: str, name: str) -> Sequence[str]:
    """What a policy says of `name`, such as 'script-src'."""
    return next((words[1:] for each in policy.split(";") if (words := each.split()) and words[0] == name), ())
