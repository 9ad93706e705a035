from collections.abc import Iterator

from bitext.built.built import Built, BuiltPage
from bitext.built.provenance import origins, source_of
from bitext.rule import Report, rule


@rule("built")
def site_canonical(built: Built) -> Iterator[Report]:
    """A page does not say which address search engines shall keep (`<link rel="canonical">`), or names one where no
    page is. Redirects, 404 and pages out of search have none; nor has any page of a site without `site_url`.

    Bad: `<link rel="canonical" href="https://guides.example.org/setup">`, when there is no such page.
    Good: `<link rel="canonical" href="https://guides.example.org/sage-200/setup/">`.
    """
    for page in built.pages.values():
        if not page.refresh and not page.is_not_found and (message := _fault(built, page)):
            yield Report(0, message, path=source_of(built, page))


def _fault(built: Built, page: BuiltPage) -> str:
    if not page.canonical:
        origin = origins(built).get(page.file)
        is_wanted = origin and origin.name.endswith(".md") and page.is_indexed and built.address
        return f"the page '{built.name_of(page)}' has no canonical address" if is_wanted else ""
    target = built.target(page.canonical, page)
    if target is None:
        return ""
    at = f"the canonical address '{built.addresses.address_of(target.path)}'"
    if not target.exists:
        return f"{at} does not exist{built.addresses.suggestion(target)}"
    other = built.pages.get(target.path)
    return f"{at} redirects" if other and other.refresh else ""
