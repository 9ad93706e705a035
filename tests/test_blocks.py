"""The blocks of a page: as Python-Markdown renders them, each with its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

import markdown
import pytest
from bitext.markdown.blocks import read_blocks
from bitext.markdown.dialect import DEFAULT, dialect_of
from bitext.site.settings import extensions
from hypothesis import given
from hypothesis import strategies as st


def blocks(text: str, settings: Mapping[str, object] | None = None) -> list[tuple[int, int, str, str, str]]:
    """First and last line, kind, containers and text of each block."""
    dialect = DEFAULT if settings is None else dialect_of(extensions(settings))
    return [
        (block.line, block.end, block.kind, " ".join(block.path), block.text)
        for block in read_blocks(text, dialect).all
    ]


def kinds(text: str, settings: Mapping[str, object] | None = None) -> list[tuple[int, str, str]]:
    """Line, kind and containers of each block."""
    return [(line, kind, path) for line, _, kind, path, _ in blocks(text, settings)]


STEPS = """\
1. Open the form:

    | Field | Value |
    | --- | --- |
    | Name | Codat |

    ```bash
    ls
    ```

2. Save.

    !!! warning "Once"
        Shown once.

=== "Web"

    Text.

Term
:   Meaning.

    More of it.

> Quoted.
"""


def test_every_block_has_its_containers_and_lines() -> None:
    assert blocks(STEPS) == [
        (1, 1, "item", "ol", "Open the form:"),
        (3, 3, "row", "ol table", "Field | Value"),
        (5, 5, "row", "ol table", "Name | Codat"),
        (7, 9, "code", "ol", "ls\n"),
        (11, 11, "item", "ol", "Save."),
        (13, 13, "callout", "ol", ""),
        (14, 14, "paragraph", "ol callout", "Shown once."),
        (16, 16, "tab", "", "Web"),
        (18, 18, "paragraph", "tab", "Text."),
        (20, 20, "paragraph", "dl", "Term"),
        (21, 21, "paragraph", "dl", "Meaning."),
        (23, 23, "paragraph", "dl", "More of it."),
        (25, 25, "paragraph", "quote", "Quoted."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n", [(1, "heading", "")]),
        (" ## No heading\n", [(1, "paragraph", "")]),
        ("Title\n---\n", [(1, "heading", "")]),
        ("Wrapped\nparagraph\n---\n", [(1, "paragraph", "")]),
        ("Text\n## A heading in it\n", [(1, "paragraph", ""), (2, "heading", "")]),
        ("> ## Quoted\n", [(1, "heading", "quote")]),
        ("- # In an item\n", [(1, "heading", "ul")]),
        ("1) Open.\n2) Save.\n", [(1, "paragraph", "")]),
        ("Text\n- no list\n", [(1, "paragraph", "")]),
        ("```text\ncode\n````\n", [(1, "paragraph", "")]),
        ("```json title=x.json\n{}\n```\n", [(1, "paragraph", "")]),
        ('```json title="x.json"\n{}\n```\n', [(1, "code", "")]),
        ("!!!  note\n    Text\n", [(1, "paragraph", "")]),
        ('!!! note "T"\n\n\n    Text\n', [(1, "callout", ""), (4, "paragraph", "callout")]),
        ("<details>\n<summary>More</summary>\n\n## Raw\n\n</details>\n", [(1, "html", "")]),
        ("<details markdown>\n<summary>More</summary>\n\n## Read\n\n</details>\n", [(1, "html", ""), (2, "html", ""), (4, "heading", "")]),
        ("<div>\n```\ncode\n```\n</div>\n", [(1, "html", ""), (2, "code", ""), (5, "html", "")]),
        ("<!-- a comment -->\n", []),
        ("Note[^1].\n\n[^1]: First.\n\n    Second.\n", [(1, "paragraph", ""), (3, "paragraph", ""), (5, "paragraph", "")]),
        ("SSO is here.\n\n*[SSO]: Single sign-on\n", [(1, "paragraph", ""), (3, "paragraph", "")]),
        ("1. One\n\n    ```\n    ls\n    ```\n2. No step\n", [(1, "item", "ol"), (3, "code", "ol"), (6, "paragraph", "ol")]),
        ("Text.\n{% include 'a.md' %}\nMore.\n", [(1, "paragraph", ""), (2, "jinja", ""), (3, "paragraph", "")]),
        ("Term\n: 1. First\n", [(1, "paragraph", "dl"), (2, "item", "dl ol")]),
        ("[^1]: 1. First\n\nText[^1]\n", [(1, "item", "ol"), (3, "paragraph", "")]),
        ("[^1]: </>\n\nText[^1]\n", [(1, "paragraph", ""), (3, "paragraph", "")]),
        ("> - > 1. First\n", [(1, "item", "quote ul quote ol")]),
        ('1. ??? note "More"\n    Text\n', [(1, "callout", "ol"), (2, "paragraph", "ol callout")]),
        (" <div markdown>\n[a](b.md)\n</div>\n", [(1, "html", "")]),
        ('<div markdown="1">\n<p>[a](b.md)\n</div>\n', [(1, "html", ""), (2, "html", "")]),
        ("<div markdown>\n\n<div>\nText <b>x</b>\n```\nx\n```\n</div>\n\n</div>\n", [(1, "html", ""), (3, "html", ""), (5, "code", "")]),
        ("<div markdown>*\n</div>\n", [(1, "html", ""), (1, "paragraph", "")]),
        ("    \n-\n-\n", [(1, "code", ""), (2, "heading", "")]),
        ("[r]: .\n#.\n", [(2, "heading", "")]),
        ("<details>\n{% include 'a.md' %}\n\n- a\n</details>\n", [(1, "html", "")]),
        ("1. One\n\n    {% include 'a.md' %}\n2. Two\n", [(1, "item", "ol"), (3, "jinja", "ol"), (4, "item", "ol")]),
    ],
)  # fmt: skip
def test_a_block_is_what_the_site_shows(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert kinds(text) == expected


def test_extensions_of_the_site_decide() -> None:
    text = '!!! note\n    Text.\n\nTerm\n:   Meaning.\n\n=== "Tab"\n\n    Text.\n'
    assert kinds(text, {}) == [(1, "paragraph", ""), (4, "paragraph", ""), (7, "paragraph", ""), (9, "code", "")]
    assert kinds("    ```\n    code\n    ```\n", {}) == [(1, "code", "")]
    sane = {"markdown_extensions": ["sane_lists"]}
    mixed = "1. One\n\n* Two\n"
    assert kinds(mixed, {}) == [(1, "item", "ol"), (3, "item", "ol")]
    assert kinds(mixed, sane) == [(1, "item", "ol"), (3, "item", "ul")]


def test_fences_of_a_site_without_superfences_have_their_lines() -> None:
    text = "One\n\n```json\n{}\n```\n\nTwo\n\n~~~\n\ncode\n~~~\nThree\n"
    assert blocks(text, {"markdown_extensions": ["fenced_code"]}) == [
        (1, 1, "paragraph", "", "One"),
        (3, 5, "code", "", "{}\n"),
        (7, 7, "paragraph", "", "Two"),
        (9, 12, "code", "", "\ncode\n"),
        (13, 13, "paragraph", "", "Three"),
    ]


def test_references_are_those_of_the_renderer() -> None:
    found = read_blocks('See [the guide][ref].\n\n[Ref]: guide.md "A guide"\n')
    assert found.references == {"REF": ("guide.md", "A guide")}
    below = read_blocks("See [it][ref].\n\n[ref]:\n    guide.md\n    'A guide'\n")
    assert below.references == {"REF": ("guide.md", "A guide")}


WORDS = st.sampled_from(
    "Save **Name** `code` [link](a.md) é 60 <br> &amp; | { #x } * _em_ ! [^1] : <kbd>K</kbd> \\* # - 1. > ``` ~~~".split(
        " "
    )
)
LINES = st.builds(
    lambda lead, words: lead + " ".join(words),
    st.sampled_from(["", "", "", "    ", "  ", "- ", "1. ", "> ", "## ", "!!! note ", '=== "T" ', "| ", "<div>", "</div>", "<details>", "<!-- ", "--> ", "        ", "```", "[^1]: ", ":   "]),
    st.lists(WORDS, max_size=5),
)  # fmt: skip


def shown(text: str) -> dict[str, int]:
    """How many blocks of each kind Python-Markdown makes of a text; raw HTML apart."""
    options = {name: dict(given) for name, given in DEFAULT.of_blocks}
    built = markdown.markdown(text, extensions=list(options), extension_configs=options)
    return {
        "row": built.count("<tr>"),
        "code": len(re.findall(r"<pre[ >]", built)),
        "callout": len(re.findall(r"<div class=\"admonition |<details class=", built)),
        "tab": built.count("<label "),
        "heading": len(re.findall(r"<h[1-6]>", built)),
    }


@given(st.lists(LINES, min_size=1, max_size=14).map("\n".join))
def test_a_page_is_read_as_it_is_rendered(text: str) -> None:
    found = read_blocks(text).all
    assert {
        kind: sum(block.kind == kind for block in found) for kind in ("row", "code", "callout", "tab", "heading")
    } == shown(text)
    lines = text.split("\n")
    assert all(1 <= block.line <= block.end <= len(lines) for block in found)
