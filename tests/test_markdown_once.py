"""What the build spares Python-Markdown and its highlighting changes nothing of what they write."""

import posixpath
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import markdown
import pygments  # type: ignore[import-untyped]
import pytest
from bitext.pages.page import read_text, read_yaml
from conftest import ROOT, SCRIPTS, contents, copy_project, run
from hypothesis import given
from hypothesis import strategies as st
from pygments.formatters.html import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pymdownx import highlight  # type: ignore[import-untyped]

_PIECES = [
    *"`*_[]()!<>&\\:#|=+~^{}\"' \n",
    "word",
    "é",
    "  \n",
    "\n   \n",
    "\t",
    "\r\n",
    "\n\n",
    "\n\n    ",
    "\n\n- ",
    "\n\n1. ",
    "\n\n## ",
    "\n\n> ",
    "\n\n!!! note\n\n    ",
    '\n\n??? note "Title"\n\n    ',
    '\n\n=== "Tab"\n\n    ',
    "\n\nterm\n:   ",
    "\n\nHeading\n===\n",
    "\n---\n",
    "\n\n* * *\n\n",
    "\n\n*[word]: Words\n\n",
    '<div markdown="1">',
    "</div>",
    "        ",
    "\n\n```python\nx = 1\n```\n\n",
    '\n\n``` json title="a.json" hl_lines="1"\n{"a": 1}\n```\n\n',
    "\n\n```nothing-known\n<&>\n```\n\n",
    "`#!python x = 1`",
    "[text](page.md 'title')",
    "![alt](a.png)",
    "[text][ref]",
    "\n\n[ref]: https://example.org 'Title'\n\n",
    "[^1]",
    "\n\n[^1]: A note.\n\n",
    "<https://example.org>",
    "<a@example.org>",
    "<span class='x'>",
    "</span>",
    "&amp;",
    "&#8217;",
    ":material-check:",
    "**bold**",
    "_em_",
    "{ #id .class }",
    "<!-- c -->",
    "| a | b |\n|---|---|\n| c | d |",
    "\\*",
    "https://example.org",
]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)


def extensions() -> tuple[list[str], dict[str, Any]]:
    """Those of mkdocs.yml, and one more that has patterns of its own and code in lines."""
    settings = read_yaml(read_text(ROOT / "mkdocs.yml", "mkdocs.yml"), "mkdocs.yml")
    given: dict[str, Any] = {}
    for entry in [*settings["markdown_extensions"], {"pymdownx.inlinehilite": {}}, "pymdownx.magiclink"]:
        name, options = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
        if name != "pymdownx.emoji":  # its functions are named by tags that nothing reads here
            given[name] = options or {}
    return list(given), given


@contextmanager
def their_own_highlighting() -> Iterator[None]:
    """As it is before the build touches it."""
    names = ("BlockHtmlFormatter", "InlineHtmlFormatter", "get_lexer_by_name", "highlight")
    before = {name: getattr(highlight, name) for name in names}
    for name in names[:2]:
        known = getattr(highlight, name)
        own = next(each for each in known.__mro__ if each.__module__ == highlight.__name__)
        assert issubclass(own, HtmlFormatter)
        setattr(highlight, name, own)
    highlight.get_lexer_by_name, highlight.highlight = get_lexer_by_name, pygments.highlight
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(highlight, name, value)


@pytest.fixture(scope="module")
def parsers() -> tuple[markdown.Markdown, markdown.Markdown]:
    """Python-Markdown's, and the one that a build has."""
    from engine.faster.markdown_once import hasten, use

    use()
    names, options = extensions()
    plain, ours = (markdown.Markdown(extensions=names, extension_configs=options) for _ in range(2))
    return plain, hasten(ours)


@given(_TEXTS)
def test_the_html_is_the_same(parsers: tuple[markdown.Markdown, markdown.Markdown], text: str) -> None:
    plain, ours = parsers
    with their_own_highlighting():
        expected = plain.reset().convert(text)
    assert ours.reset().convert(text) == expected


def test_a_pattern_that_an_extension_adds_late_is_tried() -> None:
    from engine.faster.markdown_once import hasten
    from markdown.inlinepatterns import SimpleTextInlineProcessor

    parser = hasten(markdown.Markdown())
    assert parser.convert("a %x% b") == "<p>a %x% b</p>"
    parser.inlinePatterns.register(SimpleTextInlineProcessor("%(x)%"), "percent", 200)
    assert parser.reset().convert("a %x% b") == "<p>a x b</p>"


def test_a_block_processor_that_comes_or_goes_late_counts() -> None:
    from engine.faster import markdown_once
    from markdown.blockprocessors import HashHeaderProcessor

    parser = markdown_once.hasten(markdown.Markdown())
    blocks = parser.parser.blockprocessors
    assert parser.convert("# a") == "<h1>a</h1>"
    header = blocks["hashheader"]
    blocks.deregister("hashheader")
    assert "hashheader" not in blocks  # which looks at what there is
    assert header not in list(blocks)
    assert parser.convert("# a") == "<p># a</p>"
    blocks.register(HashHeaderProcessor(parser.parser), "again", 70)
    assert parser.convert("# a") == "<h1>a</h1>"


def test_another_processor_for_inline_markup_stays() -> None:
    from engine.faster.markdown_once import hasten
    from markdown.treeprocessors import InlineProcessor

    class Own(InlineProcessor):
        pass

    parser = markdown.Markdown()
    parser.treeprocessors.register(Own(parser), "inline", 20)
    assert type(hasten(parser).treeprocessors["inline"]) is Own


def in_one_form(files: dict[str, bytes]) -> dict[str, bytes]:
    """Pages without the indentation of the navigation, and with links from the root: entries that are kept have none of
    the first, and lead by way of the root."""

    def told(name: str, content: bytes) -> bytes:
        def from_root(match: re.Match[bytes]) -> bytes:
            return (
                b'<a href="'
                + posixpath.normpath(posixpath.join("/", posixpath.dirname(name), match[1].decode())).encode()
            )

        return re.sub(rb'<a href="(?![a-z]+:|#|//)([^"#]+)', from_root, re.sub(rb"\s*\n\s*", b"\n", content))

    return {name: told(name, content) if name.endswith(".html") else content for name, content in files.items()}


def test_without_all_that_saves_time_a_site_is_the_same(guide_site: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "copy", guide_site.parent)
    result = run(
        *(sys.executable, SCRIPTS, "build", "--no-cache", "-f", root / "mkdocs.yml"),
        environment={"GUIDES_SPEED": "off"},
        afresh=True,
    )
    assert result.returncode == 0, result.stderr
    slow, fast = contents(root / "site"), contents(guide_site)
    assert in_one_form(slow) == in_one_form(fast)
    assert slow != fast  # it was off
