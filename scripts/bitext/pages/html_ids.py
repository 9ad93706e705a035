"""What a link can lead to on a page besides its headings."""

from __future__ import annotations

import re
from functools import lru_cache

from bitext.markdown.blocks import read_blocks
from bitext.markdown.dialect import DEFAULT, Dialect
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


@lru_cache(maxsize=256)
def other_ids(text: str, dialect: Dialect = DEFAULT) -> frozenset[str]:
    """The ids in what is rendered of a composed Markdown text, and the names of its '<a>', which alone can be led to by
    them: of HTML elements, of attribute lists and of footnotes. Raises what Python-Markdown does."""
    if not _may_have_one(text) or read_blocks(text, dialect).within_footnotes:
        return frozenset()  # a footnote within another cannot be rendered: the rule footnote tells it
    found = {
        tag.attributes.get(name, "")
        for tag in tags(render(text, dialect))
        for name in (("id", "name") if tag.name == "a" else ("id",))
    }
    return frozenset(found - {""})


def _may_have_one(text: str) -> bool:
    lower = f"\n{text.lower()}"
    return any(pattern.search(lower) for pattern in (*_MAY_HAVE_ONE, *([_LIST_OF_NO_HEADING] if "{" in lower else [])))
