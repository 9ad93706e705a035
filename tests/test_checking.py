"""The check that goes on beside a build finds what a check alone finds, whatever becomes of its process."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import fingerprints
import pytest
from bitext.check import check, chosen_rules
from bitext.memo import Memo
from bitext.rule import Report, Rule
from bitext.site import Site
from bitext.sources import Sources
from checking import Checking, checking
from page_cache import PageCache

Make = Callable[[Mapping[str, str | bytes]], Path]
POSIX = pytest.mark.skipif(os.name == "nt", reason="processes cannot be forked there")
PAGES = {
    f"{folder}/p{number:02}.md": f"# {number}\n\n![](a.png) [a](gone.md)\n\n{number if folder == 'docs' else 0} €\n"
    for folder in ("docs", "docs_fr")
    for number in range(30)
}


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


@POSIX
@pytest.mark.parametrize("beside", [True, False])
def test_it_finds_and_keeps_the_same(root: Path, beside: bool) -> None:
    cache, expected = PageCache(root / ".cache"), check(read(root), chosen_rules()).findings
    assert len(expected) > 90
    for _ in range(2):  # the second time from what was kept
        with checking(read(root, cache), chosen_rules(), cache, beside=beside) as checked:
            assert checked.findings() == expected
            assert checked.findings() == expected
    whole = read(root)
    check(whole, chosen_rules())
    assert cache.memo(fingerprints.code()) == whole.memo.used


@POSIX
def test_what_it_knows_is_taken_over(root: Path) -> None:
    sources, expected = read(root), check(read(root), chosen_rules()).findings
    with checking(sources, chosen_rules(), PageCache(None), beside=True) as checked:
        checked.work_out(["docs/p00.md"])
        assert sources.memo.used == {}  # the other does
        checked.take_over()
        checked.work_out(["docs/p00.md"])
        assert checked.findings() == expected


def dies() -> None:
    os._exit(1)


def fails() -> None:
    raise ValueError


@POSIX
@pytest.mark.parametrize("do", [dies, fails])
@pytest.mark.parametrize("then", [Checking.findings, Checking.take_over])
def test_when_its_process_fails_this_one_checks(
    root: Path, do: Callable[[], None], then: Callable[[Checking], object]
) -> None:
    expected = check(read(root), chosen_rules()).findings
    rules = [elsewhere(rule, do) for rule in chosen_rules()]
    with checking(read(root), rules, PageCache(None), beside=True) as checked:
        then(checked)
        assert checked.findings() == expected


@POSIX
def test_its_process_ends_with_it(root: Path) -> None:
    import multiprocessing

    with pytest.raises(ZeroDivisionError), checking(read(root), chosen_rules(), PageCache(None), beside=True):
        assert len(multiprocessing.active_children()) == 1
        raise ZeroDivisionError
    assert multiprocessing.active_children() == []
