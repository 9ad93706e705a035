import re
from collections.abc import Iterator

from bitext.links.linked import published
from bitext.links.navigation import navigation, plugins_decide
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def navigation_target(sources: Sources) -> Iterator[Report]:
    """`nav` in mkdocs.yml names a page that does not exist, or that exists in a translation alone.

    Bad: `- portal/company.md` where the page is `portal/companies.md`.
    Good: `- portal/companies.md`.
    """
    site = sources.site
    if plugins_decide(sources):
        return
    for entry in navigation(sources):
        locale = site.locales.get(entry.locale, site.source)
        if re.match(r"[a-z][a-z0-9+.-]*:|//|/(?!.*\.md$)|#", entry.target, re.IGNORECASE):
            continue
        name = site.name_in(locale, entry.target)
        if published(sources).path(name, locale) or name in site.drafts[site.source.code]:
            continue
        others = [other.folder for other in site.targets if name in site.files[other.code]]
        if others:
            why = f"which exists in '{others[0]}' alone"
        else:
            meant = published(sources).nearest(entry.target, locale)
            why = "which does not exist" + (f"; did you mean '{meant}'?" if meant else "")
        yield Report(entry.line, f"navigation names '{entry.target}', {why}", path=entry.file)
