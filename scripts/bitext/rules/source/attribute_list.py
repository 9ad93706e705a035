import re
from collections.abc import Iterator

from bitext.compose.shown_as_text import Leftover, leftovers
from bitext.pages.attribute_lists import spans_of_lists
from bitext.rule import Report, rule
from bitext.site.parsed_page import ParsedPage

_BRACES = re.compile(r"(?<![{\\$])\{:?[ ]*(?P<list>[^{}\n]*?)[ ]*\}(?!\})")
_VALUE = r"=(?:\"[^\"]*\"|'[^']*'"
_READ = re.compile(
    rf"(?:[.#][A-Za-z][\w:-]*|[A-Za-z][\w:-]*{_VALUE}))(?:[ ]+(?:[.#]?[\w:-]+|[\w:-]+{_VALUE}|[^\s\"']\S*)))*"
)
_CURLY = re.compile(r"[A-Za-z][\w:-]*=[“”„«‘’]|[.#][A-Za-z][\w:-]*[“”»’]")
_WORDS = re.compile(r"[^\s=.#\"'{}][^\s=\"'{}]*(?:[ ]+[^\s=.#\"'{}][^\s=\"'{}]*)*")


@rule("page")
def attribute_list(parsed: ParsedPage) -> Iterator[Report]:
    """Braces that are not read as they were meant: an attribute list at a place where MkDocs shows it, one with other
    quotes than straight ones, or words in braces at the end of a heading or a cell, which it takes for attributes.

    Bad: `Text { #keys }` in a paragraph, `[terms](terms.md){ title=« Terms » }`, `## Use {name}`.
    Good: `## Keys { #keys }`, `[terms](terms.md){ title="Terms" }`, `## Use \\{name\\}`.
    """
    if "{" not in parsed.page.body or not parsed.page.dialect.has("attr_list"):
        return
    for leftover in leftovers(parsed):
        if "{" in leftover.rest:
            for at, message in _faults(leftover):
                yield Report(leftover.line(at), message)


def _faults(leftover: Leftover) -> Iterator[tuple[int, str]]:
    rest = leftover.rest
    read = spans_of_lists(leftover.segment, rest)
    for match in _BRACES.finditer(rest):
        if not _is_in_value(rest, match.start(), read):
            is_read = any(start <= match.start() < end for start, end in read)
            if message := _fault(match, leftover.segment.kind, is_read):
                yield match.start(), message


def _fault(match: re.Match[str], kind: str, is_read: bool) -> str:
    """What is wrong with words in braces, or ''. is_read: they are taken for an attribute list."""
    if _CURLY.search(match["list"]):
        return f"'{match[0]}' is not read as attributes: they want straight quotes"
    if not is_read and _READ.fullmatch(match["list"]):
        return f"'{match[0]}' shows as text: no attributes are read at this place"
    if is_read and kind in ("heading", "row") and _WORDS.fullmatch(match["list"]):
        wanted = match[0].replace("{", "\\{").replace("}", "\\}")
        return f"'{match[0]}' is taken for attributes and not shown; write '{wanted}'"
    return ""


def _is_in_value(text: str, place: int, read: list[tuple[int, int]]) -> bool:
    """Whether a place is within the value of an attribute of a list that is read, as in `title="{name}"`."""
    before = next((text[start:place] for start, end in read if start < place < end), "")
    return before.count('"') % 2 == 1 or before.count("'") % 2 == 1
