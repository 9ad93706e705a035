from collections.abc import Iterator

from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def link_case(sources: Sources) -> Iterator[Report]:
    """A link has capitals where the name of the file has none, or the other way round. It works on macOS and Windows,
    and fails on the server.

    Bad: `![The keys](Keys.svg)` where the file is `keys.svg`.
    Good: `![The keys](keys.svg)`.
    """
    for linked in every_link(sources).get("case", ()):
        link, to = linked.link, linked.to
        message = f"{linked.shown} has other capitals{linked.origin} than the file '{to.path}'; write '{to.write}'"
        yield Report(link.line, message, path=link.path)
