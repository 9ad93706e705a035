import re
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
        page = parsed.page
        if path in sources.snippets or page.meta.get("title") or page.name in named or _has_heading(parsed):
            continue
        text = sources.expanded(path).text if path in sources.facts else page.body
        if "{%" not in page.body or not re.search("^# ", text, re.MULTILINE):
            yield Report(0, "has no title; write 'title:' in the front matter or '# …' at the top", path=path)


def _has_heading(parsed: ParsedPage) -> bool:
    """Whether a page has a heading of the first level, in Markdown or in HTML."""
    headings = (segment.level for segment in parsed.segments if segment.kind == "heading")
    return "<h1" in parsed.page.body or 1 in headings


def _named(nav: Any) -> Iterator[str]:
    """The pages that the navigation gives a title of its own."""
    for entry in nav if isinstance(nav, list) else ():
        for value in entry.values() if isinstance(entry, dict) else ():
            if isinstance(value, str):
                yield value
            else:
                yield from _named(value)
