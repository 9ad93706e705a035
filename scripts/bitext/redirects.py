"""Old addresses of pages, and where each leads now."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bitext.finding import Finding, Refused
from bitext.page import Page
from bitext.site import Locale, Site


@dataclass(frozen=True)
class Redirect:
    """old: an address without slashes at its ends; name: of the page it leads to; fragments: from old to new anchor."""

    old: str
    name: str
    fragments: Mapping[str, str]


def redirects(site: Site, locale: Locale, prefix: str | None) -> list[Redirect]:
    """The old addresses of the locale's pages, sorted, as the front matter of the source pages names them.

    `redirect_from` lists addresses from the root of the site; one that is a mapping, `/old: {fragment: anchor}`, says
    what its fragments are called now. The locale's pages were published behind `prefix`, or not at all if it is None.
    Raises Refused when two pages claim one address, or a page stands there.
    """
    if prefix is None:
        return []
    found: dict[str, Redirect] = {}
    addresses = {page_address(name): name for name in site.page_names(site.source)}
    for name in site.page_names(site.source):
        page = site.page(name, site.source)
        for old, fragments in old_addresses(page).items():
            address = "/".join(filter(None, (prefix.strip("/"), old)))
            if address in found:
                message = f"old address '{address}' also leads to '{found[address].name}'"
                raise Refused(Finding(page.path, page.line_of(old), "redirect-twice", message))
            if locale == site.source and address in addresses:
                message = f"old address '{address}' is that of a page, '{addresses[address]}'"
                raise Refused(Finding(page.path, page.line_of(old), "redirect-taken", message))
            found[address] = Redirect(address, name, fragments)
    return [found[address] for address in sorted(found)]


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


def old_addresses(page: Page) -> dict[str, dict[str, str]]:
    """Of each old address, what its fragments are called now."""
    written: Any = page.meta.get("redirect_from") or []
    addresses: dict[str, dict[str, str]] = {}
    for entry in written if isinstance(written, list) else [written]:
        for address, fragments in entry.items() if isinstance(entry, dict) else [(entry, None)]:
            named = fragments if isinstance(fragments, dict) else {}
            moved = {str(old): str(anchor) for old, anchor in named.items()}
            addresses[str(address).strip("/")] = moved
    return addresses
