"""What a link can lead to on a page besides its headings."""

from __future__ import annotations

import re
from functools import lru_cache

from bitext.markdown.blocks import read_blocks
from bitext.markdown.dialect import DEFAULT, Dialect
from bitext.markdown.html_tags import tags
from bitext.pages.rendered import render_without_anchors

# What has an id: a tag, a footnote, an attribute list but that at the end of a heading. Most pages have none.
_MAY_HAVE_ONE = re.compile(
    r"<[a-z][^<]*?\s(?:id|name)\s*=|\[\^[^\]\n]*\]:"
    r"|[^ \n]\{[^{}\n]*(?:#|\bid=|\bname=)|\{[^{}\n]*(?:#|\bid=|\bname=)[^\n]*\{"
    r"|\n(?!(?:[ ]{4,}|[ \t>]*[\t>][ \t]*)?#)[^\n]*\{[^{}\n]*(?:#|\bid=|\bname=)",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def other_ids(text: str, dialect: Dialect = DEFAULT) -> frozenset[str]:
    """The ids in what is rendered of a composed Markdown text, and the names of its '<a>', which alone can be led to by
    them: of HTML elements, of attribute lists and of footnotes. Raises what Python-Markdown does."""
    if not _MAY_HAVE_ONE.search(f"\n{text}") or read_blocks(text, dialect).within_footnotes:
        return frozenset()  # a footnote within another cannot be rendered: the rule footnote tells it
    found = {
        tag.attributes.get(name, "")
        for tag in tags(render_without_anchors(text, dialect))
        for name in (("id", "name") if tag.name == "a" else ("id",))
    }
    return frozenset(found - {""})
