"""Numbers and units of other languages and of data. Those of English and French pages are in `tests/cases/rules/`, by their rules
`number-mismatch` and `unit-mismatch`."""

from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import SMALL, write


def told(english: str, translation: str, locale: str = "fr") -> list[str]:
    """What all rules that compare two pages say of a paragraph and its translation."""
    source = parse_page(f"{english}\n", "docs/a.md", "a.md", "en")
    target = parse_page(f"{translation}\n", f"docs_{locale}/a.md", "a.md", locale)
    pair = Pair(ParsedPage(source), ParsedPage(target))
    rules = [rule for rule in chosen_rules(only=["translations"], skip=["revision-missing"]) if rule.scope == "pair"]
    return [report.message for rule in rules for report in rule.run(pair)]


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        ("ja", "2006年7月3日、午後4時30分に終了します。2つの事業者と1つの停留所があります。"),
        ("de", "Am 3. Juli 2006 endet der Dienst um 16:30 Uhr. Es gibt zwei Betreiber und eine Haltestelle."),
        ("es", "El 3 de julio de 2006 el servicio termina a las 16:30. Hay dos operadores y una parada."),
    ],
)
def test_other_languages_have_their_notation_and_their_words(locale: str, translation: str) -> None:
    english = "On July 3, 2006 the service ends at 4:30 PM. There are 2 agencies and 1 stop."
    assert told(english, translation, locale) == []


@pytest.mark.parametrize(
    ("locale", "translation", "said"),
    [
        ("de", "Warten Sie 5 Minuten.", []),
        ("de", "Warten Sie 5 Stunden.", ["amount '5 Stunden' is '5 minutes' in docs/a.md:1"]),
        ("es", "Espere 5 segundos.", ["amount '5 segundos' is '5 minutes' in docs/a.md:1"]),
        ("pl", "Poczekaj 5 godzin.", []),  # of which no words are known
    ],
)
def test_units_of_other_languages(locale: str, translation: str, said: list[str]) -> None:
    assert told("Wait 5 minutes.", translation, locale) == said


def test_numbers_of_data_are_read_alike_in_both_languages(tmp_path: Path) -> None:
    facts = {
        "docs/_data/sage.yml": "wait: 4:30 p.m.\nrows: above 100k\nfactor: times 0.097\n",
        "docs_fr/_data/sage.yml": "wait: 16 h 30\nrows: au-delà de 100 000\nfactor: par 0,97\n",
    }
    config = write(tmp_path, {**SMALL, **facts}) / "mkdocs.yml"
    findings = check(Sources(Site.load(config)), chosen_rules(only=["data-mismatch"])).findings
    assert [str(finding) for finding in findings] == [
        "docs_fr/_data/sage.yml:3: number '0.97' is '0.097' in docs/_data/sage.yml:3 [data-mismatch]"
    ]
