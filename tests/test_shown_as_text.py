"""Marks of Markdown that readers see as they are written: that they do, and what takes more than a page to tell. What is said of each
is in `tests/cases/rules/`, by the names of the rules."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from bitext.check.engine import check, chosen_rules
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SMALL

Make = Callable[[Mapping[str, str | bytes]], Path]

NB = "\u00a0"
WITH_MORE = CONFIG.replace("admonition,", "abbr, admonition, def_list, footnotes, pymdownx.details, pymdownx.emoji,")
NAMES = (
    "attribute-list", "callout-title", "callout-unknown", "comment-open", "footnote", "link-as-text", "mark-as-text",
    "no-break-space", "unknown-tag", "block-as-text", "fence-open",
)  # fmt: skip

EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.superfences"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Select ** Save ** now.", "** Save **"),
        ("Select **Save now.", "**Save"),
        ("A _ word _ here.", "_ word _"),
        ("Run `curl x now.", "`curl"),
        ("One\\\nTwo.", "One\\"),
        ("See [the terms][nope].", "[the terms][nope]"),
        ("![The keys]", "![The keys]"),
        ("[x] (index.md)", "[x] (index.md)"),
        ("[x](index.md for", "[x](index.md"),
        (f"A[^n].\n\n[^n]{NB}: N.", "[^n]"),
        (f"HTML\n\n*[HTML]{NB}: A", "*[HTML]"),
        ("!!! note Keep your keys\n    Text.", "Note"),
        (f"-{NB}one", f"-{NB}one"),
        (f'!!! note{NB}"C"\n    T', "!!! note"),
        (f"```{NB}python\nx\n```", "python"),
        ("Text { #keys } and", "{ #keys }"),
        ("[x](index.md) { .md-button }", "{ .md-button }"),
    ],
)
def test_readers_see_what_is_told(body: str, shown: str) -> None:
    text = re.sub(r"<[^<>]*>", "", markdown.markdown(body, extensions=EXTENSIONS))
    assert shown in html.unescape(text)


@pytest.mark.parametrize(("body", "lost"), [("## Use {name}", "name"), ("Enter <your key> here.", "key")])
def test_readers_do_not_see_what_is_told(body: str, lost: str) -> None:
    assert lost not in re.sub(r"<[^<>]*>", "", markdown.markdown(body, extensions=EXTENSIONS))


def test_a_key_with_a_no_break_space_before_its_colon(small_site: Make) -> None:
    root = small_site({"docs/index.md": f"---\ntitle: Home\ndescription{NB}: What it is\n---\n\n# Home\n"})
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["no-break-space"])).findings
    assert [str(each) for each in findings] == [
        "docs/index.md:3: a no-break space stands before the colon of 'description', which becomes part of the key"
        " [no-break-space]"
    ]


def test_what_a_page_takes_in_may_define_its_labels(small_site: Make) -> None:
    files = {
        **SMALL,
        "mkdocs.yml": WITH_MORE,
        "docs/index.md": '# Home\n\n[a][b] and[^c].\n\n{% include "labels.md" %}\n',
        "docs/_snippets/labels.md": "[b]: index.md\n[^c]: Note\n",
    }
    root = small_site(files)
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["footnote", "link-as-text"])).findings == ()


def test_french_spacing_is_not_asked_for_in_a_definition(small_site: Make) -> None:
    root = small_site(
        {"mkdocs.yml": WITH_MORE, "docs_fr/index.md": "# Accueil\n\nUne note[^n].\n\n[^n] : La note : elle dit ceci.\n"}
    )
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(["footnote", "typography"])).findings
    assert [str(each) for each in findings] == [
        "docs_fr/index.md:5: '[^n] :' begins no footnote; write '[^n]:' [footnote]",
        "docs_fr/index.md:5: 'note :' wants a no-break space before ':' [typography]",
    ]


def test_what_the_site_does_not_read_is_not_told(small_site: Make) -> None:
    config = CONFIG.replace("attr_list, ", "pymdownx.escapeall, ")
    body = "# Home\n\nA regex is [^abc].\n\nText { #keys }.\n\nOne\\\nTwo.\n"
    root = small_site({"mkdocs.yml": config, "docs/index.md": body})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(NAMES)).findings == ()
