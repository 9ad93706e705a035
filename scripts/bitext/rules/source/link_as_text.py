import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.compose.shown_as_text import Leftover, leftovers
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_ADDRESS = (
    r"(?:https?://|mailto:|\.{0,2}/|#)[^\s()\[\]]*|[^\s()\[\]]+\.(?:md|html?|pdf|png|svg|jpe?g)(?:#[^\s()\[\]]*)?"
)
_DANGLING = re.compile(r"!\[(?P<text>[^\[\]\n]+)\](?:\[(?P<label>[^\[\]\n]*)\])?(?!\()")
_UNDEFINED = re.compile(r"(?<![\w!\]])\[(?P<text>[^\[\]\n^]+)\]\[(?P<label>[^\[\]\n^]*)\](?![\[(:])")
_APART = re.compile(rf"!?\[(?P<text>[^\[\]\n]+)\]\s+\(\s*(?P<target>{_ADDRESS})\s*\)")
_NOT_ENDED = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\((?!\s*\))(?P<target>[^\s()]*)")
_REVERSED = re.compile(rf"\((?P<text>[^()\[\]\n]+)\)\[(?P<target>{_ADDRESS})\]")
_DEFINITION = re.compile(
    r"^[ ]{0,3}(?P<mark>\*?\[(?P<label>[^\[\]\n^][^\[\]\n]*)\])[ \t\u00a0\u202f]+:[ \t\u00a0\u202f]+(?P<rest>\S+)",
    re.MULTILINE,
)
_IS_ADDRESS = re.compile(_ADDRESS)
_OF_PROGRAMS = re.compile(r"[\w:]+(?:[.:]+[\w:]+)+|.-.|\W*")  # 'module.Class', '[a-z][0-9]'
_SNIPPETS = "/_snippets/"


@rule("page")
def link_as_text(parsed: ParsedPage) -> Iterator[Report]:
    """Brackets that were meant for a link or a picture show as text: a label that nothing defines, a space between text
    and target or before the colon of a definition, a target that is not ended, round and square brackets exchanged.

    Bad: `[the terms][nope]`, `![The keys]`, `[the terms] (terms.md)`, `[the terms](terms.md`, `[terms] : terms.md`.
    Good: `[the terms](terms.md)`.
    """
    if "[" not in parsed.page.body:
        return
    takes_in = "{%" in parsed.page.body or _SNIPPETS in f"/{parsed.page.path}"  # what is defined may stand elsewhere
    defined = {match["label"].lower() for match in _DEFINITION.finditer(parsed.page.body)}
    for leftover in leftovers(parsed):
        if "[" in leftover.rest:
            for at, message in sorted(_faults(leftover, defined, takes_in)):
                yield Report(leftover.line(at), message)


def _faults(leftover: Leftover, defined: set[str], takes_in: bool) -> Iterator[tuple[int, str]]:
    rest = leftover.rest
    for match in _DEFINITION.finditer(rest):
        if match["mark"].startswith("*") or _IS_ADDRESS.match(match["rest"]):
            yield match.start("mark"), f"'{match['mark']} :' defines nothing; write '{match['mark']}:'"
    for match in (*_APART.finditer(rest), *_REVERSED.finditer(rest)):
        wanted = f"[{match['text']}]({match['target']})"
        yield match.start(), f"'{_shown(match)}' is no link; write '{shortened(wanted, 60)}'"
    for match in _NOT_ENDED.finditer(rest):
        yield match.start(), f"'{_shown(match)}' is no link: its target is not ended; write ')' behind it"
    if not takes_in:
        yield from _undefined(rest, defined)


def _undefined(rest: str, defined: set[str]) -> Iterator[tuple[int, str]]:
    """Links with a label that nothing defines."""
    for match in (*_DANGLING.finditer(rest), *_UNDEFINED.finditer(rest)):
        label = match["label"] or match["text"]
        if label.lower() not in defined and not _OF_PROGRAMS.fullmatch(label):
            yield match.start(), f"'{_shown(match)}' shows as text: no '[{shortened(label, 40)}]: …' defines it"


def _shown(match: re.Match[str]) -> str:
    return shortened(match[0], 60)
