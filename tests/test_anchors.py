"""Anchors: those of the source page, in every language, with nothing to type."""

import re
from pathlib import Path

import markdown
import pytest
from bitext.align.headings import anchors_of, outline, slug
from bitext.align.sections import matched
from bitext.compose.anchors import set_anchors, target_anchors
from bitext.compose.texts import as_written
from hypothesis import given
from hypothesis import strategies as st


def with_anchors(text: str) -> tuple[str, list[str]]:
    """`text` with the anchors of its headings set, and these."""
    expanded = as_written(text, "docs/a.md")
    anchors = anchors_of(expanded.headings)
    return "\n".join(set_anchors(expanded, anchors)), anchors


def french_anchors(english: str, french: str) -> list[str]:
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
    assert anchors_of(outline(f"## {text}\n")) == [anchor]


@given(st.text(st.sampled_from("abc é-_'.?!0 "), max_size=30))
def test_the_slug_is_that_of_python_markdown(text: str) -> None:
    from markdown.extensions.toc import slugify

    assert slug(text) == slugify(text, "-")


def test_an_id_written_after_a_heading_pins_it_and_keeps_its_attributes() -> None:
    text = "# One {#first}\n\n## Two { .wide #second }\n\n## Three { .wide }\n\nFour\n----\n\n## Five ##\n"
    composed, anchors = with_anchors(text)
    assert anchors == ["first", "second", "three", "four", "five"]
    assert composed == (
        "# One { #first }\n\n## Two { #second .wide }\n\n## Three { #three .wide }\n\n"
        "Four { #four }\n----\n\n## Five { #five }\n"
    )


@pytest.mark.parametrize(
    ("written", "composed"),
    [
        ("# Use {a} {b}", "# Use \\{a} \\{b} { #use-a-b }"),
        ("# Use {a} { #pin }", "# Use \\{a} { #pin }"),
        ("# Keys {**new**}", "# Keys \\{**new**} { #keys-new }"),
        ("#\tKeys\tand more", "#   Keys    and more { #keys-and-more }"),
        ("# The _ (_x", "# The _ (_x { #the-\\_-\\_x }"),
        ("# _(a", "# _(a { #_a }"),
    ],
)
def test_setting_an_anchor_changes_nothing_else(written: str, composed: str) -> None:
    found, anchors = with_anchors(written)
    assert found == composed
    assert [heading.pinned for heading in outline(composed)] == anchors
    html = markdown.markdown(composed, extensions=["attr_list"])
    plain = markdown.markdown(written.replace(" { #pin }", ""), extensions=["toc"])
    assert re.sub(' id="[^"]*"', "", html) == re.sub(' id="[^"]*"', "", plain)


def test_anchors_are_unique_and_a_pinned_one_goes_first() -> None:
    assert anchors_of(outline("## Test\n\n## Test\n\n## Other {#test}\n")) == ["test_1", "test_2", "test"]


def test_headings_in_callouts_lists_and_tabs_are_found_and_those_in_code_are_not() -> None:
    text = (
        '!!! note "N"\n    ## In a callout\n\n=== "Tab"\n\n    ## In a tab\n\n1. Step\n\n    ### In a step\n\n'
        "```\n# not one\n```\n"
    )
    assert [heading.text for heading in outline(text)] == ["In a callout", "In a tab", "In a step"]


def test_a_translation_takes_the_anchors_of_its_source() -> None:
    english = "# Set up\n\nText\n\n## Before you start\n\n- a\n\n## Enable it { #enable }\n\n1. x\n"
    french = "# Configurer\n\nTexte\n\n## Avant de commencer\n\n- a\n\n## L’activer\n\n1. x\n"
    assert french_anchors(english, french) == ["set-up", "before-you-start", "enable"]


def test_a_heading_that_only_the_translation_has_gets_its_own_anchor() -> None:
    english = "# A\n\n## One\n\n`x` 1\n\n## Two\n\n`y` 2\n"
    french = "# A\n\n## Un\n\n`x` 1\n\n## En plus\n\nUn mot\n\n## Deux\n\n`y` 2\n"
    assert french_anchors(english, french) == ["a", "one", "en-plus", "two"]


def test_a_heading_missing_in_the_translation_shifts_no_other() -> None:
    english = "# A\n\n## One\n\n`x` 1\n\n## Two\n\n`y` 2\n\n## Three\n\n`z` 3\n"
    french = "# A\n\n## Un\n\n`x` 1\n\n## Trois\n\n`z` 3\n"
    assert french_anchors(english, french) == ["a", "one", "three"]


def test_an_anchor_pinned_on_the_translation_alone_gives_way_to_the_shared_one() -> None:
    assert french_anchors("## One\n", "## Un {#un}\n") == ["one"]


TERMS = {
    "Account": ("What amounts of one kind are recorded in.", "Compte", "Ce dans quoi les montants sont inscrits."),
    "Bill": ("What a supplier asks you to pay.", "Facture", "Ce qu’un fournisseur vous demande de payer."),
    "Company": ("A business whose data you read.", "Entreprise", "Une entreprise dont vous lisez les données."),
    "Customer": ("Somebody who pays the company.", "Client", "Quelqu’un qui paie l’entreprise."),
    "Data type": ("See the [list](https://example.org/data).", "Type", "Voyez la [liste](https://example.org/data)."),
    "Supplier": ("Its approval takes 3 days.", "Fournisseur", "Son approbation prend 3 jours."),
    "Webhook": ("A message to your server.", "Crochet Web", "Un message à votre serveur."),
}
ENGLISH = "# Terms\n\n" + "".join(f"## {term}\n\n{text}\n\n" for term, (text, _, _) in TERMS.items())


@given(st.permutations(list(TERMS)))
def test_sections_in_another_order_take_the_anchors_of_what_they_translate(order: list[str]) -> None:
    french = "# Termes\n\n" + "".join(f"## {TERMS[term][1]}\n\n{TERMS[term][2]}\n\n" for term in order)
    assert french_anchors(ENGLISH, french) == ["terms", *(slug(term) for term in order)]


def test_what_is_below_a_section_goes_with_it() -> None:
    english = "# A\n\n## Keys\n\n`key` 1\n\n### Renew\n\n2\n\n## Users\n\n`user` 3\n\n### Renew\n\n4\n"
    french = "# A\n\n## Personnes\n\n`user` 3\n\n### Plus\n\n4\n\n## Clés\n\n`key` 1\n\n### Plus\n\n2\n"
    assert french_anchors(english, french) == ["a", "users", "renew_1", "keys", "renew"]


@given(st.permutations(["one", "two", "three", "four"]))
def test_a_heading_pinned_to_an_anchor_of_the_source_has_it_wherever_it_stands(order: list[str]) -> None:
    english = "# A\n\n## One\n\nText\n\n## Two\n\nText\n\n## Three\n\nText\n\n## Four\n\nText\n"
    french = "# A\n\n" + "".join(f"## Titre {{ #{anchor} }}\n\nTexte\n\n" for anchor in order)
    assert french_anchors(english, french) == ["a", *order]


def test_of_a_section_that_is_missing_and_one_that_is_new_no_pair_is_made() -> None:
    english = "# A\n\n## Keys\n\n`key` 1 and 12\n\n## Users\n\n`user` 3\n"
    french = "# A\n\n## Taxes\n\n`tax` 7 et 70\n\n## Clés\n\n`key` 1 et 12\n"
    assert french_anchors(english, french) == ["a", "taxes", "keys"]


def test_a_pin_on_the_heading_of_another_section_breaks_no_third() -> None:
    english = "# A\n\n## One\n\n`one` 1\n\n### Below\n\n`below` 2\n\n## Two\n\n`two` 3\n\n## Three\n\n`three` 4\n"
    french = "# A\n\n## Un\n\n`one` 1\n\n## Deux\n\n`two` 3\n\n## Trois\n\n`three` 4\n\n### Dessous { #below }\n\n`below` 2\n"
    assert french_anchors(english, french) == ["a", "one", "two", "three", "below"]


def test_sections_that_say_next_to_nothing_stay_in_their_order() -> None:
    english = "# A\n\n## One\n\nText\n\n## Two\n\nText\n\n## Three\n\nText\n"
    assert french_anchors(english, "# A\n\n## Un\n\n## Deux\n\n## Trois\n") == ["a", "one", "two", "three"]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9)), max_size=12))
def test_a_page_is_aligned_with_itself_heading_by_heading(sections: list[tuple[int, int]]) -> None:
    page = "".join(f"{'#' * level} Part {size}\n\n" + "- item `x`\n" * size + "\n" for level, size in sections)
    headings = outline(page)
    assert matched(headings, headings) == [(index, index) for index in range(len(headings))]


def test_the_anchors_set_are_those_that_mkdocs_renders() -> None:
    text = (Path(__file__).parent.parent / "docs" / "portal" / "companies.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    composed, anchors = with_anchors(body)
    html = markdown.markdown(composed, extensions=["attr_list", "admonition", "toc"])
    assert re.findall(r"<h\d [^>]*id=\"([^\"]+)\"", html) == anchors
