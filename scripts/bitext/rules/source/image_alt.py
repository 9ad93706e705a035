import re
from collections.abc import Iterator

from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_MARKDOWN = re.compile(
    r"!(?<!\\!)\[\s*\](?:\(\s*+<?(?P<target>[^\s)>]{0,2000}+)[^)\n]{0,2000}+\)|\[[^\]\n]*\])(?P<attributes>\{[^{}\n]*\})?"
)
_HTML = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"\balt\s*=|\baria-hidden\s*=\s*[\"']?true|\brole\s*=\s*[\"']?(?:presentation|none)\b", re.IGNORECASE
)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"'{`]*(?P<target>[^\s\"'`}>]*)", re.IGNORECASE)


@rule("page")
def image_alt(parsed: ParsedPage) -> Iterator[Report]:
    """A picture without a text alternative: whoever does not see it is not told what it shows.

    Bad: `![](keys.svg)` or `<img src="keys.svg">`.
    Good: `![Where each key goes](keys.svg)`; for mere decoration, `<img src="line.svg" alt="">`.
    """
    body = parsed.page.body
    if "![" not in body and "<img" not in body.lower():
        return
    text = prose(body)
    for match in _MARKDOWN.finditer(text):
        if not (match["attributes"] and _HIDDEN.search(match["attributes"])):
            yield _report(parsed, text, match.start(), match["target"] or "")
    for match in _HTML.finditer(text):
        if not _HIDDEN.search(match["attributes"]):
            source = _SOURCE.search(match["attributes"])
            yield _report(parsed, text, match.start(), source["target"] if source else "")


def _report(parsed: ParsedPage, text: str, start: int, target: str) -> Report:
    line = line_at(text, start) + parsed.page.offset
    return Report(line, f"image '{target}' has no text alternative; say what it shows")
