from collections.abc import Iterator
from functools import partial

from bitext.finding import nearest
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("translations", "site")
def page_orphan(sources: Sources) -> Iterator[Report]:
    """A page of a target locale translates nothing: there is no source page at its path.

    Bad: `docs_fr/portail.md` stands alone, because the English page is `docs/portal.md`.
    Good: both are called `portal.md`.
    """
    site = sources.site
    theirs = set(site.page_names(site.source))
    for locale in site.targets:
        ours = site.page_names(locale)
        untranslated = theirs - set(ours)
        for name in ours:
            if name not in theirs:
                suggestion = nearest(name, untranslated, partial(site.path, locale=site.source))
                message = f"page translates nothing: '{site.path(name, site.source)}' does not exist{suggestion}"
                yield Report(0, message, path=site.path(name, locale))
