"""Terms, across the site: labels, names and words as the glossary says."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.errors import Refused
from bitext.site.glossary import read_glossary
from bitext.site.site import Site
from bitext.sources import Sources

Make = Callable[[Mapping[str, str | bytes]], Path]


def found(root: Path, rule: str) -> list[str]:
    checked = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=[rule]))
    return [f"{finding.path}:{finding.line}: {finding.message}" for finding in checked.findings]


def test_a_label_must_be_shown_as_in_the_product(small_site: Make) -> None:
    root = small_site(
        {
            "docs_fr/_glossary.yml": "labels: same\n",
            "docs/index.md": "Select **Save**, then **Set up**.\n",
            "docs_fr/index.md": "Sélectionnez **Save**, puis **Configurer**.\n",
        }
    )
    assert found(root, "glossary-label") == [
        "docs_fr/index.md:1: label 'Configurer' is 'Set up' in the product, as the glossary says"
    ]


def test_a_glossary_may_say_how_each_label_is_shown(small_site: Make) -> None:
    files = {
        "docs_fr/_glossary.yml": "labels: {Save: Enregistrer}\n",
        "docs/index.md": "Select **Save** or **Add**.\n",
        "docs_fr/index.md": "Sélectionnez **Enregistrer** ou **Ajouter**.\n",
    }
    assert found(small_site(files), "glossary-label") == []
    assert found(
        small_site({**files, "docs_fr/index.md": "Sélectionnez **Sauver** ou **Ajouter**.\n"}), "glossary-label"
    ) == ["docs_fr/index.md:1: label 'Sauver' is 'Enregistrer' in the product, as the glossary says"]


@pytest.mark.parametrize(
    ("glossary", "french", "said"),
    [
        ("labels: same\n", "Sélectionnez Save ici.", ["label 'Save' is not bold here"]),
        ("labels: same\n", "Enregistrez ici.", ["label 'Save' is missing here"]),
        (
            "labels: same\n",
            "Sélectionnez **save** ici.",
            ["label 'save' is 'Save' in the product, as the glossary says"],
        ),
        ("labels: same\n", "Sélectionnez **Save**\u00a0: ici.", []),
        ("labels: {Save: Enregistrer}\n", "Sauvez ici.", ["label 'Enregistrer' for 'Save' is missing here"]),
        (
            "labels: {Save: Enregistrer}\n",
            "Choisissez Enregistrer.",
            ["label 'Enregistrer' for 'Save' is not bold here"],
        ),
        ("labels: {Add: Ajouter}\n", "Enregistrez ici.", []),
    ],
)
def test_a_label_of_the_glossary_is_bold_and_spelled_alike_in_any_text(
    small_site: Make, glossary: str, french: str, said: list[str]
) -> None:
    pages = {"docs/index.md": "Select **Save** there.\n", "docs_fr/index.md": f"{french}\n"}
    root = small_site({**pages, "docs_fr/_glossary.yml": glossary})
    assert found(root, "glossary-label") == [f"docs_fr/index.md:1: {message}" for message in said]


def test_a_label_translated_two_ways_is_told_where_it_is_rare(small_site: Make) -> None:
    pages = {f"docs/p{n}.md": "Open **Settings**.\n" for n in range(4)}
    french = {f"docs_fr/p{n}.md": f"Ouvrez **{'Réglages' if n == 2 else 'Paramètres'}**.\n" for n in range(4)}
    assert found(small_site({**pages, **french}), "label-translated-two-ways") == [
        "docs_fr/p2.md:1: label 'Réglages' for 'Settings' is 'Paramètres' elsewhere (3 times)"
    ]
    even = {f"docs_fr/p{n}.md": f"Ouvrez **{'Réglages' if n % 2 else 'Paramètres'}**.\n" for n in range(4)}
    assert found(small_site({**pages, **even}), "label-translated-two-ways") == []


def test_a_forbidden_spelling_is_told_but_not_in_labels_code_or_addresses(small_site: Make) -> None:
    root = small_site(
        {
            "docs_fr/_glossary.yml": "forbidden: {email: courriel, Sage 200cloud: Sage 200 Standard}\n",
            "docs_fr/index.md": "L’Email de Sage 200cloud. **Email Address**, `email`, [ici](https://example.org/email).\n",
        }
    )
    assert found(root, "glossary-forbidden") == [
        "docs_fr/index.md:1: 'Email' is forbidden by the glossary; write 'courriel'",
        "docs_fr/index.md:1: 'Sage 200cloud' is forbidden by the glossary; write 'Sage 200 Standard'",
    ]


def test_a_name_must_stay_as_it_is(small_site: Make) -> None:
    files = {
        "docs_fr/_glossary.yml": "keep: [Sage 200 Standard, Link]\n",
        "docs/index.md": "Sage 200 Standard and Link\n",
    }
    assert (
        found(small_site({**files, "docs_fr/index.md": "Sage\u00a0200 Standard et le lien\n"}), "glossary-name") == []
    )
    assert found(small_site({**files, "docs_fr/index.md": "Sage 200 Norme et le lien\n"}), "glossary-name") == [
        "docs_fr/index.md:1: name 'Sage 200 Standard' of docs/index.md:1 is missing here, or spelled otherwise"
    ]


def test_a_term_must_be_translated_as_the_glossary_says_when_that_is_asked_for(small_site: Make) -> None:
    root = small_site(
        {
            "docs_fr/_glossary.yml": "terms: {company: entreprise, test company: entreprise de test}\n",
            "docs/index.md": "Add companies\n\nAdd a test company.\n",
            "docs_fr/index.md": "Ajoutez des compagnies\n\nAjoutez une entreprise de test.\n",
        }
    )
    assert found(root, "glossary-term") == [
        "docs_fr/index.md:1: 'company' of docs/index.md:1 is not 'entreprise' here, as the glossary says"
    ]
    assert "glossary-term" not in {rule.id for rule in chosen_rules()}


@pytest.mark.parametrize(
    ("glossary", "message"),
    [
        ("- a\n", "docs_fr/_glossary.yml:0: 'terms' is not a mapping of words to words [glossary]"),
        ("keep: a\n", "docs_fr/_glossary.yml:0: 'keep' is not a list of words [glossary]"),
        ("forbidden: [a]\n", "docs_fr/_glossary.yml:0: 'forbidden' is not a mapping of words to words [glossary]"),
    ],
)
def test_a_glossary_of_another_shape_is_refused(small_site: Make, glossary: str, message: str) -> None:
    site = Site.load(small_site({"docs_fr/_glossary.yml": glossary}) / "mkdocs.yml")
    with pytest.raises(Refused) as caught:
        read_glossary(site, site.targets[0])
    assert str(caught.value) == message
