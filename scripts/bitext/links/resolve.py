"""Where a link leads, and what is wrong with it if it does not lead where it should."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from bitext.compose.page_links import Form, Link
from bitext.links.published import Published
from bitext.pages.page import Page
from bitext.pages.public_address import OUTSIDE
from bitext.site.site import Locale

Kind = Literal["inside", "outside", "missing", "address", "slash", "case", "local", "locale", "own"]

_LOOPBACK = r"127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]"
_TITLE = re.compile(r"(?P<path>\S+)\s+(?P<title>[(«“„‘’'\"].*)", re.DOTALL)
_UP = re.compile(r"(?:\.{0,2}/)+")


@dataclass(frozen=True)
class Destination:
    """kind: inside (a page or file of the site), outside (of it, or of what can be told), missing, address (of a page
    or file; Markdown wants its path), slash (a file, with a slash behind it), case (the name has other capitals), local
    (the reader's own computer), locale (from a translation into the source locale), own (the site's public address);
    path: the file it leads to, from the site's root, or ''; fragment: without '#'; write: what to write instead, or '';
    why: it leads nowhere."""

    kind: Kind
    path: str = ""
    fragment: str = ""
    write: str = ""
    why: str = ""


class Resolver:
    """Resolves the links of one site; what was asked once is remembered."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.site = published.site
        self._known: dict[tuple[str, str, str, str, bool], Destination] = {}

    def resolve(self, link: Link, page: Page) -> Destination:
        """Where `link` leads from `page`, the page that shows it."""
        from_root = link.target.startswith("/") or OUTSIDE.match(link.target)
        place = "" if from_root and self.published.roots == "pages" else page.name
        key = (page.locale, place, link.form, link.target, self.site.is_draft(page))
        if key not in self._known:
            self._known[key] = self._resolve(link, page)
        return self._known[key]

    def _resolve(self, link: Link, page: Page) -> Destination:
        try:
            split = urlsplit(link.target)
        except ValueError:
            return Destination("missing", why="it is no address that can be read")
        locale = self.site.locales[page.locale]
        path, fragment = unquote(split.path), unquote(split.fragment)
        if link.target.startswith("//") or OUTSIDE.match(link.target):
            why = _why_incomplete(split)
            return Destination("missing", why=why) if why else self._own(split, page, locale)
        if not link.target.strip():
            return Destination("missing", why="it has no target")
        if not path:
            return Destination("inside", page.path, fragment)
        return self._by_path(link.form, path, fragment, page, locale)

    def _by_path(self, form: Form, path: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """Where a link without a host leads."""
        if form == "html" or self._is_from_host(path):
            found = self._html(path, fragment, page, locale)
            if found.kind == "outside":
                return self._beside(form, path, fragment, page, locale)
            name = self.published.name(found.path) if form != "html" and found.write else ""
            return replace(found, write=self._instead(name, page, locale, fragment)) if name else found
        named = self._named(path, fragment, page, locale)
        elsewhere = self._otherwise(named, form, path, fragment, page, locale)
        return elsewhere or named or self._missing(path, fragment, page, locale)

    def _is_from_host(self, path: str) -> bool:
        """Whether a path leads from the root of the host, as the settings may say of those that begin with '/'."""
        return path.startswith("/") and self.published.roots == "host"

    def _otherwise(
        self, named: Destination | None, form: Form, path: str, fragment: str, page: Page, locale: Locale
    ) -> Destination | None:
        """Where a link leads that does not name a file of its locale, if that is somewhere; else None. named: the file
        that it names."""
        kind = named.kind if named else "missing"
        if kind not in ("missing", "locale"):
            return None
        if form == "markdown" and self.published.leaves(path):
            return self._left(path, fragment, page, locale)
        if form == "front matter" and kind == "missing":
            elsewhere = self._elsewhere(path, fragment, page, locale)
            return next((other for other in elsewhere if other.kind != "missing"), None)
        return None

    def _left(self, path: str, fragment: str, page: Page, locale: Locale) -> Destination | None:
        """Where a path leads that MkDocs leaves as it is, or None for nowhere."""
        found = self._at_address(self.published.without_source(path), fragment, page, locale)
        if not isinstance(found, Destination) or found.kind != "inside":
            return None
        name = self.published.name(found.path)
        if path.startswith("/") or not name:
            return found
        return Destination("address", found.path, fragment, _with_fragment(_as_path(name, page, False), fragment))

    def _elsewhere(self, path: str, fragment: str, page: Page, locale: Locale) -> list[Destination]:
        """The other ways to read a path that a template puts on the page."""
        return [
            self._markdown("/" + path.lstrip("/"), fragment, page, locale),
            self._html(path, fragment, page, locale),
        ]

    def _markdown(self, path: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """A link that MkDocs turns into an address: it names a file, from the page or (with '/') from the locale."""
        return self._named(path, fragment, page, locale) or self._missing(path, fragment, page, locale)

    def _named(self, path: str, fragment: str, page: Page, locale: Locale) -> Destination | None:
        """The file that such a link names, or nearly: with a slash at the end, in another case; None for none."""
        absolute = path.startswith("/")
        names = self._names(path, page, locale)
        name = names[0]
        if path in (".", "./") and "/" not in page.name:  # the home page
            return Destination("inside", self.published.path("index.md", locale), fragment)
        if not path.endswith("/") and (found := self._file(names, fragment, page, locale)):
            return found
        if absolute and self.published.is_generated(name):
            return Destination("inside")
        if locale != self.site.source and (source := self._in_source(path, name)) is not None:
            return Destination("locale", write=self._instead(source, page, locale, fragment))
        return self._nearly(path, names, fragment, page, locale)

    def _file(self, names: Sequence[str], fragment: str, page: Page, locale: Locale) -> Destination | None:
        """The first of these names that is that of a file, or of a page that is still a draft."""
        for name in names:
            if found := self.published.path(name, locale):
                return Destination("inside", found, fragment)
            if draft := self._draft(name):
                is_set_aside = name in self.site.set_aside[self.site.source.code]
                reason = "which 'draft_docs' names" if is_set_aside else "with texts that are still to be written"
                why = f"'{draft}' is a draft, {reason}, and is not published"
                kind: Kind = "inside" if self.site.is_draft(page) else "missing"
                return Destination(kind, draft, fragment, why=why)
        return None

    def _nearly(self, path: str, names: Sequence[str], fragment: str, page: Page, locale: Locale) -> Destination | None:
        """The file that one of the `names` of a link is, but for a slash at the end or the case."""
        if path.endswith("/") and (found := self.published.path(names[-1], locale)):
            return Destination("slash", found, fragment, self._written(names[-1], path, fragment, page))
        if cased := self.published.in_another_case(names[0], locale):
            write = self._written(cased, path, fragment, page)
            return Destination("case", self.published.path(cased, locale), fragment, write)
        return None

    def _missing(self, path: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """A link that leads nowhere as it is written, and what may be meant: without a title, or with a mistake that is
        known."""
        absolute = path.startswith("/")
        name, bare = self._names(path, page, locale)
        known = self._without_title(path, page, locale, absolute) or (not absolute and _known_mistake(path))
        write = known or self._written(self.published.nearest(bare, locale), path, fragment, page)
        return Destination("missing", write=write, why=self._why(path, name, locale, absolute))

    def _written(self, wanted: str, path: str, fragment: str, page: Page) -> str:
        """How to write the name `wanted` in place of `path`; '' of ''."""
        from_root = path.startswith("/") and self.published.roots == "pages"
        return _with_fragment(_as_path(wanted, page, from_root), fragment) if wanted else ""

    def _names(self, path: str, page: Page, locale: Locale) -> tuple[str, str]:
        """What a link of Markdown names in a locale: as it is written, and without the locale before it."""
        name = self.site.name_in(locale, path.lstrip("/"), None if path.startswith("/") else page)
        return name, name.removeprefix(f"{locale.code}/")

    def _without_title(self, path: str, page: Page, locale: Locale, absolute: bool) -> str:
        """What to write for a target with a title behind it that is not one, or ''."""
        match = _TITLE.fullmatch(path)
        if not match or self._markdown(match["path"], "", page, locale).kind != "inside":
            return ""
        title = match["title"].strip("()«»“”„‘’'\" \u00a0\u202f")
        return f'{match["path"]} "{title}"'

    def _draft(self, name: str) -> str:
        """The path of the draft that is called so in the source locale, or ''; that of a translation alone is none: the
        source text is shown in its place."""
        source = self.site.source
        return self.site.path(name, source) if name in self.site.drafts[source.code] else ""

    def _why(self, path: str, name: str, locale: Locale, absolute: bool) -> str:
        if name.startswith("../"):
            return f"it leads out of '{locale.folder}'"
        if not absolute and (path.endswith(("/", ".")) or not posixpath.splitext(name)[1]):
            return "it names neither a page nor a file"
        file = self.site.path(name, locale)
        if (self.site.root / file).is_file():
            return f"'{file}' is not published"
        if others := [other for other in self.site.targets if name in self.site.files[other.code]]:
            return f"'{file}' does not exist, only '{self.site.path(name, others[0])}'"
        return f"'{file}' does not exist"

    def _in_source(self, path: str, name: str) -> str | None:
        """What a path of a translation means in the source locale, if it leads there: a name, or '' for none of its."""
        source = self.site.source
        bare = _UP.sub("", path, count=1) if _UP.match(path) else path
        for prefix in (source.folder, source.code):
            if bare.startswith(f"{prefix}/") and not name.startswith(f"{prefix}/{prefix}/"):
                rest = bare.removeprefix(f"{prefix}/").rstrip("/")
                found = rest if self.published.path(rest, source) else self.published.page_of_address(rest, source)
                if found or prefix == source.code:
                    return found
        return None

    def _html(self, path: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """A link that MkDocs leaves as it is: an address, from that of the page or from the host."""
        found = self._at_address(path, fragment, page, locale)
        return found if isinstance(found, Destination) else self._html_missing(path, fragment, page, locale, found)

    def _at_address(self, path: str, fragment: str, page: Page, locale: Locale) -> Destination | str:
        """Where such a link leads, or its address from the root of the site if nothing is there."""
        published = self.published
        address = self._address(path, page, locale)
        if address is None:
            return Destination("outside")
        found = published.at_address(address)
        if found is None:
            return Destination("inside") if published.is_generated(address) else address
        where, name = found
        target = published.path(name, where)
        if where == self.site.source != locale and name.endswith(".md"):
            return Destination("locale", target, fragment, self._relative(name, page, locale, fragment))
        return Destination("inside", target, fragment)

    def _address(self, path: str, page: Page, locale: Locale) -> str | None:
        """The address from the root of the site that such a link names, None for one that is not below it."""
        if path.startswith("/"):
            base = self.published.root.rstrip("/")
            if not f"{path}/".startswith(f"{base}/"):
                return None
            address = path[len(base) :].lstrip("/")
        else:
            here = self.published.address_of(page.name, locale)
            address = posixpath.join(here if here.endswith("/") or not here else posixpath.dirname(here), path)
        address = posixpath.normpath(address or ".") + "/" * (path.endswith("/"))
        return "" if address in (".", "./") else address

    def _beside(self, form: Form, path: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """A link from the root of the host to what is not below the address of the site: a page, if one is meant."""
        found = self._file([path.strip("/")], fragment, page, locale)
        name = self.published.name(found.path) if found else self.published.page_of_address(path, locale)
        if not name:
            return Destination("outside")
        why = f"it begins at the root of the host, and the site is below '{self.published.root}'"
        write = self._instead(name, page, locale, fragment)
        return Destination(
            "missing", write=self._relative(name, page, locale, fragment) if form == "html" else write, why=why
        )

    def _html_missing(self, path: str, fragment: str, page: Page, locale: Locale, address: str) -> Destination:
        published = self.published
        own = address.removeprefix(f"{locale.code}/") if locale != self.site.source else address
        if (cased := published.in_another_case(own, locale)) and not cased.endswith(".md"):
            write = self._relative(cased, page, locale, fragment)
            return Destination("case", published.path(cased, locale), fragment, write)
        meant = self._markdown(path, fragment, page, locale)
        name = published.name(meant.path) or published.nearest(own, locale)
        why = f"no page or file has the address '/{address}'"
        if meant.kind == "inside":
            why += ", and MkDocs leaves HTML as it is written"
        return Destination("missing", write=self._relative(name, page, locale, fragment) if name else "", why=why)

    def _relative(self, name: str, page: Page, locale: Locale, fragment: str) -> str:
        """The address of a page or file as HTML on `page` must give it."""
        here, there = self.published.address_of(page.name, locale), self.published.address_of(name, locale)
        folder = here if here.endswith("/") or not here else posixpath.dirname(here)
        relative = posixpath.relpath(f"/{there}", f"/{folder}")
        return _with_fragment(relative + "/" * (there.endswith("/") or not there), fragment)

    def _instead(self, name: str, page: Page, locale: Locale, fragment: str) -> str:
        """The path to write in place of an address of a page or file, or '' where the locale does not show it."""
        if not name or not self.published.path(name, locale):
            return ""
        return _with_fragment(_as_path(name, page, self.published.roots == "pages"), fragment)

    def _own(self, split: SplitResult, page: Page, locale: Locale) -> Destination:
        """A link with a scheme or a host: of no concern here unless the host is the site's own, or nowhere."""
        own = urlsplit(self.published.address)
        base = unquote(own.path).rstrip("/")
        scheme, host, path = split.scheme.lower(), split.netloc, unquote(split.path)
        if not own.netloc or scheme not in ("http", "https", "") or host.lower() != own.netloc.lower():
            return Destination("local" if _is_local(scheme, host) else "outside")
        if not f"{path}/".startswith(f"{base}/"):
            return Destination("outside")
        return self._at_own_address(path[len(base) :].lstrip("/"), unquote(split.fragment), page, locale)

    def _at_own_address(self, address: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """A link to an address of the site, from its root; a page is better named by its path."""
        published = self.published
        found = published.at_address(address)
        if found is None:
            generated = published.is_generated(address)
            return Destination("outside") if generated else self._own_missing(address, fragment, page, locale)
        where, name = found
        if where != self.site.source == locale:
            return Destination("outside")
        write = self._instead(name, page, locale, fragment)
        if where == self.site.source != locale and name.endswith(".md"):
            return Destination("locale", published.path(name, where), fragment, write)
        return Destination("own", published.path(name, where), fragment, write)

    def _own_missing(self, address: str, fragment: str, page: Page, locale: Locale) -> Destination:
        """An address of the site at which nothing is, and the page whose address is most like it."""
        first, _, rest = address.partition("/")
        bare = rest if first in self.site.locales else address
        name = self.published.nearest(bare.rstrip("/"), self.site.source)
        write = self._instead(name, page, locale, fragment)
        return Destination("own", write=write, why="and nothing is there")


def _as_path(name: str, page: Page, absolute: bool) -> str:
    return f"/{name}" if absolute else posixpath.relpath(name, posixpath.dirname(page.name) or ".")


def _with_fragment(target: str, fragment: str) -> str:
    return f"{target}#{fragment}" if fragment else target


def _why_incomplete(address: SplitResult) -> str:
    """What an address lacks that its scheme asks for, or ''."""
    scheme = address.scheme.lower()
    if scheme in ("http", "https", "ftp") and not address.netloc.strip(":@"):
        return "it names no host"
    if scheme == "mailto" and "@" not in unquote(address.path) and (address.path or not address.query):
        return "it has no address"
    return "it has no number" if scheme in ("tel", "sms") and not re.search(r"\d", address.path) else ""


def _is_local(scheme: str, host: str) -> bool:
    """Whether this is on the computer of whoever follows it: a file, a drive, a server of one's own."""
    if scheme == "file" or len(scheme) == 1:
        return True
    name = re.sub(r"^[^@]*@|:\d*$", "", host.lower()).rstrip(".")
    return name == "localhost" or name.endswith(".localhost") or re.fullmatch(_LOOPBACK, name) is not None


def _known_mistake(path: str) -> str:
    """What was left out before an address: 'https://' or 'mailto:'."""
    if re.fullmatch(r"www\.[\w-]+(?:\.[\w-]+)+(?:/\S*)?", path):
        return f"https://{path}"
    return f"mailto:{path}" if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", path) else ""
