"""From an address written in a page to the file of the site that it leads to."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bitext.cached import cached_property
from bitext.pages.public_address import joined
from bitext.suggestions import closest

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True)
class Target:
    """path: from the site's folder, of the file that exists, or of what was looked for (with a slash first when that is
    above the site's address); fragment: as written, without the '#'."""

    path: str
    exists: bool
    fragment: str


class Addresses:
    """files: all of the site, from its folder; address: where it is published ('https://host/base/'), or ''."""

    def __init__(self, files: Set[str], address: str) -> None:
        self.files = files
        parts = urlsplit(address)
        self.host = parts.netloc.lower()
        self.base = f"/{parts.path.strip('/')}/".replace("//", "/")

    def target(self, url: str, at: str, base: str = "") -> Target | None:
        """Where `url` leads from the file `at` (and its `<base href>`); None when that is no place of this site."""
        if base:
            url = _joined(base, url.strip())
        if not url.isprintable() or " " in url:
            url = re.sub(r"[\t\n\r]", "", url.strip(" \t\n\r\f"))
        written, _, fragment = url.partition("#")
        rest = written.partition("?")[0]
        path = self._own_path(rest) if _SCHEME.match(rest) else unquote(rest)
        if path == "":
            return Target(at, True, fragment)
        if path is None:
            return None
        full = path if path.startswith("/") else f"{self.base}{at.rpartition('/')[0]}/{path}"
        found = "/" + posixpath.normpath(full).lstrip("/")
        if not f"{found}/".startswith(self.base):
            return self._above(found, fragment)
        return self._file(found[len(self.base) :], fragment, is_folder=path.endswith("/"))

    def _file(self, name: str, fragment: str, *, is_folder: bool) -> Target:
        """The file that is shown at `name` below the site, or the one that would have to be there."""
        index = f"{name}/index.html".lstrip("/")
        if name in self.files and not is_folder:
            return Target(name, True, fragment)
        if index in self.files:
            return Target(index, True, fragment)
        return Target(index if is_folder else name, False, fragment)

    def address_of(self, path: str) -> str:
        """How messages call a file of the site, or what was looked for: its address, without the host."""
        if path.startswith("/"):
            return path
        return self.base + (path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path)

    def suggestion(self, target: Target) -> str:
        """What may have been meant instead of `target`, to append to a message, or nothing."""
        path = target.path.lstrip("/")
        if near := self._by_letters.get(path.casefold()):
            return f"; did you mean '{self.address_of(near)}'?"
        folder, name = _folder_and_name(path)
        alike = closest(name, self._names.get(folder, {}))
        return f"; did you mean '{self.address_of(self._names[folder][alike])}'?" if alike else ""

    def _own_path(self, url: str) -> str | None:
        try:
            parts = urlsplit(url)
        except ValueError:  # no URL at all
            return None
        is_own = self.host and parts.netloc.lower() == self.host and parts.scheme.lower() in ("http", "https", "")
        return (unquote(parts.path) or "/") if is_own else None

    def _above(self, found: str, fragment: str) -> Target | None:
        """What is above the site's address is not ours to know, but one of our own files was meant by its name."""
        name = found.lstrip("/")
        is_ours = bool(name) and (name in self.files or f"{name}/index.html" in self.files)
        return Target(found, False, fragment) if is_ours else None

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        return {path.removesuffix("/index.html").casefold(): path for path in self.files} | {
            path.casefold(): path for path in self.files
        }

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for path in self.files:
            folder, name = _folder_and_name(path)
            found[folder][name] = path
        return found


def _folder_and_name(path: str) -> tuple[str, str]:
    folder, _, name = path.removesuffix("/index.html").rpartition("/")
    return folder, name


def _joined(base: str, url: str) -> str:
    """What `url` means on a page with `<base href>`, as an address from that page."""
    if "//" in base:
        return joined(base, url)
    if _SCHEME.match(url) or url.startswith("/"):
        return url
    return base.partition("#")[0] + url if url[:1] in ("", "#", "?") else base[: base.rfind("/") + 1] + url
