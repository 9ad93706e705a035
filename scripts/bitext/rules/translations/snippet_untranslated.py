import posixpath
from collections.abc import Iterator
from itertools import chain

from bitext.finding import nearest
from bitext.pages.included import included_names
from bitext.rule import Report, rule
from bitext.site.site import SNIPPETS, Locale
from bitext.sources import Sources


@rule("site", severity="warning")
def snippet_untranslated(sources: Sources) -> Iterator[Report]:
    """A translated page includes a snippet that is not translated yet: readers see that part in the source language.

    Bad: `docs/_snippets/add-keys.md` stands alone, and `docs_fr/index.md` includes it.
    Good: `docs_fr/_snippets/add-keys.md` stands beside it.
    """
    site = sources.site
    theirs = site.snippet_names(site.source)
    for locale in site.targets:
        ours = set(site.snippet_names(locale))
        shown = _shown(sources, locale)
        for name in theirs:
            if name in shown and name not in ours:
                folder = f"{locale.folder}/{SNIPPETS}/"
                suggestion = nearest(name, ours - set(theirs), folder.__add__)
                message = f"snippet has no translation at '{folder}{name}'{suggestion}"
                yield Report(0, message, path=f"{site.source.folder}/{SNIPPETS}/{name}")


def _shown(sources: Sources, locale: Locale) -> set[str]:
    """The names of the snippets that pages of a locale take in, those that a snippet brings with it included."""
    own = [parsed.page.body for parsed in sources.pages.values() if parsed.page.locale == locale.code]
    found: set[str] = set()
    left = list(chain.from_iterable(map(included_names, own)))
    while left:
        name = posixpath.normpath(left.pop())
        if name not in found:
            found.add(name)
            paths = (f"{each.folder}/{SNIPPETS}/{name}" for each in (locale, sources.site.source))
            snippet = next((sources.pages[path] for path in paths if path in sources.pages), None)
            left += included_names(snippet.page.body) if snippet else ()
    return found
