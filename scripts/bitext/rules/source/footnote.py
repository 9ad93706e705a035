import re
from collections.abc import Iterator
from itertools import chain

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
    footnotes = _Footnotes(parsed)
    found = {**footnotes.spaced_colons(), **footnotes.unused(), **footnotes.within_others(), **footnotes.undefined()}
    code = [segment for segment in parsed.segments if segment.kind == "code"]
    for at, message in sorted(found.items()):
        line = line_at(footnotes.text, at) + offset
        if not any(segment.line <= line <= segment.end for segment in code):
            yield Report(line, message)


class _Footnotes:
    """What a page has of footnotes, by where it is in its text. spaced: with a space before the colon; defined: the
    labels of definitions; marks: that lead to one; takes_in: whether a snippet may hold what the page lacks. Each
    function gives what is wrong, by where."""

    def __init__(self, parsed: ParsedPage) -> None:
        body = parsed.page.body
        self.text = f"\n{prose(body)}"
        self._spaced = {match.start("mark"): match for match in _SPACED.finditer(self.text)}
        definitions = chain(_DEFINITION.finditer(self.text), _WITHIN.finditer(self.text))
        self._defined = {match.start("mark"): match["label"] for match in definitions}
        places = {*self._spaced, *self._defined}
        self._marks = [match for match in _MARK.finditer(self.text) if match.start() not in places]
        self._within = read_blocks(body, parsed.page.dialect).within_footnotes
        self._takes_in = _takes_in(parsed)
        self._has_tags = "{%" in body

    def spaced_colons(self) -> dict[int, str]:
        """Definitions that are none, for the space before their colon."""
        return {
            at: f"'{match['mark']} :' begins no footnote; write '{match['mark']}:'"
            for at, match in self._spaced.items()
        }

    def unused(self) -> dict[int, str]:
        """Definitions to which no mark leads."""
        if self._takes_in or self._has_tags:
            return {}
        used = {match["label"] for match in self._marks}
        unused = {at: label for at, label in self._defined.items() if label not in used}
        return {at: f"no '[^{label}]' in the text leads to this footnote" for at, label in unused.items()}

    def within_others(self) -> dict[int, str]:
        """Definitions that begin within another."""
        within = {at: label for at, label in self._defined.items() if label in self._within}
        advice = "begins within another, where MkDocs fails; give it a line at the margin"
        return {at: f"footnote '[^{label}]' {advice}" for at, label in within.items()}

    def undefined(self) -> dict[int, str]:
        """The first mark of each label that nothing defines."""
        known = {*self._defined.values(), *self._within, *(match["label"] for match in self._spaced.values())}
        found: dict[int, str] = {}
        for mark in self._marks if not self._takes_in else ():
            if mark["label"] not in known and self._is_mark(mark):
                found[mark.start()] = f"'{mark[0]}' shows as text: no '{mark[0]}: …' defines it"
                known.add(mark["label"])
        return found

    def _is_mark(self, mark: re.Match[str]) -> bool:
        """Whether what looks like a mark is meant as one: by its label, and what stands before it where the page has no
        footnotes at all."""
        before = self.text[mark.start() - 1]
        has_footnotes = bool(self._defined or self._spaced)
        return _NAME.fullmatch(mark["label"]) is not None and (has_footnotes or before.isalnum() or before in _BEFORE)


def _takes_in(parsed: ParsedPage) -> bool:
    """Whether a text or a mark may stand in another file."""
    return ("include" in parsed.page.body and "{%" in parsed.page.body) or _SNIPPETS in f"/{parsed.page.path}"
