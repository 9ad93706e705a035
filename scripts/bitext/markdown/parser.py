"""Markdown as tokens."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

from bitext.markdown.code import span_ranges
from bitext.markdown.fast_parser import hasten


def _reference(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """CommonMark's definitions of links, but for '[^1]: word', which is a footnote."""
    start = state.bMarks[first] + state.tShift[first]
    return not state.src.startswith("[^", start) and reference(state, first, end, silent)


_MARKDOWN = MarkdownIt("commonmark").enable("table").use(admon_plugin)
_MARKDOWN.block.ruler.at("reference", _reference)
# The characters that these rules begin with, and the end of a link. The parser's own list has those of plugins as well,
# and stops a quarter more often to try every rule.
_MARKDOWN.inline.terminator_re = re.compile(r"[\n!&*<\[\\\]_`]")
hasten(_MARKDOWN)
_TAB = re.compile(r'^([ \t]*)===[!+]?[ \t]+(?=")', re.MULTILINE)
#: An attribute list at the end of a block.
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?P<list>(?>\"[^\"\n]*\"|'[^'\n]*'|[^{}\n])*?)[ \t]*\}[ \t]*$")


def block_tokens(text: str) -> list[Token]:
    """The markdown-it tokens of the blocks of `text`, what is within them left as it is; callouts ('!!! note') and
    content tabs ('=== "Tab"') are containers."""
    tokens: list[Token] = []
    source = _TAB.sub(r"\1!!! tab ", text) if "===" in text else text
    _MARKDOWN.block.parse(source, _MARKDOWN, {}, tokens)
    return tokens


#: By label in upper case, the address and the title of what `[label]: …` defines.
References = Mapping[str, tuple[str, str]]


def inline_tokens(text: str, references: References = MappingProxyType({})) -> Sequence[Token]:
    """The markdown-it tokens of the text of one block."""
    known = {label: {"href": url, "title": title, "map": [0, 0]} for label, (url, title) in references.items()}
    tokens: list[Token] = []
    _MARKDOWN.inline.parse(text, _MARKDOWN, {"references": known} if known else {}, tokens)
    return tokens


_BRACE = re.compile(r"(?<=[^ ])[ ]+\{")
_ELEMENT = re.compile(r"[<`]|\][(\[]|\[\^|(?<!\\)\*[^*]+\*|(?<![\w\\])_[^_]+_(?!\w)")
_HEADING_LIST = re.compile(r"[ ]+\{:?[ ]*(?P<list>[^}\n ][^\n]*)\}[ ]*$")


@dataclass(frozen=True)
class HeadingList:
    """The attribute list at the end of a heading. start: where it begins, with the space before it; id: that it sets,
    or None; others: what else it says, as written; is_read: as it stands, not only once the braces before it are no
    attributes (`anchors.set_anchors`)."""

    start: int
    id: str | None
    others: str
    is_read: bool = True


def heading_list(text: str) -> HeadingList | None:
    """The attribute list that Python-Markdown's `attr_list` finds in the text of a heading (HEADER_RE); with other
    braces before it, one that pins an anchor."""
    is_read = True
    for brace in _BRACE.finditer(text) if "{" in text else ():
        match = _HEADING_LIST.match(text, brace.start())
        if match is None or _is_markup(match, text):
            continue
        attributes, has_more = get_attrs_and_remainder(match["list"])
        if not has_more:
            ids = _ids(attributes)
            others = _OWN_ID.sub("", match["list"]).strip()
            return HeadingList(match.start(), ids[-1] if ids else None, others, is_read) if is_read or ids else None
        is_read = False
    return None


def _ids(attributes: Iterable[tuple[str, str]]) -> list[str]:
    return [value.replace("\\_", "_") for name, value in attributes if name == "id" and value]


def _is_markup(found: re.Match[str], text: str) -> bool:
    """Whether what looks like a list is none: it holds elements, behind the last of which the list would stand, or is
    itself within code."""
    return bool(_ELEMENT.search(found["list"])) or any(start <= found.start() < end for start, end in span_ranges(text))


_OWN_ID = re.compile(r"(?:(?<=\s)|(?<![^\s]))(?:#[^\s=}]+|id=(?:\"[^\"]*\"|'[^']*'|[^\s=}]+))(?=\s|$)")
