"""What a label of a product means, shown where it stands again: a page says it in parentheses where it comes first."""

from __future__ import annotations

import re
from html import unescape

# What has a button or a link in it already, or is read elsewhere, too: a heading stands in the table of contents.
_AS_IT_IS = r"<(?P<kept>a|h[1-6]|summary|label|button|pre|code|svg)\b.*?</(?P=kept)\s*>"
_HEADING = re.compile(r"<h[1-6]\b")


def with_glosses(html: str, tag: str) -> str:
    """`html` of a translated page, where each label in the language `tag` holds its meaning, for when one points to it,
    taps it or comes to it by keyboard: once in each section, to spare those who go from one to the next.

    The label stays text, and a script of the site makes a button of it: the reading view of a browser leaves out
    buttons with all that is in them.
    """
    if f'lang="{tag}"' not in html:
        return html
    label = rf'<(?P<mark>strong|em)(?P<attributes>[^<>]*?\slang="{re.escape(tag)}"[^<>]*)>(?P<text>[^<>]+)</(?P=mark)>'
    said = _meanings(html, label)
    met: set[str] = set()

    def glossed(match: re.Match[str]) -> str:
        if match["kept"]:
            if _HEADING.match(match[0]):
                met.clear()
            return match[0]
        key = _key(match["text"])
        if key not in said or html.startswith((" (", "\n("), match.end()):
            return match[0]
        skipped = " data-skipped" if key in met else ""
        met.add(key)
        meaning = said[key].replace('"', "&quot;")
        mark = match["mark"]
        return f'<{mark}{match["attributes"]}><span data-gloss="{meaning}"{skipped}>{match["text"]}</span></{mark}>'

    return re.sub(rf"{_AS_IT_IS}|{label}", glossed, html, flags=re.DOTALL) if said else html


def _meanings(html: str, label: str) -> dict[str, str]:
    """What stands in parentheses behind labels, by their texts: the first of each. label: a pattern."""
    said: dict[str, str] = {}
    for match in re.finditer(rf"{label}(?:</a>)?\s*\((?P<gloss>[^()<>]+(?:\([^()<>]*\)[^()<>]*)?)\)", html):
        said.setdefault(_key(match["text"]), match["gloss"].strip())
    return said


def _key(text: str) -> str:
    return " ".join(unescape(text).split()).casefold()
