"""Old addresses of pages, where each leads now, and what stands in the way of a page there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath
from typing import Any

from bitext.cached import cached_property
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.pages.page import Page
from bitext.pages.yaml_lines import front_matter_scalars
from bitext.site.gate import address_fault
from bitext.site.hosting import HEADERS_FILE, NGINX_FILE
from bitext.site.settings import setting
from bitext.site.site import Locale, Site

KEY = "redirect_from"
#: What MkDocs, its hook and Material write or copy beside the pages.
_GENERATED = re.compile(
    r"sitemap\.xml(?:\.gz)?|(?:[\w-]+/)?(?:404\.html|llms\.txt|search/[\w.-]+\.js(?:on)?)|robots\.txt"
    r"|favicon\.ico|apple-touch-icon\.png|assets/social-[\w-]+\.png"
    rf"|{re.escape(HEADERS_FILE)}|{re.escape(NGINX_FILE)}|assets/(?:javascripts|stylesheets)/.*|assets/images/favicon\.png"
)


@dataclass(frozen=True)
class Redirect:
    """old: an address without slashes at its ends; name: of the page it leads to; fragments: from old to new anchor, or
    to another page and its anchor ('/portal/companies.md#add-a-company')."""

    old: str
    name: str
    fragments: Mapping[str, str]


@dataclass(frozen=True)
class Listed:
    """An entry of `redirect_from`. number: how many came before it; written: as it was read, of any type; fragments:
    from old to new anchor; fault: why no page can be put there, or ''."""

    number: int
    written: Any
    fragments: Mapping[str, str]
    fault: str

    @property
    def address(self) -> str:
        """Without slashes at its ends."""
        return str(self.written).strip("/")

    def finding(self, page: Page) -> Finding:
        """What is to be said of an entry that has a fault."""
        word, line = entry_place(page, self.number)
        return Finding(page.path, line, "redirect-address", f"old address '{word}' {self.fault}", "links")


def prefixes(site: Site, settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Of each locale, by its code, what stands before its old addresses: where its pages are now, and for a target
    locale also where they were once, as `extra: redirect_prefixes` of mkdocs.yml says."""
    once = setting(settings, "extra", "redirect_prefixes")
    found: dict[str, tuple[str, ...]] = {site.source.code: ("",)}
    for locale in site.targets:
        before = str(once.get(locale.code) or "").strip("/") if isinstance(once, Mapping) else ""
        found[locale.code] = tuple(dict.fromkeys(filter(None, (locale.code, before))))
    return found


def redirects(site: Site, locale: Locale, prefixes: Collection[str]) -> list[Redirect]:
    """The old addresses of the locale's pages, sorted, as the front matter of the source pages names them.

    `redirect_from` lists addresses from the root of the site; one that is a mapping, `/old: {fragment: anchor}`, says
    what its fragments are called now, or on which other page they are. The locale's pages were published behind each
    of `prefixes`. A mapping for a page that is still there makes a redirect to it where it was once only, behind
    another prefix.
    Raises Refused when an entry is no address of the site, two pages claim one, or something stands there.
    """
    found: dict[str, Redirect] = {}
    occupied = Occupied(site)
    refused: list[Finding] = []
    for name in site.published_names(site.source):
        page = site.page(name, site.source)
        for prefix, entry in product(prefixes, listed_addresses(page)):
            address = "/".join(filter(None, (prefix, entry.address)))
            if entry.fault:
                refused.append(entry.finding(page))
            elif old := occupied.page_of(entry):
                if not occupied.by(address):
                    found[address] = _moved_sections(found.get(address), address, old, name, entry)
            else:
                refused += _refusals(found.get(address), address, page, entry, occupied)
                found.setdefault(address, Redirect(address, name, entry.fragments))
    if refused:
        raise Refused(*refused)
    return [found[address] for address in sorted(found)]


def _moved_sections(known: Redirect | None, address: str, old: str, name: str, entry: Listed) -> Redirect:
    """The redirect to the page `old`, which is still there, with the sections that it has given to the page `name`, and
    those that are `known` from other pages."""
    fragments = {**known.fragments} if known else {}
    fragments |= {each: place(name, anchor) for each, anchor in entry.fragments.items()}
    return Redirect(address, old, fragments)


def _refusals(known: Redirect | None, address: str, page: Page, entry: Listed, occupied: Occupied) -> Iterator[Finding]:
    """Why an address cannot lead to a page: it leads to another already, or something is published there."""
    if known:
        message = f"old address '{entry.address}' also leads to '{known.name}'"
        yield Finding(page.path, entry_place(page, entry.number)[1], "redirect-twice", message, "links")
    elif there := occupied.by(address):
        message = f"old address '{address}' {there}"
        yield Finding(page.path, entry_place(page, entry.number)[1], "redirect-taken", message, "links")


def listed_addresses(page: Page) -> list[Listed]:
    """What a page lists under `redirect_from`, in order."""
    found: list[Listed] = []
    for written, moved in _entries(page.meta.get(KEY) or []):
        fragments = moved if isinstance(moved, dict) else {}
        named = {str(old): str(anchor) for old, anchor in fragments.items()}
        is_home = written == "/" and named  # sections that were on the home page
        found.append(Listed(len(found), written, named, "" if is_home else address_fault(written)))
    return found


def place(name: str, anchor: str) -> str:
    """Where an anchor is that `redirect_from` on the page `name` gives: '/name.md#anchor'."""
    return anchor if anchor.startswith("/") else f"/{name}#{anchor}"


def _entries(written: Any) -> Iterator[tuple[Any, Any]]:
    """Each address with what is said of it, in the order of their words in the text. A list in a list is no address."""
    if isinstance(written, dict):
        yield from written.items()
    elif isinstance(written, list):
        for entry in written:
            yield from (([item], None) for item in entry) if isinstance(entry, list) else _entries(entry)
    else:
        yield written, None


def entry_place(page: Page, number: int) -> tuple[str, int]:
    """The word and the line of an entry of `redirect_from`; those of the key where that is not known."""
    words = [scalar for scalar in front_matter_scalars(page) if KEY in (scalar.value, *scalar.keys)]
    entries = [word for word in words if word.keys == (KEY,)]
    place = entries[number] if number < len(entries) else words[0] if words else None
    return (place.value, place.line) if place else (KEY, 0)


def old_addresses(page: Page) -> dict[str, Mapping[str, str]]:
    """Of each old address that is one, what its fragments are called now."""
    return {entry.address: entry.fragments for entry in listed_addresses(page) if not entry.fault}


class Occupied:
    """Where something is published already, below the built site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def by(self, address: str) -> str:
        """What is said of an old address (without slashes at its ends) at which no page can be put; '' if one can."""
        if not address:
            return "is that of the home page"
        if f"{address}/index.html" in self._files or address in self._addresses:
            return f"is that of a page, '{self._files.get(f'{address}/index.html') or self._addresses[address]}'"
        for path in (address, *map(PurePosixPath.as_posix, PurePosixPath(address).parents)):
            lies = "is that of" if path == address else "lies below"
            if path in self._files:
                return f"{lies} a file, '{self._files[path]}'"
            if _GENERATED.fullmatch(path) or path in self._site.theme_names:
                return f"{lies} a file that the build makes, '{path}'"
        return ""

    def page_of(self, entry: Listed) -> str:
        """The name of the page that is still at an old address, if the entry says where sections of it are now; ''
        otherwise."""
        if not entry.fragments or entry.fault:
            return ""
        address = entry.address if self._site.directories else entry.address.removesuffix(".html")
        return self._addresses.get(address, "")

    @cached_property
    def _addresses(self) -> Mapping[str, str]:
        return {page_address(name): name for name in self._site.page_names(self._site.source)}

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """The name of what is published, by its path below the built site."""
        site, found = self._site, dict[str, str]()
        for locale in site.locales.values():
            pages = site.page_names(site.source)  # each is shown in every language
            for name in {*pages, *site.files[locale.code]}:
                shown = name if locale == site.source else f"{locale.code}/{name}"
                path = published_path(name, locale, site)
                found[path] = shown
                if name.endswith(".md"):
                    found[f"{path.removesuffix('.html')}.md"] = shown  # the copy for programs
        return found


def published_path(name: str, locale: Locale, site: Site) -> str:
    """The path of a page or another file below the built site."""
    if not name.endswith(".md"):
        return site.home(locale) + name
    address = full_address(name, locale, site)
    return f"{address}index.html" if address.endswith("/") or not address else address


def page_address(name: str) -> str:
    """The address of a page below its language, without slashes at its ends: 'portal/companies' of its name."""
    stem = name.removesuffix(".md")
    folder, base = posixpath.split(stem)
    return folder if base in ("index", "README") else stem


def full_address(name: str, locale: Locale, site: Site) -> str:
    """The address of a page from the root of the site, without a slash before it: 'fr/portal/companies/'."""
    prefix, address = site.home(locale), page_address(name)
    if site.directories:
        return f"{prefix}{address}/" if address else prefix
    is_index = posixpath.basename(name) in ("index.md", "README.md")
    return prefix + (posixpath.join(address, "index.html") if is_index else f"{address}.html")
