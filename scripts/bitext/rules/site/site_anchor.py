from collections.abc import Iterator
from urllib.parse import unquote

from bitext.built.built import Broken, Built
from bitext.built.provenance import Fault, reports
from bitext.finding import nearest
from bitext.rule import Report, rule


@rule("built")
def site_anchor(built: Built) -> Iterator[Report]:
    """A link names a section that its page does not have. Behind a redirect, the page that it leads to is asked.
    `#top`, fragments of text and those of Material (`#__…`) are fine.

    Bad: `<a href="/portal/companies/#add-company">`, when the section is `#add-a-company`.
    Good: `<a href="/portal/companies/#add-a-company">`.
    """
    yield from reports(built, (_fault(built, broken) for broken in built.broken if broken.target.exists))


def _fault(built: Built, broken: Broken) -> Fault:
    page = built.lacks(broken.target) or broken.page
    fragment = unquote(broken.target.fragment)
    anchors = (id for id in page.ids if not id.startswith("__"))
    message = f"'{built.name_of(page)}' has no anchor '#{fragment}'{nearest(fragment, anchors)}"
    return Fault(broken.page, broken.element, message, (broken.url, f"#{broken.target.fragment}", f"#{fragment}"))
