import posixpath
import re
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from bitext.links.linked import every_link
from bitext.links.named_files import spoken_of
from bitext.rule import Report, rule
from bitext.sources import Sources

_ASSET = re.compile(
    r"\.(?:png|jpe?g|svg|gif|webp|avif|bmp|tiff?|mp4|webm|mov|mp3|ogg|wav|pdf|zip|docx?|xlsx?|pptx?|odt|ods|csv)$",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"(?:favicon|apple-touch-icon|android-chrome|mstile|safari-pinned-tab)", re.IGNORECASE)


@rule("site", severity="warning")
def unused_file(sources: Sources) -> Iterator[Report]:
    """No page shows this picture or links to this file, in any language, and the theme, style sheets, scripts, settings
    and data do not name it.

    Bad: `docs/portal/old-dialog.png`, which no page shows.
    Good: delete it.
    """
    site = sources.site
    pages = {site.path(name, locale) for locale in site.locales.values() for name in site.page_names(locale)}
    if pages - sources.facts.keys():
        return  # a page that cannot be read or composed may use it
    used = set(map(attrgetter("to.path"), chain.from_iterable(every_link(sources).values())))
    told: set[str] = set()
    for locale in site.locales.values():
        for name in filter(_is_asset, sorted(site.files[locale.code])):
            places = {site.path(name, other) for other in site.locales.values()}
            if name not in told and not used & places and posixpath.basename(name) not in spoken_of(sources):
                told.add(name)
                yield Report(0, "no page uses this file", path=site.path(name, locale))


def _is_asset(name: str) -> bool:
    """Whether a file is there to be shown or linked, and is not found by its name alone."""
    return _ASSET.search(name) is not None and not _BY_NAME.match(posixpath.basename(name))
