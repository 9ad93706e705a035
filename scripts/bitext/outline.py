"""The headings of a Markdown text, and what each section holds that translation does not change."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

_MARKDOWN = MarkdownIt("commonmark").enable("table").use(admon_plugin)
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?P<list>[^{}\n]*?)[ \t]*\}[ \t]*$")
_ID = re.compile(r"(?:^|[ \t])#(?P<id>[^\s{}]+)")
_NUMBER = re.compile(r"\d+")
_TAB = re.compile(r'^([ \t]*)===[!+]?[ \t]+(?=")', re.MULTILINE)


@dataclass(frozen=True)
class Heading:
    """level: 1 to 6; line: from 0, the last that holds its text; text: without markup; pinned: the id written after it,
    or None; traits: what its section holds that both languages share, each with how often."""

    level: int
    line: int
    text: str
    pinned: str | None
    traits: Counter[str]


def parse(text: str) -> list[Token]:
    """The markdown-it tokens of `text`, with callouts ('!!! note') and content tabs ('=== "Tab"') as containers."""
    return _MARKDOWN.parse(_TAB.sub(r"\1!!! tab ", text))


@lru_cache(maxsize=512)
def outline(text: str) -> tuple[Heading, ...]:
    """The headings of `text` in their order, those in callouts and lists included."""
    headings: list[Heading] = []
    tokens = parse(text)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            written = tokens[index + 1].content
            attributes = ATTRIBUTES.search(written)
            pinned = _ID.search(attributes["list"]) if attributes else None
            level = int(token.tag[1])
            line = token.map[1] - 1 - (token.markup in ("=", "-"))
            headings.append(
                Heading(level, line, _plain(tokens[index + 1]), pinned["id"] if pinned else None, Counter())
            )
        elif headings:
            headings[-1].traits.update(_traits(token))
    return tuple(headings)


def _plain(inline: Token) -> str:
    text = "".join(
        child.content if child.type in ("text", "code_inline") else " " if child.type.endswith("break") else ""
        for child in inline.children or ()
    )
    return ATTRIBUTES.sub("", text).strip()


def _traits(token: Token) -> Iterable[str]:
    if token.type in ("list_item_open", "table_open", "admonition_open", "paragraph_open"):
        yield token.type
    elif token.type == "fence":
        yield f"fence {token.info.strip()}"
    for child in token.children or ():
        if child.type == "code_inline":
            yield f"code {child.content}"
        elif child.type == "link_open":
            yield f"link {child.attrGet('href')}"
        elif child.type == "image":
            yield f"image {child.attrGet('src')}"
        elif child.type == "text":
            yield from (f"number {number}" for number in _NUMBER.findall(child.content))


def likeness(source: Heading, target: Heading) -> float:
    """How likely `target` is to translate `source`: 0 to 1. The level, what the two sections share, words in common."""
    shared = (source.traits & target.traits).total()
    either = (source.traits | target.traits).total()
    words = set(source.text.casefold().split()), set(target.text.casefold().split())
    common = len(words[0] & words[1]) / max(1, min(map(len, words)))
    return 0.4 * (source.level == target.level) + 0.4 * (shared / either if either else 1.0) + 0.2 * common


def align(source: Sequence[Heading], target: Sequence[Heading]) -> list[tuple[int, int]]:
    """The pairs (index in source, index in target) of headings that translate each other, both in order.

    Global alignment by dynamic programming (Needleman and Wunsch, 1970): the pairs with the greatest sum of likeness,
    less a penalty for each heading left alone.
    """
    alone = -0.25
    best = [[(alone * column, "left") for column in range(len(target) + 1)]]
    for row, heading in enumerate(source, 1):
        scores = [(alone * row, "up")]
        for column, other in enumerate(target, 1):
            pair = best[row - 1][column - 1][0] + likeness(heading, other)
            scores.append(
                max((pair, "pair"), (best[row - 1][column][0] + alone, "up"), (scores[-1][0] + alone, "left"))
            )
        best.append(scores)
    pairs: list[tuple[int, int]] = []
    row, column = len(source), len(target)
    while row and column:
        step = best[row][column][1]
        if step == "pair":
            pairs.append((row - 1, column - 1))
        row -= step != "left"
        column -= step != "up"
    return pairs[::-1]
