from collections.abc import Iterator

from bitext.finding import nearest
from bitext.links.linked import has_anchor, published
from bitext.links.redirect_maps import Moved, OldAddress, listed, mapped
from bitext.rule import Report, rule
from bitext.site.redirects import page_address
from bitext.sources import Sources


@rule("site")
def redirect_target(sources: Sources) -> Iterator[Report]:
    """A redirect leads nowhere: to a page that does not exist, or from an old fragment to an anchor that the page does
    not have, or that other page which is named with it.

    Bad: under `redirect_from`, `- /old: {keys: add-yur-keys}`.
    Good: `- /old: {keys: add-your-keys}`.
    """
    for old in listed(sources, sources.site.source):
        for fragment, anchor, line in old.fragments:
            fault = _fault_of_place(anchor, sources) if anchor.startswith("/") else _fault_here(anchor, old, sources)
            if fault:
                yield Report(line, f"old address '{old.address}#{fragment}' leads to {fault}", path=old.page)
    for moved in mapped(sources):
        if not _is_known(moved, sources):
            prefix, name = _parts(moved)
            meant = published(sources).nearest(name, moved.locale)
            suggestion = f"; did you mean '{prefix}{meant}'?" if meant else ""
            message = f"redirect of '{moved.old}' leads to '{moved.new}', which does not exist{suggestion}"
            yield Report(moved.line, message, path=moved.path)


def _fault_here(anchor: str, old: OldAddress, sources: Sources) -> str:
    """What is wrong with an anchor of the page that lists an old address; '' if nothing is."""
    facts = sources.facts.get(old.page)
    older = {fragment for fragment, _, _ in old.fragments}
    if facts is None or anchor in older or has_anchor(sources, old.page, anchor):
        return ""
    return f"'#{anchor}', which this page does not have{nearest(anchor, facts.anchors)}"


def _fault_of_place(place: str, sources: Sources) -> str:
    """What is wrong with '/name.md#anchor', the place of a section that is on another page now; '' if nothing is."""
    name, _, anchor = place.lstrip("/").partition("#")
    source = sources.site.source
    path = published(sources).path(name, source)
    if not path or not name.endswith(".md"):
        meant = published(sources).nearest(name, source)
        return f"'{place}', which does not exist" + (f"; did you mean '/{meant}'?" if meant else "")
    if not anchor or has_anchor(sources, path, anchor):
        return ""
    known = sources.facts[path].anchors
    return f"'{place}', but '{path}' has no such anchor{nearest(anchor, known)}"


def _is_known(moved: Moved, sources: Sources) -> bool:
    """Whether its target is another site, a page, a file or another old address."""
    if moved.to is None or any(moved.to == other.address for other in mapped(sources)):
        return True
    site = sources.site
    _, name = _parts(moved)
    addresses = {page_address(page) for page in site.page_names(site.source)}
    bare = page_address(name).strip("/")
    return bool(bare in addresses or published(sources).path(name, moved.locale)) or bool(
        published(sources).page_of_old_address(bare)
    )


def _parts(moved: Moved) -> tuple[str, str]:
    """The prefix of the language and the name below its folder that a target has."""
    target = moved.new.partition("#")[0].lstrip("/")
    prefix = f"{moved.locale.code}/"
    return (prefix, target.removeprefix(prefix)) if target.startswith(prefix) else ("", target)
