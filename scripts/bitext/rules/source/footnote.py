import re
from collections.abc import Iterator

from bitext.markdown.blocks import read_blocks
from bitext.markdown.prose import CODE, line_at, prose
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_SPACED = re.compile(r"\n[ ]{0,3}(?P<mark>\[\^(?P<label>[^\[\]\n]+)\])[ \t\u00a0\u202f]+:")
_DEFINITION = re.compile(r"\n[ \t>]*(?P<mark>\[\^(?P<label>[^\[\]\n]*)\]):")
_WITHIN = re.compile(r"\n[ \t>]*\[\^[^\[\]\n]*\]:[ \t]*(?P<mark>\[\^(?P<label>[^\[\]\n]*)\]):")
_MARK = re.compile(r"(?<!\\)\[\^(?P<label>[^\[\]\n]+)\]")
_BEFORE = '.,;:!?»”’)"*_`' + CODE  # what a mark may stand behind, if it is none of a class of characters
_NAME = re.compile(r"[\w. -]+")
_SNIPPETS = "/_snippets/"


@rule("page")
def footnote(parsed: ParsedPage) -> Iterator[Report]:
    """A footnote has no text, or its text has no mark that leads to it; or there is a space before its colon, as French
    wants it elsewhere, and both show as text. MkDocs fails at one that begins within another.

    Bad: `A note[^1]` with `[^1] : The text` below, or without; `[^2]: The text` and no `[^2]`.
    Good: `A note[^1]` with `[^1]: The text` below.
    """
    body, offset = parsed.page.body, parsed.page.offset - 1
    if "[^" not in body or not parsed.page.dialect.has("footnotes"):
        return
    text = f"\n{prose(body)}"
    spaced = {match.start("mark"): match for match in _SPACED.finditer(text)}
    defined = {match.start("mark"): match["label"] for each in (_DEFINITION, _WITHIN) for match in each.finditer(text)}
    marks = [match for match in _MARK.finditer(text) if match.start() not in {*spaced, *defined}]
    found: dict[int, str] = {}
    for at, match in spaced.items():
        found[at] = f"'{match['mark']} :' begins no footnote; write '{match['mark']}:'"
    if _takes_in(parsed):
        marks = []
    elif "{%" not in body:
        used = {match["label"] for match in marks}
        for at, label in defined.items():
            if label not in used:
                found[at] = f"no '[^{label}]' in the text leads to this footnote"
    within = read_blocks(body, parsed.page.dialect).within_footnotes
    for at, label in defined.items():
        if label in within:
            found[at] = f"footnote '[^{label}]' begins within another, where MkDocs fails; give it a line at the margin"
    known = {*defined.values(), *within, *(match["label"] for match in spaced.values())}
    for mark in marks:
        is_mark = bool(defined or spaced) or text[mark.start() - 1].isalnum() or text[mark.start() - 1] in _BEFORE
        if mark["label"] not in known and is_mark and _NAME.fullmatch(mark["label"]):
            found[mark.start()] = f"'{mark[0]}' shows as text: no '{mark[0]}: …' defines it"
            known.add(mark["label"])
    code = [segment for segment in parsed.segments if segment.kind == "code"]
    for at, message in sorted(found.items()):
        line = line_at(text, at) + offset
        if not any(segment.line <= line <= segment.end for segment in code):
            yield Report(line, message)


def _takes_in(parsed: ParsedPage) -> bool:
    """Whether a text or a mark may stand in another file."""
    return ("include" in parsed.page.body and "{%" in parsed.page.body) or _SNIPPETS in f"/{parsed.page.path}"
