"""Anchors: those of the source page, in every language, with nothing to type."""

import re
from pathlib import Path

import markdown
import pytest
from bitext.anchors import set_anchors, slug, source_anchors, target_anchors
from bitext.outline import align, outline
from hypothesis import given
from hypothesis import strategies as st


def anchors_of(english: str, french: str) -> list[str]:
    return target_anchors(outline(english), outline(french))


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Add a company", "add-a-company"),
        ("1. Create a new company", "1-create-a-new-company"),
        ("Clés d’abonnement – Sage 200", "cles-dabonnement-sage-200"),
        ("What's `next`?", "whats-next"),
        ("日本語", "日本語"),
    ],
)
def test_slug(text: str, anchor: str) -> None:
    assert source_anchors(outline(f"## {text}\n")) == [anchor]


@given(st.text(st.sampled_from("abc é-_'.?!0 "), max_size=30))
def test_the_slug_is_that_of_python_markdown(text: str) -> None:
    from markdown.extensions.toc import slugify

    assert slug(text) == slugify(text, "-")


def test_an_id_written_after_a_heading_pins_it_and_keeps_its_attributes() -> None:
    text = "# One {#first}\n\n## Two { .wide #second }\n\n## Three { .wide }\n\nFour\n----\n\n## Five ##\n"
    anchors = source_anchors(outline(text))
    assert anchors == ["first", "second", "three", "four", "five"]
    assert set_anchors(text, anchors) == (
        "# One { #first }\n\n## Two { #second .wide }\n\n## Three { #three .wide }\n\n"
        "Four { #four }\n----\n\n## Five { #five }\n"
    )


def test_anchors_are_unique_and_a_pinned_one_goes_first() -> None:
    assert source_anchors(outline("## Test\n\n## Test\n\n## Other {#test}\n")) == ["test_1", "test_2", "test"]


def test_headings_in_callouts_lists_and_tabs_are_found_and_those_in_code_are_not() -> None:
    text = (
        '!!! note "N"\n    ## In a callout\n\n=== "Tab"\n\n    ## In a tab\n\n1. Step\n\n    ### In a step\n\n'
        "```\n# not one\n```\n"
    )
    assert [heading.text for heading in outline(text)] == ["In a callout", "In a tab", "In a step"]


def test_a_translation_takes_the_anchors_of_its_source() -> None:
    english = "# Set up\n\nText\n\n## Before you start\n\n- a\n\n## Enable it { #enable }\n\n1. x\n"
    french = "# Configurer\n\nTexte\n\n## Avant de commencer\n\n- a\n\n## L’activer\n\n1. x\n"
    assert anchors_of(english, french) == ["set-up", "before-you-start", "enable"]


def test_a_heading_that_only_the_translation_has_gets_its_own_anchor() -> None:
    english = "# A\n\n## One\n\n`x` 1\n\n## Two\n\n`y` 2\n"
    french = "# A\n\n## Un\n\n`x` 1\n\n## En plus\n\nUn mot\n\n## Deux\n\n`y` 2\n"
    assert anchors_of(english, french) == ["a", "one", "en-plus", "two"]


def test_a_heading_missing_in_the_translation_shifts_no_other() -> None:
    english = "# A\n\n## One\n\n`x` 1\n\n## Two\n\n`y` 2\n\n## Three\n\n`z` 3\n"
    french = "# A\n\n## Un\n\n`x` 1\n\n## Trois\n\n`z` 3\n"
    assert anchors_of(english, french) == ["a", "one", "three"]


def test_an_anchor_pinned_on_the_translation_alone_gives_way_to_the_shared_one() -> None:
    assert anchors_of("## One\n", "## Un {#un}\n") == ["one"]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9)), max_size=12))
def test_a_page_is_aligned_with_itself_heading_by_heading(sections: list[tuple[int, int]]) -> None:
    page = "".join(f"{'#' * level} Part {size}\n\n" + "- item `x`\n" * size + "\n" for level, size in sections)
    headings = outline(page)
    assert align(headings, headings) == [(index, index) for index in range(len(headings))]


def test_the_anchors_set_are_those_that_mkdocs_renders() -> None:
    text = (Path(__file__).parent.parent / "docs" / "portal" / "companies.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    anchors = source_anchors(outline(body))
    html = markdown.markdown(set_anchors(body, anchors), extensions=["attr_list", "admonition", "toc"])
    assert re.findall(r"<h\d [^>]*id=\"([^\"]+)\"", html) == anchors
