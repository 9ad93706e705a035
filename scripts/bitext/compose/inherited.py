"""Prose of the source locale in a translated page, taken from the data: marked with its language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bitext.markdown.code import outside_code

#: What has no place for an element: tags, pictures, targets of links, attribute lists.
_LEFT = r"<[^<>]*>|!\[[^\]\n]*\]\([^()\n]*\)|\]\([^()\n]*\)|\{:?[^{}\n]*\}"
_MARKER = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>|:)[ \t]+)+")
_TITLE = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===)")
_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*(?:>[ \t]*)*)"


def mark_inherited(text: str, texts: Collection[str], tag: str) -> str:
    """`text` with an element that states the language `tag` around each place where it shows one of `texts`."""
    if not texts:
        return text
    pattern = _pattern(tuple(sorted(texts)))

    def marked(part: str) -> str:
        def with_language(match: re.Match[str]) -> str:
            if match["found"] is None:
                return match[0]
            line = part[part.rfind("\n", 0, match.start()) + 1 : match.start()]
            quote = "'" if _TITLE.match(line) else '"'  # a title stands in quotation marks itself
            return f"<span lang={quote}{tag}{quote}>{match['found']}</span>"

        return pattern.sub(with_language, part)

    return outside_code(text, marked)


@lru_cache(maxsize=16)
def _pattern(texts: tuple[str, ...]) -> re.Pattern[str]:
    # one word may be French, too
    pieces = sorted({piece for text in texts for piece in _pieces(text) if " " in piece}, key=len, reverse=True)
    found = "|".join(_GAP.join(map(re.escape, piece.split())) for piece in pieces)
    return re.compile(rf"{_LEFT}|(?P<found>(?<![^\W_])(?:{found})(?![^\W_]))", re.IGNORECASE)


def _pieces(text: str) -> Iterator[str]:
    """The paragraphs of a text, those of lists and headings without their marks."""
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        marker = _MARKER.match(line)
        if paragraph and (marker or not line.strip()):
            yield "\n".join(paragraph)
            paragraph = []
        if rest := line[marker.end() if marker else 0 :].strip():
            paragraph.append(rest)
