from collections.abc import Iterator
from functools import partial

from bitext.finding import nearest
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.translating.renamed import renamed_pages


@rule("site", severity="warning")
def page_missing(sources: Sources) -> Iterator[Report]:
    """A page of the source locale has no translation: readers see it in the source language.

    Bad: `docs/portal/companies.md` stands alone.
    Good: `docs_fr/portal/companies.md` stands beside it.
    """
    site = sources.site
    theirs = site.page_names(site.source)
    for locale in filter(site.page_names, site.targets):  # one without pages is told as a whole
        ours = set(site.page_names(locale))
        orphans = ours - set(theirs)
        renamed = {page.name for page in renamed_pages(sources, locale).values()}  # told by the rule 'page-orphan'
        for name in theirs:
            if name not in ours and name not in renamed:
                suggestion = nearest(name, orphans, partial(site.path, locale=locale))
                message = f"page has no translation at '{site.path(name, locale)}'{suggestion}"
                yield Report(0, message, path=site.path(name, site.source))
