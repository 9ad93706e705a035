from collections.abc import Iterator

from bitext.links.linked import external_links
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site", enabled=False)
def external_dead(sources: Sources) -> Iterator[Report]:
    """A link to another host leads nowhere: the host does not exist, or the answer is 404 or 410. Only
    `check --external` looks; what it found alive is not asked again for a week.

    Bad: `[Sage API](https://developer.sage.com/gone/)`.
    Good: `[Sage API](https://developer.sage.com/)`.
    """
    for link in external_links(sources):
        followed = sources.followed.get(link.target)
        if followed is not None and followed.state == "dead":
            yield Report(link.line, f"link '{link.target}' is dead: {followed.why}", path=link.path)
