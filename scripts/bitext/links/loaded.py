"""What mkdocs.yml has every page load from other hosts, or hold as a script, and the policy of the site blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bitext.compose.programs import Surroundings, is_foreign
from bitext.pages.page import read_text
from bitext.site.plugins import plugin_named
from bitext.site.policy import is_allowed
from bitext.site.settings import setting
from bitext.sources import Sources

_FONTS = (("style-src", "https://fonts.googleapis.com"), ("font-src", "https://fonts.gstatic.com"))
#: What Material loads for a provider of analytics.
_ANALYTICS: Mapping[str, str] = {"google": "https://www.googletagmanager.com"}
_IN_STYLE = re.compile(
    r"@import\s+(?:url\(\s*)?[\"']?(?P<sheet>(?:https?:)?//[^\s\"')]+)|url\(\s*[\"']?(?P<file>(?:https?:)?//[^\s\"')]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT_FILE = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:$|[?#])", re.IGNORECASE)


@dataclass(frozen=True)
class Blocked:
    """path, line: where it is written; message: what is blocked, and what to do."""

    path: str
    line: int
    message: str


def blocked_settings(sources: Sources) -> Iterator[Blocked]:
    """What the policy blocks of what the settings ask for.

    Nothing of a site that has no policy of ours, or whose plugin 'privacy' brings the files along."""
    if not sources.site.composes or plugin_named(sources.settings, "privacy") is not None:
        return
    for keys, url, directive in _files(sources.settings):
        if is_foreign(url, sources.surroundings, directive):
            yield _blocked(sources, keys, _foreign(url, directive))
    yield from _fonts(sources)
    yield from _programs(sources)
    yield from _in_styles(sources)


def _blocked(sources: Sources, keys: Sequence[str | int], message: str) -> Blocked:
    return Blocked(*sources.settings.place_of(*keys), message)


def _foreign(url: str, directive: str) -> str:
    advice = f"keep a copy in the site, or allow the host under 'extra: policy: {directive}'"
    return f"'{url}' is from another host, and the policy of the site blocks it; {advice}"


def _files(settings: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """The keys, the address and the directive of each file that the settings name."""
    for name, directive in (("extra_css", "style-src"), ("extra_javascript", "script-src")):
        listed = settings.get(name)
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            url = entry.get("path") if isinstance(entry, Mapping) else entry
            if isinstance(url, str):
                yield (name, number), url, directive
    for name in ("logo", "favicon"):
        url = setting(settings, "theme", name)
        if isinstance(url, str):
            yield ("theme", name), url, "img-src"


def _fonts(sources: Sources) -> Iterator[Blocked]:
    """The fonts that Material loads where nothing, or a name, is said of them."""
    theme = sources.settings.get("theme")
    name = theme.get("name") if isinstance(theme, Mapping) else theme
    if name != "material" or setting(sources.settings, "theme", "font") is False:
        return
    left = [f"'{url}'" for directive, url in _FONTS if not _may_load(url, directive, sources.surroundings)]
    if left:
        allow = "or allow the hosts under 'extra: policy: style-src' and 'font-src'"
        message = f"the theme loads its fonts from {' and '.join(left)}, and the policy of the site blocks them"
        yield _blocked(sources, ("theme", "font"), f"{message}; write 'font: false', {allow}")


def _programs(sources: Sources) -> Iterator[Blocked]:
    """What the theme writes into each page as a script of its own."""
    provider = setting(sources.settings, "extra", "analytics", "provider")
    host = _ANALYTICS.get(provider) if isinstance(provider, str) else None
    if host and not _may_load(host, "script-src", sources.surroundings):
        message = f"'analytics' loads a script from '{host}', and the policy of the site blocks it"
        advice = "leave it out, or allow the host under 'extra: policy: script-src'"
        yield _blocked(sources, ("extra", "analytics"), f"{message}; {advice}")
    if any(source.startswith("'sha") for source in (sources.surroundings.allowed or {}).get("script-src", ())):
        return
    for name, is_there in (("analytics", host), ("consent", setting(sources.settings, "extra", "consent"))):
        if is_there:
            message = f"'{name}' writes an inline script into each page, and the policy of the site blocks it"
            advice = "`check --site` names its hash, for 'extra: policy: script-src'"
            yield _blocked(sources, ("extra", name), f"{message}; {advice}")


def _may_load(url: str, directive: str, surroundings: Surroundings) -> bool:
    return is_allowed(url, directive, surroundings.allowed)


def _in_styles(sources: Sources) -> Iterator[Blocked]:
    """What the site's own style sheets load."""
    names = sources.settings.get("extra_css")
    folder = sources.site.root / sources.site.source.folder
    for name in map(str, names if isinstance(names, list) else ()):
        if is_foreign(name, sources.surroundings, "style-src") or not (folder / name).is_file():
            continue
        path = f"{sources.site.source.folder}/{name}"
        text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), read_text(folder / name, path))
        for match in _IN_STYLE.finditer(text):
            url, directive = match["sheet"] or match["file"], _directive(match)
            if is_foreign(url, sources.surroundings, directive):
                yield Blocked(path, text.count("\n", 0, match.start()) + 1, _foreign(url, directive))


def _directive(loaded: re.Match[str]) -> str:
    """The directive of the policy for what a style sheet loads."""
    if loaded["sheet"]:
        return "style-src"
    return "font-src" if _FONT_FILE.search(loaded["file"]) else "img-src"
