"""A segment as a row of words with the marks between them, for comparing what two languages say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from bitext.cached import Asked, cached_property
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
_ELIDED = "|".join(rf"(?<=(?<!\w){each}['’])" for each in "[cdjlmnst] qu jusqu lorsqu puisqu quoiqu".split())
_ADDRESS = re.compile(r"https?://|www\.")
_TOKEN = re.compile(  # each part begins with what it is told by
    rf"(?=[hw])(?:https?://|www\.)[^\s<>()]+"
    rf"|[^\W\d_]+(?:['’](?:(?i:{_ELIDED})(?=\w)|(?:t|s|re|ve|ll|d|m)\b))?"
    rf"|[,;:()\[\]—–|{CELL}]|[.!?…]+(?=[\s\"'»”)]|$)|-(?<=\s-)(?=\s)"
    r"|\d(?:[\d.,:]|[ \u00a0\u202f](?=\d\d\d(?!\d)))*"
    rf"|{_CODE}[^{_CODE}]*{_CODE}"
)
_BEGINNING = re.compile(rf"[.!?…:|{CELL}]")  # a mark behind which a sentence begins
_ENDS = frozenset(f".!?…;:{CELL}")


class Token(NamedTuple):
    """key: what is compared, the root of a word; text: as written; kind: 'word', 'name' (a capital that begins no
    sentence), 'number', 'code' or 'mark'."""

    key: str
    text: str
    kind: str

    @property
    def is_end(self) -> bool:
        """Whether it is a mark that ends what is said: a sentence, its part before a colon or semicolon, a cell."""
        return self.kind == "mark" and self.text[:1] in _ENDS


@dataclass(frozen=True)
class Tokens:
    """text: of a segment as people read it; all: its tokens, marks among them."""

    text: str
    all: tuple[Token, ...]

    @cached_property
    def places(self) -> Sequence[tuple[int, int]]:
        """Where each token begins and ends in the text."""
        return [match.span() for match in _TOKEN.finditer(self.text)]

    @property
    def prose(self) -> str:
        """The text without code."""
        return _CODED.sub(" ", self.text)

    def size(self, first: int, last: int) -> int:
        """How many characters there are from the token at `first` to that at `last`."""
        return self.places[last][1] - self.places[first][0]

    def share(self, first: int, last: int) -> float:
        """How much of the text stands from the token at `first` to that at `last`."""
        return self.size(first, last) / max(1, len(self.text))

    def shown(self, first: int, last: int) -> str:
        """The text from the token at `first` to that at `last`, for a message."""
        cut = self.text[self.places[first][0] : self.places[last][1]]
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
    known = _known(language)
    found = [known[written] for written in _TOKEN.findall(text)]
    for place, token in enumerate(found):
        if token.kind == "name" and token.text[1:].islower() and (not place or _is_beginning(found[place - 1])):
            found[place] = Token(token.key, token.text, "word")
    return Tokens(text, tuple(found))


def _is_beginning(before: Token) -> bool:
    """Whether a sentence begins behind a token."""
    return before.kind == "mark" and _BEGINNING.match(before.text) is not None


@cache
def _known(language: str) -> Mapping[str, Token]:
    """The token of anything written of a language; one with a capital as it is within a sentence."""
    return Asked(partial(_read, language))


def _read(language: str, written: str) -> Token:
    first = written[0]
    if first == _CODE:
        return Token(f"`{written[1:-1]}", written[1:-1], "code")
    if _ADDRESS.match(written):
        return Token(f"`{written}`", written, "code")
    if first.isdecimal():
        return Token("#" + re.sub(r"[^\d]", "", written), written, "number")
    if not first.isalnum():
        return Token(first, written, "mark")
    if written[-1] in "'’":  # elided
        return Token(plain(written[:-1]), written, "word")
    key = root(plain(written.replace("’", "'")), language)
    return Token(key, written, "name" if first.isupper() else "word")
