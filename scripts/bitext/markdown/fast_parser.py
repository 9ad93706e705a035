"""A parser of markdown-it that tries a rule only where a character stands it begins with: three quarters of the time.

markdown-it-py tries every rule on every line, and on every character that may begin something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt, rules_core
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from bitext.speed import IS_ON

#: What a line begins with that a rule takes; a rule that is not here takes any.
_BLOCKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "admonition": "!?",
}
#: The same for rules within a line. 'text' takes all that ends no text.
_INLINES = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
_RULED = frozenset("|-:")  # what the second line of a table begins with

Rules = Mapping[str, Callable[..., bool]]


def hasten(parser: MarkdownIt) -> MarkdownIt:
    """`parser`, which gives the same tokens in less time. No rule must be added or enabled from here on."""
    if not IS_ON:
        return parser
    for ruler, one_for_all in ((parser.block.ruler, _block_rule), (parser.inline.ruler, _inline_rule)):
        ruler.getRules = _got(_chains(ruler, one_for_all))  # type: ignore[method-assign]
    normalize, parse = rules_core.normalize, parser.inline.parse

    def normalized(state: Any) -> None:
        if "\r" in state.src or "\0" in state.src:
            normalize(state)

    def parsed(src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        if not src or parser.inline.terminator_re.search(src):
            return parse(src, md, env, tokens)
        tokens.append(Token("text", "", 0, content=src))  # nothing but text, as in most cells and headings
        return tokens

    parser.core.ruler.at("normalize", normalized)
    parser.inline.parse = parsed  # type: ignore[method-assign]
    parser.normalizeLink = lru_cache(maxsize=1024)(parser.normalizeLink)  # type: ignore[method-assign]
    return parser


def _chains(ruler: Any, one_for_all: Callable[[Rules], Callable[..., bool]]) -> dict[str, list[Callable[..., bool]]]:
    """By the name of each chain of a ruler ('' for all rules), the one rule that stands for the enabled ones in it."""
    enabled = [rule for rule in ruler.__rules__ if rule.enabled]
    return {
        chain: [one_for_all({rule.name: rule.fn for rule in enabled if not chain or chain in rule.alt})]
        for chain in {"", *(name for rule in enabled for name in rule.alt)}
    }


def _got(chains: Mapping[str, list[Any]]) -> Callable[..., list[Any]]:
    return lambda chain="": chains.get(chain, [])


def _by_first(rules: Rules, firsts: Mapping[str, str]) -> dict[str, list[Callable[..., bool]]]:
    """By a first character, the rules that may take what follows."""
    known = {character for name in rules for character in firsts.get(name, "")}
    return {
        character: [rule for name, rule in rules.items() if character in firsts.get(name, character)]
        for character in known
    }


def _block_rule(rules: Rules) -> Callable[..., bool]:
    everything, table = list(rules.values()), rules.get("table")
    by_first, others = _by_first_character(rules)

    def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.sCount[line] - state.blkIndent >= 4:  # a block of code, as a rule
            return any(each(state, line, end, silent) for each in everything)
        source, begins, shifts = state.src, state.bMarks, state.tShift
        if table is not None and _may_be_table(state, line, end) and table(state, line, end, silent):
            return True
        first = begins[line] + shifts[line]
        for each in by_first.get(source[first : first + 1], others):  # noqa: SIM110 (any() takes longer)
            if each(state, line, end, silent):
                return True
        return False

    return rule


def _may_be_table(state: StateBlock, line: int, end: int) -> bool:
    """Whether the line below this one begins as the one does that makes a table."""
    if line + 2 > end:
        return False
    second = state.bMarks[line + 1] + state.tShift[line + 1]
    return state.src[second : second + 1] in _RULED


def _by_first_character(rules: Rules) -> tuple[dict[str, list[Callable[..., bool]]], list[Callable[..., bool]]]:
    """The rules of blocks, but for tables and indented code, by the characters that their blocks begin with; and those
    for blocks that begin with any other."""
    rest = {name: rule for name, rule in rules.items() if name not in ("code", "table")}
    if "lheading" in rest:
        rest["lheading"] = _underlined(rest["lheading"])
    return _by_first(rest, _BLOCKS), [rule for name, rule in rest.items() if name not in _BLOCKS]


def _underlined(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule for headings that are underlined, not tried on a paragraph of one line."""

    def underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if line + 1 >= end or state.isEmpty(line + 1):
            state.parentType = "paragraph"  # as the rule leaves it
            return False
        return rule(state, line, end, silent)

    return underlined


def _inline_rule(rules: Rules) -> Callable[..., bool]:
    by_first = _by_first(rules, {**_INLINES, "text": ""})
    text = [rules["text"]] if "text" in rules else []

    def rule(state: Any, silent: bool) -> bool:
        for each in by_first.get(state.src[state.pos], text):  # noqa: SIM110
            if each(state, silent):
                return True
        return False

    return rule
