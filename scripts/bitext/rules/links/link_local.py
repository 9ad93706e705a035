from collections.abc import Iterator

from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site", severity="warning")
def link_local(sources: Sources) -> Iterator[Report]:
    """A link leads to the computer of whoever follows it: `localhost`, `127.0.0.1`, a `file:` or a drive. It works for
    its writer alone. What readers are to open on their own computer stands in code.

    Bad: `[the preview](http://localhost:8000/)`, `[the list](file:///home/me/list.pdf)`.
    Good: `` `http://localhost:8000/` ``, `[the list](list.pdf)`.
    """
    for linked in every_link(sources).get("local", ()):
        link = linked.link
        yield Report(link.line, f"{linked.shown} leads{linked.origin} to the reader's own computer", path=link.path)
