"""The rules that compare two pages, beside their cases (see test_rule_cases.py): what needs more than a pair."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.pages.revision import revision_of
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]


def found(root: Path, rule: str) -> list[str]:
    checked = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=[rule]))
    findings = [finding for finding in checked.findings if finding.rule == rule]
    assert {finding.path for finding in findings} <= {"docs_fr/index.md"}
    return [f"{finding.line}: {finding.message}" for finding in findings]


@pytest.fixture
def pair_site(small_site: Make) -> Callable[[str, str], Path]:
    from conftest import CONFIG

    config = CONFIG.replace("https://small.example.org/", "https://example.org/")
    return lambda english, french: small_site(
        {"mkdocs.yml": config, "docs/index.md": english, "docs_fr/index.md": french}
    )


def test_the_other_half_is_named_with_its_line(pair_site: Callable[[str, str], Path]) -> None:
    root = pair_site("---\ntitle: A\n---\n\nWait 60 days.\n", "Attendez 90 jours.\n")
    (finding,) = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["number-mismatch"])).findings
    assert (finding.path, finding.line, finding.counterpart) == ("docs_fr/index.md", 1, ("docs/index.md", 5))


def test_snippets_are_compared_like_pages(small_site: Make) -> None:
    root = small_site({"docs/_snippets/s.md": "Wait 60 days.\n", "docs_fr/_snippets/s.md": "Attendez 90 jours.\n"})
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["number-mismatch"])).findings
    assert [str(finding) for finding in findings] == [
        "docs_fr/_snippets/s.md:1: number '90' is '60' in docs/_snippets/s.md:1 [number-mismatch]"
    ]


def test_pages_and_files_that_stand_alone_are_told(small_site: Make) -> None:
    root = small_site(
        {
            "docs/companies.md": "# C\n",
            "docs_fr/compagnies.md": "# C\n",
            "docs/shared.svg": "<svg/>",
            "docs_fr/keys-fr.svg": "<svg/>",
            "docs/keys.svg": "<svg/>",
        }
    )
    rules = chosen_rules(only=["page-missing", "page-orphan", "file-orphan"])
    assert [str(finding) for finding in check(Sources(Site.load(root / "mkdocs.yml")), rules).findings] == [
        "docs/companies.md:0: page has no translation at 'docs_fr/companies.md'; did you mean 'docs_fr/compagnies.md'? "
        "[page-missing]",
        "docs_fr/compagnies.md:0: page translates nothing: 'docs/compagnies.md' does not exist; "
        "did you mean 'docs/companies.md'? [page-orphan]",
        "docs_fr/keys-fr.svg:0: file has no counterpart at 'docs/keys-fr.svg'; did you mean 'docs/keys.svg'? [file-orphan]",
    ]


def test_a_label_of_the_glossary_is_one_in_code_as_well(small_site: Make) -> None:
    pages = {"docs/index.md": "Open `invoices`.\n", "docs_fr/index.md": "Ouvrez `factures`.\n"}
    assert found(small_site(pages), "code-mismatch") == ["1: code 'factures' is 'invoices' in docs/index.md:1"]
    known = {"docs_fr/_glossary.yml": "labels:\n  invoices: factures\n"}
    assert found(small_site({**pages, **known}), "code-mismatch") == []


@pytest.mark.parametrize(
    ("language", "english", "french"),
    [
        ("matlab", "% Read the image\nx = imread('a.png');", "% Lire l’image\nx = imread('a.png');"),
        ("r", "#' Install packages\ninstall.packages('a')", "#' Installer les paquets\ninstall.packages('a')"),
        ("python", "item = get(5) #from above", "item = get(5) #de ci-dessus"),
        ("sql", "SELECT 1 --the first", "SELECT 1 --la première"),
        ("clojure", "(+ 1 2) ;the sum", "(+ 1 2) ;la somme"),
        ("bat", "rem the first\ndir", "rem la première\ndir"),
    ],
)
def test_a_comment_of_any_language_may_be_translated(
    pair_site: Callable[[str, str], Path], language: str, english: str, french: str
) -> None:
    pages = [f"```{language}\n{text}\n```\n" for text in (english, french)]
    assert found(pair_site(*pages), "code-block-mismatch") == []


@pytest.mark.parametrize("text", ["", "---\ntitle: A\n---\n", "<!-- nothing yet -->\n"])
def test_a_page_that_holds_nothing_is_compared_as_any_other(pair_site: Callable[[str, str], Path], text: str) -> None:
    root = pair_site(text, text)
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["translations"])).findings == ()


@pytest.mark.parametrize("revision", ["", "source_revision: {}\n"])
def test_a_mark_that_is_lost_in_translation_is_one_finding(small_site: Make, revision: str) -> None:
    english = "---\ntitle: Home\n---\n\nOne[^first] and two[^second] here.\n\n[^first]: The first.\n\n[^second]: The second.\n"
    french = f"---\ntitle: Accueil\n{revision.format(revision_of(english.encode()))}---\n\nUn[^first] et deux ici.\n\n[^first]: La première.\n\n[^second]: La deuxième.\n"
    root = small_site(
        {
            "mkdocs.yml": CONFIG.replace("[admonition,", "[footnotes, admonition,"),
            "docs/index.md": english,
            "docs_fr/index.md": french,
        }
    )
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    line = 5 + bool(revision)
    assert [str(each) for each in check(sources, chosen_rules(skip=["revision-missing"])).findings] == [
        f"docs_fr/index.md:{line}: footnote '[^second]' of docs/index.md:5 is missing here [footnote-mismatch]"
    ]
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    assert f"docs_fr/index.md:{line + 4}: no '[^second]' in the text leads to this footnote [footnote]" in result.stderr
    assert result.returncode == 1
