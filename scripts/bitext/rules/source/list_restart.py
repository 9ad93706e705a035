import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bitext.pages.segments import Segment
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_CONTAINERS = ("ol", "ul", "quote")
_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,9})[.)](?:[ \t]|$)")
_AFTER_INCLUDE = re.compile(r"\{%.*?%\}[ \t]*\n(?:.*\n)*?[ ]{0,3}(?P<first>\d{1,9})[.)][ \t]")
_COMMENT = re.compile(r"[ ]{0,3}<!--(?!#)")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:")
_ADJACENT = {"bullets", "image"}
_NAMES = {"code": "code block", "jinja": "tag", "html": "block of HTML"}
_IMAGE = re.compile(r"(?:!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<img\b[^<>]*>|</?a\b[^<>]*>|<br\s*/?>|\s)+", re.IGNORECASE)


@dataclass
class _Steps:
    """The numbered list at the margin that a section had last. count: of its steps, 0 without one; between: what has
    come after it."""

    count: int = 0
    between: list[str] = field(default_factory=list)

    def take(self, number: int) -> None:
        """Count a step that has this number."""
        self.count = number if self.between or number > self.count else self.count + 1
        self.between = []


@rule("page")
def list_restart(parsed: ParsedPage) -> Iterator[Report]:
    """A numbered list breaks off in mid-procedure: bullets, a picture or a paragraph stand at the margin between two
    steps. MkDocs counts the steps after them from 1 again, or makes steps of the bullets. After an include, which may
    hold the first steps, a list may begin with any number.

    Bad: `3. Fill in the form:`, then bullets at the margin, then `4. Select **Save**.`
    Good: the same bullets, indented by four spaces.
    """
    frames: dict[tuple[str, ...], _Steps] = {}
    lines = parsed.page.body.split("\n")
    last = 0
    for segment in parsed.written:
        gap = lines[last - parsed.page.offset : segment.line - 1 - parsed.page.offset] if last else []
        last = segment.end
        frame, rest = _parts(segment.path)
        if segment.kind in ("callout", "tab"):
            frames.pop((*segment.path, segment.kind), None)
        if segment.kind == "heading" and not rest:
            frames.pop(frame, None)
            continue
        steps = frames.setdefault(frame, _Steps())
        number = _number(lines[segment.line - 1 - parsed.page.offset]) if rest == ("ol",) else None
        if number is None:
            _go_on(steps, segment, rest)
            continue
        steps.between += ["comment"] * sum(_COMMENT.match(line[4 * len(frame) :]) is not None for line in gap)
        if message := _fault(number, steps, parsed.page.name.startswith("_")):
            yield Report(segment.line, message)
        steps.take(number)


def _parts(path: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The path of a segment as far as the container in which its lists are counted, and the rest."""
    depth = next((depth for depth, name in enumerate(path) if name in _CONTAINERS), len(path))
    return path[:depth], path[depth:]


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    return int(match["number"]) if match else None


def _go_on(steps: _Steps, segment: Segment, rest: tuple[str, ...]) -> None:
    """Take note of a segment that is no step; one within a step changes nothing."""
    if rest[:1] == ("ol",) or _FOOTNOTE.match(segment.text):  # MkDocs takes a footnote out of the list, which goes on
        return
    if rest:
        steps.between.append("bullets" if rest[0] == "ul" else "quotation")
    elif segment.kind == "paragraph" and _AFTER_INCLUDE.match(segment.text):
        steps.count, steps.between = len(re.findall(r"(?m)^ {0,3}\d{1,9}[.)][ \t]", segment.text)) + 1, []
    elif segment.kind in ("paragraph", "html") and _IMAGE.fullmatch(segment.text):
        steps.between.append("image")
    else:
        steps.between.append(_NAMES.get(segment.kind, segment.kind))


def _fault(number: int, steps: _Steps, is_snippet: bool) -> str:
    between = list(dict.fromkeys(steps.between))
    if steps.between[-1:] == ["tag"] or (not between and steps.count):
        return ""
    if number == 1:
        if not steps.count or not set(between) <= _ADJACENT:
            return ""
        advice = "indent what is part of a step by four spaces"
        return f"numbered list starts again at '1' after {_named(between)}; {advice}"
    if steps.count:
        effect = "makes steps of them" if between == ["bullets"] else "counts from 1 again"
        return f"step '{number}' comes after {_named(between)} at the margin: MkDocs {effect}; indent by four spaces"
    return "" if is_snippet else f"numbered list begins with '{number}', but MkDocs counts from 1"


def _named(between: list[str]) -> str:
    articles = {"bullets": "", "image": "an "}
    return " and ".join(articles.get(name, "a ") + name for name in between)
