"""Labels of the navigation that readers of a translation see."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG

Make = Callable[[Mapping[str, str | bytes]], Path]
PAGES = {
    "docs/keys.md": "# Keys\n",
    "docs_fr/keys.md": "# Clés\n",
    "docs/more/index.md": "# M\n",
    "docs_fr/more/index.md": "# P\n",
    "docs/later/index.md": "# L\n",
}


def labels_told(small_site: Make, navigation: str, language: str = "", hook: bool = True) -> list[str]:
    config = CONFIG.replace("nav: [index.md]", f"nav: {navigation}")
    config = config.replace("locale: fr, name: Français,", f"locale: fr, name: Français, {language}")
    config = config if hook else "".join(line for line in config.splitlines(True) if not line.startswith("hooks:"))
    root = small_site({**PAGES, "mkdocs.yml": config})
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["navigation-label"])).findings
    told = [finding for finding in findings if finding.rule == "navigation-label"]
    assert {(finding.path, finding.line) for finding in told} <= {("mkdocs.yml", 3)}
    return [finding.message.split("'")[1] for finding in told]


NAVIGATION = '[index.md, {"Help center": "https://help.example.org/"}, {"Reference": [keys.md]}]'


def test_a_label_that_stays_in_the_source_language_is_told(small_site: Make) -> None:
    assert labels_told(small_site, NAVIGATION) == ["Help center", "Reference"]


@pytest.mark.parametrize(
    "language",
    ["nav_translations: {Help center: Centre d’aide, Reference: Référence},", "nav: [index.md],"],
    ids=["translated", "own navigation"],
)
def test_a_language_may_translate_the_labels_or_have_a_navigation_of_its_own(small_site: Make, language: str) -> None:
    assert labels_told(small_site, NAVIGATION, language) == []


@pytest.mark.parametrize(
    "navigation",
    [
        '[{"API": "https://example.org/"}, {"Sage 200": [keys.md]}]'.replace("Sage 200", "OAuth2"),
        '[{"Documentation": "https://example.org/"}, {"Référence": [keys.md]}]',
        '[{"Anything else": [more/index.md, keys.md]}]',  # titled like its index page
        '[{"Anything else": [later/index.md, keys.md]}]',  # the same: that page is not translated, which is told of it
        '[{"Nowhere at all": missing.md}]',  # the page is told by another rule
    ],
)
def test_what_is_the_same_in_both_languages_or_not_shown_is_not_told(small_site: Make, navigation: str) -> None:
    assert labels_told(small_site, navigation) == []


def test_without_the_hook_mkdocs_shows_the_labels_of_pages_and_of_sections_with_an_index(
    tmp_path: Path, small_site: Make
) -> None:
    site = {
        "mkdocs.yml": "site_name: Small\nnav: [{Home page: index.md}, {Anything else: [more/index.md]}]\nplugins:\n  - i18n:\n"
        "      docs_structure: folder\n      languages:\n        - {locale: en, name: English, default: true}\n"
        "        - {locale: fr, name: Français}\n",
        "docs/en/index.md": "---\ntitle: A\n---\n",
        "docs/fr/index.md": "---\ntitle: B\n---\n",
        "docs/en/more/index.md": "# A\n",
        "docs/fr/more/index.md": "# B\n",
    }
    for name, text in site.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    findings = check(Sources(Site.load(tmp_path / "mkdocs.yml")), chosen_rules(only=["navigation-label"])).findings
    assert [finding.message.split("'")[1] for finding in findings] == ["Anything else", "Home page"]
