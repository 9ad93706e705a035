import re
from collections.abc import Iterator, Set
from html import unescape

from bitext.built.built import Built
from bitext.built.provenance import origins, shown
from bitext.errors import Refused
from bitext.pages.page import read_text
from bitext.rule import Report, rule
from bitext.site.addresses import Target

_NAME = "sitemap.xml"
_ENTRY = re.compile(r"<loc>\s*([^<]*?)\s*</loc>|<xhtml:link\b[^>]*\bhref=[\"']([^\"']*)[\"']")


@rule("built")
def site_sitemap(built: Built) -> Iterator[Report]:
    """The sitemap names a page that does not exist, redirects or is kept out of search (`noindex`); or it leaves out a
    page that search engines shall find. A site without `site_url` has no use for one.

    Bad: `<loc>https://guides.example.org/setup/</loc>`, when that page has moved.
    Good: one entry for each page, at its canonical address.
    """
    path = shown(built, _NAME)
    if _NAME not in built.files:
        if built.address:
            yield Report(0, f"there is no '{_NAME}'", path=path)
        return
    try:
        text = read_text(built.folder / _NAME, path)
    except Refused as refused:
        yield Report(refused.findings[0].line, refused.findings[0].message, path=path)
        return
    if text.rstrip().endswith(("</urlset>", "</sitemapindex>")):
        yield from _in_sitemap(built, text, path)
    else:
        yield Report(text.count("\n") + 1, "breaks off before '</urlset>'", path=path)


def _in_sitemap(built: Built, text: str, path: str) -> Iterator[Report]:
    """What is wrong with a sitemap that is at `path` and has this text."""
    listed = set()
    for match in _ENTRY.finditer(text):
        target = built.addresses.target(unescape(match[1] or match[2] or ""), _NAME)
        if target is None:
            continue
        if match[1]:
            listed.add(target.path)
        if fault := _fault(built, target):
            yield Report(text.count("\n", 0, match.start()) + 1, fault, path=path)
    if "<sitemapindex" not in text:
        yield from _left_out(built, listed, path)


def _fault(built: Built, target: Target) -> str:
    """Why an entry of the sitemap should not be there; '' if it should."""
    at = built.addresses.address_of(target.path)
    page = built.pages.get(target.path)
    if not target.exists:
        return f"'{at}' does not exist{built.addresses.suggestion(target)}"
    if page and page.refresh:
        return f"'{at}' redirects"
    if page and not page.is_indexed:
        return f"'{at}' is kept out of search by 'noindex'"
    return ""


def _left_out(built: Built, listed: Set[str], path: str) -> Iterator[Report]:
    """The pages that search engines shall find and that are not `listed` in the sitemap, which is at `path`."""
    for file, page in built.pages.items():
        origin = origins(built).get(file)
        is_wanted = page.is_indexed and not page.refresh and not page.is_not_found and built.is_canonical(page)
        if origin and origin.name.endswith(".md") and is_wanted and file not in listed:
            yield Report(0, f"the page '{built.name_of(page)}' is not in '{path}'", path=origin.path)
