from collections.abc import Iterator

from bitext.links.release import lost, released
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def address_lost(sources: Sources) -> Iterator[Report]:
    """An address or a pinned anchor that the last release had leads nowhere now: links and bookmarks of readers break.
    The last release is the commit at which this branch left `origin/main`, or else the newest tag. Without history
    nothing is looked for.

    Bad: `docs/portal/companies.md` is renamed, and nothing says where it is now.
    Good: `redirect_from: [/portal/companies]` on the page that takes its place, as `python3 scripts move` writes it.
    """
    release = released(sources)
    for each in lost(sources):
        ref = release.name if release else ""
        yield Report(each.line, f"{each.what}, which '{ref}' has, leads nowhere now{_advice(each.now)}", path=each.path)


def _advice(now: str) -> str:
    return f"; the page is '{now}' now, where 'redirect_from' may list it" if now else ""
