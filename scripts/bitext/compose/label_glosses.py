"""What a label of a product means, shown where it stands again: a page says it in parentheses where it comes first."""

from __future__ import annotations

import re
from html import unescape

# What has a button or a link in it already, or is read elsewhere, too: a heading stands in the table of contents.
_AS_IT_IS = r"<(?P<kept>a|h[1-6]|summary|label|button|pre|code|svg)\b.*?</(?P=kept)\s*>"
_HEADING = re.compile(r"<h[1-6]\b")
MEANINGS = '<div class="glosses">'  # opens the end of the page, where the meanings stand


def with_glosses(html: str, tag: str) -> str:
    """`html` of a translated page, where each label in the language `tag` tells its meaning when one points to it, taps
    it or comes to it by keyboard: once in each section, to spare those who go from one to the next."""
    if f'lang="{tag}"' not in html:
        return html
    label = rf'<(?P<mark>strong|em)(?P<attributes>[^<>]*?\slang="{re.escape(tag)}"[^<>]*)>(?P<text>[^<>]+)</(?P=mark)>'
    said = _meanings(html, label)
    if not said:
        return html
    numbers: dict[str, int] = {}
    met: set[str] = set()

    def glossed(match: re.Match[str]) -> str:
        if match["kept"]:
            if _HEADING.match(match[0]):
                met.clear()
            return match[0]
        key = _key(match["text"])
        if key not in said or html.startswith((" (", "\n("), match.end()):
            return match[0]
        name = _id(numbers.setdefault(key, len(numbers) + 1))
        skipped = ' tabindex="-1"' if key in met else ""
        met.add(key)
        told = f'popovertarget="{name}" popovertargetaction="show" aria-describedby="{name}"'
        button = f'<button type="button" class="gloss" {told}{skipped}>'
        mark = match["mark"]
        return f"<{mark}{match['attributes']}>{button}{match['text']}</button></{mark}>"

    html = re.sub(rf"{_AS_IT_IS}|{label}", glossed, html, flags=re.DOTALL)
    texts = "".join(f'<span class="gloss-text" id="{_id(numbers[key])}" popover>{said[key]}</span>' for key in numbers)
    return f"{html}\n{MEANINGS}{texts}</div>" if numbers else html


def _meanings(html: str, label: str) -> dict[str, str]:
    """What stands in parentheses behind labels, by their texts: the first of each. label: a pattern."""
    said: dict[str, str] = {}
    for match in re.finditer(rf"{label}(?:</a>)?\s*\((?P<gloss>[^()<>]+(?:\([^()<>]*\)[^()<>]*)?)\)", html):
        said.setdefault(_key(match["text"]), match["gloss"].strip())
    return said


def _id(number: int) -> str:
    return f"gloss-{number}"


def _key(text: str) -> str:
    return " ".join(unescape(text).split()).casefold()
