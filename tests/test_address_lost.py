"""`address-lost`: what the last release had leads somewhere, or is told."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, commit, git, run, write

Make = Callable[[Mapping[str, str | bytes]], Path]
A = "---\ntitle: A\nredirect_from:\n  - /ancient\n---\n# A\n\n## Keys {{ #keys }}\n\nText{}.\n\n## Tests\n\nText.\n"
FILES: Mapping[str, str | bytes] = {
    "mkdocs.yml": CONFIG.replace("exclude_docs: _*", "exclude_docs: |\n  _*\n  secret.md"),
    "docs/part/a.md": A.format(""),
    "docs_fr/part/a.md": "# A\n",
    "docs/b.md": "# B\n",
    "docs/secret.md": "# Secret\n",
    "docs/draft.md": "# Draft\n\nTO WRITE: a text.\n",
}
LOST = "which 'origin/main' has, leads nowhere now"


def found(root: Path, *options: str) -> list[str]:
    """What the rule says, and then what is said of the comparison."""
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "address-lost", *options)
    *said, last = result.stderr.splitlines()
    assert last.startswith("checked ")
    return [*result.stdout.splitlines(), *said]


@pytest.fixture
def site(small_site: Make) -> Path:
    """A site whose state is that of 'origin/main'."""
    root = small_site(FILES)
    commit(root)
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    return root


COMPARED = "scripts: address-lost: compared with 'origin/main'"
EDITS: Mapping[str, tuple[Mapping[str, str | None], list[str]]] = {
    "nothing": ({}, []),
    "text alone": ({"docs/part/a.md": A.format(" and more")}, []),
    "what was never published": ({"docs/secret.md": None, "docs/draft.md": None}, []),
    "gone": (
        {"docs/part/a.md": None, "docs_fr/part/a.md": None},
        [f"docs/part/a.md:0: the address '/part/a/', {LOST} [address-lost]"],
    ),
    "renamed by hand": (
        {"docs/part/a.md": None, "docs/c.md": A.format("")},
        [
            f"docs/part/a.md:0: the address '/part/a/', {LOST};"
            " the page is 'docs/c.md' now, where 'redirect_from' may list it [address-lost]"
        ],
    ),
    "renamed with its address": (
        {"docs/part/a.md": None, "docs/c.md": A.format("").replace("/ancient", "/ancient\n  - /part/a")},
        [],
    ),
    "the index of a folder": ({"docs/part/a.md": None, "docs/part/a/index.md": A.format("")}, []),
    "an old address": (
        {"docs/part/a.md": A.format("").replace("  - /ancient", "  - /other")},
        [f"docs/part/a.md:3: the old address '/ancient', {LOST} [address-lost]"],
    ),
    "an anchor": (
        {"docs/part/a.md": A.format("").replace(" { #keys }", " { #secrets }")},
        [f"docs/part/a.md:8: the anchor '#keys' of '/part/a/', {LOST} [address-lost]"],
    ),
    "an anchor on another heading": (
        {"docs/part/a.md": A.format("").replace(" { #keys }", "").replace("## Tests", "## Tests { #keys }")},
        [],
    ),
    "an anchor that comes by itself": ({"docs/part/a.md": A.format("").replace(" { #keys }", "")}, []),
    "an anchor that is not pinned": ({"docs/part/a.md": A.format("").replace("## Tests", "## Other")}, []),
    "an anchor behind a redirect": (
        {"docs/part/a.md": None, "docs/b.md": "---\nredirect_from: [/part/a, /ancient]\n---\n# B\n"},
        [f"docs/b.md:2: the anchor '#keys' of '/part/a/', {LOST} [address-lost]"],
    ),
    "an anchor that another page claims": (
        {
            "docs/part/a.md": A.format("").replace(" { #keys }", " { #secrets }"),
            "docs/b.md": "---\nredirect_from:\n  - /part/a: {keys: b}\n---\n# B\n",
        },
        [],
    ),
    "an anchor that the page itself claims": (
        {
            "docs/part/a.md": A.format("")
            .replace(" { #keys }", " { #secrets }")
            .replace("/ancient", "/ancient\n  - /part/a: {keys: secrets}")
        },
        [],
    ),
    "an anchor of a page that is renamed, and that another page claims": (
        {
            "docs/part/a.md": None,
            "docs/c.md": A.format("").replace(" { #keys }", "").replace("/ancient", "/ancient\n  - /part/a"),
            "docs/b.md": "---\nredirect_from:\n  - /c: {keys: b}\n---\n# B\n",
        },
        [],
    ),
    "an anchor that another page claims of a third": (
        {
            "docs/part/a.md": A.format("").replace(" { #keys }", " { #secrets }"),
            "docs/b.md": "---\nredirect_from:\n  - /: {keys: b}\n---\n# B\n",
        },
        [f"docs/part/a.md:8: the anchor '#keys' of '/part/a/', {LOST} [address-lost]"],
    ),
    "an anchor that a redirect knows": (
        {"docs/part/a.md": None, "docs/b.md": "---\nredirect_from: [/part/a: {keys: b}, /ancient]\n---\n# B\n"},
        [],
    ),
}


@pytest.mark.parametrize(("edit", "said"), EDITS.values(), ids=EDITS)
def test_what_is_lost_since_the_last_release(site: Path, edit: Mapping[str, str | None], said: list[str]) -> None:
    for path, content in edit.items():
        if content is None:
            (site / path).unlink()
        else:
            write(site, {path: content})
    assert found(site) == [*said, COMPARED]
    commit(site) if edit else None  # on this branch it is as lost as before
    assert found(site) == [*said, COMPARED]


def test_what_others_have_published_since_is_not_lost_here(site: Path) -> None:
    git(site, "checkout", "-q", "-b", "theirs")
    write(site, {"docs/new.md": "# New\n"})
    commit(site)
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(site, "checkout", "-q", "-")
    assert found(site) == [COMPARED]


def test_without_a_branch_it_is_the_newest_tag(site: Path) -> None:
    git(site, "update-ref", "-d", "refs/remotes/origin/main")
    assert found(site) == ["scripts: address-lost: neither 'origin/main' nor a tag to compare with"]
    git(site, "tag", "v1")
    (site / "docs/b.md").unlink()
    commit(site)
    lost = "docs/b.md:0: the address '/b/', which 'v1' has, leads nowhere now [address-lost]"
    assert found(site) == [lost, "scripts: address-lost: compared with 'v1'"]
    git(site, "tag", "v2")
    assert found(site) == ["scripts: address-lost: compared with 'v2'"]


def test_without_history_it_is_silent_unless_it_is_asked_for(small_site: Make) -> None:
    root = small_site(FILES)
    result = run(
        sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "links", "--skip", "not-in-navigation"
    )
    assert (result.returncode, result.stdout) == (0, "")
    assert "address-lost" not in result.stderr
    assert found(root) == ["scripts: address-lost: neither 'origin/main' nor a tag to compare with"]


def test_a_page_that_is_moved_by_its_command_is_not_lost(site: Path) -> None:
    assert run(sys.executable, SCRIPTS, "move", "part/a.md", "c.md", "-f", site / "mkdocs.yml").returncode == 0
    assert found(site) == [COMPARED]
    assert run(sys.executable, SCRIPTS, "delete", "b.md", "--to", "c.md", "-f", site / "mkdocs.yml").returncode == 0
    assert found(site) == [COMPARED]


@pytest.mark.parametrize("name", ["docs/a.en.md", "docs/en/a.md"])
def test_layouts_of_mkdocs_are_read_in_the_release_too(tmp_path: Path, name: str) -> None:
    structure = "folder" if "/en/" in name else "suffix"
    languages = "[{locale: en, name: English, default: true}, {locale: fr, name: Français}]"
    config = f"site_name: S\nplugins: [{{i18n: {{docs_structure: {structure}, languages: {languages}}}}}]\n"
    root = write(
        tmp_path, {"mkdocs.yml": config, name: "# A\n", name.replace("en", "fr"): "# A\n", "docs/b.md": "# B\n"}
    )
    commit(root)
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert found(root)[:-1] == []
    (root / name).unlink()
    assert found(root)[:-1] == [
        f"docs/{'en/' if structure == 'folder' else ''}a.md:0: the address '/a/', {LOST} [address-lost]"
    ]
