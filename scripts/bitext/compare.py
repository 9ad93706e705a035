"""How two halves of a pair are compared: what counts as the same link, number, code or language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from bitext.segments import Segment

# English words of grammar; those that are French words too ('on', 'or', 'a') are left out.
_ENGLISH = frozenset(
    "the of and to in is are was were be been being it its this that these those with for from by at as if you "
    "your we our they their he she his her will would can could should must may might do does did has have had "
    "not no but when where which who whom whose what how why there here than then also any each every some such "
    "into over under between about after before while because so only other more most all an up out off via per "
    "within without".split()
)
ENOUGH = 5  # words, to tell a language by
_NUMBER = re.compile(
    r"(?<![\w.,/#-])[-+]?(?P<number>\d{1,3}(?:[\u00a0\u202f ,.’']\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<unit>[ \u00a0\u202f]?(?:%|(?i:[ap]\.?m\b)|h\b|[KMGTk]?[Bo]\b)|(?:st|nd|rd|th|er|re|e|ère|ème|ᵉ)\b)?(?![\w])"
)
_TIME = re.compile(
    r"(?<![\w.,:/-])(?P<hours>[01]?\d|2[0-4])"
    r"(?:[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?(?P<after_h>[0-5]\d))?\b"  # 16 h 30
    r"|:(?P<after_colon>[0-5]\d)(?![\d:])"  # 16:30, 4:30 pm
    r"|(?=[ \u00a0]?[aApP]\.?[mM]\b))"  # 4 pm
    r"(?:[ \u00a0]?(?P<half>[aApP])\.?[mM]\b)?"
)
_ORDINAL = frozenset("st nd rd th er re e ère ème ᵉ".split())
_WORDED = {
    "0": "zero zéro", "1": "one un une single once first premier première",
    "2": "two deux both twice second double",
    "3": "three trois third troisième triple", "4": "four quatre fourth quatrième", "5": "five cinq fifth",
    "6": "six sixth", "7": "seven sept seventh", "8": "eight huit", "9": "nine neuf", "10": "ten dix",
    "11": "eleven onze", "12": "twelve douze", "15": "fifteen quinze", "20": "twenty vingt", "24": "vingt-quatre",
    "30": "thirty trente", "60": "sixty soixante", "90": "ninety quatre-vingt-dix", "100": "hundred cent cents",
}  # fmt: skip
_PLACEHOLDER = re.compile(
    r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b(?:[Yy]our|[Vv]otre|[Mm]y)[A-Z]\w*|\b[A-Z]{2,4}(?:[-/.][A-Z]{2,4})+\b"
)


def without_origin(target: str, origins: tuple[str, ...]) -> str:
    """A link target without the site's own address and without the prefix of a language: the same in all of them."""
    own, *prefixes = origins
    path = unquote(target.strip())
    if own and path.startswith(own):
        path = path[len(own) :] or "/"
    match = re.match(r"/([A-Za-z-]+)(?=/|$)", path)
    if match and match[1].lower().partition("-")[0] in prefixes:  # '/fr/' and '/fr-ca/' are prefixes of 'fr'
        path = path[match.end() :] or "/"
    return path


def parting(ours: Iterable[str], theirs: Iterable[str]) -> tuple[list[str], list[str]]:
    """What each of two lists has that the other has not, with how often, each in its order."""
    here, there = list(ours), list(theirs)
    if here == there:
        return [], []
    left, right = Counter(here), Counter(there)
    return list((left - right).elements()), list((right - left).elements())


def numbers(segment: Segment) -> list[str]:
    """The numbers of its prose in one notation: digits, a point before decimals, hours of 24. Digits within words,
    code, addresses and list markers are no numbers, nor are ordinals."""
    text = segment.prose
    if segment.kind in ("code", "jinja") or not segment.digits:
        return []
    found: list[str] = []
    for match in _TIME.finditer(text):
        hours = int(match["hours"]) + 12 * (match["half"] in ("p", "P") and int(match["hours"]) < 12)
        minutes = match["after_h"] or match["after_colon"] or "00"
        found.append(str(hours) if minutes == "00" else f"{hours}:{minutes}")
    for match in _NUMBER.finditer(_TIME.sub(" ", text) if found else text):
        unit = (match["unit"] or "").strip(" \u00a0\u202f.").lower()
        if unit not in _ORDINAL:
            found.append(_normal(match["number"], unit))
    return found


@lru_cache(maxsize=4096)
def _normal(number: str, unit: str) -> str:
    digits = re.sub(r"[\u00a0\u202f ’'](?=\d{3})", "", number)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    if unit.replace(".", "") == "pm" and digits.isdigit() and int(digits) < 12:
        digits = str(int(digits) + 12)
    whole, point, decimals = digits.partition(".")
    return (whole.lstrip("0") or "0") + point + decimals


def is_worded(number: str, segment: Segment) -> bool:
    """Whether the segment says the number in a word, or within one ('Q3', 'v2', '16h00', '3e')."""
    words = set(re.findall(r"[\w’'-]+", segment.prose.casefold()))
    if words & set(_WORDED.get(number, "").split()):
        return True
    return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", segment.prose) is not None


def code_key(code: str) -> str:
    """A code span with its placeholders reduced to their shape, its spaces and quotes to one kind."""
    return re.sub(r"\s+", " ", _PLACEHOLDER.sub("\ufffc", code)).strip().replace("’", "'")


def reads_as_english(words: Iterable[str], *, share: float = 0.2) -> bool:
    """Whether a text of these words is English: `ENOUGH` or more, over `share` of them words of English grammar."""
    known = [word for word in words if word]
    return len(known) >= ENOUGH and sum(word in _ENGLISH for word in known) > len(known) * share


def is_slip(source: str, target: str) -> bool:
    """Whether `target` is a slip of `source`, a different text, rather than its translation: word by word the same, but
    for case, or a letter that is missing or out of place."""
    ours, theirs = source.split(), target.split()
    return len(ours) == len(theirs) and all(map(_is_misspelt, ours, theirs))


def _is_misspelt(source: str, target: str) -> bool:
    if source.casefold() == target.casefold() or (len(source) > 3 and sorted(source) == sorted(target)):
        return True
    if re.fullmatch(f"{re.escape(source)}[es]", target):  # 'total' is « totale »
        return False
    longer, shorter = (source, target) if len(source) > len(target) else (target, source)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))


def parting_message(thing: str, lost: list[str], found: list[str], where: str, to: str = "") -> str | None:
    """What to say of things (such as 'link') that only the source at `where` has, `lost`, or only the translation,
    `found`; None when there are none. to: a word before each, such as 'to '."""
    if lost and found:
        return f"{thing} {to}{quoted(found)} is {to}{quoted(lost)} in {where}"
    if lost:
        return f"{thing} {to}{quoted(lost)} of {where} is missing here"
    return f"{thing} {to}{quoted(found)} is not in {where}" if found else None


def quoted(things: Iterable[str]) -> str:
    """'a', 'b' and so on, for a message."""
    return ", ".join(f"'{thing}'" for thing in things)


def named(segment: Segment, more: int = 0) -> str:
    """A segment, and so many `more` after it, as a message names them."""
    kind = "line of tags" if segment.kind == "jinja" else segment.kind
    return f"{kind} '{shortened(segment.text)}'" + (f" and {more} more" if more else "")


def shortened(text: str, width: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rsplit(" ", 1)[0] + "…"
