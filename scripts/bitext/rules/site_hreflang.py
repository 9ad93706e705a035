from collections.abc import Iterator

from bitext.built import Built, BuiltPage
from bitext.provenance import source_of
from bitext.rule import Report, rule


@rule("site", "built")
def site_hreflang(built: Built) -> Iterator[Report]:
    """The page that `hreflang` names for another language does not exist, redirects, is in another language, or does
    not name this page in return: search engines then pass over both. Pages that are no result of their own
    (`noindex`, or canonical elsewhere) are not asked.

    Bad: `/setup/` names `/fr/setup/` for `fr-CA`, which names `/fr/` for `en`.
    Good: both name each other, and themselves.
    """
    for page in built.pages.values():
        if page.is_indexed and not page.refresh and built.is_canonical(page):
            for language, address in page.alternates:
                if message := _fault(built, page, language, address):
                    yield Report(0, message, path=source_of(built, page))


def _fault(built: Built, page: BuiltPage, language: str, address: str) -> str:
    target = built.target(address, page)
    if target is None:
        return ""
    at = f"the page '{built.addresses.address_of(target.path)}' for '{language}'"
    if not target.exists:
        return f"{at} does not exist{built.addresses.suggestion(target)}"
    other = built.pages.get(target.path)
    if other is None:
        return ""
    if other.refresh:
        return f"{at} redirects"
    if language.lower() == "x-default":
        return ""
    if other.lang and not _agree(language, other.lang):
        return f"{at} is in '{other.lang}'"
    back = {found.path for _, url in other.alternates if (found := built.target(url, other))}
    return "" if other is page or page.file in back else f"{at} does not name '{built.name_of(page)}' in return"


def _agree(language: str, other: str) -> bool:
    """Whether one of two tags is the other, or the wider of the two: 'fr' and 'fr-CA'."""
    first, second = f"{language.lower()}-", f"{other.lower()}-"
    return first.startswith(second) or second.startswith(first)
