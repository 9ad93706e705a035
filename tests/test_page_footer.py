"""What a page says about itself: when it was last checked against the product, and where to report a fault."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bitext.pages.revision import revision_of
from conftest import CONFIG, build
from test_site import load

Make = Callable[[Mapping[str, str | bytes]], Path]


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2026-11-20", "November 20, 2026", "20 novembre 2026"),
        ("2026-12-01", "December 1, 2026", "1er décembre 2026"),
        ("'2026-08-11'", "August 11, 2026", "11 août 2026"),
    ],
)
def test_the_day_of_the_last_check_is_written_out(small_site: Make, day: str, english: str, french: str) -> None:
    front = f"---\nlast_checked: {day}\n---\n"
    root = small_site({"docs/index.md": f"{front}# Home\n", "docs_fr/index.md": f"{front}# Accueil\n"})
    assert build(root).returncode == 0
    for at, words in (
        ("", f"Last checked against the product on {english}"),
        ("fr", f"Dernière vérification dans le produit\u00a0: {french}"),
    ):
        (time,) = load(root / "site", at).cssselect("footer time")
        assert time.getparent().text_content() == words  # type: ignore[union-attr]
        assert time.get("datetime") == day.strip("'")


def test_a_page_without_that_day_says_nothing(built_site: Path) -> None:
    for page in built_site.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        assert "Last checked" not in text and "Dernière vérification" not in text


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_fault_is_reported_in_an_issue_that_names_the_page(small_site: Make, slash: str) -> None:
    config = CONFIG + f"repo_url: https://github.com/example/guides{slash}\n"
    front = "---\ntitle: {} & « co »\n---\n"
    root = small_site(
        {
            "mkdocs.yml": config.replace("[index.md]", "[index.md, a/keys.md]"),
            "docs/a/keys.md": front.format("Keys") + "# Keys\n",
            "docs_fr/a/keys.md": front.format("Clés") + "# Clés\n",
        }
    )
    assert build(root).returncode == 0
    asked = {}
    version = {
        f"{at}a/keys": revision_of((root / folder / "a/keys.md").read_bytes())[:12]
        for at, folder in (("", "docs"), ("fr/", "docs_fr"))
    }
    for at in ("a/keys", "fr/a/keys"):
        (link,) = load(root / "site", at).cssselect("footer a[href*='/issues/new?']")
        parts = urlsplit(link.get("href", ""))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://github.com/example/guides/issues/new"
        assert link.get("target") is None
        asked[link.text_content()] = {key: value for key, (value,) in parse_qs(parts.query).items()}
    assert asked == {
        "Report a fault on GitHub": {
            "title": "Fault in the page: Keys & « co »",
            "body": "Page: Keys & « co »\nAddress: https://small.example.org/a/keys/\nLanguage: English (en)\n"
            f"Source file: docs/a/keys.md\nVersion: {version['a/keys']}\n\nWhat is wrong?\n\n",
        },
        "Signaler une erreur sur GitHub": {
            "title": "Erreur dans la page\u00a0: Clés & « co »",
            "body": "Page\u00a0: Clés & « co »\nAdresse\u00a0: https://small.example.org/fr/a/keys/\nLangue\u00a0: Français (fr-CA)\n"
            f"Fichier source\u00a0: docs_fr/a/keys.md\nVersion\u00a0: {version['fr/a/keys']}\n\nQu’est-ce qui ne va pas?\n\n",
        },
    }


def test_without_a_repository_there_is_nowhere_to_report_to(small_site: Make) -> None:
    root = small_site({})
    assert build(root).returncode == 0
    assert load(root / "site", "").cssselect("a[href*='/issues/new']") == []
