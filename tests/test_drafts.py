"""Pages with a text that is still to be written: shown by the preview, published by no build, done for nobody."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, as_mkdocs, build, run

Make = Callable[[Mapping[str, str | bytes]], Path]


def page(title: str, text: str = "Text.", *front: str) -> str:
    return "\n".join(["---", f"title: {title}", *front, "---", "", f"# {title}", "", text, ""])


#: English: 'open' is a draft; French: 'half' is one. Both are in the navigation.
PAGES: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG.replace(
        "nav: [index.md]", "nav:\n  - index.md\n  - Guides: [half.md, whole.md]\n  - Later: [open.md]"
    ).replace("plugins:\n", "plugins:\n  - search\n"),
    "docs/index.md": page("Home", "[Half](half.md)"),
    "docs_fr/index.md": page("Accueil", "[Moitié](half.md)"),
    "docs/half.md": page("Half"),
    "docs_fr/half.md": page("Moitié", "À RÉDIGER\u00a0: le texte."),
    "docs/whole.md": page("Whole"),
    "docs_fr/whole.md": page("Entier", "Texte."),
    "docs/open.md": page("Open", "TO WRITE: all of it. See [Half](half.md).", "redirect_from: /was/open"),
    "docs_fr/open.md": page("Ouvert", "Tout. Voyez [Moitié](half.md)."),
}


def check(root: Path, *options: str) -> list[str]:
    return run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", *options).stdout.splitlines()


def test_no_build_publishes_a_draft_in_any_form(small_site: Make, tmp_path: Path) -> None:
    made = as_mkdocs(small_site(PAGES) / "mkdocs.yml", tmp_path)
    assert {name for name in made if name.endswith(("index.html", ".md"))} == {
        f"{prefix}{name}"
        for prefix in ("", "fr/")
        for name in (
            "index.html", "index.md", "half/index.html", "half/index.md", "whole/index.html", "whole/index.md",
        )
    }  # fmt: skip
    texts = {
        name: text.decode() for name, text in made.items() if name.endswith((".html", ".md", ".xml", ".txt", ".json"))
    }
    assert [name for name, text in texts.items() if re.search("TO WRITE|RÉDIGER|Moitié</h1>|open/|Later", text)] == []
    french = texts["fr/half/index.html"]
    assert '<div class="untranslated" lang="en">' in french
    assert re.findall(r'<link[^>]*hreflang="fr-CA"', texts["half/index.html"]) == []
    assert "Half" not in texts["fr/llms.txt"] and "Entier" in texts["fr/llms.txt"]
    assert "fr/half" not in texts["sitemap.xml"]


@pytest.mark.parametrize(
    ("text", "is_draft"),
    [
        ("TO WRITE: the text.", True),
        ("- One.\n- TO WRITE", True),
        ("Text (TO WRITE).", True),
        ("A REDIGER : le texte.", True),
        ("A\u0300 RE\u0301DIGER", True),
        ("!!! note\n    **TO WRITE** :\n", True),
        ("| A |\n| - |\n| TO WRITE: a |", True),
        ("`TO WRITE: a` and `À RÉDIGER : b` are marks.", False),
        ("```\nTO WRITE: a\n```", False),
        ("HOW TO WRITE A PAGE", False),
        ("Learn to write: it helps.", False),
        ("We have TO WRITE a lot.", False),
        ("<!-- TO WRITE: more -->", False),
    ],
)
def test_what_is_still_to_be_written(small_site: Make, text: str, is_draft: bool) -> None:
    config = CONFIG.replace("nav: [index.md]", "nav: [index.md, a.md]")
    root = small_site({"mkdocs.yml": config, "docs/a.md": page("A", text), "docs_fr/a.md": page("A")})
    assert build(root).returncode == 0
    assert (root / "site/a/index.html").exists() is not is_draft
    assert bool(check(root, "--only", "to-write")) is is_draft


def test_a_title_that_is_to_be_written_makes_a_draft(small_site: Make) -> None:
    files = {**PAGES, "docs/whole.md": "---\ntitle: 'TO WRITE: a title'\n---\n# Whole\n"}
    root = small_site(files)
    assert check(root, "--only", "to-write") == [
        "docs/open.md:8: 'TO WRITE: all of it. See Half.' is still to be written [to-write]",
        "docs/whole.md:2: 'TO WRITE: a title' is still to be written [to-write]",
        "docs_fr/half.md:7: 'À RÉDIGER : le texte.' is still to be written [to-write]",
    ]
    assert build(root).returncode == 0
    assert not (root / "site/whole").exists()


def test_a_draft_counts_as_missing_and_is_not_accepted(small_site: Make) -> None:
    root = small_site(PAGES)
    shown = run(sys.executable, SCRIPTS, "status", "-f", root / "mkdocs.yml", "--format", "json").stdout
    assert {each["page"]: (each["state"], each["words"]) for each in json.loads(shown)["pages"]}["half.md"] == (
        "missing",
        3,
    )
    accepted = run(sys.executable, SCRIPTS, "accept", "-f", root / "mkdocs.yml", root / "docs_fr/half.md")
    assert (accepted.returncode, accepted.stdout, accepted.stderr.splitlines()) == (
        1,
        "",
        [
            "docs_fr/half.md:7: 'À RÉDIGER : le texte.' is still to be written [to-write]",
            "scripts: docs_fr/half.md is not recorded: 1 finding; --force records it as it is",
        ],
    )
    accepted = run(sys.executable, SCRIPTS, "accept", "-f", root / "mkdocs.yml", root / "docs_fr/open.md")
    assert (accepted.returncode, accepted.stdout) == (1, "")
    assert accepted.stderr.startswith("docs/open.md:8: 'TO WRITE: all of it.")


def test_a_link_to_a_draft_is_told_but_from_another(small_site: Make) -> None:
    text = "See [it](open.md) and [here](/open.md#open)."
    root = small_site({**PAGES, "docs/whole.md": page("Whole", text), "docs_fr/whole.md": page("Entier", text)})
    why = "'docs/open.md' is a draft, with texts that are still to be written, and is not published"
    assert check(root, "--only", "links") == [
        f"{folder}/whole.md:7: link '{link}' leads nowhere: {why} [link-target]"
        for folder in ("docs", "docs_fr")
        for link in ("/open.md#open", "open.md")
    ]
    assert build(root).returncode == 1
    (root / "docs/whole.md").write_text(page("Whole", f"TO WRITE: more.\n\n{text}"), encoding="utf-8")
    (root / "docs_fr/whole.md").write_text(page("Entier", f"À RÉDIGER : plus.\n\n{text}"), encoding="utf-8")
    assert check(root, "--only", "links") == []
    assert build(root).returncode == 0


def test_what_the_settings_set_aside_is_a_draft(small_site: Make, tmp_path: Path) -> None:
    config = f"{CONFIG.replace('nav: [index.md]', 'nav: [index.md, later/a.md]')}draft_docs: later/\n"
    later: dict[str, str | bytes] = {
        "docs/later/a.md": page("Later"),
        "docs_fr/later/a.md": page("Plus tard"),
        "docs/later/x.png": b"\x89PNG",
    }
    root = small_site({"mkdocs.yml": config, **later})
    assert check(root, "--only", "links", "--skip", "unused-file") == []
    made = as_mkdocs(root / "mkdocs.yml", tmp_path)
    assert [name for name, text in made.items() if "later" in name or b"Later" in text] == []
    (root / "docs/index.md").write_text(page("Home", "[it](later/a.md) ![x](later/x.png)"), encoding="utf-8")
    assert check(root, "--only", "link-target") == [
        f"docs/index.md:7: link 'later/{name}' leads nowhere: 'docs/later/{name}' is a draft, which 'draft_docs' names,"
        " and is not published [link-target]"
        for name in ("a.md", "x.png")
    ]


def test_a_snippet_that_is_to_be_written_makes_drafts_of_its_pages(small_site: Make) -> None:
    include = '{% include "s.md" %}'
    snippets = {f"{folder}/_snippets/t.md": '{% include "s.md" %}\n' for folder in ("docs", "docs_fr")}
    root = small_site(
        {
            **PAGES,
            **snippets,
            "docs/_snippets/s.md": "TO WRITE: a text.\n",
            "docs_fr/_snippets/s.md": "Un texte.\n",
            "docs/whole.md": page("Whole", include.replace("s.md", "t.md")),
            "docs_fr/whole.md": page("Entier", include.replace("s.md", "t.md")),
        }
    )
    assert build(root).returncode == 0
    assert not (root / "site/whole").exists() and not (root / "site/fr/whole").exists()
    assert "docs/_snippets/s.md:1: 'TO WRITE: a text.' is still to be written [to-write]" in check(root)


def test_a_french_snippet_that_is_to_be_written_counts_as_none(small_site: Make) -> None:
    include = '{% include "s.md" %}'
    root = small_site(
        {
            **PAGES,
            "docs/_snippets/s.md": "A text.\n",
            "docs_fr/_snippets/s.md": "À RÉDIGER : un texte.\n",
            "docs/whole.md": page("Whole", include),
            "docs_fr/whole.md": page("Entier", include),
        }
    )
    assert build(root).returncode == 0
    made = (root / "site/fr/whole/index.html").read_text(encoding="utf-8")
    assert '<p><span lang="en">A text.</span></p>' in made


RECORDS = "a:\n  name: A\n  wait: days.\nb:\n  name: B\n  wait: 'TO WRITE: how long.'\n"
LOOP = "{% for record in facts.values() %}\n- {{ record.name }}\n{% endfor %}"


def test_a_record_that_is_to_be_written_is_in_no_loop(small_site: Make) -> None:
    root = small_site(
        {
            **PAGES,
            "docs/_data/facts.yml": RECORDS,
            "docs/whole.md": page("Whole", LOOP),
            "docs_fr/whole.md": page("Entier", LOOP),
        }
    )
    assert build(root).returncode == 0
    made = (root / "site/whole/index.html").read_text(encoding="utf-8")
    assert ("<li>A</li>" in made, "<li>B</li>" in made) == (True, False)


def test_a_page_that_names_an_open_fact_of_its_record_is_a_draft(small_site: Make) -> None:
    english, french = (page(title, "{{ integration.wait }}", "integration: b") for title in ("Whole", "Entier"))
    root = small_site(
        {**PAGES, "docs/_data/integrations.yml": RECORDS, "docs/whole.md": english, "docs_fr/whole.md": french}
    )
    assert build(root).returncode == 0
    assert not (root / "site/whole").exists()
    named = {
        name: text.replace(".wait", ".name")
        for name, text in (("docs/whole.md", english), ("docs_fr/whole.md", french))
    }
    for name, text in named.items():
        (root / name).write_text(text, encoding="utf-8")
    assert build(root).returncode == 0
    assert (root / "site/whole").exists()


def test_an_open_fact_that_a_page_would_show_stops_the_build(small_site: Make) -> None:
    root = small_site(
        {
            **PAGES,
            "docs/_data/facts.yml": "price: 'TO WRITE: how much'\n",
            "docs/whole.md": page("Whole", "{{ facts.price }}"),
        }
    )
    result = build(root)
    assert (result.returncode, result.stderr.splitlines()) == (
        1,
        [
            "docs/whole.md:7: 'TO WRITE: how much' is still to be written, and this page shows it [to-write]",
            "nothing built of 6 pages in 2 languages (en, fr), 4 pairs: 1 finding in 1 file",
        ],
    )


def test_an_open_fact_in_french_leaves_the_english_one(small_site: Make) -> None:
    shown = "{{ facts.a.wait }}"
    root = small_site(
        {
            **PAGES,
            "docs/_data/facts.yml": "a:\n  wait: for some days\n",
            "docs_fr/_data/facts.yml": "a:\n  wait: 'À RÉDIGER : combien de temps'\n",
            "docs/whole.md": page("Whole", shown),
            "docs_fr/whole.md": page("Entier", shown),
        }
    )
    assert build(root).returncode == 0
    made = (root / "site/fr/whole/index.html").read_text(encoding="utf-8")
    assert '<p><span lang="en">for some days</span></p>' in made


def test_no_site_is_without_its_home_page(small_site: Make) -> None:
    root = small_site({**PAGES, "docs/index.md": page("Home", "TO WRITE: a welcome.")})
    said = "docs/index.md:7: the home page holds a text that is still to be written, and no site can be published without it [to-write]"
    result = build(root)
    assert (result.returncode, result.stderr.splitlines()) == (
        1,
        [said, "nothing built of 4 pages in 2 languages (en, fr), 4 pairs: 1 finding in 1 file"],
    )
    assert said in check(root)


def test_what_is_to_be_written_beside_the_pages_is_told_at_its_line(small_site: Make) -> None:
    nav = "nav:\n  - index.md\n  - 'TO WRITE: a label': https://a.example/"
    labels = "theme: {language: fr-CA},\n           nav_translations: {Help: 'À RÉDIGER : Aide'}"
    config = CONFIG.replace("nav: [index.md]", nav).replace("theme: {language: fr-CA}", labels)
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><title>A</title>\n<text>TO WRITE: the button</text></svg>\n"
    root = small_site(
        {
            "mkdocs.yml": config,
            "docs/a.svg": drawing,
            "docs_fr/_glossary.yml": "terms:\n  # À RÉDIGER : plus\n  sync: À RÉDIGER\n",
            "docs/index.md": "# Home\n\nWe sync. ![A](a.svg)\n",
            "docs_fr/index.md": "---\nkeywords: [x, À RÉDIGER]\n---\n\n# Accueil\n\nNous synchronisons. ![A](a.svg)\n",
        }
    )
    assert check(root, "--only", "to-write") == [
        "docs/a.svg:2: 'TO WRITE: the button' is still to be written [to-write]",
        "docs_fr/_glossary.yml:3: 'À RÉDIGER' is still to be written [to-write]",
        "docs_fr/index.md:2: 'À RÉDIGER' is still to be written [to-write]",
        "mkdocs.yml:5: 'TO WRITE: a label' is still to be written [to-write]",
        "mkdocs.yml:15: 'À RÉDIGER : Aide' is still to be written [to-write]",
    ]
    assert check(root, "--only", "glossary-term") == []
