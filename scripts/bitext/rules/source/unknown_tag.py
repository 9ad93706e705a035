import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.markdown.line_marks import TAG
from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_HTML = frozenset(
    "a abbr acronym address area article aside audio b base basefont bdi bdo big blink blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt "
    "em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup "
    "hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav "
    "nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp "
    "script search section select slot small source span strike strong style sub summary sup svg table tbody "
    "td template textarea tfoot th thead time title tr track tt u ul var video wbr".split()
)
# A start tag as Python-Markdown takes one (its HTML_RE), without a slash at its end.
_TAG = re.compile(
    r"<(?P<name>[a-zA-Z][^\s\"'<>@/]*+)"
    r"(?P<rest>(?>(?:\s+[^\s\"'=<>]++(?>(?:\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>]++))?))*)\s*+)>"
)
_END = re.compile(r"</([^\s<>]+)\s*>")  # of a component, or an element of one's own
_TARGET = re.compile(r"\](?:\(|:)\s*\Z")
_DRAWING = re.compile(r"<(?P<name>svg|math|pre|script|style)\b.*?(?:</(?P=name)\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_AUTO = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


@rule("page")
def unknown_tag(parsed: ParsedPage) -> Iterator[Report]:
    """A word in angle brackets is no HTML: browsers take it for a tag of their own and show nothing.

    Bad: `Enter <your key>.`
    Good: `` Enter `<your key>`. `` or `Enter &lt;your key>.`
    """
    body = parsed.page.body
    if "<" not in body:
        return
    text = _without_drawings(TAG.sub(_blank, prose(body)))
    ends = {match[1].lower(): match.start() for match in _END.finditer(text)}
    for match in _TAG.finditer(text):
        name = match["name"].lower()
        has_end = ends.get(name, -1) > match.start()
        is_right = name in _HTML or _AUTO.match(match["name"]) or has_end or _is_meant(text, match.start())
        line = line_at(text, match.start()) + parsed.page.offset
        if not is_right and not _is_in_code(line, parsed):
            shown = shortened(match[0], 40)
            yield Report(line, f"'{shown}' is taken for a tag and not shown; write '`{shown}`' or '&lt;{shown[1:]}'")


def _is_in_code(line: int, parsed: ParsedPage) -> bool:
    """Whether a line is in a block of code."""
    return any(segment.line <= line <= segment.end for segment in parsed.segments if segment.kind == "code")


def _without_drawings(text: str) -> str:
    return _DRAWING.sub(_blank, text) if "</" in text else text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _is_meant(text: str, at: int) -> bool:
    """Whether what begins here is the target of a link, or its bracket is escaped."""
    if _TARGET.search(text, max(0, at - 9), at):
        return True
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1
