import re
from collections.abc import Iterator

from bitext.markdown.prose import CODE, line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_FIXED = "\u00a0\u202f"
_HAS_ANY = re.compile(f"[{_FIXED}]")
_INDENT = re.compile(rf"\n[ \t]*[{_FIXED}][ \t{_FIXED}]*(?=[^\s{CODE}])")
_EMPTY = re.compile(rf"(?<=[^\n])\n[ \t]*[{_FIXED}][ \t{_FIXED}]*(?=\n[ \t]*\S)")
_MARKER = re.compile(rf"\n[ \t>]*(?P<mark>[-+]|\d{{1,9}}[.)]|#{{1,6}}|!!!|\?\?\?\+?|===[!+]?)[ ]*[{_FIXED}]")
_STARS = re.compile(rf"\n[ \t>]*(?P<mark>\*)[ ]*[{_FIXED}][^\n]*(?=\n[ \t>]*\*[ {_FIXED}])")
_TERM = re.compile(rf"\n[^\s#>:!?|][^\n]*\n[ ]{{0,3}}(?P<mark>:)[ ]*[{_FIXED}]")
_CALLOUT = re.compile(rf"\n[ \t>]*(?P<mark>(?:!!!|\?\?\?\+?)[ ]?[\w-]+)[{_FIXED} ]*[{_FIXED}][{_FIXED} ]*\"")
_FENCE = re.compile(rf"\n[ \t>]*(?P<mark>`{{3,}}|~{{3,}})[^\n`{_FIXED}]*[{_FIXED}]")
_KEY = re.compile(rf"(?m)^(?P<key>[\w-]+)[{_FIXED}]+:")
_LIST = re.compile(r"\{:?(?P<list>[^{}\n]+)\}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTES = re.compile(r"\s*(?:(?:[.#][\w:-]+|[\w-]+=\S*)\s*)+")
_PATTERNS = (
    (_EMPTY, "an empty line holds a no-break space, and joins what is above it to what is below"),
    (_INDENT, "a line is indented by no-break spaces, which MkDocs takes for text"),
    (_MARKER, "a no-break space follows '{}', which shows as text; write an ordinary one"),
    (_STARS, "a no-break space follows '{}', which shows as text; write an ordinary one"),
    (_TERM, "a no-break space follows '{}', which shows as text; write an ordinary one"),
    (_CALLOUT, "a no-break space follows '{}', so that MkDocs reads no callout; write an ordinary one"),
)


@rule("page")
def no_break_space(parsed: ParsedPage) -> Iterator[Report]:
    """A no-break space where Markdown wants an ordinary one: behind the mark of a list, a heading or a callout, within
    an attribute list, as indentation, in an empty line, or in the front matter before the colon of a key. In prose it
    is right.

    Bad: a no-break space between `-` and the text, or within `{ .copy }`.
    Good: an ordinary space there.
    """
    yield from _in_keys(parsed.page.head)
    if _HAS_ANY.search(parsed.page.body):
        yield from _in_body(parsed)


def _in_body(parsed: ParsedPage) -> Iterator[Report]:
    page = parsed.page
    text, body = f"\n{prose(page.body)}", f"\n{page.body}"
    found = dict(_behind_marks(text)) | dict(_in_lists(text))
    for match in _FENCE.finditer(body):
        found[match.start("mark")] = f"a no-break space follows '{match['mark']}', so that no code begins here"
    code = [] if _FENCE.match(body, 0) else [segment for segment in parsed.segments if segment.kind == "code"]
    told: set[int] = set()
    for at, message in sorted(found.items()):
        line = line_at(text, at) - 1 + page.offset
        if line not in told and not any(segment.line < line <= segment.end for segment in code):
            told.add(line)
            yield Report(line, message)


def _in_keys(head: str) -> Iterator[Report]:
    """No-break spaces behind the keys of a front matter."""
    for match in _KEY.finditer(head):
        message = f"a no-break space stands before the colon of '{match['key']}', which becomes part of the key"
        yield Report(line_at(head, match.start()), message)


def _behind_marks(text: str) -> Iterator[tuple[int, str]]:
    for pattern, message in _PATTERNS:
        for match in pattern.finditer(text):
            marked = "mark" in pattern.groupindex
            yield (match.start("mark"), message.format(match["mark"])) if marked else (match.start() + 1, message)


def _in_lists(text: str) -> Iterator[tuple[int, str]]:
    for match in _LIST.finditer(text) if "{" in text else ():
        written = _QUOTED.sub("", match["list"])
        if _HAS_ANY.search(written) and _ATTRIBUTES.fullmatch(_QUOTED.sub("x", match["list"])):
            wanted = "{ " + " ".join(match["list"].split()) + " }"
            yield match.start(), f"no-break spaces within '{match[0]}', which is not read so; write '{wanted}'"
