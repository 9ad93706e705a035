"""What is said of a page beside its text: breadcrumbs, title and address for print, the statement on accessibility."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import unquote

from bitext.markdown.escaping import escaped
from bitext.site.redirects import full_address
from bitext.site.site import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from engine.page_languages import direction
from engine.shared_sources import shared

STATEMENT = "accessibility"  # of `extra`
SPAN = re.compile(r"</?span[^>]*>")


def breadcrumbs(page: Page, nav: Navigation) -> str:
    """The way from the home page to this one as JSON-LD (https://schema.org/BreadcrumbList), or ''."""
    indexes = [_index_of(each) for each in page.ancestors if isinstance(each, Section)]
    way = [each for each in (nav.homepage, *reversed(indexes)) if each is not None and each is not page]
    if not way:
        return ""
    crumbs = [
        {"@type": "ListItem", "position": number, "name": plain_title(each), "item": each.canonical_url}
        for number, each in enumerate([*way, page], 1)
    ]
    listed = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": crumbs}
    return json.dumps(listed, ensure_ascii=False).replace("<", "\\u003c")


def _index_of(section: Section) -> Page | None:
    """The index page of a section, if it has one."""
    return next((each for each in section.children if isinstance(each, Page) and each.is_index), None)


def plain_title(page: Page) -> str:
    return unescape(SPAN.sub("", str(page.title)))


def with_print_lines(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page with its title and address on the root, from where style sheets print them on each sheet of paper."""
    title = str(page.meta.get("title") or SPAN.sub("", str(page.title)))  # escaped already
    address = f"{config.site_url}{page.url.removeprefix('./')}" if config.site_url else ""
    lines = f' data-print-title="{title}"' + (f' data-print-address="{escaped(unquote(address))}"' if address else "")
    return output.replace(' class="no-js">', f' class="no-js"{lines}>', 1)


def statement(config: MkDocsConfig, locale: Locale) -> dict[str, str] | None:
    """Title and address of the page that `extra: accessibility` names: the statement on accessibility."""
    site, name = shared().site, str(config.extra.get(STATEMENT) or "")
    own = next((each for each in (locale, site.source) if name in site.published[each.code]), None)
    if own is None:
        return None
    source = site.page(name, own)
    title = escaped(str(source.meta.get("title") or source.name))
    if own != locale:
        title = f'<span lang="{own.tag}"{direction(config)}>{title}</span>'
    return {"title": title, "url": full_address(name, locale, site)}
