from collections.abc import Iterator

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
                message = f"page translates nothing: '{site.source.folder}/{name}' does not exist"
                yield Report(
                    0, message + nearest(name, untranslated, f"{site.source.folder}/"), path=f"{locale.folder}/{name}"
                )
