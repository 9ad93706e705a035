import posixpath
from collections.abc import Iterator

from bitext.pages.included import included_names
from bitext.rule import Report, rule
from bitext.site.site import SNIPPETS
from bitext.sources import Sources


@rule("site", severity="warning")
def unused_snippet(sources: Sources) -> Iterator[Report]:
    """No page and no other snippet includes this snippet, in any language.

    Bad: `docs/_snippets/two-keys.md`, and no `{% include "two-keys.md" %}`.
    Good: delete it.
    """
    included: set[str] = set()
    for path, parsed in sources.pages.items():
        own = path.partition(f"/{SNIPPETS}/")[2]
        included.update(name for name in included_names(parsed.page.body) if posixpath.normpath(name) != own)
    site, told = sources.site, set()
    for locale in site.locales.values():
        for name in site.snippet_names(locale):
            if name not in included and name not in told:
                told.add(name)
                yield Report(1, f"no page includes the snippet '{name}'", path=f"{locale.folder}/{SNIPPETS}/{name}")
