"""The typography of Québec: where a page departs from it, and what to write there instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bitext.page import Page
from bitext.prose import CODE, prose
from bitext.segments import page_segments

NO_BREAK = "\u00a0"
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
        r"\{%.*?%\}|\{\{.*?\}\}",
        r"</?[A-Za-z][^<>]*>|<[a-z]+:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>",
        r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?<=\])\[[^\]\n]*\]",
        r"^[ ]*\[[^\]\n]+\]:(?:[ \t]*<?[a-z/.#][^\s]*)?|^[ ]*(?:\[\^|\*\[)[^\]\n]*\][ \t\u00a0\u202f]*:",  # labels
        r"\b(?:https?|ftp|mailto):[^\s<>»)\]]+|\bwww\.[^\s<>»)\]]+",
        r"\{:?[^{}\n]*\}",
        r":[a-z0-9_+-]+:",
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
_RULES = (
    (
        re.compile(rf"(?<={_WORD}){_SPACE}+(?=:(?:\s|$|[*_»\")\]|]))", re.MULTILINE),
        NO_BREAK,
        "a no-break space before ':'",
    ),
    (re.compile(rf"(?<={_WORD})(?=:(?:[\s»]|$))", re.MULTILINE), NO_BREAK, "a no-break space before ':'"),
    (re.compile(rf"(?<=«)(?:{_SPACE}+(?=\S)|(?=[^\s{_FIXED}]))"), NO_BREAK, "a no-break space after '«'"),
    (re.compile(rf"(?:(?<=\S){_SPACE}+|(?<=[^\s{_FIXED}]))(?=»)"), NO_BREAK, "a no-break space before '»'"),
    (re.compile(rf"(?<={_WORD})[ \t\u2009{_FIXED}]+(?=;\s)"), "", "no space before ';'"),
    (re.compile(rf"{_ELIDED}'(?=[\w«*_{CODE}])", re.IGNORECASE), "’", "the apostrophe '’'"),
    (re.compile(rf"(?<={_WORD})[ \t\u2009{_FIXED}]+(?=[!?]+{_END})", re.MULTILINE), "", "no space before '{}'"),
)
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


def edits(page: Page) -> Iterator[Edit]:
    """What to change on a page, from the top to the bottom. The changes do not overlap."""
    text = _front_matter(page.head) + _body(page)
    written = (page.head + page.body).split("\n")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isspace() and line:
            yield from _in_line(number, line, written[number - 1])


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


def _in_line(number: int, line: str, written: str) -> Iterator[Edit]:
    labels = [match.span("text") for match in _EMPHASISED.finditer(line)]
    found: dict[int, Edit] = {}
    for pattern, replacement, what in _RULES:
        for match in pattern.finditer(line):
            is_insertion = match.start() == match.end()
            if is_insertion and any(start <= match.start() <= end for start, end in labels):
                continue  # a label in another language
            start, end = match.span()
            if written[start:end] != "'" and not _BLANK.fullmatch(written, start, end):
                continue  # a comment stands there
            what_here = what.format(line[end : end + 1])
            found.setdefault(start, Edit(number, start, end, replacement, what_here, _shown(written, start, end)))
    for match in _DECIMAL.finditer(line):
        if _is_decimal(match, line[: match.start()]):
            at = match.start("point")
            shown = f"{match['whole']}.{match['rest']}"
            found[at] = Edit(number, at, at + 1, ",", f"a decimal comma: '{match['whole']},{match['rest']}'", shown)
    yield from (found[start] for start in sorted(found))


def _shown(written: str, start: int, end: int) -> str:
    before = written[:start].rsplit(None, 1)[-1:] or [""]
    after = (written[end:].split(None, 1) or [""])[0]
    return f"{before[0][-20:]}{written[start:end]}{after[:12]}"


def _is_decimal(match: re.Match[str], before: str) -> bool:
    """Whether a number with a point is an amount and no version: by its unit, or two decimals after three digits."""
    if match["sign"] or _VERSION.search(before):
        return match["sign"] is not None
    whole, rest = match["whole"], match["rest"]
    is_in_sentence = re.search(r"[a-zà-ÿ’'(«][ \u00a0]?$", before) is not None
    looks_decimal = (len(whole) == 3 and len(rest) == 2) or (whole == "0" and len(rest) < 3)
    return match["unit"] is not None or (is_in_sentence and looks_decimal)
