from collections.abc import Iterator

from bitext.built.built import Built, BuiltPage
from bitext.built.provenance import shown
from bitext.finding import nearest
from bitext.rule import Report, rule


@rule("built")
def site_redirect(built: Built) -> Iterator[Report]:
    """A redirect page leads nowhere, to another redirect, or gives a fragment a name that the new page does not have.
    Or a section that has left a page is not where that page says.

    Bad: `/old/` leads to `/newer/`, which leads to `/newest/`.
    Good: `/old/` and `/newer/` both lead to `/newest/`.
    """
    for page in built.pages.values():
        for message in _faults(built, page) if page.refresh else _of_sections(built, page):
            yield Report(0, message, path=shown(built, page.file))


def _faults(built: Built, page: BuiltPage) -> Iterator[str]:
    target = built.target(page.refresh, page)
    if target is None:
        return
    at = built.addresses.address_of(target.path)
    if not target.exists:
        yield f"redirects to '{at}', which does not exist{built.addresses.suggestion(target)}"
        return
    other = built.pages.get(target.path)
    if other is None:
        return
    if other is page:
        yield "redirects to itself"
    elif other.refresh:
        further = built.target(other.refresh, other)
        end = f" to '{built.addresses.address_of(further.path)}'" if further else ""
        yield f"redirects to '{at}', which redirects{end}"
    elif (fragment := target.fragment) and built.lacks(target):
        yield f"redirects to '#{fragment}' of '{at}', which has no such anchor{nearest(fragment, other.ids)}"
    else:
        yield from _of_sections(built, page)
        yield from _of_anchors(page, other, at)


def _of_anchors(page: BuiltPage, other: BuiltPage, at: str) -> Iterator[str]:
    """The old anchors that lead to anchors which the page `other`, at the address `at`, does not have."""
    for old, new in page.moved.items():
        if "/" not in new and new not in other.ids:
            where = f"'#{new}' of '{at}', which has no such anchor{nearest(new, other.ids)}"
            yield f"leads '#{old}' to {where}"


def _of_sections(built: Built, page: BuiltPage) -> Iterator[str]:
    """What is wrong with the places of sections that are on other pages now."""
    for old, new in page.moved.items():
        place = built.target(new, page) if "/" in new else None
        if place is not None and (not place.exists or built.lacks(place)):
            yield f"leads '#{old}' to '{new}', where nothing is"
