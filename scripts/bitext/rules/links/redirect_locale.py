from collections.abc import Iterator

from bitext.links.redirect_maps import listed, mapped
from bitext.rule import Report, rule
from bitext.site.settings import setting
from bitext.site.site import Locale
from bitext.sources import Sources


@rule("site")
def redirect_locale(sources: Sources) -> Iterator[Report]:
    """A redirect that readers of one language alone have. `redirect_from` is read on pages of the source language, and
    serves all of them; `redirect_maps` in mkdocs.yml needs a line for each language, which leads into its own pages.

    Bad: `redirect_from: [/old]` in `docs_fr/page.md` alone; `old.md: new.md` without `fr/old.md: fr/new.md`.
    Good: `redirect_from: [/old]` in `docs/page.md`.
    """
    site = sources.site
    source = site.source
    prefixed = {locale: {locale.code, _prefix(sources, locale)} for locale in site.targets}
    known = {old.address for old in listed(sources, source)}
    for old in listed(sources, source):
        for locale, own in prefixed.items():
            if old.address.partition("/")[0] in own and "/" in old.address:
                where = f"leads readers of '{locale.code}' to a page in '{source.code}'"
                message = f"old address '{old.address}' {where}"
                yield Report(old.line, message, path=old.page)
                break
    for locale, own in prefixed.items():
        for old in listed(sources, locale):
            first, _, rest = old.address.partition("/")
            if (rest if first in own and rest else old.address) not in known:
                where = site.path(sources.pages[old.page].page.name, source)
                message = f"old address '{old.address}' leads nowhere: 'redirect_from' is read in '{where}' alone"
                yield Report(old.line, message, path=old.page)
    yield from _in_maps(sources)


def _prefix(sources: Sources, locale: Locale) -> str:
    """What stood before the old addresses of a translation."""
    return str(setting(sources.settings, "extra", "redirect_prefixes", locale.code) or locale.code).strip("/")


def _in_maps(sources: Sources) -> Iterator[Report]:
    site, moves = sources.site, mapped(sources)
    known = {moved.address for moved in moves}
    for moved in moves:
        bare = moved.address.removeprefix(f"{moved.locale.code}/") if moved.locale != site.source else moved.address
        if (
            moved.to is not None
            and moved.locale != site.source
            and not f"{moved.to}/".startswith(f"{moved.locale.code}/")
        ):
            message = f"redirect of '{moved.old}' leads readers of '{moved.locale.code}' to '{moved.new}'"
            yield Report(moved.line, message, path=moved.path)
        wanted = {site.source.code: bare, **{locale.code: f"{locale.code}/{bare}" for locale in site.targets}}
        absent = [code for code, address in wanted.items() if address not in known]
        if absent and moved.address == next(address for address in wanted.values() if address in known):
            codes = " and ".join(f"'{code}'" for code in absent)
            yield Report(moved.line, f"redirect of '{moved.old}' has no counterpart in {codes}", path=moved.path)
