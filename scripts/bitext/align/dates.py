"""Days and months in a text: '2024-03-05', 'March 5, 2024', « le 5 mars 2024 », '05/03/2024', 'March 2024'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from bitext.align.number import Number
from bitext.languages.language import language_of

#: What a text with a date has.
DATES = re.compile(r"\d[-/.]\d|[^\W\d_]{3}\.?,?[ \u00a0\u202f]\d|\d(?:st|nd|rd|th|er|\.)?[ \u00a0\u202f]")
_SPACE = "[ \u00a0\u202f]"
_ORDINAL = "(?:st|nd|rd|th|er|º|ª)?"
_DIGITS = (
    # 2024-03-05, 2024/03/05, 2024-03-05T16:30
    re.compile(
        r"(?<![\w./-])(?P<year>\d{4})(?P<mark>[-/])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])"
        r"(?:T(?=\d\d:)|(?![\w/-]|\.\d))"
    ),
    # 05/03/2024, 5.3.2024, 03-05-2024
    re.compile(
        r"(?<![\w./-])(?P<one>0?[1-9]|[12]\d|3[01])(?P<mark>[-/.])(?P<two>0?[1-9]|[12]\d|3[01])(?P=mark)"
        r"(?P<year>(?:1[89]|20|21)\d\d)(?![\w/-]|\.\d)"
    ),
    # 2024-03
    re.compile(r"(?<![\w./-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\w/-]|\.\d)"),
)

Take = Callable[[int, Number], None]


def dates(text: str, language: str, take: Take) -> str:
    """`text` with spaces in place of its dates; `take` is called for each with its place. language: 'en', 'fr'."""
    for pattern in (*_DIGITS, _in_words(language)):
        text = pattern.sub(lambda match: _taken(match, language, take), text) if pattern else text
    return text


def _taken(match: re.Match[str], language: str, take: Take) -> str:
    date = _date(match, language)
    if date is None:
        return match[0]
    take(match.start(), date)
    return " " * len(match[0])


def _date(match: re.Match[str], language: str) -> Number | None:
    said = dict(filter(lambda each: each[1], match.groupdict().items()))
    if "one" in said:
        return _either_way(said["year"], said["one"], said["two"])
    is_digits = said["month"].isdigit()
    month = int(said["month"]) if is_digits else _months(language)[said["month"].casefold().rstrip(".")]
    day, year = said.get("day") or said.get("after", ""), said.get("year", "")
    if not day and not year:
        return None
    text = "-".join(filter(None, (year, f"{month:02}", day.zfill(2) if day else "")))
    values = (f"month {month}", str(month)) if is_digits else (f"month {month}",)
    parts = (Number(text, frozenset(values), whole=text, is_month=True), *_plain(text, *filter(None, (year, day))))
    return Number(text, frozenset((text,)), "digits" if is_digits else "date", parts)


def _either_way(year: str, one: str, two: str) -> Number | None:
    """A date of which nothing says whether the day or the month is first."""
    readings = [(int(day), int(month)) for day, month in ((one, two), (two, one)) if int(month) <= 12]
    if not readings:
        return None
    values = frozenset(f"{year}-{month:02}-{day:02}" for day, month in readings)
    text = min(values)
    both = (Number(part.text, part.values | {f"month {part.text}"}, whole=text) for part in _plain(text, one, two))
    return Number(text, values, "digits", (*_plain(text, year), *both))


def _plain(whole: str, *digits: str) -> list[Number]:
    """The parts of a date that are numbers."""
    return [Number(text, frozenset((text,)), whole=whole) for text in (str(int(each)) for each in digits)]


@cache
def _months(language: str) -> dict[str, int]:
    months = enumerate(language_of(language).months, 1)
    return {name.casefold().rstrip("."): number for number, names in months for name in names.split()}


@cache
def _in_words(language: str) -> re.Pattern[str] | None:
    words = language_of(language)
    if not words.months:
        return None
    return re.compile("".join(_parts(language)), re.NOFLAG if words.has_capitals else re.IGNORECASE)


def _parts(language: str) -> Iterator[str]:
    words = language_of(language)
    names = sorted((name for month in words.months for name in month.split()), key=len, reverse=True)
    yield rf"(?<!\w)(?:(?<![\w.,:/-])(?P<day>[12]\d|3[01]|0?[1-9]){_ORDINAL}\.?{_SPACE}(?:(?:of|de){_SPACE})?)?"
    yield rf"(?P<month>{'|'.join(map(re.escape, names))})(?!\w)\.?"
    if words.month_first:
        yield rf"(?:{_SPACE}(?P<after>[12]\d|3[01]|0?[1-9]){_ORDINAL}(?!\w|[.,:]\d|{_SPACE}?[%€$]))?"
    yield rf"(?:(?:,|,?{_SPACE}(?:of|de|del))?{_SPACE}(?P<year>(?:1[89]|20|21)\d\d)(?![\w]|[.,]\d))?"
