"""The numbers of a text in one notation, however each language writes them, and what two texts say differently.

`FORMS` is the table of how numbers are written. The forms are looked for one after the other, and what one has taken is
no longer there for the next, so a form that others are part of ('16:30', '2,000-3,000') stands before them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bitext.align.sameness import parting
from bitext.languages.number_words import is_among, number_words
from bitext.pages.segments import Segment

#: Languages that write 0.5 and 1,000. All others are read both ways: a French page keeps much of an English notation.
_WITH_POINT = frozenset("en he hi ja ko ms th zh".split())
_POWERS = {  # of ten, by the word or letter behind a number
    **dict.fromkeys("k K thousand mille".split(), 3),
    **dict.fromkeys("M Mio million millions Millionen millones milhões milioni".split(), 6),
    **dict.fromkeys("bn billion billions Md Mrd milliard milliards Milliarden miliardi".split(), 9),
}
_POWERS_OF_MONEY = {"m": 6, "b": 9, "B": 9}  # '$5m': without a currency 'm' is a metre, 'B' a byte
_FRENCH_POWERS = {"billion": 12, "billions": 12}
_AFTERNOON = frozenset(("p", "午後", "下午", "오후"))


@dataclass(frozen=True)
class Number:
    """text: in the notation of messages, with a point before decimals, and the hours of 24; values: every way to read
    it, since '1,125' is over a thousand in English and little more than one in French."""

    text: str
    values: frozenset[str]


Reader = Callable[[re.Match[str], str], Iterator[Number]]  # of a match in a text of some language


def numbers(segment: Segment, language: str = "") -> list[Number]:
    """The numbers of its prose, in their order. Digits within words, code, addresses and list markers are no numbers,
    nor are ordinals. language: of the segment, such as 'en' or 'fr-CA'; without it '1,125' may be either."""
    if segment.kind == "code" or not segment.digits:
        return []
    return _read(segment.prose, language)


def differing_numbers(
    ours: Segment, theirs: Segment, languages: tuple[str, str] = ("", "")
) -> tuple[list[str], list[str]]:
    """The numbers that only `ours` has, and those that only `theirs` has, as messages show them. A number that one of
    the two says in words, within a word ('Q3', 'v2', '3e') or in a code span of its own is in both."""
    lost, found = _unmatched(numbers(ours, languages[0]), numbers(theirs, languages[1]))
    if not lost and not found:
        return [], []
    our_codes, their_codes = parting(ours.codes, theirs.codes)
    here, there = _Said(ours.prose, our_codes), _Said(theirs.prose, their_codes)
    return (
        [number.text for number in lost if not there.has(number)],
        [number.text for number in found if not here.has(number)],
    )


def is_number_in(code: str, segment: Segment) -> bool:
    """Whether a code span is a number and nothing else, and the prose of `segment` has this number."""
    values = _values_of(code)
    return any(values & number.values for number in numbers(segment)) if values else False


def _values_of(code: str) -> frozenset[str]:
    """The readings of a code span that is a number and nothing else."""
    found = _read(code, "") if _NUMBER_ALONE.fullmatch(code.strip()) else []
    return found[0].values if len(found) == 1 else frozenset()


def _unmatched(ours: Sequence[Number], theirs: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """Those of each that the other has not, first as they are written, then as they can be read."""
    lost, found = _less(ours, theirs), _less(theirs, ours)
    by_value: dict[str, list[int]] = {}
    for index, number in enumerate(found):
        for value in number.values:
            by_value.setdefault(value, []).append(index)
    taken: set[int] = set()
    left: list[Number] = []
    for number in lost:
        same = next((index for value in number.values for index in by_value.get(value, ()) if index not in taken), None)
        if same is None:
            left.append(number)
        else:
            taken.add(same)
    return left, [number for index, number in enumerate(found) if index not in taken]


def _less(numbers: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """`numbers` without those that `others` write alike, each as often."""
    there = Counter(number.text for number in others)
    left: list[Number] = []
    for number in numbers:
        if there[number.text]:
            there[number.text] -= 1
        else:
            left.append(number)
    return left


class _Said:
    """What a segment says of numbers other than in digits of their own: in words, within words, in code."""

    def __init__(self, prose: str, codes: Sequence[str]) -> None:
        self._text = "\n".join((prose, *codes))
        self._words = number_words(prose)
        self._digits = frozenset(re.findall(r"\d+", self._text))
        self._coded = frozenset(value for code in codes for value in _values_of(code))

    def has(self, number: Number) -> bool:
        return bool(number.values & self._coded) or any(self._has(value) for value in number.values)

    def _has(self, value: str) -> bool:
        if value in self._digits or is_among(value, self._words):
            return True
        return "." in value and re.search(rf"(?<!\d){re.escape(value)}(?!\d)", self._text) is not None


@lru_cache(maxsize=4096)
def _valued(written: str, language: str, power: int = 0) -> Number:
    digits = re.sub(rf"{_SPACE}|[’']", "", written)
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
    return (_FRENCH_POWERS.get(name, 0) if language == "fr" else 0) or _POWERS.get(name, 0)


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
    yield _valued(match["low"], language, _power(match["low_unit"], language) or power)
    yield _valued(match["high"], language, power)


def _number(match: re.Match[str], language: str) -> Iterator[Number]:
    if match["ordinal"]:
        return
    power = _power(match["unit"], language, is_money=bool(match["money"]))
    number = _valued(match["amount"], language, power)
    if (
        match["money"] or match["money_behind"]
    ) and "." in number.text:  # '$5.50' and '5,5 $' are as much, not 3.10 and 3.1
        number = Number(number.text, number.values | {number.text.rstrip("0").rstrip(".")})
    yield number


def _amount(name: str) -> str:
    """The pattern of digits, in groups or not: a group of thousands does not begin with 0, and has one kind of gap."""
    gap = f"gap_of_{name}"
    grouped = rf"[1-9]\d{{0,2}}(?P<{gap}>{_SPACE}|[,.’'])\d{{3}}(?:(?P={gap})\d{{3}}){{0,6}}(?!\d)(?:[.,]\d+)?"
    return rf"(?P<{name}>{grouped}|\d+(?:[.,]\d+)?)"


_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER_ALONE = re.compile(rf"\d[\d.,’']*(?:{_SPACE}\d{{3}})*(?:[.,]\d+)?")
_ALONE = r"(?<![\w.,/#-])"  # what stands before a number is no part of a name, a date or an address
_LARGE = rf"{_SPACE}?(?:{'|'.join(sorted({*_POWERS, *_FRENCH_POWERS}, key=len, reverse=True))})(?![\w’'])"
_UNIT = rf"(?:{_LARGE}|{_SPACE}?(?:%|[KMGTk]i?[Bo]\b|(?:[hsmbBo]|min|ms|px|[ckm]m|k?g)\b))"
_ORDINAL = r"(?:st|nds?|rds?|th|ers?|res?|es?|ères?|ièmes?|i?[èe]mes?|ᵉʳ|ʳᵉ|ᵉ|º|ª)(?!\w)"
_HOUR = r"(?<![\w.,:/-])(?P<hours>[01]?\d|2[0-4])"
_HALF = rf"{_SPACE}?(?P<half>[aApP])\.?{_SPACE}?[mM]\b"
_MINUTE, _SECOND = r"(?:minutes?|mins?|mn|m)\b", r"(?:secondes?|seconds?|secs?|s)\b"
_MINUTES = rf"(?P<minutes>[0-5]\d(?!{_SPACE}?{_SECOND})|\d(?={_SPACE}?{_MINUTE}))(?:{_SPACE}?{_MINUTE})?"
_HOURS = rf"(?<![\w.,:/-])(?P<hours>\d{{1,2}}){_SPACE}?"
_AND = rf"(?:,?{_SPACE}(?:and|et){_SPACE}|,?{_SPACE})"

_OF_CLOCKS = re.compile(r"\d(?::\d|\s?[hHaApP時时點点시])")
_OF_RANGES = re.compile(r"\w-\d")
_OF_ALL = re.compile("")
#: What a text must have for a form to be looked for, the pattern of the form, and what reads a match of it in a text of
#: some language.
FORMS: Sequence[tuple[re.Pattern[str], str, Reader]] = (
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
        rf"{_HOUR}(?::(?P<minutes>[0-5]\d))?{_SPACE}?(?:[-–—]|to|and|or|until|till){_SPACE}?"
        rf"(?=(?P<until>0?[1-9]|1[0-2])(?::[0-5]\d)?{_HALF})",
        _clock,
    ),
    # 16:30, 4:01:25 PM, 4 pm
    (
        _OF_CLOCKS,
        rf"{_HOUR}(?::(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?(?![\d:])|(?={_SPACE}?[aApP]\.?{_SPACE}?[mM]\b))"
        rf"(?:{_HALF})?",
        _clock,
    ),
    # 16 h 30, 16 h 01 min 25 s, 2h
    (
        _OF_CLOCKS,
        rf"{_HOURS}[hH](?:{_SPACE}?{_MINUTES})?(?:{_SPACE}?(?P<seconds>[0-5]?\d){_SPACE}?{_SECOND})?(?!\w)",
        _clock,
    ),
    # 2 hours and 30 minutes
    (
        _OF_CLOCKS,
        rf"{_HOURS}(?:hours?|hrs?|heures?){_AND}(?P<minutes>\d\d?){_SPACE}?{_MINUTE}"
        rf"(?:{_AND}(?P<seconds>\d\d?){_SPACE}?{_SECOND})?",
        _clock,
    ),
    # 1,000-2,000
    (
        _OF_RANGES,
        rf"{_ALONE}(?<!:){_amount('low')}(?P<low_unit>{_LARGE})?-(?!0\d){_amount('high')}(?P<unit>{_UNIT})?(?![\w/-]|[.,:]\d)",
        _range,
    ),
    # 1,000; 1 000,5; 100k; 1.5 million; 10 MB; 3rd
    (
        _OF_ALL,
        rf"(?:(?P<money>[$€£]{_SPACE}?))?{_ALONE}[-+]?{_amount('amount')}(?:(?P<unit>{_UNIT})|(?P<ordinal>{_ORDINAL}))?(?!\w)"
        rf"(?=(?P<money_behind>{_SPACE}?[$€£])?)",
        _number,
    ),
)
_PATTERNS = tuple((hint, re.compile(pattern), read) for hint, pattern, read in FORMS)


def _read(text: str, language: str) -> list[Number]:
    base = language.replace("_", "-").partition("-")[0].lower()
    found: list[tuple[int, Number]] = []
    for hint, pattern, read in _PATTERNS:
        if not hint.search(text):
            continue

        def take(match: re.Match[str], read: Reader = read) -> str:
            found.extend((match.start(), number) for number in read(match, base))
            return " " * len(match[0])

        text = pattern.sub(take, text)
    return [number for _, number in sorted(found, key=lambda each: each[0])]
