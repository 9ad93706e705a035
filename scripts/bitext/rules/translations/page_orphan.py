from collections.abc import Iterator
from functools import partial

from bitext.finding import nearest
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.translating.renamed import renamed_pages


@rule("site")
def page_orphan(sources: Sources) -> Iterator[Report]:
    """A page of a target locale translates nothing: there is no source page at its path. When that one was renamed, its
    new name is told: by what the translation records, or by what it was made from.

    Bad: `docs_fr/portail.md` stands alone, because the English page is `docs/portal.md`.
    Good: both are called `portal.md`.
    """
    site = sources.site
    theirs = set(site.page_names(site.source))
    for locale in site.targets:
        ours = site.page_names(locale)
        untranslated = theirs - set(ours)
        renamed = renamed_pages(sources, locale)
        for name in ours:
            if name not in theirs:
                if now := renamed.get(name):
                    place, there = site.path(now.name, site.source), site.path(now.name, locale)
                    why = f"its source_revision is that of '{place}'" if now.is_same else f"it was made from '{place}'"
                    suggestion = f"; {why}: move it to '{there}'"
                else:
                    suggestion = nearest(name, untranslated, partial(site.path, locale=site.source))
                message = f"page translates nothing: '{site.path(name, site.source)}' does not exist{suggestion}"
                yield Report(0, message, path=site.path(name, locale))
