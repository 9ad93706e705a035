"""Time and memory of `python3 scripts build` beside `mkdocs build`, at 830 pages and at four times as many.

usage: python3 tests/benchmarks/build.py [--corpus DIR] [--pages 415] [--times 1 4] [--runs 3] [--skip-stock] [--skip-mkdocs]

DIR holds docs/ and docs_fr/; without it the project's own pages are taken, repeated as often as it takes. 'stock' is
MkDocs with Material and mkdocs-static-i18n alone; 'same hooks' is `mkdocs build` of the very site that `scripts build`
builds. Memory is that of the largest process, and of all together. Links that lead nowhere in a part of a bigger site
are built all the same (--force). Nothing is removed before the end: for five minutes after many files were, ext4 takes
up to 3 s more to make others. Prints a table; nothing depends on it.
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
HEADS = ("", "seconds", "CPU s", "MB", "MB, all", "ratio")


def row(name: str, runs: Sequence[Cost], stock: float) -> float:
    """Print one row; returns its seconds."""
    seconds = statistics.median(run.seconds for run in runs)
    processor = statistics.median(run.processor for run in runs)
    largest, tree = (max(getattr(run, part) for run in runs) for part in ("largest", "tree"))
    ratio = f"{stock / seconds:.1f} x" if stock else "-"
    line(name, f"{seconds:.2f}", f"{processor:.2f}", f"{largest:.0f}", f"{tree:.0f}", ratio)
    return seconds


def line(*cells: str) -> None:
    """Print the cells of one row, the first one to the left."""
    first, *rest = (f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    print(f"{first.strip():<{WIDTHS[0]}}", *rest, sep="", flush=True)


def rows(site: Path) -> Iterator[tuple[str, Callable[[], Cost]]]:
    """What is measured of `scripts build`, and how; in this order, for what is warm needs what was cold."""
    command = [*SCRIPTS, "build", "--force", "-f", str(site / "mkdocs.yml")]
    page = typical_page(site)

    def warm() -> Cost:
        return measure(command, allowed=(0, 1))

    def cold(*more: str) -> Cost:
        aside = Path(tempfile.mkdtemp(dir=site.parent))
        for made in (".cache", "site"):
            with contextlib.suppress(FileNotFoundError):
                (site / made).rename(aside / made)
        return measure([*command, *more], allowed=(0, 1))

    def edited() -> Cost:
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        return warm()

    yield "scripts build, cold, one worker", lambda: cold("--workers", "1")
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
            stock = 0.0
            for name, place, skip in (
                ("mkdocs build (stock)", stock_site, given.skip_stock or given.skip_mkdocs),
                ("mkdocs build (same hooks)", site, given.skip_mkdocs),
            ):
                command = [*MKDOCS, "build", "-q", "-f", str(place / "mkdocs.yml"), "-d"]
                if not skip:
                    runs = [measure([*command, tempfile.mkdtemp(dir=folder)]) for _ in range(given.runs)]
                    seconds = row(name, runs, stock)
                    stock = stock or (0.0 if given.skip_stock else seconds)
            for name, run in rows(site):
                row(name, [run() for _ in range(given.runs)], stock)
            print(flush=True)


if __name__ == "__main__":
    main()
