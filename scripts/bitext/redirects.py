"""Old addresses of pages, and where each leads now."""

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

    `redirect_from` lists addresses from the root of the site; an entry `/old#fragment: anchor` says where a fragment
    went. The locale's pages were published behind `prefix`, or not at all if it is None. Raises Refused when two pages
    claim one address.
    """
    if prefix is None:
        return []
    found: dict[str, Redirect] = {}
    for name in site.page_names(site.source):
        page = site.page(name, site.source)
        for old, fragments in _old_addresses(page).items():
            address = "/".join(filter(None, (prefix.strip("/"), old)))
            if address in found:
                message = f"old address '{address}' also leads to '{found[address].name}'"
                raise Refused(Finding(page.path, 0, "redirect-twice", message))
            found[address] = Redirect(address, name, fragments)
    return [found[address] for address in sorted(found)]


def _old_addresses(page: Page) -> dict[str, dict[str, str]]:
    written: Any = page.meta.get("redirect_from") or []
    addresses: dict[str, dict[str, str]] = {}
    for entry in written if isinstance(written, list) else [written]:
        pairs = entry.items() if isinstance(entry, dict) else [(entry, None)]
        for address, anchor in pairs:
            old, _, fragment = str(address).partition("#")
            moved = addresses.setdefault(old.strip("/"), {})
            if fragment and anchor:
                moved[fragment] = str(anchor).lstrip("#")
    return addresses
