"""The numbers of a text in one notation, however each language writes them.

`FORMS` is the table of how numbers are written. The forms are looked for one after the other, and what one has taken is
no longer there for the next, so a form that others are part of ('16:30', '2,000-3,000') stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from unicodedata import numeric

from bitext.align.dates import DATES, dates
from bitext.align.names import without_names
from bitext.align.number import Number
from bitext.languages.language import language_of

#: Languages that write 0.5 and 1,000. All others are read both ways: a French page keeps much of an English notation.
_WITH_POINT = frozenset("en he hi ja ko ms th zh".split())
_POWERS = {  # of ten, by the word or letter behind a number
    **dict.fromkeys("k K thousand mille".split(), 3),
    **dict.fromkeys("M Mio million millions Millionen millones milhões milioni".split(), 6),
    **dict.fromkeys("bn billion billions Md Mrd milliard milliards Milliarden miliardi".split(), 9),
}
_POWERS_OF_MONEY = {"m": 6, "b": 9, "B": 9}  # '$5m': without a currency 'm' is a metre, 'B' a byte
_AFTERNOON = frozenset(("p", "午後", "下午", "오후"))


Reader = Callable[[re.Match[str], str], Iterator[Number]]  # of a match in a text of some language


@lru_cache(maxsize=4096)
def valued(written: str, language: str, power: int = 0) -> Number:
    digits = re.sub(rf"{SPACE}|[’']", "", written)
    values = [_times_ten(whole, decimals, power) for whole, decimals in _readings(digits, language)]
    return Number(values[0], frozenset(values))


def _readings(digits: str, language: str) -> Iterator[tuple[str, str]]:
    """The whole and the decimals of digits with points and commas, read in each way that `language` allows."""
    marks = re.findall("[.,]", digits)
    whole, decimals = re.split("[.,](?=[0-9]+$)", digits) if marks else (digits, "")
    bare = re.sub("[.,]", "", digits)
    if len(marks) > 1 and len(set(marks)) == 1:
        yield bare, ""
        return
    is_group = len(marks) == 1 and len(decimals) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole) is not None
    groups_only = is_group and marks[0] == "," and language in _WITH_POINT
    may_group = is_group and (marks[0] == "," or language not in _WITH_POINT)
    if may_group and marks[0] == ",":
        yield bare, ""
    if not groups_only:
        yield re.sub("[.,]", "", whole), decimals
    if may_group and marks[0] == ".":
        yield bare, ""


def _times_ten(whole: str, decimals: str, power: int) -> str:
    if power:
        whole, decimals = whole + decimals[:power].ljust(power, "0"), decimals[power:].rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def _power(unit: str | None, language: str, *, is_money: bool = False) -> int:
    name = (unit or "").strip(" \u00a0\u2009\u202f")
    if is_money and name in _POWERS_OF_MONEY:
        return _POWERS_OF_MONEY[name]
    return language_of(language).powers.get(name, 0) or _POWERS.get(name, 0)


def _clock(match: re.Match[str], language: str) -> Iterator[Number]:
    parts = match.groupdict()
    hours, half = int(match["hours"]), parts.get("half")
    if half:
        is_afternoon = half.lower() in _AFTERNOON
        if parts.get("until") and hours % 12 > int(match["until"]) % 12:  # '9 to 5 pm' begins in the morning
            is_afternoon = not is_afternoon
        hours = hours % 12 + 12 * is_afternoon
    rest = [int(parts.get("minutes") or 0), int(parts.get("seconds") or 0)]
    while rest and not rest[-1]:
        rest.pop()
    text = ":".join([str(hours), *(f"{part:02}" for part in rest)])
    yield Number(text, frozenset((text,)))


def _range(match: re.Match[str], language: str) -> Iterator[Number]:
    power = _power(match["unit"], language)
    yield valued(match["low"], language, _power(match["low_unit"], language) or power)
    yield valued(match["high"], language, power)


def _name(match: re.Match[str], language: str) -> Iterator[Number]:
    yield Number(match["name"], frozenset((match["name"],)))


def _small_fraction(match: re.Match[str], language: str) -> Iterator[Number]:
    value, whole = numeric(match["small"]), match["whole"]
    fraction = Fraction(value).limit_denominator(10)
    text = f"{float(value + int(whole or 0)):.4g}"
    if whole:
        yield Number(match[0], frozenset((text,)))
        return
    top, bottom = str(fraction.numerator), str(fraction.denominator)
    parts = [Number(part, frozenset((part,)), whole=match[0]) for part in (top, bottom)]
    yield Number(match[0], frozenset((text, f"{top}/{bottom}")), "fraction", tuple(parts))


def _fraction(match: re.Match[str], language: str) -> Iterator[Number]:
    text = match["fraction"]
    parts = [Number(part, frozenset((part,)), whole=text) for part in text.split("/")]
    yield Number(text, frozenset((text,)), "fraction", tuple(parts))


def _decimals(match: re.Match[str], language: str) -> Iterator[Number]:
    yield valued(f"0{match['decimals']}", language)


def _number(match: re.Match[str], language: str) -> Iterator[Number]:
    if match["ordinal"]:
        return
    power = _power(match["unit"], language, is_money=bool(match["money"]))
    number = valued(match["amount"], language, power)
    if (
        match["money"] or match["money_behind"]
    ) and "." in number.text:  # '$5.50' and '5,5 $' are as much, not 3.10 and 3.1
        number = Number(number.text, number.values | {number.text.rstrip("0").rstrip(".")})
    if match["below"] and not match["ordinal"]:
        number = Number(f"-{number.text}", frozenset(f"-{value}" for value in number.values))
    yield number


def amount_pattern(name: str) -> str:
    """The pattern of digits, in groups or not: a group of thousands does not begin with 0, and has one kind of gap."""
    gap = f"gap_of_{name}"
    grouped = rf"[1-9]\d{{0,2}}(?P<{gap}>{SPACE}|[,.’'])\d{{3}}(?:(?P={gap})\d{{3}}){{0,6}}(?!\d)(?:[.,]\d+)?"
    return rf"(?P<{name}>{grouped}|\d+(?:[.,]\d+)?)"


SPACE = "[ \u00a0\u2009\u202f]"
_WITH_DIGITS = re.compile(r"(?<!\w)(?=[\w.,+-]*[^\W\d_])(?=[\w.,+-]*\d)\w+(?:[.,+-]\w+)*")
_ALONE = r"(?<![\w.,/-])(?<!\w#)"  # what stands before a number is no part of a name, a date or an address
_BELOW = r"(?<![\w)\]}%.,/-])(?<!\d )[-−](?=[$€£\d])"  # a minus
_LARGE = rf"{SPACE}?(?:{'|'.join(sorted(_POWERS, key=len, reverse=True))})(?![\w’'])"
_UNIT = rf"(?:{_LARGE}|{SPACE}?(?:%|[KMGTk]i?[Bo]\b|(?:[hsmbBo]|min|ms|px|[ckm]m|k?g)\b))"
_ORDINAL = r"(?:st|nds?|rds?|th|ers?|res?|es?|ères?|ièmes?|i?[èe]mes?|ᵉʳ|ʳᵉ|ᵉ|º|ª)(?!\w)"
_HOUR = r"(?<![\w.,:/-])(?P<hours>[01]?\d|2[0-4])"
_HALF = rf"{SPACE}?(?P<half>[aApP])\.?{SPACE}?[mM]\b"
_MINUTE, _SECOND = r"(?:minutes?|mins?|mn|m)\b", r"(?:secondes?|seconds?|secs?|s)\b"
_MINUTES = rf"(?P<minutes>[0-5]\d(?!{SPACE}?{_SECOND})|\d(?={SPACE}?{_MINUTE}))(?:{SPACE}?{_MINUTE})?"
_HOURS = rf"(?<![\w.,:/-])(?P<hours>\d{{1,2}}){SPACE}?"
_AND = rf"(?:,?{SPACE}(?:and|et){SPACE}|,?{SPACE})"

_OF_CLOCKS = re.compile(r"\d(?::\d|\s?[hHaApP時时點点시])")
_OF_RANGES = re.compile(r"\w-\d")
_OF_DOTS = re.compile(r"\.\d")
_OF_FRACTIONS = re.compile(r"\d/\d|[¼-¾⅐-⅞]")
_OF_HYPHENS = re.compile(r"\d-\d+-\d")
_OF_ALL = re.compile("")
#: What a text must have for a form to be looked for, the pattern of the form, and what reads a match of it in a text of
#: some language.
FORMS: Sequence[tuple[re.Pattern[str], str, Reader]] = (
    # 1.4.0, v1.4.0-beta.2, 10.0.0.1:8080, 10.0.0.0/8
    (
        _OF_DOTS,
        r"(?<![\w.,/-])[vV]?(?P<name>(?![1-9]\d{0,2}(?:\.\d{3})+(?![\w.]))\d+(?:\.\d+){2,}(?:[-+][A-Za-z][\w.]*\w)?(?:[:/]\d+)?)"
        r"(?![\w/-]|\.\d)",
        _name,
    ),
    # 1-800-555-1234
    (_OF_HYPHENS, r"(?<![\w.,/-])(?P<name>\d+(?:-\d+){2,})(?![\w/-])", _name),
    # ½, 1½, 1/2, 24/7
    (_OF_FRACTIONS, r"(?<![\w.,/-])(?:(?P<whole>\d+)\s?)?(?P<small>[¼-¾⅐-⅞])(?!\w)", _small_fraction),
    (_OF_FRACTIONS, r"(?<![\w.,/-])(?P<fraction>\d+(?:/\d+)+)(?![\w/-]|[.,]\d)", _fraction),
    # .5
    (_OF_DOTS, r"(?<![\w.,/)\]-])(?P<decimals>\.\d+)(?![\w/.-])", _decimals),
    # 午後4時30分
    (
        _OF_CLOCKS,
        r"(?P<half>[午上下][前後午]|오[전후])?\s?(?<!\d)(?P<hours>[01]?\d|2[0-4])\s?[時时點点시]"
        r"(?:\s?(?P<minutes>[0-5]?\d)\s?[分분])?(?:\s?(?P<seconds>[0-5]?\d)\s?[秒초])?",
        _clock,
    ),
    # the first of 4-5 pm, 4:30 to 5:30 PM
    (
        _OF_CLOCKS,
        rf"{_HOUR}(?::(?P<minutes>[0-5]\d))?{SPACE}?(?:[-–—]|to|and|or|until|till){SPACE}?"
        rf"(?=(?P<until>0?[1-9]|1[0-2])(?::[0-5]\d)?{_HALF})",
        _clock,
    ),
    # 16:30, 4:01:25 PM, 4 pm
    (
        _OF_CLOCKS,
        rf"{_HOUR}(?::(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?(?![\d:])|(?={SPACE}?[aApP]\.?{SPACE}?[mM]\b))"
        rf"(?:{_HALF})?",
        _clock,
    ),
    # 16 h 30, 16 h 01 min 25 s, 2h
    (
        _OF_CLOCKS,
        rf"{_HOURS}[hH](?:{SPACE}?{_MINUTES})?(?:{SPACE}?(?P<seconds>[0-5]?\d){SPACE}?{_SECOND})?(?!\w)",
        _clock,
    ),
    # 2 hours and 30 minutes
    (
        _OF_CLOCKS,
        rf"{_HOURS}(?:hours?|hrs?|heures?){_AND}(?P<minutes>\d\d?){SPACE}?{_MINUTE}"
        rf"(?:{_AND}(?P<seconds>\d\d?){SPACE}?{_SECOND})?",
        _clock,
    ),
    # 1,000-2,000
    (
        _OF_RANGES,
        rf"{_ALONE}(?<!:){amount_pattern('low')}(?P<low_unit>{_LARGE})?-(?!0\d){amount_pattern('high')}(?P<unit>{_UNIT})?(?![\w/-]|[.,:]\d)",
        _range,
    ),
    # 1,000; 1 000,5; 100k; 1.5 million; 10 MB; 3rd
    (
        _OF_ALL,
        rf"(?P<below>{_BELOW})?(?:(?P<money>[$€£]{SPACE}?))?(?:(?<=[-−])|{_ALONE})[-+]?{amount_pattern('amount')}"
        rf"(?:(?P<unit>{_UNIT})|(?P<ordinal>{_ORDINAL}))?(?!\w)"
        rf"(?=(?P<money_behind>{SPACE}?[$€£])?)",
        _number,
    ),
)
_PATTERNS = tuple((hint, re.compile(pattern), read) for hint, pattern, read in FORMS)


@lru_cache(maxsize=4096)
def read_numbers(text: str, language: str) -> tuple[list[Number], tuple[str, ...]]:
    """The numbers of a text, and the words in which there are digits."""
    base = language.replace("_", "-").partition("-")[0].lower()
    text = without_names(text)
    found: list[tuple[int, Number]] = []
    if DATES.search(text):
        text = dates(text, base, lambda at, number: found.append((at, number)))
    for hint, pattern, read in _PATTERNS:
        if not hint.search(text):
            continue

        def take(match: re.Match[str], read: Reader = read) -> str:
            found.extend((match.start(), number) for number in read(match, base))
            return " " * len(match[0])

        text = pattern.sub(take, text)
    return [number for _, number in sorted(found, key=lambda each: each[0])], tuple(_WITH_DIGITS.findall(text))
