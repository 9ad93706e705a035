"""What a link can lead to on a page besides its headings."""

from __future__ import annotations

import re

from bitext.compose.texts import Expanded
from bitext.markdown.html_tags import tags
from bitext.pages.rendered import render

# What has an id: a tag, a footnote, an attribute list but that at the end of a heading. Most pages have none. Each
# pattern of a text in small letters begins with what it is found by.
_ID = r"[^{}\n]*(?:#|\bid=|\bname=)"
_MAY_HAVE_ONE = [
    re.compile(r"<[a-z][^<]*?\s(?:id|name)\s*="),
    re.compile(r"\[\^[^\]\n]*\]:"),
    re.compile(rf"\{{(?<=[^ \n]\{{){_ID}"),
    re.compile(rf"\{{{_ID}[^\n]*\{{"),
]
_LIST_OF_NO_HEADING = re.compile(rf"\n(?!(?:[ ]{{4,}}|[ \t>]*[\t>][ \t]*)?#)[^\n]*\{{{_ID}")


def other_ids(expanded: Expanded, text: str) -> frozenset[str]:
    """The ids in what is rendered of a page, and the names of its '<a>', which alone can be led to by them: of HTML
    elements, of attribute lists and of footnotes. text: of the page once it is composed. Raises what Python-Markdown
    does."""
    if not _may_have_one(text) or expanded.within_footnotes:
        return frozenset()  # a footnote within another cannot be rendered: the rule footnote tells it
    found = {
        tag.attributes.get(name, "")
        for tag in tags(render(text, expanded.dialect))
        for name in (("id", "name") if tag.name == "a" else ("id",))
    }
    return frozenset(found - {""})


def _may_have_one(text: str) -> bool:
    lower = f"\n{text.lower()}"
    return any(pattern.search(lower) for pattern in (*_MAY_HAVE_ONE, *([_LIST_OF_NO_HEADING] if "{" in lower else [])))
