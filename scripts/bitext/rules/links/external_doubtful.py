from collections.abc import Iterator

from bitext.links.linked import external_links
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site", severity="warning", enabled=False)
def external_doubtful(sources: Sources) -> Iterator[Report]:
    """A link to another host could not be confirmed: the host is slow, refuses us or answers with an error, its
    certificate is not accepted, it is in a private network, or the page lacks the fragment. Open it in a browser. Only
    `check --external` looks.

    Bad: `[Sage API](https://developer.sage.com/api/#gone)`.
    Good: `[Sage API](https://developer.sage.com/api/)`.
    """
    for link in external_links(sources):
        followed = sources.followed.get(link.target)
        if followed is not None and followed.state == "doubtful":
            yield Report(link.line, f"link '{link.target}' is doubtful: {followed.why}", path=link.path)
