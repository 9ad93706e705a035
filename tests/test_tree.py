"""The files below a folder."""

import os
from pathlib import Path

import pytest
from bitext.tree import entries_below, files_below


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b/c/d.txt", "b/é.md", "a.md", "b-c.md"):
        (tmp_path / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "top" / name).write_text(name, encoding="utf-8")
    return tmp_path / "top"


def test_files_at_any_depth_sorted(tree: Path) -> None:
    assert files_below(tree) == ["a.md", "b-c.md", "b/c/d.txt", "b/é.md"]
    assert files_below(str(tree / "b")) == ["c/d.txt", "é.md"]


def test_folders_of_a_name_can_be_passed_over(tree: Path) -> None:
    assert {name for name, _ in entries_below(tree, without="c")} == {"a.md", "b-c.md", "b/é.md"}


def test_what_is_not_there_holds_nothing(tree: Path) -> None:
    assert files_below(tree / "nowhere") == []
    assert files_below(tree / "a.md") == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links(tree: Path) -> None:
    (tree / "file.md").symlink_to(tree / "a.md")
    (tree / "round").symlink_to(tree)
    (tree / "broken").symlink_to(tree / "nowhere")
    assert files_below(tree) == ["a.md", "b-c.md", "b/c/d.txt", "b/é.md", "file.md"]
    assert {name for name, _ in entries_below(tree)} == {*files_below(tree), "broken"}
