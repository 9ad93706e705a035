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
    (tree / "broken.md").symlink_to(tree / "nowhere")
    (tree / "itself.md").symlink_to(tree / "itself.md")
    files = ["a.md", "b-c.md", "b/c/d.txt", "b/é.md", "broken.md", "file.md", "itself.md"]
    assert files_below(tree) == files
    outside = tree.parent / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep/e.md").write_text("e", encoding="utf-8")
    (outside / "back").symlink_to(tree)
    (tree / "round").symlink_to(tree)
    (tree / "z").symlink_to(outside)
    assert files_below(tree) == [*files, "z/deep/e.md"]
    assert files_below(tree / "z") == ["back/" + name for name in files] + ["deep/e.md"]
    assert {name for name, _ in entries_below(tree)} == {*files_below(tree)}
