"""Words that stay in the source language on a translated page: interface labels, names, form values."""

import re
from collections.abc import Iterator

from bitext.markdown.code import code_ranges, outside_code

# Strong or emphasised text on one line, and the attribute list behind it if there is one. What must not stand before
# the marks is asked after them: a pattern that begins with what it is found by takes a quarter of the time.
_MARKED = re.compile(
    r"(?P<mark>\*\*(?<![*_\w\\]\*\*)|__(?<![*_\w\\]__)|\*(?<![*_\w\\]\*)|_(?<![*_\w\\]_))"
    r"(?P<text>(?![\s*_])[^*_\n]+?(?<!\s))(?P=mark)(?![*\w])(?P<attributes>\{:?[^{}\n]*\})?"
)
_WORD = re.compile(r"[A-Za-z]{2}")


def emphasised(text: str) -> Iterator[str]:
    """Each bold or italic text outside code, without its marks."""
    position = 0
    for start, end in (*code_ranges(text), (len(text), len(text))):
        yield from (match["text"] for match in _MARKED.finditer(text, position, start))
        position = end


def mark_language(text: str, source: str, tag: str) -> str:
    """`text`, a translation of `source`, with `{ lang=tag }` on each bold or italic text that `source` has as well.

    What stands in bold in both languages is what the product shows: a screen reader must speak it as `tag`.
    """
    kept = {words for words in emphasised(source) if _WORD.search(words) and "](" not in words}

    def with_language(match: re.Match[str]) -> str:
        attributes = (match["attributes"] or "{}").strip("{:}").strip()
        if match["text"] not in kept or "lang=" in attributes:
            return match[0]
        return f"{match['mark']}{match['text']}{match['mark']}{{ {f'{attributes} lang={tag}'.strip()} }}"

    return outside_code(text, lambda part: _MARKED.sub(with_language, part))
