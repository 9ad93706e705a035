from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from bitext.finding import nearest
from bitext.history.localized import is_same_file
from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.site.site import Locale
from bitext.sources import Sources


@rule("site")
def file_orphan(sources: Sources) -> Iterator[Report]:
    """A picture or another file of a target locale has no counterpart in the source locale. (The other way round is no
    fault: a picture without words serves both.) On sites without the hook of this project, one whose name differs by
    the language alone is its counterpart, and one that a page shows or links to needs none.

    Bad: `docs_fr/keys-fr.svg` stands alone.
    Good: `docs_fr/keys.svg` stands beside `docs/keys.svg`.
    """
    site = sources.site
    theirs = site.files[site.source.code]
    for locale in site.targets:
        for name in _alone(sources, locale):
            alike = {other for other in theirs if PurePosixPath(other).suffix == PurePosixPath(name).suffix}
            suggestion = nearest(name, alike, partial(site.path, locale=site.source))
            message = f"file has no counterpart at '{site.path(name, site.source)}'{suggestion}"
            yield Report(0, message, path=site.path(name, locale))


def _alone(sources: Sources, locale: Locale) -> list[str]:
    """The names of the files of a target locale that have no counterpart, and should have one."""
    site = sources.site
    theirs, languages = site.files[site.source.code], (site.source.code, locale.code)
    alone = sorted(name for name in site.files[locale.code] - theirs if not name.endswith(".md"))
    if site.composes:
        return alone
    used = {linked.to.path for links in every_link(sources).values() for linked in links}
    rest = (name for name in alone if site.path(name, locale) not in used)
    return [name for name in rest if not any(is_same_file(other, name, languages) for other in theirs)]
