import unicodedata
from collections.abc import Iterator

from bitext.links.linked import published
from bitext.rule import Report, rule
from bitext.site.redirects import published_path
from bitext.sources import Sources


@rule("site")
def address_twice(sources: Sources) -> Iterator[Report]:
    """Two files are published at one address, so that readers see one of them only. Names that differ in capitals
    alone, or in how an accent is stored, are one name on macOS and Windows.

    Bad: `docs/portal/README.md` beside `docs/portal/index.md`; `docs/FAQ.md` beside `docs/faq.md`.
    Good: one of the two, or a name of its own for each.
    """
    site = sources.site
    found: dict[str, tuple[str, str]] = {}
    for locale in site.locales.values():
        for name in published(sources).own_names(locale):
            path, address = site.path(name, locale), published_path(name, locale, site)
            key = unicodedata.normalize("NFC", address).casefold()
            if key not in found:
                found[key] = (path, address)
                continue
            other, theirs = found[key]
            if address == theirs:
                why = f"has the same address as '{other}'; rename or remove one of them"
            elif unicodedata.normalize("NFC", address) == unicodedata.normalize("NFC", theirs):
                why = f"has the name of '{other}' with its accents stored otherwise: one name on macOS; rename it"
            else:
                why = f"has the name of '{other}' but for capitals: one name on macOS and Windows; rename it"
            yield Report(0, why, path=path)
