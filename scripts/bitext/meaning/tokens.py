"""A segment as a row of words with the marks between them, for comparing what two languages say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from bitext.languages.lexicon import plain
from bitext.languages.roots import root
from bitext.pages.segments import Segment

_CODE = "\x02"
CELL = "\x03"
_CODED = re.compile(f"{_CODE}[^{_CODE}]*{_CODE}")
_LABEL_END = "\x04"
_GLOSS = re.compile(rf"{_LABEL_END}(?:\s*\([^()]*\))?")  # what a label means stands in brackets behind it
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^<>]*>")
_ATTRIBUTES = re.compile(r"\{:?\s*[#.][^{}\n]*\}\s*$")
_ELIDED = "[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu"
_TOKEN = re.compile(
    rf"{_CODE}(?P<code>[^{_CODE}]*){_CODE}"
    r"|(?P<address>(?:https?://|www\.)[^\s<>()]+)"
    rf"|(?P<elided>(?<!\w)(?i:{_ELIDED})['’](?=\w))"
    r"|(?P<number>\d(?:[\d.,:]|[ \u00a0\u202f](?=\d\d\d(?!\d)))*)"
    r"|(?P<word>[^\W\d_]+(?:['’](?:t|s|re|ve|ll|d|m)\b)?)"
    rf"|(?P<mark>[.!?…]+(?=[\s\"'»”)]|$)|[,;:()\[\]—–|{CELL}]|(?<=\s)-(?=\s))"
)
_SENTENCE = re.compile(r"[.!?…]")


class Token(NamedTuple):
    """key: what is compared, the root of a word; text: as written; start, end: in the text of the segment;
    kind: 'word', 'name' (a capital that begins no sentence), 'number', 'code' or 'mark'."""

    key: str
    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Tokens:
    """text: of a segment as people read it; all: its tokens, marks among them."""

    text: str
    all: tuple[Token, ...]

    @property
    def prose(self) -> str:
        """The text without code."""
        return _CODED.sub(" ", self.text)

    def share(self, first: int, last: int) -> float:
        """How much of the text stands from the token at `first` to that at `last`."""
        return (self.all[last].end - self.all[first].start) / max(1, len(self.text))

    def shown(self, first: int, last: int) -> str:
        """The text from the token at `first` to that at `last`, for a message."""
        cut = self.text[self.all[first].start : self.all[last].end]
        return " ".join(cut.replace(_CODE, "").replace(CELL, " | ").split())


#: By the type of a token of Markdown, what is read of it.
_SAID = {
    **dict.fromkeys(("text", "text_special"), "{}"),
    **dict.fromkeys(("strong_close", "em_close"), _LABEL_END),
    **dict.fromkeys(("softbreak", "hardbreak", "html_inline"), " "),
    "code_inline": f"{_CODE}{{}}{_CODE}",
    "image": " {} ",
}


def spoken(segment: Segment, other: Segment | None = None) -> str:
    """The text of a segment as people read it; code spans stand between control characters. What stands in brackets
    behind a label tells what that means, unless the `other` text has as many brackets."""
    if segment.kind == "code":
        return ""
    if not segment.tokens:
        return _JINJA.sub(" ", segment.prose)
    said = {**_SAID, "softbreak": CELL} if segment.kind == "row" else _SAID
    text = "".join(said.get(token.type, "").format(token.content) for token in segment.tokens)
    is_glossed = other is None or segment.text.count("(") > other.text.count("(")
    text = _GLOSS.sub(" ", text) if is_glossed else text.replace(_LABEL_END, " ")
    return _JINJA.sub(" ", _ATTRIBUTES.sub("", text)) if "{" in text or "<" in text else text


def tokens(text: str, language: str) -> Tokens:
    """The tokens of a text of a language such as 'en'."""
    found: list[Token] = []
    begins = True
    for match in _TOKEN.finditer(text):
        kind, written = str(match.lastgroup), match[0]
        if kind == "mark":
            found.append(Token(written[0], written, match.start(), match.end(), "mark"))
            begins = _SENTENCE.match(written) is not None or written[0] in f":|{CELL}"
            continue
        found.append(_read(kind, match, language, begins))
        begins = False
    return Tokens(text, tuple(found))


def _read(kind: str, match: re.Match[str], language: str, begins: bool) -> Token:
    written, place = match[0], (match.start(), match.end())
    if kind == "code":
        return Token(f"`{match['code']}", match["code"], *place, "code")
    if kind == "address":
        return Token(f"`{written}", written, *place, "code")
    if kind == "number":
        return Token("#" + re.sub(r"[^\d]", "", written), written, *place, "number")
    if kind == "elided":
        return Token(plain(written[:-1]), written, *place, "word")
    kind = "name" if written[0].isupper() and (not begins or not written[1:].islower()) else "word"
    return Token(_key(written, language), written, *place, kind)


@cache
def _key(written: str, language: str) -> str:
    return root(plain(written.replace("’", "'")), language)


def keys(found: Sequence[Token]) -> list[str]:
    """The keys of the words, from which a lexicon is learnt."""
    return [token.key for token in found if token.kind in ("word", "name")]
