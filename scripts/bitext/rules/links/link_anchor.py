from collections.abc import Iterator

from bitext.links.linked import every_link, has_anchor
from bitext.markdown.fragment import element_named
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.suggestions import closest


@rule("site")
def link_anchor(sources: Sources) -> Iterator[Report]:
    """The page that a link leads to has no heading or element with this anchor. The anchors of a translated page are
    those of the page it translates.

    Bad: `[Ajouter](/portal/companies.md#ajouter-une-entreprise)`.
    Good: `[Ajouter](/portal/companies.md#add-a-company)`.
    """
    told: set[tuple[str, int, str]] = set()
    for linked in every_link(sources).get("inside", ()):
        link, path, fragment = linked.link, linked.to.path, element_named(linked.to.fragment)
        if (
            not fragment
            or has_anchor(sources, path, fragment, in_html=link.form == "html")
            or (place := (link.path, link.line, link.target)) in told
        ):
            continue
        told.add(place)
        facts = sources.facts[path]
        near = closest(fragment, {*facts.anchors, *facts.ids})
        meant = f"; did you mean '#{near}'?" if near else ""
        message = f"{linked.shown} leads nowhere{linked.origin}: '{path}' has no anchor '#{fragment}'{meant}"
        yield Report(link.line, message, path=link.path)
