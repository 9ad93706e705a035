"""An outdated translation says so at the sections concerned, and only there."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from bitext.pages.revision import blob_id
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, ROOT, SCRIPTS, build, commit, contents, run, write
from test_site import load

Make = Callable[[Mapping[str, str | bytes]], Path]
CONFIGURED = CONFIG.replace("[index.md]", "[index.md, guides/keys.md]")
ENGLISH = """\
---
title: Keys
---

# Keys

Two keys are needed.

## Copy the keys

1. Open the page.
2. Select **Show**.

## Add the keys

{% include "add.md" %}

Then wait for one day.

### Where they are

In the settings.
"""
FRENCH = """\
---
title: Clés
source_revision: {revision}
---

# Clés

Il faut deux clés.

## Copier les clés

1. Ouvrez la page.
2. Sélectionnez **Show**.

## Ajouter les clés

{{% include "add.md" %}}

Attendez ensuite un jour.

### Où elles se trouvent

Dans les paramètres.
"""
SNIPPET = "Select **Add** and enter both keys.\n"
SNIPPET_FRENCH = "---\nsource_revision: {revision}\n---\n\nSélectionnez **Add** et entrez les deux clés.\n"
SECTION = "Le texte anglais de cette section a changé depuis sa traduction."
PAGE = "Le texte anglais de cette page a changé depuis sa traduction."
INTRODUCTION = "Le texte anglais de cette introduction a changé depuis sa traduction."


def revised(text: str, source: str) -> str:
    return text.format(revision=blob_id(source.encode()))


@pytest.fixture
def site(small_site: Make) -> Path:
    """A page and a snippet in two languages, up to date and committed."""
    made = small_site(
        {
            "mkdocs.yml": CONFIGURED,
            "docs/guides/keys.md": ENGLISH,
            "docs_fr/guides/keys.md": revised(FRENCH, ENGLISH),
            "docs/_snippets/add.md": SNIPPET,
            "docs_fr/_snippets/add.md": revised(SNIPPET_FRENCH, SNIPPET),
            "docs/assets/language.js": (ROOT / "docs/assets/language.js").read_bytes(),
        }
    )
    commit(made)
    return made


def change(site: Path, *edits: tuple[str, str], name: str = "guides/keys.md") -> None:
    path = site / "docs" / name
    text = path.read_text(encoding="utf-8")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    path.write_bytes(text.encode())


def page(site: Path, at: str = "fr/guides/keys") -> lxml.html.HtmlElement:
    result = build(site)
    assert result.returncode == 0, result.stderr
    return load(site / "site", at)


def notices(french: lxml.html.HtmlElement) -> list[tuple[str, str, str]]:
    """The heading that each notice follows, what it says, and where it leads."""
    found = []
    for notice in french.cssselect("article .outdated"):
        heading = notice.getprevious()
        (link,) = notice.cssselect("a")
        assert (link.get("hreflang"), link.text_content()) == ("en", "Lire la version anglaise à jour")
        said = (notice.text or "").strip()
        found.append(
            ("" if heading is None else heading.get("id", ""), said, urljoin("/fr/guides/keys/", link.get("href")))
        )
    return found


def test_a_page_that_is_up_to_date_says_nothing(site: Path) -> None:
    assert notices(page(site)) == []


def test_a_change_that_asks_for_nothing_says_nothing(site: Path) -> None:
    change(site, ("Open the page.", "open the page!"), ("Then wait", "Then  wait"))
    assert notices(page(site)) == []


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([("2. Select **Show**.", "2. Select **Reveal**.")], ["copy-the-keys"]),
        ([("1. Open the page.\n", "1. Open the page.\n2. Sign in.\n")], ["copy-the-keys"]),
        ([("2. Select **Show**.\n", "")], ["copy-the-keys"]),
        ([("In the settings.", "In your profile."), ("one day", "three days")], ["add-the-keys", "where-they-are"]),
        ([("In the settings.\n", "In the settings.\n\n## Afterwards\n\nRest.\n")], ["where-they-are"]),
    ],
)
def test_the_sections_that_changed_say_so_and_no_other(
    site: Path, edits: list[tuple[str, str]], told: list[str]
) -> None:
    change(site, *edits)
    french = page(site)
    assert notices(french) == [(anchor, SECTION, f"/guides/keys/#{anchor}") for anchor in told]
    english = load(site / "site", "guides/keys")
    assert english.cssselect(".outdated") == []
    assert all(english.cssselect(f"#{anchor}") for anchor in told)


def test_a_renamed_section_is_told_at_the_anchor_that_it_has_now(site: Path) -> None:
    change(site, ("## Copy the keys", "## Take both secrets"))
    assert notices(page(site)) == [("take-both-secrets", SECTION, "/guides/keys/#take-both-secrets")]


def test_what_stands_before_the_first_section_is_the_introduction(site: Path) -> None:
    change(site, ("Two keys are", "Three keys are"))
    assert notices(page(site)) == [("keys", INTRODUCTION, "/guides/keys/")]


def test_a_snippet_that_changed_is_told_where_it_is_read(site: Path) -> None:
    change(site, ("both keys", "all three keys"), name="_snippets/add.md")
    assert notices(page(site)) == [("add-the-keys", SECTION, "/guides/keys/#add-the-keys")]


def test_once_it_is_translated_nothing_is_said(site: Path) -> None:
    change(site, ("one day", "two days"))
    assert notices(page(site)) != []
    now = (site / "docs/guides/keys.md").read_text(encoding="utf-8")
    write(site, {"docs_fr/guides/keys.md": revised(FRENCH, now).replace("un jour", "deux jours")})
    assert notices(page(site)) == []


def test_without_history_one_notice_at_the_top_speaks_of_the_page(site: Path) -> None:
    change(site, ("one day", "two days"), ("In the settings", "In your profile"))
    shutil.rmtree(site / ".git")
    assert notices(page(site)) == [("keys", PAGE, "/guides/keys/")]


def test_a_shallow_clone_knows_no_more(site: Path, tmp_path: Path) -> None:
    change(site, ("one day", "two days"))
    commit(site)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", site.as_uri(), str(clone)], check=True)
    assert notices(page(clone)) == [("keys", PAGE, "/guides/keys/")]


def test_without_folders_for_addresses_the_link_names_the_file(site: Path) -> None:
    write(site, {"mkdocs.yml": CONFIGURED + "use_directory_urls: false\n"})
    change(site, ("one day", "two days"))
    assert build(site).returncode == 0
    html = (site / "site/fr/guides/keys.html").read_text(encoding="utf-8")
    assert 'href="../../guides/keys.html#add-the-keys"' in html


def test_the_checks_have_nothing_against_a_notice_and_lines_keep_their_origins(site: Path) -> None:
    change(site, ("one day", "two days"))
    page(site)
    result = run(
        sys.executable, SCRIPTS, "check", "-f", site / "mkdocs.yml", "--skip", "outdated", "--site", site / "site"
    )
    assert [line for line in result.stdout.splitlines() if "keys" in line] == []
    sources = Sources(Site.load(site / "mkdocs.yml"))
    composed = sources.compose("docs_fr/guides/keys.md")
    lines = composed.text.split("\n")
    assert len(lines) == len(composed.origins)
    assert [line for line, (_, number) in zip(lines, composed.origins, strict=True) if number == 0 and line] == [
        line for line in lines if 'class="outdated"' in line
    ]


def test_two_builds_are_the_same_bytes(site: Path) -> None:
    change(site, ("one day", "two days"), ("Open the page", "Open both pages"))
    page(site)
    first = contents(site / "site")
    page(site)
    assert contents(site / "site") == first
