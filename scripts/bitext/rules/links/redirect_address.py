from collections.abc import Iterator

from bitext.links.redirect_maps import no_addresses
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def redirect_address(sources: Sources) -> Iterator[Report]:
    """An old address at which no page can be put: it leads out of the site, names another one, or has signs that are no
    part of a path. It is written from the root of the site, without `?` and `#`.

    Bad: `redirect_from: [/../old]`, `redirect_from: ["https://example.org/old"]`, `redirect_from: [/old?page=1]`.
    Good: `redirect_from: [/old]`.
    """
    for fault in no_addresses(sources):
        yield Report(fault.line, fault.message, path=fault.path)
