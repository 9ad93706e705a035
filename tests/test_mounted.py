"""A site that is published into a folder which cannot be replaced as a whole: a volume of a container."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from conftest import build, contents, run, told, write

Make = Callable[[Mapping[str, str | bytes]], Path]
Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mounts a folder, from another place of the disk, at the place that it is given, which can be written or not."""
    mounted: list[Path] = []

    def at(place: Path, *, writable: bool = True) -> Path:
        source = tmp_path / f"volume-{len(mounted)}"
        source.mkdir()
        if not writable:
            shutil.copytree(place, source, dirs_exist_ok=True)
        place.mkdir(exist_ok=True)
        if shutil.which("mount") is None or run("mount", "--bind", source, place).returncode:
            pytest.skip("nothing can be mounted here")
        mounted.append(place)
        if not writable:
            assert run("mount", "-o", "remount,bind,ro", place).returncode == 0
        return place

    yield at
    for place in reversed(mounted):
        run("umount", place)


def test_a_mounted_folder_gets_the_site_file_by_file(small_site: Make, mount: Mount) -> None:
    root = small_site({"docs/more.txt": "more"})
    assert build(root, "-d", root / "plain").returncode == 0
    site = mount(root / "site")
    write(site, {"lost+found/x": "the file system's", ".site-build-0123/index.html": "of a build that was killed"})
    sentence = f"scripts: '{site}' cannot be replaced as a whole, as where it is mounted: its files were, one by one\n"
    for left in ({"old/page/index.html": "gone by now"}, {"more.txt/inside": "a folder where a file belongs"}):
        result = build(root, "--no-cache")
        assert (result.returncode, told(result.stderr)) == (0, sentence)
        assert contents(site) == {**contents(root / "plain"), "lost+found/x": b"the file system's"}
        (site / "more.txt").unlink()
        write(site, left)
    assert build(root, "--no-cache").returncode == 0
    assert (site / "more.txt").read_text() == "more"


def test_a_refused_build_leaves_a_mounted_site_as_it_was(small_site: Make, mount: Mount) -> None:
    root = small_site({})
    site = mount(root / "site")
    assert build(root).returncode == 0
    before = contents(site)
    write(root, {"docs/index.md": "# Home\n\n[a](nowhere.md)\n"})
    assert build(root).returncode == 1
    assert contents(site) == before


def test_nothing_else_needs_to_be_writable(small_site: Make, mount: Mount) -> None:
    root = small_site({})
    (root / "site").mkdir()
    mount(root, writable=False)
    site = mount(root / "site")
    result = build(root, "--no-cache")
    assert result.returncode == 0, result.stderr
    assert (site / "fr/index.html").is_file()
    assert [path.name for path in site.iterdir() if path.name.startswith(".")] == []
