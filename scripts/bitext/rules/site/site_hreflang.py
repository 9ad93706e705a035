from collections.abc import Iterator

from bitext.built.built import Built, BuiltPage
from bitext.built.provenance import source_of
from bitext.rule import Report, rule


@rule("built")
def site_hreflang(built: Built) -> Iterator[Report]:
    """The page that `hreflang` names for another language does not exist, redirects, is in another language, or does
    not name this page in return: search engines then pass over both. They also want full addresses, the page itself
    among them, and one for readers of any other language (`x-default`). Pages that are no result of their own
    (`noindex`, or canonical elsewhere) are not asked, and should not be named; nor is a site without `site_url` asked
    for full addresses.

    Bad: `/setup/` names `/fr/setup/` for `fr-CA`, which names `/fr/` for `en`.
    Good: both name each other, themselves, and `/setup/` for `x-default`, as `https://guides.example.org/…`.
    """
    for page in built.pages.values():
        if page.is_indexed and not page.refresh and built.is_canonical(page):
            for message in (*_faults(built, page), *_gaps(built, page)):
                yield Report(0, message, path=source_of(built, page))


def _faults(built: Built, page: BuiltPage) -> Iterator[str]:
    """What is wrong with an address that the page gives."""
    for language, address in page.alternates:
        if message := _fault(built, page, language, address):
            yield message
        elif built.address and not address.startswith(("https://", "http://")):
            yield f"the address '{address}' for '{language}' is not a full one"


def _gaps(built: Built, page: BuiltPage) -> Iterator[str]:
    """Which addresses the page should give besides. A page that exists in one language need not give any."""
    languages = {language.lower() for language, _ in page.alternates}
    if not built.address or not languages:
        return
    named = {found.path for _, address in page.alternates if (found := built.target(address, page))}
    if page.file not in named:
        yield f"the page '{built.name_of(page)}' does not name itself"
    if "x-default" not in languages:
        yield f"the page '{built.name_of(page)}' names none for 'x-default'"


def _fault(built: Built, page: BuiltPage, language: str, address: str) -> str:
    target = built.target(address, page)
    if target is None:
        return ""
    at = f"the page '{built.addresses.address_of(target.path)}' for '{language}'"
    if not target.exists:
        return f"{at} does not exist{built.addresses.suggestion(target)}"
    other = built.pages.get(target.path)
    what = "" if other is None else _fault_of_page(built, page, language, other)
    return f"{at} {what}" if what else ""


def _fault_of_page(built: Built, page: BuiltPage, language: str, other: BuiltPage) -> str:
    """Why the page `other` is not that in the `language`; '' if it is."""
    if other.refresh:
        return "redirects"
    if not other.is_indexed:
        return "is kept out of search by 'noindex'"
    if language.lower() == "x-default":
        return ""
    if other.lang and not _agree(language, other.lang):
        return f"is in '{other.lang}'"
    back = {found.path for _, url in other.alternates if (found := built.target(url, other))}
    return "" if other is page or page.file in back else f"does not name '{built.name_of(page)}' in return"


def _agree(language: str, other: str) -> bool:
    """Whether one of two tags is the other, or the wider of the two: 'fr' and 'fr-CA'."""
    first, second = f"{language.lower()}-", f"{other.lower()}-"
    return first.startswith(second) or second.startswith(first)
