"""Numbers that a text says in words: 'two', « deux », « une douzaine », 'three million'."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = {
    "0": "zero zéro midnight minuit",
    "1": "one un une a an single seul seule once first premier première each every chaque per par",
    "2": "two deux both twice second double deuxième",
    "3": "three trois third thirds tiers troisième triple",
    "4": "four quatre fourth quatrième quarter quarters quart quarts",
    "5": "five cinq fifth cinquième",
    "6": "six sixth sixième",
    "7": "seven sept seventh septième",
    "8": "eight huit eighth huitième",
    "9": "nine neuf ninth neuvième",
    "10": "ten dix",
    "11": "eleven onze",
    "12": "twelve douze dozen douzaine noon midi",
    "13": "thirteen treize",
    "14": "fourteen quatorze",
    "15": "fifteen quinze quinzaine",
    "16": "sixteen seize",
    "17": "seventeen dix-sept",
    "18": "eighteen dix-huit",
    "19": "nineteen dix-neuf",
    "20": "twenty vingt",
    "30": "thirty trente demi-heure",
    "40": "forty quarante",
    "50": "fifty cinquante half moitié",
    "60": "sixty soixante",
    "70": "seventy soixante-dix",
    "80": "eighty quatre-vingts",
    "90": "ninety quatre-vingt-dix",
    "0.5": "half demi demie moitié",
}
_ELSEWHERE = {  # in German, Spanish, Italian, Dutch and Portuguese
    "1": "ein eine einen einem einer eins jede jeder jedes uno una cada ogni één een elke um uma",
    "2": "zwei beide zweite dos ambos due twee beide dois duas ambas",
    "3": "drei dritte tres tercer tre drie três",
    "4": "vier cuatro quattro quatro",
    "5": "fünf cinco cinque vijf",
    "6": "sechs seis sei zes",
    "7": "sieben siete sette zeven sete",
    "8": "acht ocho otto oito",
    "9": "neun nueve nove negen",
    "10": "zehn diez dieci tien dez",
    "11": "elf once undici onze",
    "12": "zwölf dutzend doce dodici twaalf doze",
}
_ROUND = {
    2: "hundred hundreds cent cents",
    3: "thousand thousands mille",
    6: "million millions",
    9: "billion milliard milliards",
}  # by the power of ten
_BY_POWER = {power: frozenset(words.split()) for power, words in _ROUND.items()}


def _compounds() -> Iterator[tuple[str, str]]:
    """'forty-five' and « quarante-cinq »: the numbers from 21 to 99 that are put together, with the words of each."""
    english = [_UNITS[str(number)].split()[0] for number in range(10)]
    french = [_UNITS[str(number)].split()[1] for number in range(20)]
    for tens in range(20, 100, 10):
        first, second = _UNITS[str(tens)].split()[:2]
        rest = second.removesuffix("s").removesuffix("-dix")
        for unit in range(1, 10):
            small = french[unit + 10 * (tens in (70, 90))]
            yield str(tens + unit), f"{first}-{english[unit]} {rest}-{small} {rest}-et-{small}"


_BY_NUMBER = {
    number: frozenset(f"{words} {_ELSEWHERE.get(number, '')}".split())
    for number, words in (*_UNITS.items(), *_compounds())
}


def number_words(text: str) -> frozenset[str]:
    """The words of `text` that may say a number, in lower case."""
    words = re.findall(r"[\w’'-]+", text.casefold())
    return frozenset((*words, *(part for word in words for part in re.split("[’']", word))))


def is_among(number: str, words: frozenset[str]) -> bool:
    """Whether `words` say `number` (digits, a point before decimals): '3000000' may be 'three million'."""
    if words & _BY_NUMBER.get(number, frozenset()):
        return True
    for power, names in _BY_POWER.items():
        head = number[:-power]
        if head and number.endswith("0" * power) and words & names:
            return head == "1" or head in words or is_among(head, words)
    return False
