import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.markdown.prose import line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_LINK = re.compile(r"<a\s(?P<attributes>[^<>]*)>(?P<text>(?:(?!</?a\b).)*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_IMAGE = re.compile(r"<img\s(?P<attributes>[^<>]*?)/?>", re.IGNORECASE)
_NEW_TAB = re.compile(
    r"(?P<opening><a\s[^<>]*?|(?<=[)\]])\{[^{}\n]*?)\btarget\s*=\s*[\"'{`]*(?P<value>_?blank)\b", re.IGNORECASE
)
_NAME = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^\s\"'<>]+))?")
_INLINE = re.compile(r"</?(?:b|strong|i|em|code|br)\s*/?>", re.IGNORECASE)
_SAYS = re.compile(r"\balt\s*=\s*(?:[\"'{`]+[^\"'}`\s]|\w)", re.IGNORECASE)
_OF_LINKS = {"href", "target", "class", "rel", "classname", "title"}
_OF_IMAGES = {"src", "alt", "title"}
_SIGNS = ("<a", "<img", "target")  # of which a text has one if it is worth reading


@rule("page")
def link_markup(parsed: ParsedPage) -> Iterator[Report]:
    """A link or picture in HTML that Markdown can say, or a link that opens a new tab (`target`). MkDocs does not check
    links in HTML, and a new tab takes the way back from the reader. Within a block of HTML, and with attributes that
    Markdown has no word for, HTML is right.

    Bad: `<a href="/portal/companies.md" target="blank">Companies</a>`.
    Good: `[Companies](/portal/companies.md)`.
    """
    body = parsed.page.body
    lower = body.lower()
    if not any(sign in lower for sign in _SIGNS):
        return
    text = prose(body)
    found: dict[int, str] = {}
    for match in _NEW_TAB.finditer(text) if "blank" in lower else ():
        found[match.start("opening")] = f"'target=\"{match['value']}\"' opens a new tab; leave it out"
    end = 0
    for match in _simple_links(text, parsed):
        shown = shortened(body[match.start("text") : match.end("text")], 40)
        also = f", with {found[match.start()].partition(' opens')[0]}" if match.start() in found else ""
        found[match.start()] = f"link '{shown}' is in HTML{also}; write '[…](…)'"
        end = match.end()
    for match in _simple_images(text, parsed):
        if match.start() >= end:
            found[match.start()] = "image is in HTML; write '![…](…)'"
    for start, message in sorted(found.items()):
        yield Report(line_at(text, start) + parsed.page.offset, message)


def _simple_links(text: str, parsed: ParsedPage) -> Iterator[re.Match[str]]:
    """The links that Markdown can say, and that are in no block of HTML."""
    for match in _LINK.finditer(text):
        is_simple = _is_plain(match, _OF_LINKS) and "<" not in _INLINE.sub("", _IMAGE.sub("", match["text"]))
        if is_simple and not _is_in_html(parsed, line_at(text, match.start())):
            yield match


def _simple_images(text: str, parsed: ParsedPage) -> Iterator[re.Match[str]]:
    """The same of pictures; without a text alternative one is a matter of the rule image-alt."""
    for match in _IMAGE.finditer(text):
        is_simple = _is_plain(match, _OF_IMAGES) and _SAYS.search(match["attributes"])
        if is_simple and not _is_in_html(parsed, line_at(text, match.start())):
            yield match


def _is_plain(tag: re.Match[str], known: set[str]) -> bool:
    names = {name.lower() for name in _NAME.findall(tag["attributes"])}
    return names <= known and bool(names & {"href", "src"})


def _is_in_html(parsed: ParsedPage, line: int) -> bool:
    """Whether a line of the body is within a block of HTML, where Markdown is not read, or of indented code."""
    line += parsed.page.offset
    return any(
        segment.kind == "code" or (segment.kind == "html" and _INLINE.sub("", _IMAGE.sub("", segment.text)).strip())
        for segment in parsed.segments
        if segment.line <= line <= segment.end
    )
