"""The numbers of a segment, and what two segments say differently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bitext.align.number import Number
from bitext.align.number_forms import SPACE, read_numbers
from bitext.align.sameness import parting
from bitext.languages.language import language_of
from bitext.languages.number_words import is_among, number_words
from bitext.pages.segments import Segment

_SMALL_FRACTION = re.compile("[¼-¾⅐-⅞]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_ALONE = re.compile(rf"\d[\d.,’']*(?:{SPACE}\d{{3}})*(?:[.,]\d+)?")


def numbers(segment: Segment, language: str = "") -> list[Number]:
    """The numbers of its prose, in their order; of dates and fractions those that they are made of. Digits within
    words, names, code, addresses and list markers are no numbers, nor are ordinals. language: of the segment, such as
    'en' or 'fr-CA'; without it '1,125' may be either."""
    if not _has_digits(segment):
        return []
    return [
        part for number in read_numbers(segment.prose, language)[0] for part in number.all_parts if not part.is_month
    ]


def differing_numbers(
    ours: Segment, theirs: Segment, languages: tuple[str, str] = ("", "")
) -> tuple[list[str], list[str]]:
    """The numbers that only `ours` has, and those that only `theirs` has, as messages show them. A number that one of
    the two says in words, within a word ('Q3', 'v2', '3e') or in a code span of its own is in both."""
    if not _has_digits(ours) and not _has_digits(theirs):
        return [], []
    (mine, words), (yours, others) = (
        read_numbers(side.prose, language) for side, language in zip((ours, theirs), languages, strict=True)
    )
    lost, found = _unmatched(mine, yours)
    within = parting(words, others)
    if not lost and not found and not all(within):
        return [], []
    our_codes, their_codes = parting(ours.codes, theirs.codes)
    here, there = _Said(ours.prose, our_codes, languages[0]), _Said(theirs.prose, their_codes, languages[1])
    signs = [*_other_signs(lost, found, there), *(each[::-1] for each in _other_signs(found, lost, here))]
    left, right = _told(lost, found, here, there)
    more, most = _within_words(*within, here, there)
    return [*(sign[0] for sign in signs), *left, *more], [*(sign[1] for sign in signs), *right, *most]


def is_number_in(code: str, segment: Segment) -> bool:
    """Whether a code span is a number and nothing else, and the prose of `segment` has this number."""
    values = _values_of(code)
    return any(values & number.values for number in numbers(segment)) if values else False


def _has_digits(segment: Segment) -> bool:
    return segment.kind != "code" and (bool(segment.digits) or _SMALL_FRACTION.search(segment.prose) is not None)


def _values_of(code: str) -> frozenset[str]:
    """The readings of a code span that is a number and nothing else."""
    found = read_numbers(code, "")[0] if _NUMBER_ALONE.fullmatch(code.strip()) else []
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
    there = Counter((number.text, number.values) for number in others)
    left: list[Number] = []
    for number in numbers:
        if there[number.text, number.values]:
            there[number.text, number.values] -= 1
        else:
            left.append(number)
    return left


def _other_signs(negative: list[Number], others: list[Number], said: _Said) -> list[tuple[str, str]]:
    """The negative numbers of one side that are positive on the other, which says nothing of it in words; both are
    taken out of the lists."""
    signs: list[tuple[str, str]] = []
    for number in [each for each in negative if each.text.startswith("-")]:
        partner = next((each for each in others if {f"-{value}" for value in each.values} & number.values), None)
        if partner is not None:
            negative.remove(number)
            others.remove(partner)
            signs += [] if said.is_below(partner.text) else [(number.text, partner.text)]
    return signs


def _told(lost: Sequence[Number], found: Sequence[Number], here: _Said, there: _Said) -> tuple[list[str], list[str]]:
    """What messages say of numbers that differ: of a part of a date or fraction the whole, where both sides have one. A
    month that one side alone names is no difference."""
    left, right = _unmatched(*_apart(there.lacks(lost), here.lacks(found)))
    left, right = there.lacks(left), here.lacks(right)
    if not (_have(left, "is_month") and _have(right, "is_month")):
        left, right = ([number for number in side if not number.is_month] for side in (left, right))
    are_both = _have(left, "whole") and _have(right, "whole")
    return _texts(left, are_both), _texts(right, are_both)


def _apart(lost: Sequence[Number], found: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """Both with dates and fractions taken apart, so that '5 March' has a partner in a date that is written otherwise.
    Dates in digits alone stay whole when both sides have them: day and month may be read either way there."""
    counts = [sum(number.kind == "digits" for number in side) for side in (lost, found)]
    whole = "digits" if counts[0] == counts[1] else ""
    left, right = (
        [part for number in side for part in ((number,) if number.kind == whole else number.all_parts)]
        for side in (lost, found)
    )
    return left, right


def _have(numbers: Sequence[Number], what: str) -> bool:
    return any(getattr(number, what) for number in numbers)


def _texts(numbers: Sequence[Number], are_whole: bool) -> list[str]:
    """Each text once, that of the whole if so asked."""
    return list(dict.fromkeys((number.whole if are_whole else "") or number.text for number in numbers))


def _within_words(
    words: Sequence[str], others: Sequence[str], here: _Said, there: _Said
) -> tuple[list[str], list[str]]:
    """Those of words with digits ('TLS1.2') whose digits the other side has not, if both sides have some: a word may be
    translated without its digits. Words with the same letters ('50c' and '70c') differ, whatever else is said."""
    shapes = {_DIGITS.sub("0", word) for word in words} & {_DIGITS.sub("0", word) for word in others}
    left, right = (
        [word for word in side if _DIGITS.sub("0", word) in shapes or not said.has_all_digits(word)]
        for side, said in ((words, there), (others, here))
    )
    return (left, right) if left and right else ([], [])


class _Said:
    """What a segment says of numbers other than in digits of their own: in words, within words, in code."""

    def __init__(self, prose: str, codes: Sequence[str], language: str) -> None:
        self._text = "\n".join((prose, *codes))
        self._words = number_words(prose)
        self._digits = frozenset(re.findall(r"\d+", self._text))
        self._coded = frozenset(value for code in codes for value in _values_of(code))
        self._bare = re.sub(rf"(?<=\d)(?:{SPACE}|[,’'])(?=\d{{3}}(?!\d))", "", self._text).replace(",", ".")
        self._minus = "|".join(language_of(language).minus.split()) or "(?!)"

    def lacks(self, numbers: Sequence[Number]) -> list[Number]:
        """Those of the numbers that it does not say in any way; months are left as they are."""
        return [number for number in numbers if number.is_month or not self.has(number)]

    def has(self, number: Number) -> bool:
        return bool(number.values & self._coded) or any(self._has(value) for value in number.values)

    def is_below(self, value: str) -> bool:
        """Whether a number is said to be negative: with another dash, in brackets as accounts have it, in words."""
        before = rf"[-−–]{SPACE}?(?:[$€£]{SPACE}?)?|\([$€£]?(?=[^()]*\))|\b(?:{self._minus})\b\D{{0,12}}"
        return re.search(rf"(?:{before}){re.escape(value)}(?!\d)", self._bare, re.IGNORECASE) is not None

    def has_all_digits(self, word: str) -> bool:
        """Whether the digits within a word of the other side are here, in the notation of either."""
        return all(self._has(digits) or self._has(digits.replace(",", ".")) for digits in _DIGITS.findall(word))

    def _has(self, value: str) -> bool:
        if value in self._digits or is_among(value, self._words):
            return True
        return "." in value and re.search(rf"(?<!\d){re.escape(value)}(?!\d)", self._text) is not None
