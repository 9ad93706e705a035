import re
import unicodedata
from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufdd0-\\ufdef\\ufeff\\uffa0\\ufff9-\\ufffb\\U000e0000-\\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_CONTROLS = {
    "\x00": "null",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
}


@rule("page")
def invisible_character(parsed: ParsedPage) -> Iterator[Report]:
    """A character that nobody sees and that breaks searching, copying or the direction of the text: a zero-width space,
    a soft hyphen, a control character, a byte order mark in mid-text. Code is looked at too.

    Bad: a zero-width space (U+200B) in the middle of an address.
    Good: no-break spaces (U+00A0, U+202F), and joiners within emoji and in scripts that need them.
    """
    page = parsed.page
    if page.body.isascii() and page.head.isascii() and not _INVISIBLE.search(page.head + page.body):
        return
    for number, line in enumerate((page.head + page.body).split("\n"), 1):
        if line.isascii() and line.isprintable():
            continue
        found = {match[0]: None for match in _INVISIBLE.finditer(line) if not _belongs(line, match.start())}
        if found:
            yield Report(number, f"invisible {', '.join(map(_described, found))}; remove it")


def _belongs(line: str, at: int) -> bool:
    """Whether a joiner, a mark of direction or a tag stands where writing needs it."""
    char, before, after = line[at], line[at - 1 : at], line[at + 1 : at + 2]
    if char in _JOINERS:
        return bool(before) and bool(after) and not (before < "\u0250" or after < "\u0250")
    if char in _MARKS:
        return any(unicodedata.bidirectional(other) in ("R", "AL") for other in line if other not in _MARKS)
    if "\U000e0020" <= char <= "\U000e007f":
        return "\U0001f3f4" in line[:at]
    return "\x80" <= char <= "\x9f" and before >= "\xc2"  # mojibake, which has a rule of its own


def _described(char: str) -> str:
    name = unicodedata.name(char, _CONTROLS.get(char, "control character")).lower()
    return f"character U+{ord(char):04X} ({name})"
