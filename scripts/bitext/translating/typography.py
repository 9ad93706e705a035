"""French typography: where a page departs from that of its country, and what to write there instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bitext.languages.language import Conventions, language_of
from bitext.markdown.line_marks import EXPRESSION, STATEMENT
from bitext.markdown.prose import CODE, prose
from bitext.pages.page import Page
from bitext.pages.segments import page_segments

NO_BREAK, NARROW = "\u00a0", "\u202f"
_SPACE = "[ \t\u2009]"
_FIXED = "\u00a0\u202f"  # either is right where a no-break space is wanted
_TEXT_KEYS = re.compile(
    r"^(?P<key>(?:title|nav_title|description|summary|subtitle):[ ]*)(?P<text>[^\n]*)$", re.MULTILINE
)

_RAW = re.compile(r"<(?P<name>style|script|svg|math|pre|code)\b.*?</(?P=name)\s*>", re.DOTALL)
# What is no prose, in the order in which it is hidden.
_NO_PROSE = tuple(
    re.compile(pattern, re.MULTILINE | re.DOTALL)
    for pattern in (
        f"{STATEMENT}|{EXPRESSION}",
        r"<!\[CDATA\[.*?\]\]>",
        r"</?[A-Za-z][^<>]*>|<[a-z]+:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>",
        r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?<=\])\[[^\]\n]*\]",
        r"^[ ]*\[[^\]\n]+\]:(?:[ \t]*<?[a-z/.#][^\s]*)?|^[ ]*(?:\[\^|\*\[)[^\]\n]*\][ \t\u00a0\u202f]*:",  # labels
        r"\b(?:https?|ftp|mailto):[^\s<>»)\]]+|\bwww\.[^\s<>»)\]]+",
        r"\{:?[^{}\n]*\}",
        r":[a-z0-9_+-]+:",
        r"&#?\w+;",
        r"^[ \t>]*(?:!!!|\?\?\?\+?|===[!+]?)[ ]*[\w -]*",
        r"^[ ]{0,3}:[ ]{1,3}(?=\S)",  # the text of a definition list
        r"^[ \t>]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$",
        r"!(?=\[)|\\.",
    )
)
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0|#8239|#x202f);", re.IGNORECASE)
_EMPHASISED = re.compile(r"(?P<mark>\*\*|__|(?<![\w*])[*_])(?=\S)(?P<text>[^*_\n]+?)(?<=\S)(?P=mark)")
_WORD = rf"[\w%$€£’'\"”)\]»*_{CODE}]"
_END = rf"(?=[ \t]*$|\s+[A-ZÀ-ÖØ-Þ«*\[|]|[)»\"*_\]|{CODE}])"
_ELIDED = r"(?:(?<=(?<!\w)[cdjlmnst])|(?<=qu)|(?<=ourd))"  # « l’ », « d’ », « qu’ », « lorsqu’ », « aujourd’hui »


def conventions_of(tag: str) -> Conventions | None:
    """How the language with this tag is written, such as 'fr-CA'; None where nothing is known of that. Another
    country has what all have."""
    known = language_of(tag).typography
    return known.get(tag.lower().replace("_", "-")) or known.get("")


@lru_cache(maxsize=8)
def _rules(conventions: Conventions) -> Sequence[tuple[re.Pattern[str], str, str]]:
    """What is looked for, what takes its place, and what that is, in words."""
    always = (
        (rf"(?<={_WORD}){_SPACE}+(?=:(?:\s|$|[*_»\")\]|]))", conventions.space, "a no-break space before ':'"),
        (rf"(?<={_WORD})(?=:(?:[\s»]|$))", conventions.space, "a no-break space before ':'"),
        (rf"(?<=«)(?:{_SPACE}+(?=\S)|(?=[^\s{_FIXED}]))", conventions.space, "a no-break space after '«'"),
        (rf"(?:(?<=\S){_SPACE}+|(?<=[^\s{_FIXED}]))(?=»)", conventions.space, "a no-break space before '»'"),
        (rf"(?i:{_ELIDED})'(?=[\w«*_{CODE}])", "’", "the apostrophe '’'"),
    )
    marks: tuple[tuple[str, str, str], ...] = ()
    if conventions.before_marks == "":
        any_space = rf"(?<={_WORD})[ \t\u2009{_FIXED}]+"
        marks = (
            (rf"{any_space}(?=;\s)", "", "no space before ';'"),
            (rf"{any_space}(?=[!?]+{_END})", "", "no space before '{}'"),
        )
    elif conventions.before_marks:
        spaces = rf"(?<={_WORD})(?:{_SPACE}+|(?<![{_FIXED}]))"
        marks = tuple(
            (f"{spaces}{sign}", conventions.before_marks, "a narrow no-break space before '{}'")
            for sign in (r"(?=;\s)", rf"(?=[!?]+{_END})")
        )
    return [(re.compile(pattern, re.MULTILINE), *rest) for pattern, *rest in (*always, *marks)]  # type: ignore[misc]


_DECIMAL = re.compile(
    r"(?<![\w.,/@-])(?P<whole>\d+)(?P<point>\.)(?P<rest>\d+)(?![\w.,/-]*[\w/])(?:[ \u00a0\u202f]?(?:(?P<sign>[%$€£])"
    r"|(?P<unit>(?:[kKMGT]o|ms|s|min|h|mm|cm|km|kg|heures?|jours?|minutes?|secondes?|mois|millions?|milliards?|fois))"
    r"\b(?![’'])))?"
)
_VERSION = re.compile(r"(?:\b[vV]ersions?|\b[A-Z][\w.]*|\d|\bet|\bou|,|\bà)[ \u00a0]*$")
_BLANK = re.compile(rf"(?:[ \t\u2009{_FIXED}]|{_ENTITY.pattern})*", re.IGNORECASE)


@dataclass(frozen=True)
class Edit:
    """line: in the file, from 1; start, end: columns from 0 of what is replaced; what: is wanted, in words; shown: the
    place as it stands."""

    line: int
    start: int
    end: int
    replacement: str
    what: str
    shown: str

    def __str__(self) -> str:
        return f"'{self.shown}' wants {self.what}"


def edits(page: Page, conventions: Conventions) -> Iterator[Edit]:
    """What to change on a page, from the top to the bottom, for it to follow the `conventions`. The changes do not
    overlap."""
    text = _front_matter(page.head) + _body(page)
    written = (page.head + page.body).split("\n")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isspace() and line:
            yield from _in_line(number, line, written[number - 1], conventions)


def _front_matter(head: str) -> str:
    """The texts for people of the front matter, the rest blank."""
    lines = []
    for line in head.split("\n"):
        match = _TEXT_KEYS.match(line)
        lines.append(" " * len(match["key"]) + match["text"] if match else "")
    return "\n".join(lines)


def _body(page: Page) -> str:
    """The body with CODE in place of what is no prose."""
    text = _ENTITY.sub(lambda match: NO_BREAK * len(match[0]), prose(page.body))
    for pattern in (_RAW, *_NO_PROSE) if "</" in text else _NO_PROSE:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", CODE, match[0]), text)
    lines = text.split("\n")
    for segment in page_segments(page):
        if segment.kind == "code":
            first, last = segment.line - 1 - page.offset, segment.end - page.offset
            lines[first:last] = ["" for _ in lines[first:last]]
    return "\n".join(lines)


def _in_line(number: int, line: str, written: str, conventions: Conventions) -> Iterator[Edit]:
    labels = [match.span("text") for match in _EMPHASISED.finditer(line)]
    found: dict[int, Edit] = {}
    for pattern, replacement, what in _rules(conventions):
        for match in pattern.finditer(line):
            start, end = match.span()
            if start == end and _is_within(start, labels):
                continue  # a label in another language
            if written[start:end] != "'" and not _BLANK.fullmatch(written, start, end):
                continue  # a comment stands there
            what_here = what.format(line[end : end + 1])
            found.setdefault(start, Edit(number, start, end, replacement, what_here, _shown(written, start, end)))
    found |= {edit.start: edit for edit in _decimals(number, line, conventions)}
    yield from (found[start] for start in sorted(found))


def _is_within(place: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place <= end for start, end in ranges)


def _decimals(number: int, line: str, conventions: Conventions) -> Iterator[Edit]:
    """The points that should be commas."""
    for match in _DECIMAL.finditer(line):
        if _is_decimal(match, line[: match.start()], money=conventions.money):
            at = match.start("point")
            shown = f"{match['whole']}.{match['rest']}"
            yield Edit(number, at, at + 1, ",", f"a decimal comma: '{match['whole']},{match['rest']}'", shown)


def _shown(written: str, start: int, end: int) -> str:
    before = written[:start].rsplit(None, 1)[-1:] or [""]
    after = (written[end:].split(None, 1) or [""])[0]
    return f"{before[0][-20:]}{written[start:end]}{after[:12]}"


def _is_decimal(match: re.Match[str], before: str, *, money: bool) -> bool:
    """Whether a number with a point is an amount and no version: by its unit, or two decimals after three digits.

    money: an amount of money counts, too."""
    if match["sign"]:
        return match["sign"] == "%" or money
    if _VERSION.search(before):
        return False
    whole, rest = match["whole"], match["rest"]
    is_in_sentence = re.search(r"[a-zà-ÿ’'(«][ \u00a0]?$", before) is not None
    looks_decimal = (len(whole) == 3 and len(rest) == 2 and money) or (whole == "0" and len(rest) < 3)
    return match["unit"] is not None or (is_in_sentence and looks_decimal)
