import posixpath
import re
from collections.abc import Iterator
from itertools import chain

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
    used = {linked.to.path for linked in chain.from_iterable(every_link(sources).values())}
    told: set[str] = set()
    for locale in site.locales.values():
        for name in sorted(site.files[locale.code]):
            base = posixpath.basename(name)
            if not _ASSET.search(name) or _BY_NAME.match(base) or name in told:
                continue
            places = {site.path(name, other) for other in site.locales.values()}
            if not used & places and base not in spoken_of(sources):
                told.add(name)
                yield Report(0, "no page uses this file", path=site.path(name, locale))
