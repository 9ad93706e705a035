from collections.abc import Iterator

from bitext.redirect_maps import listed
from bitext.redirects import page_address
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("links", "site")
def redirect_taken(sources: Sources) -> Iterator[Report]:
    """A page stands at an old address, so that nobody is sent on from there.

    Bad: `redirect_from: [/portal/companies]` in another page than `docs/portal/companies.md`.
    Good: take the address out, or move the page that stands there.
    """
    source = sources.site.source
    pages = {page_address(name): name for name in sources.site.page_names(source)}
    for old in listed(sources, source):
        if old.address in pages:
            message = f"old address '{old.address}' is that of a page, '{pages[old.address]}'"
            yield Report(old.line, message, path=old.page)
