from collections.abc import Collection, Iterator

from bitext.links.redirect_maps import listed, mapped
from bitext.rule import Report, rule
from bitext.site.settings import setting
from bitext.site.site import Locale, Site
from bitext.sources import Sources


@rule("site")
def redirect_locale(sources: Sources) -> Iterator[Report]:
    """A redirect that readers of one language alone have. `redirect_from` is read on pages of the source language, and
    serves all of them; `redirect_maps` in mkdocs.yml needs a line for each language, which leads into its own pages.

    Bad: `redirect_from: [/old]` in `docs_fr/page.md` alone; `old.md: new.md` without `fr/old.md: fr/new.md`.
    Good: `redirect_from: [/old]` in `docs/page.md`.
    """
    site = sources.site
    prefixed = {locale: {locale.code, _prefix(sources, locale)} for locale in site.targets}
    for old in listed(sources, site.source):
        first, slash, _ = old.address.partition("/")
        locale = next((locale for locale, own in prefixed.items() if slash and first in own), None)
        if locale is not None:
            where = f"leads readers of '{locale.code}' to a page in '{site.source.code}'"
            yield Report(old.line, f"old address '{old.address}' {where}", path=old.page)
    for locale, own in prefixed.items():
        yield from _listed_alone(sources, locale, own)
    yield from _in_maps(sources)


def _listed_alone(sources: Sources, locale: Locale, prefixes: Collection[str]) -> Iterator[Report]:
    """The old addresses that pages of a translation list and those of the source language do not."""
    known = {old.address for old in listed(sources, sources.site.source)}
    for old in listed(sources, locale):
        first, _, rest = old.address.partition("/")
        if (rest if first in prefixes and rest else old.address) not in known:
            where = sources.site.path(sources.pages[old.page].page.name, sources.site.source)
            message = f"old address '{old.address}' leads nowhere: 'redirect_from' is read in '{where}' alone"
            yield Report(old.line, message, path=old.page)


def _prefix(sources: Sources, locale: Locale) -> str:
    """What stood before the old addresses of a translation."""
    return str(setting(sources.settings, "extra", "redirect_prefixes", locale.code) or locale.code).strip("/")


def _in_maps(sources: Sources) -> Iterator[Report]:
    site, moves = sources.site, mapped(sources)
    known = {moved.address for moved in moves}
    for moved in moves:
        prefix = f"{moved.locale.code}/" if moved.locale != site.source else ""
        if moved.to is not None and not f"{moved.to}/".startswith(prefix):
            message = f"redirect of '{moved.old}' leads readers of '{moved.locale.code}' to '{moved.new}'"
            yield Report(moved.line, message, path=moved.path)
        wanted = _in_each_language(moved.address.removeprefix(prefix), site)
        absent = [code for code, address in wanted.items() if address not in known]
        if absent and moved.address == next(filter(known.__contains__, wanted.values())):
            codes = " and ".join(map("'{}'".format, absent))
            yield Report(moved.line, f"redirect of '{moved.old}' has no counterpart in {codes}", path=moved.path)


def _in_each_language(address: str, site: Site) -> dict[str, str]:
    """The addresses that an old address has in each language, by their codes."""
    return {site.source.code: address, **{locale.code: f"{locale.code}/{address}" for locale in site.targets}}
