"""A parser that tries fewer rules makes the same tokens."""

from typing import Any

import pytest
from bitext.markdown.fast_parser import hasten
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

_PIECES = [
    *"`*_[]()!<>&\\:#|=-+~^{}\"' \n\t1",
    "word",
    "é\u00a0:",
    "  \n",
    "\n\n",
    "\n    ",
    "\n\n    ",
    "\n- ",
    "\n\n1. ",
    "\n   2) ",
    "\n## ",
    "\n> ",
    "\n===\n",
    "\n---\n",
    "\n***\n",
    "\n!!! note\n\n    ",
    '\n??? tip "Title"\n    ',
    "\n```python\nx = 1\n```\n",
    "\n~~~\n",
    "[text](page.md 'title')",
    "![alt *em*](a.png)",
    "[text][ref]",
    "\n\n[ref]: <https://example.org> 'Title'\n",
    "<https://example.org/é?a=1&b=2>",
    "<a@example.org>",
    "<div>\n",
    "</div>",
    "<!-- c -->",
    "&amp;",
    "&#8217;",
    "**bold**",
    "__bold__ _em_",
    "\n| a | b |\n|---|:-:|\n| c | `d|e` |\n",
    "\n| a |\n|---|\n| b \\| c | d\n",
    "\\*",
    "\r\n",
    "\0",
]


def plain() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(admon_plugin)


PLAIN, QUICK = plain(), hasten(plain())


def flat(tokens: list[Token] | None) -> list[dict[str, Any]]:
    return [{**token.as_dict(children=False), "children": flat(token.children)} for token in tokens or []]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@example("a\n| b\n|--\n")
@example("- a\n\n      code\n1. b\n")
@example("> a\nb\n===\n\nc\n---")
def test_the_tokens_are_those_of_markdown_it(text: str) -> None:
    assert flat(QUICK.parse(text)) == flat(PLAIN.parse(text))


@pytest.mark.parametrize("text", ["", "\n", "    ", "|", "-", "a\n-", "!!!", "\\", "&", "]"])
def test_what_is_next_to_nothing(text: str) -> None:
    assert flat(QUICK.parse(text)) == flat(PLAIN.parse(text))
