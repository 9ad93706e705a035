"""The check that goes on beside a build finds what a check alone finds, whatever becomes of its processes."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest
from bitext import open_site
from bitext.check.engine import check, chosen_rules
from bitext.check.in_processes import work_out_in_processes
from bitext.errors import Refused
from bitext.finding import Finding
from bitext.memo import Memo
from bitext.rule import Report, Rule
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import SCRIPTS, SMALL, run, write
from engine import fingerprints
from engine.checking import Checking, checking
from engine.page_cache import PageCache

Make = Callable[[Mapping[str, str | bytes]], Path]
POSIX = pytest.mark.skipif(os.name == "nt", reason="processes cannot be forked there")
NONE = PageCache(None)
PAGES = {
    f"{folder}/p{number:02}.md": f"# {number}\n\n![](a.png) [a](gone.md)\n\n{number if folder == 'docs' else 0} €\n"
    for folder in ("docs", "docs_fr")
    for number in range(30)
} | {f"{folder}/_snippets/s.md": "![](a.png)\n" for folder in ("docs", "docs_fr")}


@pytest.fixture
def root(small_site: Make) -> Path:
    return small_site(PAGES)


def read(root: Path, cache: PageCache | None = None) -> Sources:
    memo = Memo(cache.memo(fingerprints.code())) if cache else None
    return Sources(Site.load(root / "mkdocs.yml"), memo=memo)


def elsewhere(rule: Rule, do: Callable[[], None]) -> Rule:
    """`rule`, before which something is done if the process is another than this."""
    here = os.getpid()

    def run(subject: Any) -> Iterator[Report]:
        if os.getpid() != here:
            do()
        yield from rule.run(subject)

    return replace(rule, run=run)


def hear_all(checked: Checking) -> None:
    """Listen until all pages are ready, and no longer."""
    while len(checked.ready) < 32:
        assert checked.lines
        told = wait(checked.lines)
        checked.hear(next(line for line in checked.lines if line in told))


@POSIX
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_it_finds_and_keeps_the_same(root: Path, workers: int) -> None:
    cache, expected = PageCache(root / ".cache"), check(read(root), chosen_rules()).findings
    assert len(expected) > 90
    for _ in range(2):  # the second time from what was kept
        with checking(read(root, cache), chosen_rules(), cache, workers=workers) as checked:
            assert checked.findings() == expected
            assert checked.findings() == expected
    whole = read(root)
    check(whole, chosen_rules())
    assert cache.memo(fingerprints.code()) == whole.memo.used


@POSIX
@pytest.mark.parametrize(("workers", "processes"), [(1, 0), (2, 1), (3, 2), (4, 2), (8, 4)])
def test_a_share_of_the_processes_checks(root: Path, workers: int, processes: int) -> None:
    with checking(read(root), chosen_rules(), NONE, workers=workers) as checked:
        assert len(checked.lines) == len(multiprocessing.active_children()) == processes
    assert multiprocessing.active_children() == []


@POSIX
@pytest.mark.parametrize("workers", [2, 8])
def test_what_it_has_composed_is_taken_over(root: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {path: read(root).compose(path) for path in ("docs/p00.md", "docs_fr/p00.md")}
    sources = read(root)
    with checking(sources, chosen_rules(), NONE, workers=workers) as checked:
        hear_all(checked)
        assert sources.memo.used == {}
        monkeypatch.setattr("bitext.sources.compose", None)  # nothing is composed from here on
        checked.work_out("p00.md", ["docs/p00.md", "docs_fr/p00.md"])
        assert {path: sources.compose(path) for path in expected} == expected
        assert [len(sources.facts_of(path).anchors) for path in expected] == [1, 1]
        assert sources.memo.learned() == {}  # it was learned elsewhere


@POSIX
def test_without_such_processes_it_is_worked_out_here(root: Path) -> None:
    sources, expected = read(root), check(read(root), chosen_rules()).findings
    with checking(sources, chosen_rules(), NONE) as checked:
        checked.work_out("p00.md", ["docs/p00.md", "docs_fr/p00.md"])
        known = len(sources.memo.used)
        assert known > 4
        assert checked.findings() == expected
        assert len(sources.memo.used) > known


@POSIX
@pytest.mark.parametrize("workers", [1, 2, 8])
def test_who_wants_to_refuse_is_told_at_once(root: Path, workers: int) -> None:
    told: list[tuple[Sequence[Finding], bool]] = []

    def refuse(findings: Sequence[Finding], some_cannot_be_composed: bool) -> None:
        told.append((findings, some_cannot_be_composed))
        raise Refused(*findings)

    for text, refused in (("", False), ("{{ nothing }}", True)):
        (root / "docs/p00.md").write_text(f"# 0\n\n[a](gone.md)\n\n{text}\n", encoding="utf-8")
        sources, expected = read(root), check(read(root), chosen_rules()).findings
        with checking(sources, chosen_rules(), NONE, refuse, workers=workers) as checked, pytest.raises(Refused):
            checked.findings()
        assert told.pop() == (expected, refused)


def dies() -> None:
    os._exit(1)


def fails() -> None:
    raise ValueError


@POSIX
@pytest.mark.parametrize("do", [dies, fails])
@pytest.mark.parametrize("workers", [2, 8])
def test_when_a_process_fails_this_one_checks(root: Path, do: Callable[[], None], workers: int) -> None:
    expected = check(read(root), chosen_rules()).findings
    rules = [elsewhere(rule, do) for rule in chosen_rules()]
    with checking(read(root), rules, NONE, workers=workers) as checked:
        assert checked.findings() == expected


@POSIX
def test_where_nothing_can_be_handed_over_this_one_checks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    expected = check(read(root), chosen_rules()).findings
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with checking(read(root), chosen_rules(), NONE, workers=8) as checked:
        assert checked.lines == []
        assert checked.findings() == expected


@POSIX
@pytest.mark.parametrize("scope", ["page", "site"])
def test_when_it_fails_on_the_way_this_one_checks(root: Path, scope: str) -> None:
    expected = check(read(root), chosen_rules()).findings
    calls = iter(range(20))

    def fails_at_last() -> None:
        if scope == "site" or next(calls, None) is None:
            raise ValueError

    rules = [elsewhere(rule, fails_at_last) if rule.scope == scope else rule for rule in chosen_rules()]
    with checking(read(root), rules, NONE, workers=2) as checked:
        assert checked.findings() == expected


@POSIX
def test_its_processes_end_with_it(root: Path) -> None:
    with pytest.raises(ZeroDivisionError), checking(read(root), chosen_rules(), NONE, workers=2):
        assert len(multiprocessing.active_children()) == 1
        raise ZeroDivisionError
    assert multiprocessing.active_children() == []


def test_a_second_check_takes_what_the_first_has_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {**SMALL, "docs_fr/index.md": "# Accueil\n\nUn texte de trop.\n"})
    first = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert (root / ".cache/.gitignore").read_text(encoding="utf-8") == "*\n"
    kept = (root / ".cache/sources.json").read_bytes()
    assert kept
    second = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, first.stderr)
    assert (root / ".cache/sources.json").read_bytes() == kept
    write(root, {"docs_fr/index.md": "# Accueil\n"})
    assert run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml").stdout == ""


@pytest.mark.parametrize("content", [b"", b"junk", b"0\n{}", b"\xff\n\x80"])
def test_a_damaged_store_changes_nothing(tmp_path: Path, content: bytes) -> None:
    root = write(
        tmp_path, {**SMALL, "docs_fr/index.md": "# Accueil\n\nUn texte de trop.\n", ".cache/sources.json": content}
    )
    kept, without = (
        run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", *options) for options in ((), ("--no-cache",))
    )
    assert (kept.returncode, kept.stdout) == (without.returncode, without.stdout)
    assert "[segment-added]" in kept.stdout


def test_nothing_is_kept_without_a_cache(tmp_path: Path) -> None:
    root = write(tmp_path, SMALL)
    run(sys.executable, SCRIPTS, "check", "--no-cache", "-f", root / "mkdocs.yml")
    assert not (root / ".cache").exists()


def test_what_is_kept_stays_bounded(tmp_path: Path) -> None:
    root = write(tmp_path, SMALL)
    sizes = []
    for number in range(12):
        write(root, {"docs/index.md": f"# Home {number}\n", "docs_fr/index.md": f"# Accueil {number}\n"})
        run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
        sizes.append((root / ".cache/sources.json").stat().st_size)
    assert max(sizes[6:]) <= max(sizes[:6]) * 1.2


def test_several_processes_find_what_one_does(tmp_path: Path) -> None:
    pages = {
        f"{folder}/p{number}.md": f"# P\n\nWait {number} days.\n"
        for number in range(90)
        for folder in ("docs", "docs_fr")
    }
    root = write(tmp_path, {**SMALL, **pages, "docs_fr/p7.md": "# P\n\nWait 9 days.\n"})
    sources = open_site(root / "mkdocs.yml")
    work_out_in_processes(sources, chosen_rules(), 2)
    assert all(sources.is_known([path]) for path in sources.pages)
    alone = open_site(root / "mkdocs.yml")
    assert check(sources, chosen_rules()) == check(alone, chosen_rules())
