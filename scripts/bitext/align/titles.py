"""The title that a page has from its first heading: its words, as MkDocs takes them from what it has rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from bitext.align.headings import Heading
from bitext.markdown.dialect import Dialect
from bitext.markdown.parser import ATTRIBUTES, heading_list

_NOTE = re.compile(r"\[(?P<label>\^[^\]\n]+)\]")
_LIST = re.compile(r"\{:?[ ]*[^{}\n]+\}")
_SHORTCODE = re.compile(r":(?P<name>[a-z0-9][\w+-]*):")
_ICONS = ("material-", "fontawesome-", "octicons-", "simple-")
_MARKS = {"pymdownx.mark": "==", "pymdownx.caret": "^^", "pymdownx.tilde": "~~", "pymdownx.keys": "++"}


def heading_title(heading: Heading, labels: frozenset[str], dialect: Dialect) -> str:
    """The words of a heading, without footnotes, attribute lists and pictures; of these, what stands for them. labels:
    that its page defines (`bitext.inline.labels_of`)."""
    if not heading.section:
        return heading.text
    segment = heading.section[0]
    text = "".join(_parts(segment.tokens, labels, dialect))
    if attributes := heading_list(segment.text):
        written = segment.text[attributes.start :]
        text = text.removesuffix(written) if text.endswith(written) else ATTRIBUTES.sub("", text)
    return " ".join(text.split())


def _parts(tokens: tuple[Token, ...], labels: frozenset[str], dialect: Dialect) -> Iterator[str]:
    before = ""
    for token in tokens:
        if token.type in ("code_inline", "image"):
            yield token.content
        elif token.type.endswith("break"):
            yield " "
        elif token.type in ("text", "text_special"):
            text = token.content
            if match := _LIST.match(text) if before.endswith("_close") or before in ("code_inline", "image") else None:
                text = text[match.end() :]
            yield _without_marks(text, labels, dialect)
        before = token.type


def _without_marks(text: str, labels: frozenset[str], dialect: Dialect) -> str:
    text = _NOTE.sub(lambda match: "" if match["label"] in labels else match[0], text) if "[^" in text else text
    for extension, mark in _MARKS.items():
        if mark in text and dialect.has(extension):
            text = re.sub(rf"{re.escape(mark)}(?=\S)(.+?)(?<=\S){re.escape(mark)}", r"\1", text)
    if ":" in text and dialect.has("pymdownx.emoji"):
        text = _SHORTCODE.sub(_shown, text)
    return text


def _shown(shortcode: re.Match[str]) -> str:
    """The emoji of a shortcode; nothing for an icon; what is none as it is."""
    if shortcode["name"].startswith(_ICONS):
        return ""
    from pymdownx import twemoji_db  # type: ignore[import-untyped]  # of some size, and seldom wanted

    name = twemoji_db.aliases.get(shortcode[0], shortcode[0])
    points = str(twemoji_db.emoji.get(name, {}).get("unicode", ""))
    return "".join(chr(int(point, 16)) for point in points.split("-")) if points else shortcode[0]
