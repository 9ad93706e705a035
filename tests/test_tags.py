"""A line of tags on both sides: names are compared, and what stands in quotes for readers is text."""

import pytest
from bitext.check.engine import chosen_rules
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.site.parsed_page import ParsedPage

RULES = [rule for rule in chosen_rules(only=["translations"]) if rule.scope == "pair"]

THE_SAME = [
    ("{% with unit='organisation' %}", '{%- with unit = "entreprise" -%}'),
    ('{% include "a.md" %}', "{% include 'a.md' %}"),
    ('{% set wait = "Wait for 1,000 days" %}', '{% set wait = "Attendez 1 000 jours" %}'),
    ('{% with a="see [keys](/a.md) at 4 pm" %}', '{% with a="voir [les clés](/a.md) à 16 h" %}'),
    ('{% for day in ["Monday", "Tuesday"] %}', '{% for day in ["lundi", "mardi"] %}'),
    ('{{ names | join(" and ") }}', '{{ names | join(" et ") }}'),
    ('{{ "yes" if key == "sage-200" else "no" }}', '{{ "oui" if key == "sage-200" else "non" }}'),
    ('{{ button("Save \\"now\\"", kind="N/A") }}', '{{ button("Enregistrer", kind="s. o.") }}'),
    ('{% set texts = {"wait": "for days"} %}', '{% set texts = {"wait": "des jours"} %}'),
    ('{% with name="Sage Intacct" %}', '{% with name="Sage Intacct" %}'),
]
DIFFERENT = [
    ('{% with unit="organisation" %}', '{% with unite="entreprise" %}', "snippet-mismatch"),
    ('{% with unit="organisation" %}', '{% with unit="" %}', "snippet-mismatch"),
    ('{% with a="one", b="two" %}', '{% with a="un" %}', "snippet-mismatch"),
    ('{% include "a.md" %}', '{% include "b.md" %}', "snippet-mismatch"),
    ('{% with page="setup.md" %}', '{% with page="start.md" %}', "snippet-mismatch"),
    ('{% with id="client_id" %}', '{% with id="id_client" %}', "snippet-mismatch"),
    ('{% if key == "sage" %}', '{% if key == "sauge" %}', "snippet-mismatch"),
    ('{{ facts["wait"] }}', '{{ facts["attente"] }}', "snippet-mismatch"),
    ('{{ all | map(attribute="name") }}', '{{ all | map(attribute="nom") }}', "snippet-mismatch"),
    ("{% if wait > 3 %}", "{% if wait > 4 %}", "snippet-mismatch"),
    ('{% with wait="60 days" %}', '{% with wait="90 jours" %}', "number-mismatch"),
    ('{% with see="[keys](/a.md)" %}', '{% with see="[les clés](/b.md)" %}', "link-mismatch"),
    ('{% with see="`totalAmount`" %}', '{% with see="`montantTotal`" %}', "code-mismatch"),
    (
        '{% with say="Wait for the email from Sage." %}',
        '{% with say="Wait for the email from Sage." %}',
        "untranslated",
    ),
]


def told(english: str, french: str) -> list[str]:
    pages = (
        parse_page(f"# T\n\n{line}\n\nx\n", f"{folder}/a.md", "a.md", code)
        for line, folder, code in ((english, "docs", "en"), (french, "docs_fr", "fr"))
    )
    source, target = pages
    pair = Pair(ParsedPage(source), ParsedPage(target))
    return [rule.id for rule in RULES for _ in rule.run(pair)]


@pytest.mark.parametrize(("english", "french"), THE_SAME)
def test_a_text_in_quotes_is_translated(english: str, french: str) -> None:
    assert told(english, french) == told(french, english) == []


@pytest.mark.parametrize(("english", "french", "rule"), DIFFERENT)
def test_a_name_or_what_a_text_keeps_is_compared(english: str, french: str, rule: str) -> None:
    assert told(english, french) == [rule]


def test_a_text_in_quotes_that_changes_is_outdated() -> None:
    before, now = (f"# T\n\n{{% with unit='the {word}' %}}\n" for word in ("company", "organisation"))
    source = parse_page(now, "docs/a.md", "a.md", "en")
    target = parse_page("# T\n\n{% with unit='l’entreprise' %}\n", "docs_fr/a.md", "a.md", "fr")
    pair = Pair(ParsedPage(source), ParsedPage(target), behind=True, before=before)
    assert [rule.id for rule in RULES for _ in rule.run(pair)] == ["outdated"]
