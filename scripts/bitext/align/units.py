"""What the numbers of a text count, and the signs of comparison before them: '5 minutes', '10 MB', '> 5', '$5'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bitext.align.names import without_names
from bitext.align.number_forms import SPACE, amount_pattern, valued
from bitext.languages.language import language_of
from bitext.pages.segments import Segment

_MONEY = {"$": "dollar", "US$": "USD", "CA$": "CAD", "C$": "CAD", "€": "euro", "£": "pound"}
_BEHIND_MONEY = {"$ CA": "CAD", "$ US": "USD", "$ CAN": "CAD"}
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "=<": "≤", "=>": "≥"}
_BETWEEN = "business|working|calendar|full|consecutive|more|additional|extra|whole"  # 'in 5 business days'
_COMPARED = re.compile(
    rf"(?<![-=<>!\w])(?P<sign>[<>≤≥]=?|=[<>]|!=|≠|±){SPACE}?(?:[$€£]{SPACE}?)?{amount_pattern('amount')}"
)
_OF_SIGNS = re.compile(r"[<>≤≥≠±!]")
_PERCENT = re.compile(r"%|percent|pour ?cent|p\. ?100|por ciento|prozent|\bpoints?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """text: as written; values: of the number; unit: what is counted, or the sign before it, the same in all
    languages."""

    text: str
    values: frozenset[str]
    unit: str


def differing_units(
    ours: Segment, theirs: Segment, languages: tuple[str, str] = ("", "")
) -> tuple[list[str], list[str]]:
    """The amounts of `ours` whose number stands in `theirs` as well, and counts something else there, and what is
    there. A number without a unit may be of any; '$' may be of any country."""
    if not ours.digits or not theirs.digits or ours.kind == "code":
        return [], []
    lost: list[str] = []
    found: list[str] = []
    for read in (amounts, comparisons):
        left, right = _unmatched(read(ours.prose, languages[0]), read(theirs.prose, languages[1]))
        for amount in left:
            other = next((each for each in right if each.values & amount.values), None)
            if other is not None:
                right.remove(other)
                lost.append(amount.text)
                found.append(other.text)
    return lost, found


@lru_cache(maxsize=4096)
def amounts(text: str, language: str) -> tuple[Amount, ...]:
    """The numbers of a text that have a unit of this language behind them, or the sign of a currency before."""
    base = language.replace("_", "-").partition("-")[0].lower()
    return tuple(_amounts(without_names(text), base))


def comparisons(text: str, language: str) -> tuple[Amount, ...]:
    """The numbers of a text that have a sign of comparison before them."""
    if not _OF_SIGNS.search(text):
        return ()
    base = language.replace("_", "-").partition("-")[0].lower()
    return tuple(
        Amount(match[0], valued(match["amount"], base).values, _SIGNS.get(match["sign"], match["sign"]))
        for match in _COMPARED.finditer(text)
    )


def _amounts(text: str, language: str) -> Iterator[Amount]:
    pattern = _pattern(language)
    for match in pattern.finditer(text) if pattern else ():
        unit = match["unit"] or match["money"]
        if unit:
            values = valued(match["amount"], language).values
            name = " ".join(unit.split())
            yield Amount(match[0], values, _units(language).get(name) or _units(language).get(name.casefold()) or name)


@cache
def _units(language: str) -> Mapping[str, str]:
    """What is counted, by the words and signs for it."""
    words = {word: unit for unit, names in language_of(language).units.items() for word in names.split()}
    return {**words, **_MONEY, **_BEHIND_MONEY} if words else {}


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    units = [unit for unit in _units(language) if unit not in ("US$", "CA$", "C$")]
    if not units:
        return None
    written = "|".join(re.escape(unit).replace(r"\ ", SPACE) for unit in sorted(units, key=len, reverse=True))
    money = "|".join(map(re.escape, sorted(_MONEY, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?<!\w)(?P<money>{money}){SPACE}?|(?<![\w.,/#:-])){amount_pattern('amount')}"
        rf"(?:(?:{SPACE}(?:{_BETWEEN}))?(?:{SPACE}|-)?(?P<unit>{written})(?![\w’'/]|-\d))?"
    )


def _unmatched(ours: Sequence[Amount], theirs: Sequence[Amount]) -> tuple[list[Amount], list[Amount]]:
    left, right = list(ours), list(theirs)
    for amount in ours:
        same = next((each for each in right if each.values & amount.values and _are_same(each.unit, amount.unit)), None)
        if same is not None:
            left.remove(amount)
            right.remove(same)
    return left, right


def _are_same(ours: str, theirs: str) -> bool:
    return ours == theirs or ("dollar" in (ours, theirs) and {ours, theirs} <= {"dollar", "CAD", "USD"})
