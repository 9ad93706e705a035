from collections.abc import Iterator

from bitext.redirect_maps import listed
from bitext.redirects import Occupied, prefixes
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("links", "site")
def redirect_taken(sources: Sources) -> Iterator[Report]:
    """A page or a file is published at an old address, or where a folder for it would have to be, so that nobody is
    sent on from there. What the build makes counts too, in every language: `/404.html`, `/sitemap.xml`.

    Bad: `redirect_from: [/portal/companies]` in another page than `docs/portal/companies.md`.
    Good: take the address out, or move the page that stands there.
    """
    site, occupied = sources.site, Occupied(sources.site)
    behind = [prefix for each in prefixes(site, sources.settings).values() for prefix in each]
    for old in listed(sources, site.source):
        if old.address.partition("/")[0] in behind and "/" in old.address:
            continue  # the readers of another language: `redirect-locale` tells
        for prefix in behind:
            address = "/".join(filter(None, (prefix, old.address)))
            if there := occupied.by(address):
                yield Report(old.line, f"old address '{address}' {there}", path=old.page)
                break
