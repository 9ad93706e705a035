"""`python3 scripts accept --unchanged PAGE`: the French was right all along, which is remembered without a comment."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import commit, git, revision, run, scripts, write

Site = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = "---\ntitle: Keys\n---\n\n# Keys\n\nYou can wait for 60 days.\n\nThat is all.\n"
FRENCH = "---\ntitle: Clés\nsource_revision: {}\n---\n\n# Clés\n\nVous pouvez attendre 60 jours.\n\nC’est tout.\n"
MUST = ENGLISH.replace("can", "must")
AHEAD = "docs_fr/keys.md:8: source_revision was moved on, but this is as it was"
RECORDED = "docs_fr/keys.md: recorded as a translation of docs/keys.md as it is now\n"
RIGHT = "docs_fr/keys.md:8: right as it was: 'You can wait' is now 'You must wait' in docs/keys.md:7\n"


def check(site: Path) -> list[str]:
    code, said, why = scripts(site, "check", "--only", "translations", "--only", "source")
    assert why == "" or code < 2
    return said.splitlines()


def english(site: Path, text: str) -> Path:
    return write(site, {"docs/keys.md": text})


def french(site: Path) -> str:
    return (site / "docs_fr/keys.md").read_text(encoding="utf-8")


@pytest.fixture
def site(small_site: Site) -> Path:
    """A page whose English has changed since the last commit."""
    home = {"docs_fr/index.md": f"---\nsource_revision: {revision('# Home' + chr(10))}\n---\n\n# Accueil\n"}
    made = small_site({**home, "docs/keys.md": ENGLISH, "docs_fr/keys.md": FRENCH.format(revision(ENGLISH))})
    commit(made)
    return english(made, MUST)


def test_it_is_remembered_in_the_front_matter_alone(site: Path) -> None:
    assert scripts(site, "accept", "--unchanged", "keys.md") == (0, RECORDED + RIGHT, "")
    before, after = FRENCH.format(revision(MUST)).splitlines(), french(site).splitlines()
    assert [line for line in after if line not in before] == [after[3]]
    assert after[3].startswith('source_unchanged: ["') and len(after) == len(before) + 1
    assert check(site) == []
    commit(site)
    assert check(site) == []
    assert scripts(site, "status")[1].count("up to date") == 4
    assert scripts(site, "accept", "--unchanged", "keys.md") == (0, "docs_fr/keys.md: recorded already\n", "")


def test_it_can_be_said_after_the_page_was_recorded_and_committed(site: Path) -> None:
    scripts(site, "accept", "keys.md")
    commit(site)
    assert [line[: len(AHEAD)] for line in check(site)] == [AHEAD]
    assert scripts(site, "accept", "--unchanged", "docs/keys.md") == (0, RECORDED + RIGHT, "")
    assert check(site) == []


def test_it_holds_through_the_next_edits_and_ends_with_the_next_change_of_that_piece(site: Path) -> None:
    scripts(site, "accept", "--unchanged", "keys.md")
    commit(site)
    mark = french(site).splitlines()[3]
    now = MUST.replace("That is all.", "That is all there is.")
    write(english(site, now), {"docs_fr/keys.md": french(site).replace("C’est tout.", "C’est tout ce qu’il y a.")})
    assert scripts(site, "accept", "keys.md") == (0, RECORDED, "")  # another piece, translated
    assert french(site).splitlines()[3] == mark
    assert check(site) == []
    commit(site)
    english(site, now := now.replace("You must wait for", "You must, wait for"))  # asks for nothing
    assert scripts(site, "accept", "keys.md") == (0, RECORDED, "")
    assert french(site).splitlines()[3] == mark
    commit(site)
    assert check(site) == []
    english(site, now := now.replace("You must, wait", "You should wait"))
    assert "outdated" in check(site)[0]
    assert scripts(site, "accept", "keys.md")[1].startswith(RECORDED + AHEAD)
    assert "source_unchanged" not in french(site)
    assert [line[: len(AHEAD)] for line in check(site)] == [AHEAD]
    assert scripts(site, "accept", "--unchanged", "keys.md")[0] == 0
    assert check(site) == []
    commit(write(site, {"docs_fr/keys.md": french(site).replace("attendre", "patienter")}))  # at last
    assert check(site) == []


def test_it_survives_a_squash_and_a_rebase(site: Path) -> None:
    git(site, "stash", "-q")
    git(site, "checkout", "-q", "-b", "work")
    git(site, "stash", "pop", "-q")
    scripts(site, "accept", "--unchanged", "keys.md")
    commit(site)
    now = MUST.replace("That is all.", "That is all there is.")
    write(english(site, now), {"docs_fr/keys.md": french(site).replace("C’est tout.", "C’est tout ce qu’il y a.")})
    scripts(site, "accept", "keys.md")
    commit(site)
    git(site, "checkout", "-q", "-")
    commit(write(site, {"docs/other.md": "# Other\n"}))
    git(site, "checkout", "-q", "-b", "squashed")
    git(site, "merge", "-q", "--squash", "work")
    commit(site)
    pages = ("docs_fr/keys.md", "revision-ahead", "outdated")
    assert [line for line in check(site) if any(word in line for word in pages)] == []
    git(site, "checkout", "-q", "work")
    git(site, "rebase", "-q", "squashed~1")
    assert [line for line in check(site) if any(word in line for word in pages)] == []


def test_it_survives_a_shallow_clone_and_is_refused_where_nobody_can_tell_what_changed(
    site: Path, tmp_path: Path
) -> None:
    scripts(site, "accept", "--unchanged", "keys.md")
    commit(site)
    for depth in (1, 2):
        clone = tmp_path / f"clone{depth}"
        run("git", "clone", "-q", f"--depth={depth}", site.as_uri(), clone)
        assert [line for line in check(clone) if "keys" in line] == []
    commit(english(site, MUST.replace("You must", "You should")))
    run("git", "clone", "-q", "--depth=1", site.as_uri(), tmp_path / "late")
    code, said, why = scripts(tmp_path / "late", "accept", "--unchanged", "keys.md")
    assert (code, said) == (1, "")
    assert why == (
        "scripts: docs_fr/keys.md is not recorded: made from another text of docs/keys.md, "
        "which this shallow clone lacks; fetch it with 'git fetch --unshallow'\n"
    )


def test_what_differs_is_refused_all_the_same(site: Path) -> None:
    english(site, MUST.replace("60", "90"))
    code, said, why = scripts(site, "accept", "--unchanged", "keys.md")
    assert (code, said) == (1, "")
    assert "number '60' is '90'" in why
    assert french(site) == FRENCH.format(revision(ENGLISH))
    assert scripts(site, "accept", "--unchanged", "--all") == (
        2,
        "",
        "scripts: --unchanged is said of each page; name them\n",
    )


def test_titles_snippets_and_data_too(small_site: Site) -> None:
    snippet, data = "You can wait.\n", "sage:\n  wait: for several days\n"
    home = '---\ntitle: Home\n---\n\n# Home\n\n{% include "s.md" %}\n\n{{ a.sage.wait }}\n'
    accueil = '---\ntitle: Accueil\nsource_revision: {}\n---\n\n# Accueil\n\n{{% include "s.md" %}}\n\n{{{{ a.sage.wait }}}}\n'
    site = small_site(
        {
            "docs/index.md": home,
            "docs_fr/index.md": accueil.format(revision(home)),
            "docs/_snippets/s.md": snippet,
            "docs_fr/_snippets/s.md": f"---\nsource_revision: {revision(snippet)}\n---\n\nVous pouvez attendre.\n",
            "docs/_data/a.yml": data,
            "docs_fr/_data/a.yml": f"source_revision: {revision(data)}  # by hand\nsage:\n  wait: des jours\n",
        }
    )
    commit(site)
    changed = {
        "docs/index.md": home.replace("title: Home", "title: Start page"),
        "docs/_snippets/s.md": snippet.replace("can", "must"),
        "docs/_data/a.yml": data.replace("several", "many"),
    }
    write(site, changed)
    assert len(check(site)) == 3
    assert scripts(site, "accept", "--all")[1].count("[revision-ahead]") == 3
    commit(site)
    assert scripts(site, "accept", "--unchanged", "index.md", "_snippets/s.md", "_data/a.yml")[0] == 0
    assert check(site) == []
    commit(site)
    assert check(site) == []
    built = scripts(site, "build")
    assert built[0] == 0
    assert "source_unchanged" not in (site / "site/fr/index.html").read_text(encoding="utf-8")
