import re
from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.compose.shown_as_text import Leftover, leftovers
from bitext.markdown.shortcodes import is_unknown
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_RUN = re.compile(r"\*+|(?<![\w_])_+|_+(?![\w_])")
_SPACED = re.compile(
    r"(?P<mark>[_*])(?<![\w_*].)[ \u00a0\u202f]+(?P<text>\w[^_*\n]*?)[ \u00a0\u202f]+(?P=mark)(?![\w_*])"
)
_NOT_ENDED = re.compile(r"(?<![\w_])_(?=[A-ZÀ-ÖØ-Þ])")
_STARRED = re.compile(r"\w\*\*(?![*\w])")
_OF_BOLD = ("**", "__")
_OF_PATHS = ("/", "\\", "=")
_ARGUMENTS = re.compile(r"\.\w|(?:kw)?args\b|kwds\b|opt(?:ion)?s\b")
_ACCENTS = re.compile(r"´(?P<code>[^´`\s](?:[^´`\n]*[^´`\s])?)[´`]|`(?P<half>[^´`\s](?:[^´`\n]*[^´`\s])?)´")
_BACKTICKS = re.compile(r"`+")
_EMOJI = re.compile(r":(?:material|fontawesome|octicons|simple)[-/][\w/-]*?[^\x00-\x7f\s][\w/-]*:")
_SHORTCODE = re.compile(r"(?<![\w:./`])(?<!\ufffc):(?P<name>[a-z][a-z0-9_+-]*[a-z0-9]):(?![\w:/`\ufffc])")
_LAST_WORD, _PATH = re.compile(r"\S+\Z"), re.compile(r"\\|^[A-Za-z]:")
_BACKSLASH = re.compile(r"(?<!\\)\\[ \t]*(?=\n|\Z)")


@rule("page")
def mark_as_text(parsed: ParsedPage) -> Iterator[Report]:
    """A mark of Markdown shows as it is written: bold or italics with a space behind the first mark or before the last,
    or not ended; code between acute accents, or not ended; a shortcode that names no emoji or icon; a backslash at the
    end of a line, which breaks no line in MkDocs.

    Bad: `** Save **`, `**Save`, `´code´`, `:material-clé:`, `:material-no-such:`.
    Good: `**Save**`, `` `code` ``, `:material-key:`; two spaces or `<br>` at the end of a line.
    """
    stars = _are_stars_notes(parsed)
    breaks_lines = parsed.page.dialect.has("pymdownx.escapeall")
    has_emoji = parsed.page.dialect.has("pymdownx.emoji")
    has_open_block = any("```" in leftover.rest for leftover in leftovers(parsed))
    for leftover in leftovers(parsed):
        found = [*_faults(leftover, stars), *(() if breaks_lines else _backslashes(leftover))]
        found += _shortcodes(leftover) if has_emoji and ":" in leftover.rest else ()
        found += () if has_open_block else _backticks(leftover)
        for at, message in sorted(found):
            yield Report(leftover.line(at), message)


def _are_stars_notes(parsed: ParsedPage) -> bool:
    """Whether two stars lead from a word to a note that begins with them."""
    texts = [leftover.rest for leftover in leftovers(parsed) if "**" in leftover.rest]
    return any(text.startswith("** ") for text in texts) and any(_STARRED.search(text) for text in texts)


def _faults(leftover: Leftover, stars: bool) -> Iterator[tuple[int, str]]:
    rest = leftover.rest
    if "*" in rest or "_" in rest:
        yield from _of_emphasis(leftover, stars)
    if "´" in rest:
        for match in _ACCENTS.finditer(rest):
            code = match["code"] or match["half"]
            yield match.start(), f"'{shortened(match[0], 40)}' is no code; write '`{shortened(code, 40)}`'"
    for match in _EMOJI.finditer(rest):
        yield match.start(), f"'{match[0]}' shows as text: no shortcode has an accent"


def _shortcodes(leftover: Leftover) -> Iterator[tuple[int, str]]:
    for match in _SHORTCODE.finditer(leftover.rest):
        if is_unknown(match["name"]):
            yield match.start(), f"'{match[0]}' shows as text: there is no emoji or icon of this name"


def _backticks(leftover: Leftover) -> Iterator[tuple[int, str]]:
    """What begins code that is not ended. A block of code that is not read leaves some, too."""
    if "´" not in leftover.rest and (tick := _BACKTICKS.search(leftover.rest)):
        yield tick.start(), f"'{shortened(leftover.written[tick.start() :], 40)}' begins code that is not ended"


def _backslashes(leftover: Leftover) -> Iterator[tuple[int, str]]:
    may_have_one = "\\" in leftover.rest and leftover.segment.kind in ("paragraph", "item")
    for match in _BACKSLASH.finditer(leftover.rest) if may_have_one else ():
        word = _LAST_WORD.search(leftover.rest, 0, match.start())
        if word is None or not _PATH.search(word[0]):
            yield match.start(), "a backslash at the end of a line shows as text; write two spaces or '<br>'"


def _of_emphasis(leftover: Leftover, stars: bool) -> Iterator[tuple[int, str]]:
    rest, written = leftover.rest, leftover.written
    for match in _SPACED.finditer(rest):
        if match["mark"] == "_" or "\u00a0" in match[0] or "\u202f" in match[0]:
            wanted = f"{match['mark']}{written[match.start('text') : match.end('text')]}{match['mark']}"
            shown = written[match.start() : match.end()]
            yield match.start(), f"'{shortened(shown, 40)}' shows with its marks; write '{shortened(wanted, 40)}'"
    if rest.count("_") == 1 and (alone := _NOT_ENDED.search(rest)):
        yield alone.start(), f"'{shortened(written[alone.start() :], 40)}' begins italics that are not ended"
    yield from _of_bold(leftover, stars)


def _of_bold(leftover: Leftover, stars: bool) -> Iterator[tuple[int, str]]:
    """Marks of bold text that have no counterpart. What runs of three begin or end is not judged."""
    rest = leftover.rest
    runs = list(_RUN.finditer(rest)) if any(mark in rest for mark in _OF_BOLD) else []
    if any(len(run[0]) > 2 for run in runs):
        return
    for mark in _OF_BOLD:
        alone = _alone(rest, [run for run in runs if run[0] == mark])
        if not (stars and len(alone) == 1):
            yield from _unpaired(leftover.written, alone)


def _alone(rest: str, runs: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the marks that neither begin nor end bold text."""
    waiting: re.Match[str] | None = None
    alone: list[re.Match[str]] = []
    for run in runs:
        before, after = rest[: run.start()][-1:], rest[run.end() :][:1]
        if waiting and before.strip():
            waiting = None
        elif after.strip():
            alone += [waiting] if waiting else []
            waiting = run
        else:
            alone.append(run)
    alone += [waiting] if waiting else []
    return sorted((run for run in alone if not _is_meant(rest, run)), key=lambda run: run.start())


def _is_meant(rest: str, run: re.Match[str]) -> bool:
    """Whether it is no mark: '2**3', 'docs/**', '**.md', '**kwargs'."""
    before, after = rest[: run.start()][-1:], rest[run.end() :][:1]
    is_within = before.isalnum() and after.isalnum()
    return is_within or before in _OF_PATHS or after in _OF_PATHS or _ARGUMENTS.match(rest, run.end()) is not None


def _unpaired(written: str, alone: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Of the marks that stand `alone` in a text: two that were meant for each other, with a space between, or one
    without another."""
    while alone:
        first, *alone = alone
        text = written[first.end() : alone[0].start()].strip() if alone else ""
        if text:
            last, *alone = alone
            shown, wanted = written[first.start() : last.end()], f"{first[0]}{text}{last[0]}"
            yield first.start(), f"'{shortened(shown, 40)}' shows with its marks; write '{shortened(wanted, 40)}'"
        else:
            yield first.start(), f"'{first[0]}' shows as text: no other ends or begins the bold text"
