import posixpath
import re
from collections.abc import Iterator

from bitext.code import inside_code
from bitext.rule import Report, rule
from bitext.site import SNIPPETS
from bitext.sources import Sources

_INCLUDE = re.compile(r"\{%[-+]?\s*include\b[^%]*%\}")
_NAME = re.compile(r"[\"']([^\"'\n]+)[\"']")


@rule("links", "site", severity="warning")
def unused_snippet(sources: Sources) -> Iterator[Report]:
    """No page and no other snippet includes this snippet, in any language.

    Bad: `docs/_snippets/two-keys.md`, and no `{% include "two-keys.md" %}`.
    Good: delete it.
    """
    included: set[str] = set()
    for path, parsed in sources.pages.items():
        own = path.partition(f"/{SNIPPETS}/")[2]
        if "include" in parsed.page.body:
            tags = _INCLUDE.findall(inside_code(parsed.page.body, lambda code: ""))
            included.update(name for tag in tags for name in _NAME.findall(tag) if posixpath.normpath(name) != own)
    site, told = sources.site, set()
    for locale in site.locales.values():
        for name in site.snippet_names(locale):
            if name not in included and name not in told:
                told.add(name)
                yield Report(1, f"no page includes the snippet '{name}'", path=f"{locale.folder}/{SNIPPETS}/{name}")
