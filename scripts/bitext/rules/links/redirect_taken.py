from collections.abc import Iterable, Iterator

from bitext.links.redirect_maps import OldAddress, faults_of_sections, listed
from bitext.rule import Report, rule
from bitext.site.redirects import Occupied, prefixes
from bitext.sources import Sources


@rule("site")
def redirect_taken(sources: Sources) -> Iterator[Report]:
    """A page or a file is published at an old address, or where a folder for it would have to be, so that nobody is
    sent on from there. What the build makes counts too, in every language: `/404.html`, `/sitemap.xml`. Sections that
    have left a page are listed with their anchors, which that page must not have any more.

    Bad: `redirect_from: [/portal/companies]` in another page than `docs/portal/companies.md`.
    Good: take the address out, move the page that stands there, or name the sections that it had:
    `- /portal/companies: {old-anchor: new-anchor}`.
    """
    site, occupied = sources.site, Occupied(sources.site)
    behind = [prefix for each in prefixes(site, sources.settings).values() for prefix in each]
    for old in listed(sources, site.source):
        first, slash, _ = old.address.partition("/")
        is_of_others = slash and first in behind  # readers of another language: `redirect-locale` tells
        if not old.of and not is_of_others and (message := _taken(old, behind, occupied)):
            yield Report(old.line, message, path=old.page)
    for fault in faults_of_sections(sources):
        if fault.rule == "redirect-taken":
            yield Report(fault.line, fault.message, path=fault.path)


def _taken(old: OldAddress, prefixes: Iterable[str], occupied: Occupied) -> str:
    """What is published at an old address, behind the first of the prefixes where something is; '' if nothing."""
    for prefix in prefixes:
        address = "/".join(filter(None, (prefix, old.address)))
        if there := occupied.by(address):
            return f"old address '{address}' {there}"
    return ""
