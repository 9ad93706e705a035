"""Markdown as tokens."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

from bitext.first_characters import hasten


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


def parse(text: str) -> list[Token]:
    """The markdown-it tokens of `text`, with callouts ('!!! note') and content tabs ('=== "Tab"') as containers."""
    return _MARKDOWN.parse(_TAB.sub(r"\1!!! tab ", text) if "===" in text else text)
