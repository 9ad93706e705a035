"""Two branches that both change a page and its translation, and what becomes of `source_revision` when they meet."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.history.record import with_data_revision, with_revision
from bitext.pages.page import parse_page
from conftest import commit, git, revision, run, scripts, write

Site = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = "---\ntitle: Keys\n---\n\n# Keys\n\nYou can wait for {} days.\n\nOpen it.\n\nThat is all {}.\n"
FRENCH = "---\ntitle: Clés\nsource_revision: {}\n---\n\n# Clés\n\nVous pouvez attendre {} jours.\n\nOuvrez.\n\nC’est tout {}.\n"
IN_CONFLICT = (
    "docs_fr/keys.md:3: git has left two versions of 'source_revision' here; "
    "'python3 scripts accept docs_fr/keys.md' writes the one that holds [conflict-marker]"
)
RECORDED = "docs_fr/keys.md: recorded as a translation of docs/keys.md as it is now\n"


def check(site: Path) -> list[str]:
    return scripts(site, "check", "--only", "translations", "--only", "source")[1].splitlines()


def state(days: str, all_: str, *, french: bool = True) -> dict[str, str]:
    """Both pages; the French records the English, whether or not it says the same."""
    english = ENGLISH.format(days, all_)
    said = FRENCH.format(revision(english), days, all_) if french else FRENCH.format(revision(english), "60", "ici")
    return {"docs/keys.md": english, "docs_fr/keys.md": said}


@pytest.fixture
def site(small_site: Site) -> Path:
    """Two branches that have each changed another paragraph, in both languages, and are about to meet."""
    home = {"docs_fr/index.md": f"---\nsource_revision: {revision('# Home' + chr(10))}\n---\n\n# Accueil\n"}
    made = small_site({**home, **state("60", "here")})
    commit(made)
    git(made, "checkout", "-q", "-b", "other")
    commit(write(made, state("60", "there")))
    git(made, "checkout", "-q", "-")
    commit(write(made, state("90", "here")))
    return made


def merged(site: Path, *options: str) -> str:
    git(site, *options, "merge", "-q", "other", may_fail=True)
    return (site / "docs_fr/keys.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_conflict_over_what_is_recorded_is_told_and_resolved(site: Path, style: str) -> None:
    assert "<<<<<<< " in merged(site, "-c", f"merge.conflictStyle={style}")
    assert check(site) == [IN_CONFLICT]
    assert scripts(site, "build")[0] == 1
    assert scripts(site, "diff", "keys.md")[1] == (
        "docs_fr/keys.md has two versions of source_revision, which git has left in it\n"
        "once the page is right, record it: python3 scripts accept docs_fr/keys.md\n"
    )
    assert scripts(site, "accept", "keys.md") == (0, RECORDED, "")
    assert (site / "docs_fr/keys.md").read_text(encoding="utf-8") == FRENCH.format(
        revision(ENGLISH.format("90", "there")), "90", "there"
    )
    assert check(site) == []
    commit(site)
    assert check(site) == []


def test_accept_all_resolves_it_too(site: Path) -> None:
    merged(site)
    assert scripts(site, "accept", "--all") == (0, RECORDED, "")
    assert check(site) == []


TWO_VERSIONS = "git has left two versions here; keep one, without '<<<<<<<', '=======' and '>>>>>>>' [conflict-marker]"


def test_a_conflict_over_something_else_is_told_and_left(site: Path) -> None:
    mine = merged(site).replace("source_revision: ", "description: A\nsource_revision: ", 1)
    write(site, {"docs_fr/keys.md": mine})
    assert check(site) == [f"docs_fr/keys.md:3: {TWO_VERSIONS}"]
    assert scripts(site, "accept", "docs_fr/keys.md", "--force")[::2] == (
        2,
        f"docs_fr/keys.md:3: {TWO_VERSIONS}\nscripts: 'docs_fr/keys.md' cannot be read; nothing is recorded\n",
    )
    assert (site / "docs_fr/keys.md").read_text(encoding="utf-8") == mine


@pytest.mark.parametrize("folder", ["docs", "docs_fr"])
def test_a_conflict_in_the_text_of_either_page_keeps_it_from_being_recorded(site: Path, folder: str) -> None:
    page = site / folder / "keys.md"
    page.write_bytes(page.read_bytes() + b"\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> other\n")
    line = page.read_text(encoding="utf-8").count("\n") - 4
    code, said, why = scripts(site, "accept", "keys.md", "--force")
    assert (code, said) == ((1, "") if folder == "docs" else (0, "docs_fr/keys.md: recorded already\n"))
    if folder == "docs":
        assert why == (
            f"docs/keys.md:{line}: {TWO_VERSIONS}\n"
            "scripts: docs_fr/keys.md is in a merge that is not finished: 1 finding\n"
        )
    assert f"{folder}/keys.md:{line}: {TWO_VERSIONS}" in check(site)


def test_a_conflict_that_goes_on_in_the_text_is_told_once(site: Path) -> None:
    both = "---\ntitle: Clés\n<<<<<<< HEAD\nsource_revision: a\n---\n\nA\n=======\nsource_revision: b\n---\n\nB\n>>>>>>> c\n"
    write(site, {"docs_fr/keys.md": both})
    assert check(site) == [f"docs_fr/keys.md:3: {TWO_VERSIONS}"]


def test_data_and_snippets_in_conflict_are_resolved_too(small_site: Site) -> None:
    data, snippet = "wait: {} days\nmore: text\n", "Wait `{}` days.\n"

    def made(days: str) -> dict[str, str | bytes]:
        english, text = data.format(days), snippet.format(days)
        return {
            "docs/_data/a.yml": english,
            "docs_fr/_data/a.yml": f"source_revision: {revision(english)}\nwait: quelques jours\n",
            "docs/_snippets/s.md": text,
            "docs_fr/_snippets/s.md": f"---\nsource_revision: {revision(text)}\n---\n\nAttendez.\n",
        }

    site = small_site(
        {
            **made("60"),
            "docs/index.md": '# Home\n\n{% include "s.md" %}\n',
            "docs_fr/index.md": '# Accueil\n\n{% include "s.md" %}\n',
        }
    )
    commit(site)
    git(site, "checkout", "-q", "-b", "other")
    commit(write(site, made("70")))
    git(site, "checkout", "-q", "-")
    commit(write(site, made("90")))
    git(site, "merge", "-q", "other", may_fail=True)
    write(site, {name: made("95")[name] for name in ("docs/_data/a.yml", "docs/_snippets/s.md")})
    found = check(site)
    assert [line.split(": ")[0] for line in found if "conflict-marker" in line] == [
        "docs_fr/_data/a.yml:1",
        "docs_fr/_snippets/s.md:2",
    ]
    assert scripts(site, "accept", "_snippets/s.md", "_data/a.yml", "--force")[0] == 0
    for name in ("_data/a.yml", "_snippets/s.md"):
        text = (site / "docs_fr" / name).read_text(encoding="utf-8")
        assert "<<<" not in text and revision(made("95")[f"docs/{name}"]) in text  # type: ignore[arg-type]
    assert not [line for line in check(site) if "conflict" in line or "outdated" in line]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_both_sides_say_to_be_right_is_kept(end: str) -> None:
    one, other = "0123456789", "a" * 10
    lines = [
        "---", "title: A",
        "<<<<<<< HEAD", f"source_revision: {'1' * 40}", f'source_unchanged: ["{one}"]',
        "||||||| base", f"source_revision: {'2' * 40}",
        "=======", f'source_revision: "{"3" * 40}"', f'source_unchanged: ["{one}", "{other}"]',
        ">>>>>>> other", "---", "", "Text", "",
    ]  # fmt: skip
    page = parse_page("\n".join(lines), "docs_fr/a.md", "a.md", "fr")
    assert (page.meta, page.body, page.offset) == ({"title": "A", "source_unchanged": [one, other]}, "\nText\n", 12)
    new = "b" * 40
    made = with_revision("docs_fr/a.md", end.join(lines).encode(), new, [one, other])
    kept = ["---", "title: A", f"source_revision: {new}", f'source_unchanged: ["{one}", "{other}"]', "---", "", "Text"]
    assert made.decode() == end.join([*kept, ""])
    assert with_revision("docs_fr/a.md", made, new).decode() == end.join([*kept[:3], *kept[4:], ""])
    data = with_data_revision("a.yml", end.join([*lines[2:11], "a: 1", ""]).encode(), new, [other])
    assert data.decode() == end.join([f"source_revision: {new}", f'source_unchanged: ["{other}"]', "", "a: 1", ""])


AHEAD = "source_revision was moved on, but this is as it was"


def ahead(site: Path) -> list[str]:
    return [line.partition(": ")[0] for line in check(site) if AHEAD in line]


@pytest.mark.parametrize("is_detached", [False, True])
def test_what_either_parent_of_a_merge_left_untranslated_is_told(site: Path, is_detached: bool) -> None:
    git(site, "checkout", "-q", "other")
    commit(write(site, state("60", "there", french=False)))  # its English changed, its French did not
    git(site, "checkout", "-q", "-")
    if is_detached:
        git(site, "checkout", "-q", "--detach")
    merged(site)
    english = ENGLISH.format("90", "there")
    write(site, {"docs_fr/keys.md": FRENCH.format(revision(english), "90", "here")})
    assert ahead(site) == ["docs_fr/keys.md:12"]  # while the merge is not committed
    commit(site)
    assert len(git(site, "log", "-1", "--format=%P").split()) == 2
    assert ahead(site) == ["docs_fr/keys.md:12"]
    write(site, {"docs_fr/keys.md": FRENCH.format(revision(english), "90", "there")})
    assert ahead(site) == []


def test_a_translation_that_a_merge_took_back_is_told(site: Path) -> None:
    merged(site)
    english = ENGLISH.format("90", "there")
    write(
        site,
        {"docs_fr/keys.md": FRENCH.format(revision(english), "90", "there").replace("attendre 90", "patienter 90")},
    )
    commit(site)
    assert ahead(site) == []


def test_a_merge_in_a_shallow_clone_is_silent(site: Path, tmp_path: Path) -> None:
    merged(site)
    scripts(site, "accept", "keys.md")
    commit(site)
    run("git", "clone", "-q", "--depth=1", site.as_uri(), tmp_path / "clone")
    assert [line for line in check(tmp_path / "clone") if "docs_fr/keys.md" in line] == []
