from collections.abc import Iterator, Mapping

from bitext.links.linked import published
from bitext.links.redirect_maps import Moved, OldAddress, listed, mapped
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def redirect_chain(sources: Sources) -> Iterator[Report]:
    """A redirect leads to what is itself an old address or an old fragment: readers are sent on twice, or in a circle.

    Bad: `old.md: newer.md` and `newer.md: newest.md`.
    Good: `old.md: newest.md` and `newer.md: newest.md`.
    """
    for old in listed(sources, sources.site.source):
        yield from _of_fragments(old, sources)
    moves = {moved.address: moved for moved in mapped(sources)}
    for moved in moves.values():
        if moved.to is None:
            continue
        name = published(sources).page_of_old_address(moved.to)
        if moved.to in moves or name:
            end = _end(moved, moves) if moved.to in moves else name
            rest = f"which leads on; write '{end}'" if end else "and so in a circle"
            yield Report(moved.line, f"redirect of '{moved.old}' leads to '{moved.new}', {rest}", path=moved.path)


def _of_fragments(old: OldAddress, sources: Sources) -> Iterator[Report]:
    """The old fragments of an address that lead to what is itself one."""
    facts = sources.facts.get(old.page)
    ends = {fragment: anchor for fragment, anchor, _ in old.fragments}
    for fragment, anchor, line in old.fragments:
        if facts is not None and anchor in ends and anchor not in facts.anchors:
            further = f"'#{anchor}', which leads on to '#{ends[anchor]}'"
            yield Report(line, f"old address '{old.address}#{fragment}' leads to {further}", path=old.page)


def _end(moved: Moved, moves: Mapping[str, Moved]) -> str:
    """What a chain of redirects leads to in the end, or '' if it is a circle."""
    passed = set()
    while moved.to is not None and moved.to in moves:
        if moved.address in passed:
            return ""
        passed.add(moved.address)
        moved = moves[moved.to]
    return moved.new
