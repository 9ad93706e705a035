"""The links to other languages in the header lead where those lead that mkdocs-static-i18n makes for Material."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import CONFIG, build, run, write

ADDRESS = "https://small.example.org/base/"
PAGES = {
    "en": {"index.md": "# Home\n", "a.md": "# A\n", "part/index.md": "# Part\n", "only.md": "# Only\n"},
    "fr": {"index.md": "# Accueil\n", "a.md": "# A\n", "part/index.md": "# Partie\n"},
}
ENGLISH = "        - {locale: en, name: English, default: true}\n"
FRENCH = "        - {locale: fr, name: Français}\n"
TO_TRANSLATORS = '        - {locale: "null", name: More, fixed_link: "https://more.example.org/"}\n'
LISTED = """\
extra:
  alternate:
    - {name: Eng, link: /base/, lang: en}
    - {name: Fra, link: /base/fr/, lang: fr}
    - {name: Deutsch, link: "https://de.example.org/", lang: de}
"""

Links = dict[str, list[tuple[str, str]]]


def with_hook(root: Path, languages: str, options: str, more: str) -> Path:
    before, rest = CONFIG.split("      languages:\n")
    config = before + options + "      languages:\n" + languages + "hooks:" + rest.partition("hooks:")[2]
    config = config.replace("nav: [index.md]\n", "").replace("small.example.org/", "small.example.org/base/")
    config = re.sub(r"extra: \{.*\n", "", config) if "extra:" in more else config
    pages = {
        f"{folder}/{name}": text
        for code, folder in (("en", "docs"), ("fr", "docs_fr"))
        for name, text in PAGES[code].items()
    }
    write(root, {"mkdocs.yml": config + more, **pages})
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root / "site"


def of_material(root: Path, languages: str, options: str, more: str) -> Path:
    config = (
        f"site_name: Small\nsite_url: {ADDRESS}\ntheme: {{name: material, font: false}}\nplugins:\n  - i18n:\n"
        f"      docs_structure: folder\n{options}      languages:\n{languages}{more}"
    )
    pages = {f"docs/{code}/{name}": text for code, texts in PAGES.items() for name, text in texts.items()}
    write(root, {"mkdocs.yml": config, **pages})
    result = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml")
    assert result.returncode == 0, result.stderr
    return root / "site"


def language_links(site: Path, name_of_class: str) -> Links:
    """By the path of each page, the name and the full address of each link to another language."""
    return {
        path.relative_to(site).as_posix(): [*_of_page(path.read_text("utf-8"), path.relative_to(site), name_of_class)]
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"  # MkDocs' leads to the counterpart of whichever page was rendered last
    }


def _of_page(html: str, path: Path, name_of_class: str) -> Iterator[tuple[str, str]]:
    own = re.search(r'<html lang="(\w+)', html)
    for tag, name in re.findall(r"(<a [^>]*>)\s*([^<]*?)\s*</a>", html):
        if name_of_class in tag:
            language = re.search(r'hreflang="(\w+)', tag)
            if not (own and language and own[1] == language[1]):
                href = re.search(r'href="([^"]*)"', tag)
                yield name, urljoin(ADDRESS + path.as_posix(), href[1] if href else "").removesuffix("index.html")


@pytest.mark.parametrize(
    ("languages", "options", "more", "expected"),
    [
        (ENGLISH + FRENCH, "", "", [("Français", f"{ADDRESS}fr/")]),
        (
            ENGLISH + FRENCH.replace("}", ", fixed_link: /french/}"),
            "",
            "",
            [("Français", "https://small.example.org/french/")],
        ),
        (ENGLISH + FRENCH.replace("}", ", link: /french/}"), "", "", [("Français", f"{ADDRESS}french/")]),
        (
            TO_TRANSLATORS + ENGLISH + FRENCH,
            "",
            "use_directory_urls: false\n",
            [("More", "https://more.example.org/"), ("Français", f"{ADDRESS}fr/")],
        ),
        (ENGLISH + FRENCH, "", LISTED, [("Fra", f"{ADDRESS}fr/"), ("Deutsch", "https://de.example.org/")]),
        (ENGLISH + FRENCH, "      fallback_to_default: false\n", "", [("Français", f"{ADDRESS}fr/")]),
        (
            ENGLISH + FRENCH + TO_TRANSLATORS,
            "      build_only_locale: en\n",
            "",
            [("More", "https://more.example.org/")],
        ),
    ],
    ids=["plain", "fixed-link", "link", "null", "list", "no-fallback", "only"],
)
def test_they_lead_where_those_of_the_plugin_lead(
    tmp_path: Path, languages: str, options: str, more: str, expected: list[tuple[str, str]]
) -> None:
    ours = language_links(with_hook(tmp_path / "ours", languages, options, more), "site-language")
    assert ours == language_links(of_material(tmp_path / "theirs", languages, options, more), "md-select__link")
    assert ours["index.html"] == expected


def test_only_what_leads_to_the_same_page_keeps_the_section(tmp_path: Path) -> None:
    languages = ENGLISH + FRENCH.replace("}", ", fixed_link: /french/}") + TO_TRANSLATORS
    site = with_hook(tmp_path, languages, "", "")
    found = {
        name: re.findall(r'<a class="site-language"[^>]*>', (site / name).read_text("utf-8"))
        for name in ("index.html", "a/index.html")
    }
    more = '<a class="site-language" href="https://more.example.org/">'
    french = 'hreflang="fr" lang="fr" aria-label="Lire en français"'
    assert found == {
        "index.html": [f'<a class="site-language" href="/french/" {french}>', more],
        "a/index.html": [f'<a class="site-language" href="../fr/a/" {french} data-keep-section>', more],
    }
