"""Words are what the definition says, whichever way they are found."""

import re

import pytest
from bitext.languages.lexicon import plain
from bitext.languages.words import rows_of_letters, words
from hypothesis import given
from hypothesis import strategies as st

_ELIDED = r"(?<!\w)(?i:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)(?=['’]\w)"
_WORD = re.compile(rf"{_ELIDED}|[^\W\d_]+(?:['’][^\W\d_]+)?")
_PIECES = [
    *"abcqu '’éÉàœßªµ½²_1٣ſK–«»漢",
    "l'",
    "qu’",
    "Lorsqu'",
    "aujourd’hui",
    "don't",
    "\u0301",
    "\u202f",
    "\ud800",
    "\x01",
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sign in to Sage 200, then wait.", "sign in to sage then wait"),
        ("L’entreprise qu’elle a", "l entreprise qu elle a"),
        ("Aujourd’hui, l'« accès » n’est\u202f!", "aujourdhui l acces n est"),
        ("Don't use it", "don't use it"),
        ("Le cœur à l'œuvre", "le cur a l uvre"),
        ("漢字 é", "漢字 e"),
    ],
)
def test_words(text: str, found: str) -> None:
    assert words(text) == tuple(found.split())


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_words_are_found_as_defined(text: str) -> None:
    assert words(text) == tuple(map(plain, _WORD.findall(text)))
    assert rows_of_letters(text) == [plain(word) for word in re.findall(r"[^\W\d_]+", text)]


def test_every_character_is_taken_as_defined() -> None:
    for character in map(chr, range(0x3000)):
        text = f"a{character}b {character} é{character}"
        assert words(text) == tuple(map(plain, _WORD.findall(text))), text
