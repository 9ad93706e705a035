import html
import re
from collections.abc import Iterator

from bitext.pair import ParsedPage
from bitext.prose import line_at, prose
from bitext.rule import Report, rule

_ELEMENT = re.compile(r"<(?P<name>script|iframe|object|embed)\b(?=[\s/>])", re.IGNORECASE)
_NAME, _VALUE = r"[^\s\"'<>/=]+", r"\"[^\"]*\"|'[^']*'|[^\s\"'<>]+"
_TAG = re.compile(rf"<[A-Za-z][\w-]*(?P<attributes>(?:[\s/]+{_NAME}(?:\s*=\s*(?:{_VALUE}))?)+)")
_ATTRIBUTE = re.compile(rf"(?P<name>{_NAME})\s*=\s*(?P<value>{_VALUE})")
_HANDLER = re.compile(r"on[a-z]{3,}", re.IGNORECASE)
_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^)>\n]*)|^[ \t]*\[[^\]\n]+\]:[ \t]*<?(?P<reference>\S*)|<(?P<auto>[A-Za-z]+:[^<>\s]*)>",
    re.MULTILINE,
)
_SCHEME = re.compile(r"(?:java|vb)script:|data:text/html", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#|tab;|newline;|colon;)")  # which may hide a scheme
_IGNORED = re.compile(r"[\x00-\x20\u00a0\u200b]+")


@rule("source", "page")
def script_in_content(parsed: ParsedPage) -> Iterator[Report]:
    """A page carries a program: `<script>`, an event handler, a `javascript:` link, or a foreign page in a frame. What
    pages do belongs in the theme, and a strict Content-Security-Policy blocks the rest. Code is passed over.

    Bad: `<a href="#" onclick="copy()">Copy</a>`, `<iframe src="https://…">`.
    Good: a link or a picture in Markdown.
    """
    body = parsed.page.body
    text = prose(body)
    found: set[tuple[int, str]] = set()
    if "<" in text:
        for match in _ELEMENT.finditer(text):
            found.add((match.start(), f"'<{match['name'].lower()}>' in the content of a page"))
        for tag in _TAG.finditer(text) if "=" in text else ():
            for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
                start = tag.start("attributes") + attribute.start()
                if _HANDLER.fullmatch(attribute["name"]):
                    found.add((start, f"event handler '{attribute['name']}' in the content of a page"))
                elif _runs(attribute["value"].strip("\"'")):
                    found.add((start, f"attribute '{attribute['name']}' runs a program"))
    lower = text.lower()
    if "script" in lower or "data:" in lower or _REFERENCE.search(lower):
        for match in _TARGET.finditer(text):
            target = match["inline"] or match["reference"] or match["auto"] or ""
            if _runs(target):
                found.add((match.start(), f"link to '{target}' runs a program"))
    for start, message in sorted(found):
        line = line_at(text, start) + parsed.page.offset
        if not any(segment.kind == "code" and segment.line <= line <= segment.end for segment in parsed.segments):
            yield Report(line, message)


def _runs(target: str) -> bool:
    if ":" not in target and "&" not in target:
        return False
    return _SCHEME.match(_IGNORED.sub("", html.unescape(target))) is not None
