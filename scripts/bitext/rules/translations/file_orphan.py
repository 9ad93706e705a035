from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from bitext.finding import nearest
from bitext.history.localized import is_same_file
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def file_orphan(sources: Sources) -> Iterator[Report]:
    """A picture or another file of a target locale has no counterpart in the source locale. (The other way round is no
    fault: a picture without words serves both.) On sites without the hook of this project, one whose name differs by
    the language alone is its counterpart.

    Bad: `docs_fr/keys-fr.svg` stands alone.
    Good: `docs_fr/keys.svg` stands beside `docs/keys.svg`.
    """
    site = sources.site
    theirs = site.files[site.source.code]
    for locale in site.targets:
        languages = (site.source.code, locale.code)
        for name in sorted(site.files[locale.code] - theirs):
            is_known = not site.composes and any(is_same_file(other, name, languages) for other in theirs)
            if not name.endswith(".md") and not is_known:
                alike = {other for other in theirs if PurePosixPath(other).suffix == PurePosixPath(name).suffix}
                suggestion = nearest(name, alike, partial(site.path, locale=site.source))
                message = f"file has no counterpart at '{site.path(name, site.source)}'{suggestion}"
                yield Report(0, message, path=site.path(name, locale))
