"""Prose in the data of the source locale that a target locale has none for: its readers get it as it is.

Names, versions, addresses and codes are the same in every language. What is prose is told from the words, and from the
other records of the file: where a key is translated in one, it holds prose in the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from bitext.align.sameness import GRAMMAR, reads_as_english
from bitext.languages.words import rows_of_letters
from bitext.pages.writing_marks import unwritten

Place = tuple[str, ...]
MANY = 8  # words that nobody leaves in the other language on purpose

_ABSENT: Any = object()
_WORD = re.compile(r"(?<![\w./@:#-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w/@:#]|\.\w)")


@dataclass(frozen=True)
class Gap:
    """keys: on the way to what is not translated, a text or a mapping that has some; texts: of it, with the last key of
    each; is_copied: the translation has the same text."""

    keys: Place
    texts: tuple[tuple[str, str], ...]
    is_copied: bool = False

    @property
    def words(self) -> int:
        """How many words there are to translate."""
        return sum(len(text.split()) for _, text in self.texts)


def gaps(source: Any, target: Any) -> Iterator[Gap]:
    """What of the values `source` is prose that `target`, which is laid over them, leaves as it is. A mapping that
    `target` lacks altogether is one."""
    return _gaps(source, target, (), frozenset(_translated(source, target, "")))


def _gaps(ours: Any, theirs: Any, keys: Place, translated: Set[str]) -> Iterator[Gap]:
    name = keys[-1] if keys else ""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key, value in ours.items():
            yield from _gaps(value, theirs.get(key, _ABSENT), (*keys, str(key)), translated)
    elif theirs is _ABSENT or _is_unwritten(theirs):
        if texts := tuple(_prose(ours, name, translated)):
            yield Gap(keys, texts)
    elif theirs == ours and (texts := _sentences(ours, name)):
        yield Gap(keys, texts, is_copied=True)


def _sentences(values: Any, name: str) -> tuple[tuple[str, str], ...]:
    """The texts of `values` that are sentences, with the last key of each."""
    return tuple((key, text) for key, text in _texts(values, name) if _is_sentence(text))


def _translated(ours: Any, theirs: Any, name: str) -> Iterator[str]:
    """The keys that have another value in the translation."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key, value in ours.items():
            if key in theirs:
                yield from _translated(value, theirs[key], str(key))
    elif isinstance(ours, str | list) and isinstance(theirs, str | list) and ours != theirs:
        yield name


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Each text of a value, with the key that it stands under."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry, name)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _texts(entry, str(key))


def _prose(value: Any, name: str, translated: Set[str]) -> Iterator[tuple[str, str]]:
    for key, text in _texts(value, name):
        is_told = key in translated and any(word.islower() and len(word) > 2 for word in _WORD.findall(text))
        if (is_told or _is_prose(text)) and not unwritten(text):
            yield key, text


def _is_prose(text: str) -> bool:
    """Whether a text is English that is more than a name: words of grammar among others in small letters."""
    words = _WORD.findall(text)
    small = list(filter(str.islower, words))
    grammar = list(filter(GRAMMAR.__contains__, small))
    if grammar and len(small) > len(grammar):
        return True
    if not small:
        return False
    is_sentence = len(words) > 2 and len(small) > 1 and text.rstrip().endswith((".", "!", "?"))
    return is_sentence or reads_as_english(rows_of_letters(text))


def _is_sentence(text: str) -> bool:
    return len(_WORD.findall(text)) >= MANY and reads_as_english(rows_of_letters(text))


def _is_unwritten(value: Any) -> bool:
    return any(unwritten(text) for _, text in _texts(value, ""))
