"""A language is a file of the library and one of the theme: Spanish is the third, and nothing else knows of it."""

import re
from pathlib import Path

import pytest
from bitext import compare_texts
from bitext.languages.language import Language, language_of, languages
from conftest import CONFIG, ROOT, SMALL, build, commit, revision, write
from lxml import html as lxml_html

SPANISH = CONFIG.replace(
    "languages:\n", "languages:\n        - {locale: es, name: Español, nav_translations: {More: Más}}\n"
).replace("nav: [index.md]", "nav: [index.md, More: [keys.md]]")
OLD, NEW = "# Keys\n\nWait 3 days.\n", "# Keys\n\nWait 5 days.\n"


def test_every_file_holds_a_language() -> None:
    assert {"de", "en", "es", "fr"} <= languages().keys()
    assert all(isinstance(language, Language) for language in languages().values())


@pytest.mark.parametrize(("tag", "day"), [("fr-CA", "1er"), ("fr", "1er"), ("es-MX", ""), ("en", ""), ("xx", "")])
def test_a_tag_leads_to_its_language(tag: str, day: str) -> None:
    assert language_of(tag).first_of_month == day


def test_numbers_and_days_of_a_spanish_page_are_compared_in_its_words() -> None:
    english = "Wait two days, until March 5, 2024.\n"
    assert compare_texts(english, "Espere dos días, hasta el 5 de marzo de 2024.\n", ("en", "es")) == []
    assert list(map(str, compare_texts(english, "Espere dos días, hasta el 6 de marzo de 2024.\n", ("en", "es")))) == [
        "target.md:1: number '2024-03-06' is '2024-03-05' in source.md:1 [number-mismatch]"
    ]


def test_a_site_in_spanish_speaks_spanish(tmp_path: Path) -> None:
    files = {**SMALL, "mkdocs.yml": SPANISH, "docs/keys.md": NEW, "docs_fr/keys.md": "# Clés\n\nAttendez 5 jours.\n"}
    then = write(tmp_path / "site-sources", {**files, "docs/keys.md": OLD})
    commit(then)
    spanish = f"---\nsource_revision: {revision(OLD)}\nlast_checked: 2026-12-01\n---\n\n# Claves\n\n¿Listo? Espere : 3 días.\n"
    root = write(then, {"docs/keys.md": NEW, "docs_es/keys.md": spanish, "docs_es/index.md": "# Inicio\n"})
    commit(root)
    result = build(root)
    assert result.returncode == 0, result.stderr
    page = lxml_html.fromstring((root / "site/es/keys/index.html").read_text(encoding="utf-8"))
    assert page.get("lang") == "es"
    assert "Más" in page.cssselect("nav.md-nav--primary")[0].text_content()
    (notice,) = page.cssselect("article .outdated")
    assert " ".join(notice.text_content().split()) == (
        "Esta página traduce un texto anterior (English). Leer la versión actual (English)"
    )
    assert "1 de diciembre de 2026" in page.text_content()
    assert "[typography]" not in result.stderr


def test_spanish_has_all_words_that_french_has() -> None:
    french, spanish = (
        (ROOT / f"overrides/partials/languages/{language}.html").read_text(encoding="utf-8")
        for language in ("fr", "es")
    )
    key = re.compile(r'^  "([^"]+)":', re.MULTILINE)
    assert set(key.findall(french)) - set(key.findall(spanish)) == {"search.config.separator"}
