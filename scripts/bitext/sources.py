"""All pages of a site at once, with everything that keeps them from being composed."""

from collections.abc import Mapping

from bitext.compose import Composed, compose
from bitext.finding import Finding, Refused
from bitext.site import SNIPPETS, Site


def compose_all(site: Site) -> Mapping[str, Composed]:
    """Every page of every locale, composed, by its path. Raises Refused with all that is wrong in all of them."""
    composed: dict[str, Composed] = {}
    findings = unmatched_snippets(site)
    try:
        site.data  # noqa: B018 (read here, so that a fault in it is told once and not by every page)
    except Refused as refused:
        raise Refused(*findings, *refused.findings) from None
    for locale in site.locales.values():
        for name in site.page_names(locale):
            try:
                page = site.page(name, locale)
                composed[page.path] = compose(page, site)
            except Refused as refused:
                findings += refused.findings
    if findings:
        raise Refused(*findings)
    return composed


def unmatched_snippets(site: Site) -> list[Finding]:
    """A finding for each snippet that one locale has and the other lacks. A locale without snippets is passed over: its
    pages are told when they include one."""
    findings = []
    theirs = set(site.snippet_names(site.source))
    for locale in site.targets:
        ours = set(site.snippet_names(locale))
        if not ours:
            continue
        sides = ((theirs - ours, site.source, locale), (ours - theirs, locale, site.source))
        findings += [
            Finding(
                f"{here.folder}/{SNIPPETS}/{name}", 0, "snippet-counterpart",
                f"snippet '{name}' has no counterpart in '{there.folder}/{SNIPPETS}'",
            )
            for names, here, there in sides
            for name in sorted(names)
        ]  # fmt: skip
    return findings
