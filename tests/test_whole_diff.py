"""What an edit of the English did: of one page, of a folder, of the whole site, and where a snippet or fact is shown."""

from collections.abc import Callable, Mapping
from pathlib import Path

import conftest
import pytest
from conftest import commit, revision, told, write

Site = Callable[[Mapping[str, str | bytes]], Path]

PAGES = {
    "index": ("# Home\n\nIt is here.\n", "# Accueil\n\nC’est ici.\n"),
    "a/one": ("# One\n\nIt is one.\n", "# Un\n\nC’est un.\n"),
    "a/two": ("# Two\n\nIt is two.\n", "# Deux\n\nC’est deux.\n"),
    "_snippets/s": ("Wait here.\n", "Attendez ici.\n"),
    "_snippets/outer": ('{% include "s.md" %}\n', '{% include "s.md" %}\n'),
    "b": ('# B\n\n{% include "s.md" %}\n', '# B\n\n{% include "s.md" %}\n'),
    "c": ('# C\n\n{% include "outer.md" %}\n', '# C\n\n{% include "outer.md" %}\n'),
    "d": ("# D\n\n{{ integration.wait }}\n", "# D\n\n{{ integration.wait }}\n"),
    "e": ("# E\n\n{{ integration.name }}\n", "# E\n\n{{ integration.name }}\n"),
    "f": (
        "# F\n\n{% for one in integrations %}\n{{ one }}\n{% endfor %}\n",
        "# F\n\n{% for one in integrations %}\n{{ one }}\n{% endfor %}\n",
    ),
}
DATA = "sage:\n  name: Sage\n  wait: for days\nother:\n  wait: never\n"


@pytest.fixture
def site(small_site: Site) -> Path:
    files: dict[str, str | bytes] = {
        "docs/_data/integrations.yml": DATA,
        "docs_fr/_data/integrations.yml": f"source_revision: {revision(DATA)}\nsage:\n  wait: des jours\n",
    }
    for name, (english, french) in PAGES.items():
        of_sage = "integration: sage\n" if name in ("d", "e") else ""
        files[f"docs/{name}.md"] = english = f"---\n{of_sage}---\n\n{english}" if of_sage else english
        files[f"docs_fr/{name}.md"] = f"---\n{of_sage}source_revision: {revision(english)}\n---\n\n{french}"
    made = small_site(files)
    commit(made)
    return made


def edit(site: Path, *names: str) -> None:
    """Change a word of the English."""
    for name in names:
        page = site / "docs" / name
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("It is", "It was").replace("Wait", "Sleep").replace("for days", "for weeks"))


def scripts(site: Path, *arguments: str, cwd: Path | None = None) -> str:
    _, said, why = conftest.scripts(site, *arguments, cwd=cwd)
    assert (told(why) if arguments[0] == "check" else why) == ""
    return said


def summaries(text: str) -> list[str]:
    return [line.partition(":")[0] for line in text.splitlines() if " to translate" in line]


def test_diff_without_a_page_or_with_a_folder_shows_all_that_changed(site: Path) -> None:
    assert scripts(site, "diff") == "no English has changed since it was translated\n"
    edit(site, "index.md", "a/two.md", "_snippets/s.md", "_data/integrations.yml")
    assert summaries(scripts(site, "diff")) == [
        "docs_fr/_snippets/s.md",
        "docs_fr/a/two.md",
        "docs_fr/index.md",
        "docs_fr/_data/integrations.yml",
    ]
    for folder in ("docs/a", "docs_fr/a/", "a", str(site / "docs" / "a")):
        assert summaries(scripts(site, "diff", folder)) == ["docs_fr/a/two.md"]
    assert summaries(scripts(site, "diff", ".", cwd=site / "docs" / "a")) == ["docs_fr/a/two.md"]
    assert summaries(scripts(site, "diff", "docs/a/two.md", "index.md")) == ["docs_fr/a/two.md", "docs_fr/index.md"]
    assert summaries(scripts(site, "diff", "docs/_data")) == ["docs_fr/_data/integrations.yml"]
    edit(site, "a/one.md")
    write(site, {"docs/a/two.md": PAGES["a/two"][0]})
    assert summaries(scripts(site, "diff", "docs/a")) == ["docs_fr/a/one.md"]
    write(site, {"docs/a/one.md": PAGES["a/one"][0]})
    assert scripts(site, "diff", "docs/a") == "no English has changed in 'docs/a' since it was translated\n"


def test_a_changed_snippet_names_the_pages_that_show_it(site: Path) -> None:
    edit(site, "_snippets/s.md")
    assert "\nshown on docs_fr/b.md, docs_fr/c.md\n" in scripts(site, "diff", "_snippets/s.md")
    assert scripts(site, "check", "--only", "outdated") == (
        "docs_fr/_snippets/s.md:5: translates an older text: 'Wait here.' is now 'Sleep here.' in docs/_snippets/s.md:1"
        "; shown on docs_fr/b.md, docs_fr/c.md [outdated]\n"
    )
    more = {f"docs_fr/more{number}.md": '# M\n\n{% include "s.md" %}\n' for number in range(3)}
    write(site, {**more, **{name.replace("_fr", ""): text for name, text in more.items()}})
    assert "; shown on docs_fr/b.md and 4 more pages [outdated]\n" in scripts(site, "check", "--only", "outdated")


def test_a_changed_fact_names_the_pages_that_show_it(site: Path) -> None:
    edit(site, "_data/integrations.yml")
    assert "\nshown on docs_fr/d.md, docs_fr/f.md\n" in scripts(site, "diff", "_data/integrations.yml")
    assert scripts(site, "check", "--only", "data-outdated") == (
        "docs_fr/_data/integrations.yml:3: 'wait' translates an older text: 'for days' is now 'for weeks' in "
        "docs/_data/integrations.yml:3; shown on docs_fr/d.md, docs_fr/f.md [data-outdated]\n"
    )


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("docs/index.md", ["docs_fr/index.md:7"]),
        ("docs/a/two.md", ["docs_fr/a/two.md:7"]),
        ("docs/a", ["docs_fr/a/two.md:7"]),
        ("docs/a/one.md", []),
        ("docs/_snippets/s.md", ["docs_fr/_snippets/s.md:5"]),
        ("docs/_data/integrations.yml", ["docs_fr/_data/integrations.yml:3"]),
        ("docs_fr/a", ["docs_fr/a/two.md:7"]),
    ],
)
def test_check_of_an_english_file_shows_what_its_edit_did(site: Path, path: str, found: list[str]) -> None:
    edit(site, "index.md", "a/two.md", "_snippets/s.md", "_data/integrations.yml")
    told = scripts(site, "check", path, "--skip", "source", "--skip", "links", "--skip", "data-missing")
    assert [line.partition(": ")[0] for line in told.splitlines()] == found
