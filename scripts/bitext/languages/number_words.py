"""Numbers that a text says in words: 'two', « deux », « une douzaine », 'three million'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bitext.languages.language import languages

_ROUND = {
    2: "hundred hundreds cent cents",
    3: "thousand thousands mille",
    6: "million millions",
    9: "billion milliard milliards",
}  # by the power of ten
_BY_POWER = {power: frozenset(words.split()) for power, words in _ROUND.items()}


def _compounds() -> Iterator[tuple[str, str]]:
    """'forty-five' and « quarante-cinq »: the numbers from 21 to 99 that are put together, with the words of each."""
    in_english, in_french = (languages()[code].number_words for code in ("en", "fr"))
    english = [in_english[str(number)].split()[0] for number in range(10)]
    french = [in_french[str(number)].split()[0] for number in range(20)]
    for tens in range(20, 100, 10):
        first, second = (words[str(tens)].split()[0] for words in (in_english, in_french))
        rest = second.removesuffix("s").removesuffix("-dix")
        for unit in range(1, 10):
            small = french[unit + 10 * (tens in (70, 90))]
            yield str(tens + unit), f"{first}-{english[unit]} {rest}-{small} {rest}-et-{small}"


@cache
def _by_number() -> Mapping[str, frozenset[str]]:
    """The words of all languages, by the number that they say."""
    said: dict[str, set[str]] = {}
    every = [item for language in languages().values() for item in language.number_words.items()]
    for number, words in (*every, *_compounds()):
        said.setdefault(number, set()).update(words.split())
    return {number: frozenset(words) for number, words in said.items()}


def number_words(text: str) -> frozenset[str]:
    """The words of `text` that may say a number, in lower case."""
    words = re.findall(r"[\w’'-]+", text.casefold())
    return frozenset((*words, *(part for word in words for part in re.split("[’']", word))))


def is_among(number: str, words: frozenset[str]) -> bool:
    """Whether `words` say `number` (digits, a point before decimals): '3000000' may be 'three million'."""
    if words & _by_number().get(number, frozenset()):
        return True
    for power, names in _BY_POWER.items():
        head = number[:-power]
        if head and number.endswith("0" * power) and words & names:
            return head == "1" or head in words or is_among(head, words)
    return False
