"""Time and memory of `python3 scripts build` beside `mkdocs build`, at 830 pages and at four times as many.

usage: python3 tests/benchmarks/build.py [--corpus DIR] [--pages 415] [--times 1 4] [--runs 3] [--skip-stock] [--skip-mkdocs]

DIR holds docs/ and docs_fr/; without it the project's own pages are taken, repeated as often as it takes. 'stock' is
MkDocs with Material and mkdocs-static-i18n alone; 'same hooks' is `mkdocs build` of the very site that `scripts build`
builds. All take turns, so that a machine that is slower for a while is so for each of them; memory is that of the
largest process, and of all together, in a run of its own. Links that lead nowhere in a part of a bigger site are built
all the same (--force). Nothing is removed before the end: for five minutes after many files were, ext4 takes up to 3 s
more to make others. Prints a table; nothing depends on it.
"""

import contextlib
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # which a script that is run does not have
from benchmarks.bench_site import (
    MKDOCS,
    SCRIPTS,
    Cost,
    make_site,
    make_stock_site,
    measure,
    options,
    print_machine,
    typical_page,
)

WIDTHS = (38, 8, 8, 9, 9, 8)
STOCK = "mkdocs build (stock)"
HEADS = ("", "seconds", "CPU s", "MB", "MB, all", "ratio")
Run = Callable[[bool], Cost]  # with a look at its memory or without


def row(name: str, runs: Sequence[Cost], memory: Cost, stock: Sequence[Cost]) -> None:
    """Print one row."""
    seconds, processor = (statistics.median(getattr(run, part) for run in runs) for part in ("seconds", "processor"))
    ratios = [theirs.seconds / ours.seconds for theirs, ours in zip(stock, runs, strict=False)]
    ratio = f"{statistics.median(ratios):.1f} x" if ratios else "-"
    line(name, f"{seconds:.2f}", f"{processor:.2f}", f"{memory.largest:.0f}", f"{memory.tree:.0f}", ratio)


def line(*cells: str) -> None:
    """Print the cells of one row, the first one to the left."""
    first, *rest = (f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    print(f"{first.strip():<{WIDTHS[0]}}", *rest, sep="", flush=True)


def by_mkdocs(site: Path) -> Run:
    """`mkdocs build`, each time into a new folder."""
    command = [*MKDOCS, "build", "-q", "-f", str(site / "mkdocs.yml"), "-d"]
    return lambda look: measure([*command, tempfile.mkdtemp(dir=site.parent)], look=look)


def rows(site: Path) -> Iterator[tuple[str, Run]]:
    """What is measured of `scripts build`, and how; in this order, for what is warm needs what was cold."""
    command = [*SCRIPTS, "build", "--force", "-f", str(site / "mkdocs.yml")]
    page = typical_page(site)

    def warm(look: bool) -> Cost:
        return measure(command, look=look, allowed=(0, 1))

    def cold(look: bool, *more: str) -> Cost:
        aside = Path(tempfile.mkdtemp(dir=site.parent))
        for made in (".cache", "site"):
            with contextlib.suppress(FileNotFoundError):
                (site / made).rename(aside / made)
        return measure([*command, *more], look=look, allowed=(0, 1))

    def edited(look: bool) -> Cost:
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        return warm(look)

    yield "scripts build, cold, one worker", lambda look: cold(look, "--workers", "1")
    yield "scripts build, cold, all processors", cold
    yield "scripts build, nothing changed", warm
    yield "scripts build, one page changed", edited


def main() -> None:
    """Print the tables."""
    parser = options(__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--skip-stock", action="store_true")
    parser.add_argument("--skip-mkdocs", action="store_true", help="also with the hooks")
    given = parser.parse_args()
    subprocess.run([*SCRIPTS, "build", "--help"], stdout=subprocess.DEVNULL, check=True)  # makes .venv
    with tempfile.TemporaryDirectory() as top:
        for times in given.times:
            folder = tempfile.mkdtemp(dir=top)
            site, stock_site = Path(folder, "site"), Path(folder, "stock")
            pages = make_site(site, given.corpus, given.pages * times)
            make_stock_site(stock_site, given.corpus, given.pages * times)
            print_machine()
            line(f"{pages} pages, median of {given.runs}", *HEADS[1:])
            measured: dict[str, Run] = {}
            if not given.skip_stock and not given.skip_mkdocs:
                measured[STOCK] = by_mkdocs(stock_site)
            if not given.skip_mkdocs:
                measured["mkdocs build (same hooks)"] = by_mkdocs(site)
            measured.update(rows(site))
            turns = [{name: run(False) for name, run in measured.items()} for _ in range(given.runs)]
            stock = [turn[STOCK] for turn in turns if STOCK in turn]
            for name, run in measured.items():
                row(name, [turn[name] for turn in turns], run(True), stock)
            print(flush=True)


if __name__ == "__main__":
    main()
