from collections.abc import Iterator

from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def link_own_address(sources: Sources) -> Iterator[Report]:
    """A link names the site itself by its public address (`site_url`). In a preview it leads out of the preview, and
    nothing tells when the page moves.

    Bad: `[Companies](https://guides.example.org/portal/companies/)`.
    Good: `[Companies](/portal/companies.md)`.
    """
    for linked in every_link(sources).get("own", ()):
        link, to = linked.link, linked.to
        write = f"; write '{to.write}'" if to.write else ""
        rest = f", {to.why}{linked.suggestion}" if to.why else write
        yield Report(link.line, f"{linked.shown} is the public address of this site{rest}", path=link.path)
