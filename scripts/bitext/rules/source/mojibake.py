import re
from collections.abc import Iterator

from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

# What Windows-1252 and Latin-1 make of the bytes 80 to BF, which follow the first byte of any UTF-8 character.
_WINDOWS = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_NEXT = re.escape(_WINDOWS + "".join(map(chr, range(0x80, 0xA0))))
# The first byte alone proves nothing: in 'É\u00a0:' and 'é\u00a0»' these letters are what was meant.
_GARBLED = re.compile(
    rf"(?:[\u00c2-\u00df][{_NEXT}]|[\u00e0-\u00ef][{_NEXT}]{{2}}|[\u00f0-\u00f4][{_NEXT}]{{3}}){{2,}}"
    rf"|[ÂÃ][{_NEXT}]|[âï][{_NEXT}]{{2}}|ð[{_NEXT}]{{3}}|(?<=\w)Å[“’¡¾½›‚]|Å[“’¡¾½›‚](?=\w)|\bÃ(?=[ ]\w)"
    r"|(?<=[^\W_])Â(?=[ ]|$)|(?<=[ »)])Â(?=[ ]*[:;!?»%>])|(?<=«)Â(?=[ ])|‚Ä[ôúùìî¶]|√[©®†]|\ufffd+",
    re.MULTILINE,
)
# One set of characters to begin with: two alternatives would be tried at every character.
_LEADING = re.compile(
    r"[\u00c2-\u00f4√‚\ufffd](?:(?<=[ÂÃ√‚\ufffd])|[\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122])"
)


@rule("page")
def mojibake(parsed: ParsedPage) -> Iterator[Report]:
    """Text in UTF-8 that was once read as something else and saved like that, or a character that was lost on the way.
    Code is passed over.

    Bad: 'CrÃ©er', 'itâ€™s', 'Settings\u00c2 > Integrations'.
    Good: 'Créer', 'it’s', 'Settings > Integrations'.
    """
    page = parsed.page
    if page.body.isascii() and page.head.isascii():
        return
    for text, offset in ((page.head, 0), (page.body, page.offset)):
        if not _LEADING.search(text):
            continue
        readable = prose(text) if offset or not page.head else text
        for match in _GARBLED.finditer(readable):
            if meant := _meant(match[0]):
                yield Report(line_at(readable, match.start()) + offset, f"'{match[0]}' {meant}")


def _meant(garbled: str) -> str:
    if "\ufffd" in garbled:
        return "is a character that was lost (U+FFFD); write it again"
    if len(garbled) == 1:
        return "is what is left of " + ("a no-break space" if garbled == "Â" else "'à'") + " in the wrong encoding"
    for encoding in ("cp1252", "latin-1", "mac-roman"):
        try:
            text = b"".join(_byte(char, encoding) for char in garbled).decode("utf-8")
        except UnicodeError:
            continue
        if garbled[0] in "âï" and len(text) == 1 and not _is_likely(text):
            return ""
        return f"is '{_shown(text)}' in the wrong encoding"
    return ""


def _shown(text: str) -> str:
    """A text, or its code points where nothing would be seen of it."""
    return text if text.isprintable() and text.strip() else ", ".join(f"U+{ord(char):04X}" for char in text)


def _is_likely(char: str) -> bool:
    """Whether it is punctuation, a symbol or a byte order mark: no letter of a language that nobody writes here."""
    return "\u2010" <= char < "\u2800" or "\u2b00" <= char < "\u2c00" or char in "\u2009\ufeff\ufb01\ufb02"


def _byte(char: str, encoding: str) -> bytes:
    """The byte that `encoding` reads as `char`; a control character stands for itself."""
    return bytes([ord(char)]) if "\x80" <= char < "\xa0" else char.encode(encoding)
