"""`python3 scripts terms`: how the glossary is used, what is translated in two ways, what deserves a line."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from conftest import scripts, write

Site = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = """\
# Keys

## Read next

Open the [setup page](index.md). Select **Save changes**. The warning message has the tax rate of each account.

Copy the access token of the account.

You can find the access token in the email. The data of Sage Intacct is there.

Read the warning message. It shows the tax rate of the account.
"""
FRENCH = """\
# Clés

## Lire ensuite

Ouvrez la [page de configuration](index.md). Sélectionnez **Enregistrer les modifications**. Le message d’avertissement a le taux de taxe de chaque compte.

Copiez le jeton d’accès du compte.

Vous trouvez le jeton d’accès dans le courriel. Les données de Sage Intacct y sont.

Lisez le message d’avertissement. Il montre le taux de taxe du compte.
"""
OTHER = FRENCH.replace("Lire ensuite", "À lire").replace("message d’avertissement", "message d’alerte")
# From which the words are learnt, one by one.
NOUNS = {
    "warning": "avertissement",
    "message": "message",
    "alert": "alerte",
    "token": "jeton",
    "access": "accès",
    "tax": "taxe",
    "rate": "taux",
    "account": "compte",
    "email": "courriel",
    "page": "page",
    "file": "fichier",
    "calendar": "calendrier",
}
ABOUT = {
    "It shows one {} today.": "Aujourd’hui, cela montre un {}.",
    "No {} was found.": "Aucun {} n’a été trouvé.",
    "My {} is short.": "Mon {} est court.",
    "Your {} has a name.": "Votre {} a un nom.",
}
LEARN = "".join(f"- {english.format(noun)}\n" for english in ABOUT for noun in NOUNS)
APPREND = "".join(f"- {french.format(noun)}\n" for french in ABOUT.values() for noun in NOUNS.values())
GLOSSARY = "terms:\n  account: compte\n  email: courriel\n  tax rate: taux de taxe\n"


@pytest.fixture
def site(small_site: Site) -> Path:
    """Four pages alike, of which two are translated in another way."""
    pages = {f"docs/{name}.md": ENGLISH for name in "abcd"}
    pages |= {f"docs_fr/{name}.md": OTHER if name in "cd" else FRENCH for name in "abcd"}
    pages |= {"docs/words.md": f"# Words\n\n{LEARN}", "docs_fr/words.md": f"# Mots\n\n{APPREND}"}
    return small_site({**pages, "docs_fr/_glossary.yml": GLOSSARY})


def test_the_terms_of_the_glossary_are_listed_with_their_use(site: Path) -> None:
    write(site, {"docs_fr/d.md": OTHER.replace("courriel", "message")})
    code, said, why = scripts(site, "terms")
    assert (code, why) == (0, "")
    assert said == (
        "term      translation   times  said so\n"
        "account   compte           16       16\n"
        "email     courriel          8        7\n"
        "tax rate  taux de taxe      8        8\n"
    )
    listed = json.loads(scripts(site, "terms", "fr", "--format", "json")[1])
    assert listed["locale"] == "fr"
    assert listed["terms"][1] == {"term": "email", "translation": "courriel", "times": 8, "followed": 7}


def test_what_is_translated_in_two_ways_and_what_deserves_a_line(site: Path) -> None:
    code, said, why = scripts(site, "terms", "--suggest")
    assert (code, why) == (0, "")
    told, lines = said.split("\n\n")
    assert told.splitlines() == [
        "# docs_fr/_glossary.yml: translated in two ways",
        "#   term 'warning message', 8 times",
        "#     message d’alerte: 4 times, docs_fr/c.md:5, docs_fr/c.md:11, docs_fr/d.md:5 and 1 more",
        "#     message d’avertissement: 4 times, docs_fr/a.md:5, docs_fr/a.md:11, docs_fr/b.md:5 and 1 more",
        "#   heading 'Read next', 4 times",
        "#     Lire ensuite: 2 times, docs_fr/a.md:3, docs_fr/b.md:3",
        "#     À lire: 2 times, docs_fr/c.md:3, docs_fr/d.md:3",
    ]
    assert lines.splitlines() == [
        "# docs_fr/_glossary.yml: worth a line",
        "terms:",
        "  access token: jeton d’accès  # 8 times: docs_fr/a.md:7 and 7 more",
        "labels:",
        "  Save changes: Enregistrer les modifications  # 4 times: docs_fr/a.md:5 and 3 more",
        "keep:",
        "  - Sage Intacct  # 4 times: docs_fr/a.md:9 and 3 more",
    ]
    assert yaml.safe_load(said) == {
        "terms": {"access token": "jeton d’accès"},
        "labels": {"Save changes": "Enregistrer les modifications"},
        "keep": ["Sage Intacct"],
    }


def test_json_has_all_places(site: Path) -> None:
    found = json.loads(scripts(site, "terms", "--suggest", "--format", "json")[1])
    assert [(each["kind"], each["source"]) for each in found["two_ways"]] == [
        ("term", "warning message"),
        ("heading", "Read next"),
    ]
    assert [(each["section"], each["source"]) for each in found["lines"]] == [
        ("terms", "access token"),
        ("labels", "Save changes"),
        ("keep", "Sage Intacct"),
    ]
    places = found["lines"][0]["translations"][0]["places"]
    assert len(places) == 8
    assert places[0] == {"path": "docs_fr/a.md", "line": 7, "source": "docs/a.md", "source_line": 7}


def test_what_was_put_into_the_glossary_is_no_longer_proposed(site: Path) -> None:
    lines = scripts(site, "terms", "--suggest")[1].partition("\n\n")[2]
    write(site, {"docs_fr/_glossary.yml": lines})
    assert scripts(site, "terms", "--suggest")[1].splitlines()[-2:] == [
        "terms:",
        "  tax rate: taux de taxe  # 8 times: docs_fr/a.md:5 and 7 more",
    ]


def test_nothing_to_say_is_said(small_site: Site) -> None:
    site = small_site({})
    assert scripts(site, "terms") == (
        0,
        "docs_fr/_glossary.yml has no terms; `python3 scripts terms --suggest` proposes some\n",
        "",
    )
    assert scripts(site, "terms", "--suggest")[1] == (
        "# docs_fr/_glossary.yml: nothing is translated in two ways\n\n"
        "# docs_fr/_glossary.yml: nothing more is worth a line\n"
    )
    assert scripts(site, "terms", "es") == (
        2,
        "",
        "scripts: 'es' is no language that this site is translated into; it has 'fr'\n",
    )


def test_without_a_lexicon_labels_headings_and_links_are_still_compared(site: Path) -> None:
    config = (site / "mkdocs.yml").read_text(encoding="utf-8").replace("locale: fr", "locale: it")
    write(site, {"mkdocs.yml": config})
    (site / "docs_fr").rename(site / "docs_it")
    told = scripts(site, "terms", "--suggest")[1]
    assert "#   heading 'Read next', 4 times" in told
    assert "warning message" not in told
