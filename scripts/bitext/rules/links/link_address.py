from collections.abc import Iterator

from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site", severity="warning")
def link_address(sources: Sources) -> Iterator[Report]:
    """A link of Markdown is the address of a page, relative to that of its own. It works today, but MkDocs leaves it as
    it is written: it checks neither page nor anchor, and a page that moves breaks it.

    Bad: `[Companies](../companies/#add)`.
    Good: `[Companies](companies.md#add)`.
    """
    for linked in every_link(sources).get("address", ()):
        link, write = linked.link, linked.to.write
        message = f"{linked.shown}{linked.origin} is an address, which MkDocs leaves as it is; write '{write}'"
        yield Report(link.line, message, path=link.path)
