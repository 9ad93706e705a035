"""The day on which the text of a page last changed: git tells it, and readers see it where nobody has checked the page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, as_mkdocs, build, run, write
from lxml import html

Make = Callable[[Mapping[str, str | bytes]], Path]

DATA = "sage-200:\n  name: Sage 200\n  wait: {}\n  trial: {}\nsage-intacct:\n  name: {}\n"


def commit(root: Path, day: str, files: Mapping[str, str | bytes] = {}, *, message: str = "A state") -> None:
    """Write files and commit them as on `day`."""
    write(root, files)
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    when = {"GIT_AUTHOR_DATE": f"{day}T23:30:00-05:00", "GIT_COMMITTER_DATE": f"{day}T23:30:00-05:00"}
    for step in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "--allow-empty", "-m", message)):
        result = run("git", *who, *step, cwd=root, environment=when)
        assert result.returncode == 0, result.stderr


def days(site: Path) -> dict[str, str]:
    """What the footer of each page says of its last change or check, by the address of the page."""
    found = {}
    for page in sorted(site.rglob("index.html")):
        for sentence in html.parse(page).getroot().cssselect("footer p:has(time)"):
            (time,) = sentence
            where = page.parent.relative_to(site).as_posix()
            found[where] = f"{sentence.text_content()} ({time.get('datetime')})"
    return found


def days_of(root: Path, *options: str) -> dict[str, str]:
    """The same, of the site in the folder `root` once it was built."""
    result = build(root, *options)
    assert result.returncode == 0, result.stderr
    return days(root / "site")


def test_each_page_says_in_its_language_when_its_text_last_changed(small_site: Make) -> None:
    root = small_site({})
    commit(root, "2026-11-30")
    commit(root, "2026-12-01", {"docs_fr/index.md": "# Bienvenue\n"})
    assert days_of(root) == {
        ".": "Text last changed on November 30, 2026 (2026-11-30)",
        "fr": "Texte modifié le 1er décembre 2026 (2026-12-01)",
    }


def test_the_day_of_a_check_comes_before_it(small_site: Make) -> None:
    front = "---\nlast_checked: 2026-10-05\n---\n"
    root = small_site({"docs/index.md": f"{front}# Home\n"})
    commit(root, "2026-12-01")
    assert days_of(root) == {
        ".": "Last checked against the product on October 5, 2026 (2026-10-05)",
        "fr": "Dernière vérification dans le produit\u00a0: 5 octobre 2026 (2026-10-05)",
    }


@pytest.mark.parametrize(
    "edited",
    [
        "---\nsource_revision: 0123456789012345678901234567890123456789\n---\n# Accueil\n\nDu texte.\n",
        "---\nhide: [toc]\n---\n# Accueil\n\nDu texte.\n",
        "# Accueil\n\n\nDu\ntexte.\n",
        "# Accueil\r\n\r\nDu texte.\r\n",
        "# Accueil\n\n<!-- check: ignore number-mismatch because it is one -->\n\nDu texte.\n",
    ],
    ids=["revision", "front matter", "lines", "line ends", "comment for the checks"],
)
def test_what_readers_do_not_see_is_no_change(small_site: Make, edited: str) -> None:
    root = small_site({"docs/index.md": "# Home\n\nText.\n", "docs_fr/index.md": "# Accueil\n\nDu texte.\n"})
    commit(root, "2026-11-01")
    commit(root, "2026-11-02", {"docs_fr/index.md": edited})
    site = root / "site"
    built = build(root, "--force")
    assert site.is_dir(), built.stderr
    assert days(site)["fr"] == "Texte modifié le 1er novembre 2026 (2026-11-01)"


@pytest.mark.parametrize("edited", ["---\ntitle: Maison\n---\n# Accueil\n", "# Accueil!\n", "# accueil\n"])
def test_what_readers_see_is(small_site: Make, edited: str) -> None:
    root = small_site({})
    commit(root, "2026-11-01")
    commit(root, "2026-11-02", {"docs_fr/index.md": edited})
    assert days_of(root)["fr"] == "Texte modifié le 2 novembre 2026 (2026-11-02)"


def test_a_page_that_moves_keeps_its_day(small_site: Make) -> None:
    config = CONFIG.replace("[index.md]", "[index.md, FOLDER/keys.md]")
    files = {"docs/a/keys.md": "# Keys\n", "docs_fr/a/keys.md": "# Clés\n"}
    root = small_site({"mkdocs.yml": config.replace("FOLDER", "a"), **files})
    commit(root, "2026-11-01")
    for folder in ("docs", "docs_fr"):
        (root / folder / "b").mkdir()
        (root / folder / "a/keys.md").rename(root / folder / "b/keys.md")
    commit(root, "2026-11-02", {"mkdocs.yml": config.replace("FOLDER", "b")})
    assert days_of(root)["b/keys"] == "Text last changed on November 1, 2026 (2026-11-01)"
    commit(root, "2026-11-03", {"docs/b/keys.md": "# Our keys\n", "docs_fr/b/keys.md": "# Nos clés\n"})
    assert days_of(root)["b/keys"] == "Text last changed on November 3, 2026 (2026-11-03)"


def test_a_snippet_and_the_facts_that_a_page_names_are_its_text(small_site: Make) -> None:
    root = small_site(
        {
            "mkdocs.yml": CONFIG.replace("[index.md]", "[index.md, a.md, b.md, c.md]"),
            "docs/_data/integrations.yml": DATA.format("days", "none", "Sage Intacct"),
            "docs_fr/_data/integrations.yml": "sage-200:\n  wait: des jours\n",
            "docs/_snippets/wait.md": "Wait {{ integration.wait }}.\n",
            "docs_fr/_snippets/wait.md": "Attendez {{ integration.wait }}.\n",
        }
        | {
            f"{folder}/{name}.md": text
            for folder in ("docs", "docs_fr")
            for name, text in (
                ("a", '---\nintegration: sage-200\n---\n# A\n\n{% include "wait.md" %}\n'),
                ("b", "---\nintegration: sage-200\n---\n# B {{ integration.name }}\n"),
                ("c", "# C\n\n{% for key, each in integrations.items() %}{{ each.name }} {% endfor %}\n"),
            )
        }
    )
    commit(root, "2026-11-01")
    first = {f"{language}{name}": "2026-11-01" for language in ("", "fr/") for name in "abc"}
    steps = (
        ("2026-11-02", {"docs/_snippets/wait.md": "Wait for {{ integration.wait }}.\n"}, {"a"}),
        ("2026-11-03", {"docs_fr/_data/integrations.yml": "sage-200:\n  wait: deux jours\n"}, {"fr/a", "fr/c"}),
        ("2026-11-04", {"docs/_data/integrations.yml": DATA.format("days", "no", "Sage Intacct")}, {"c", "fr/c"}),
        (
            "2026-11-05",
            {"docs/_data/integrations.yml": DATA.format("2 days", "no", "Sage Intacct")},
            {"a", "c", "fr/c"},
        ),
    )
    for day, files, touched in steps:
        commit(root, day, files)
        first |= dict.fromkeys(touched, day)
        build(root)
        found = {where: said[-11:-1] for where, said in days(root / "site").items() if where[-1] in "abc"}
        assert found == first, day


def test_a_merge_is_a_change_where_it_makes_a_new_text(small_site: Make) -> None:
    text = "# Home\n\n{}\n\nMiddle.\n\n\n\nOf it.\n\n{}\n"
    config = CONFIG.replace("[index.md]", "[index.md, other.md]")
    pages = {f"{folder}/other.md": "# Other\n" for folder in ("docs", "docs_fr")}
    root = small_site({"mkdocs.yml": config, "docs/index.md": text.format("First.", "Last."), **pages})
    commit(root, "2026-11-01")
    assert run("git", "checkout", "-q", "-b", "side", cwd=root).returncode == 0
    commit(root, "2026-11-03", {"docs/index.md": text.format("First.", "The last."), "docs_fr/other.md": "# Autre\n"})
    assert run("git", "checkout", "-q", "main", cwd=root).returncode == 0
    commit(root, "2026-11-02", {"docs/index.md": text.format("The first.", "Last.")})
    who = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (
        ("NAME", "Test"), ("EMAIL", "test@example.org"), ("DATE", "2026-11-04T12:00:00+00:00"),
    )}  # fmt: skip
    merged = run("git", "merge", "-q", "--no-ff", "-m", "Both", "side", cwd=root, environment=who)
    assert merged.returncode == 0, merged.stderr
    assert {where: said[-11:-1] for where, said in days_of(root).items()} == {
        ".": "2026-11-04", "fr": "2026-11-01", "other": "2026-11-01", "fr/other": "2026-11-03",
    }  # fmt: skip


def test_a_text_that_is_not_committed_has_no_day(small_site: Make) -> None:
    config = CONFIG.replace("[index.md]", "[index.md, new.md]")
    root = small_site({})
    commit(root, "2026-11-01")
    write(root, {"docs_fr/index.md": "# Bienvenue\n", "mkdocs.yml": config})
    write(root, {"docs/new.md": "# New\n", "docs_fr/new.md": "# Nouveau\n"})
    assert days_of(root) == {".": "Text last changed on November 1, 2026 (2026-11-01)"}
    commit(root, "2026-11-02")
    assert {where: said[-11:-1] for where, said in days_of(root).items()} == {
        ".": "2026-11-01", "fr": "2026-11-02", "new": "2026-11-02", "fr/new": "2026-11-02",
    }  # fmt: skip


def test_outside_a_repository_and_without_git_there_is_none(small_site: Make) -> None:
    root = small_site({})
    assert days_of(root) == {}
    commit(root, "2026-11-01")
    environment = {"PATH": os.path.dirname(sys.executable)}  # noqa: PTH120
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml", "--no-cache", environment=environment)
    assert result.returncode == 0, result.stderr
    assert days(root / "site") == {}


def test_a_shallow_clone_says_what_it_knows_and_no_more(small_site: Make, tmp_path: Path) -> None:
    """Its first commit seems to have made every file."""
    root = small_site({})
    commit(root, "2026-11-01")
    commit(root, "2026-11-02", {"docs/index.md": "# House\n"})
    commit(root, "2026-11-03", {"docs/index.md": "# My house\n"})
    clone = tmp_path / "clone"
    assert run("git", "clone", "-q", "--depth", "2", root.as_uri(), clone).returncode == 0
    assert days_of(clone) == {".": "Text last changed on November 3, 2026 (2026-11-03)"}
    assert run("git", "fetch", "-q", "--unshallow", cwd=clone).returncode == 0
    assert days_of(clone)["fr"] == "Texte modifié le 1er novembre 2026 (2026-11-01)"


def test_a_site_below_the_root_of_the_repository(small_site: Make) -> None:
    root = small_site({})
    write(root.parent, {"README.md": "A site.\n", ".gitignore": "site\n.cache\n"})
    commit(root.parent, "2026-11-01")
    commit(root.parent, "2026-11-02", {"site-sources/docs/index.md": "# House\n"})
    assert {where: said[-11:-1] for where, said in days_of(root).items()} == {".": "2026-11-02", "fr": "2026-11-01"}


def test_mkdocs_itself_gives_the_same(small_site: Make, tmp_path: Path) -> None:
    root = small_site({})
    commit(root, "2026-11-01")
    made = as_mkdocs(root / "mkdocs.yml", tmp_path)
    assert b"Text last changed on" in made["index.html"]


def test_a_build_from_the_cache_has_the_day_of_the_new_commit(small_site: Make) -> None:
    """The text is the same as before the commit, and so is the page in the cache."""
    root = small_site({".gitignore": ".cache\nsite\n"})
    commit(root, "2026-11-01")
    assert days_of(root)["."][-11:-1] == "2026-11-01"
    write(root, {"docs/index.md": "# House\n"})
    assert "." not in days_of(root)
    commit(root, "2026-11-02")
    assert days_of(root)["."][-11:-1] == "2026-11-02"
