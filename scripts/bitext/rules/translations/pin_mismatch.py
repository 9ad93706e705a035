from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.markdown.parser import heading_list
from bitext.rule import Report, rule


@rule("pair")
def pin_mismatch(pair: Pair) -> Iterator[Report]:
    """A heading is pinned to another anchor (`{ #id }`) than the heading that it translates: an address with the anchor
    of the one ends at the top of the other page.

    Bad: `## Keys { #keys }` is `## Clés { #cles }`.
    Good: `## Keys { #keys }` is `## Clés { #keys }`, or `## Clés`.
    """
    for ours, theirs in pair.matched:
        if ours.kind != "heading" or theirs.kind != "heading":
            continue
        mine, yours = (_pin(side.text) for side in (ours, theirs))
        if mine and yours and mine != yours:
            where = f"{pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, f"heading is pinned to '#{yours}', but to '#{mine}' in {where}", ours.line)


def _pin(heading: str) -> str:
    attributes = heading_list(heading)
    return (attributes.id or "") if attributes else ""
