"""The words of a text, in lower case and without accents."""

from __future__ import annotations

import codecs
import re

from bitext.languages.lexicon import plain

_ELIDED = ("[cdjlmnst]", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")  # as in « l’entreprise », words of their own
_WORD = re.compile(rf"(?<!\w)(?i:{'|'.join(_ELIDED)})(?=['’]\w)|[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS = re.compile(r"[^\W\d_]+")
# Patterns that begin with what they are found by.
_BEHIND = "|".join([rf"(?<=(?<!\w){word}.)" for word in _ELIDED])
_AFTER_ELIDED = re.compile(rf"['’](?=\w)(?:{_BEHIND})", re.IGNORECASE)
_WITHIN = re.compile(r"['’](?<=[^\W\d_].)(?=[^\W\d_])")
# A text of the usual characters is made plain and cut at what is no letter in two steps, byte by byte. To find words
# one by one takes twice as long on 830 pages: 2 % of a build instead of 1.
_LATIN_1 = "".join(map(chr, (*range(0x80), *range(0xA0, 0x100))))
_USUAL = f"{_LATIN_1}ŒœŸ’‘“”„–—…•→←€™‹›≥≤−✓✅❌⚠\u2009\u200b\u2011\u202f\ufe0f"
_BYTES = codecs.charmap_build(_USUAL.ljust(256, "\ufffe"))
_UNUSUAL = b"\x01"  # stands for a letter that is not one of ASCII without its accent


def words(text: str) -> tuple[str, ...]:
    """The words of `text`. What French elides is a word of its own; an apostrophe within any other is part of it."""
    if has_apostrophe(text):
        parted = _AFTER_ELIDED.sub(" ", text)
        if _WITHIN.search(parted):
            return tuple(map(plain, _WORD.findall(text)))
        text = parted
    return tuple(rows_of_letters(text))


def has_apostrophe(text: str) -> bool:
    """Whether the words of `text` may be others than its rows of letters."""
    return "'" in text or "’" in text


def rows_of_letters(text: str) -> list[str]:
    """The words of `text`, cut at apostrophes as well."""
    try:
        found = codecs.charmap_encode(text, "strict", _BYTES)[0].translate(_PLAIN)
    except UnicodeEncodeError:
        found = _UNUSUAL
    return list(map(plain, _LETTERS.findall(text))) if _UNUSUAL in found else found.decode().split()


def _plain_byte(character: str) -> bytes:
    if not _LETTERS.fullmatch(character):
        return b" "
    found = plain(character).encode("ascii", "ignore")
    return found if len(found) == 1 else _UNUSUAL


_PLAIN = b"".join(map(_plain_byte, _USUAL)).ljust(256)
