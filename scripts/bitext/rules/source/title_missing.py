from collections.abc import Iterator
from typing import Any

from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage
from bitext.sources import Sources


@rule("site")
def title_missing(sources: Sources) -> Iterator[Report]:
    """A page has no title: none in its front matter, no heading of level 1, none in the navigation. Browser tabs and
    search results show the name of its file.

    Bad: a page that begins with `## Before you start`.
    Good: `title: Set up Sage Intacct` in the front matter, or `# Set up Sage Intacct`.
    """
    named = set(_named(sources.settings.get("nav")))
    for path, parsed in sources.pages.items():
        is_titled = path in sources.snippets or parsed.page.meta.get("title") or parsed.page.name in named
        if not is_titled and not _has_heading(sources, parsed):
            yield Report(0, "has no title; write 'title:' in the front matter or '# …' at the top", path=path)


def _has_heading(sources: Sources, parsed: ParsedPage) -> bool:
    """Whether a page has a heading of the first level, in Markdown or in HTML, of its own or in a snippet."""
    facts = sources.facts.get(parsed.page.path)
    if (facts is not None and facts.title) or "<h1" in parsed.page.body:
        return True
    return any(segment.kind == "heading" and segment.level == 1 for segment in parsed.segments)


def _named(nav: Any) -> Iterator[str]:
    """The pages that the navigation gives a title of its own."""
    for entry in nav if isinstance(nav, list) else ():
        for value in entry.values() if isinstance(entry, dict) else ():
            if isinstance(value, str):
                yield value
            else:
                yield from _named(value)
