"""What a build and the preview take here beside another checkout of this project, such as an older commit.

usage: python3 tests/benchmarks/against.py --against FOLDER [--corpus DIR] [--pages 328] [--times 1] [--runs 3] [--edits 10]

Both render the same pages, those of DIR (docs/ and docs_fr/) or the project's own, each with its own configuration, hook,
templates and assets. Whole processes take turns: a cold build, one with nothing changed and one with one page changed,
then edits of a page in two previews that both run. All figures are processor time with all that the process starts,
which does not depend on what else the machine does, and MB: of the largest process, and of all together. A ratio below
1 means that this checkout takes less; it is the median of those of the turns. Prints a table; nothing depends on it.
Memory and previews need Linux.
"""

import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # which a script that is run does not have
from benchmarks.bench_site import (
    ROOT,
    Cost,
    make_site,
    measure,
    memory,
    options,
    print_machine,
    processor_time,
    typical_page,
)
from benchmarks.preview import Client, address_of, edit, free_port, running

WIDTH = 36
PATIENCE = 600.0  # seconds
REST = 0.4  # seconds in which a preview does nothing, when it takes less than
IDLE = 4.0  # milliseconds of a processor
Turns = dict[str, list[float]]  # what each turn took, by what was measured


@dataclass(frozen=True)
class Side:
    """A checkout, and the site that is its own to build."""

    checkout: Path
    site: Path

    def command(self, verb: str, *more: str) -> list[str]:
        """A verb of this checkout on its site."""
        return [sys.executable, str(self.checkout / "scripts"), verb, "-f", str(self.site / "mkdocs.yml"), *more]

    def build(self, *, look: bool = False) -> Cost:
        """Build the site as it is."""
        return measure(self.command("build", "--force"), look=look, allowed=(0, 1))

    def put_aside(self) -> None:
        """Let the next build be cold; nothing is removed before the end, which would slow what comes next."""
        aside = Path(tempfile.mkdtemp(dir=self.site.parent))
        for made in (".cache", "site"):
            with contextlib.suppress(FileNotFoundError):
                (self.site / made).rename(aside / made)


def build_turn(side: Side, turns: Turns) -> None:
    """Measure the three builds once."""
    page = typical_page(side.site)
    side.put_aside()
    turns.setdefault("cold build, CPU s", []).append(side.build().processor)
    turns.setdefault("nothing changed, CPU s", []).append(side.build().processor)
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    turns.setdefault("one page changed, CPU s", []).append(side.build().processor)


def memory_turn(side: Side, turns: Turns) -> None:
    """Look at the memory of a cold build; looking takes time."""
    side.put_aside()
    cost = side.build(look=True)
    turns.setdefault("cold build, MB, largest process", []).append(cost.largest)
    turns.setdefault("cold build, MB, all processes", []).append(cost.tree)


class Preview:
    """A preview that runs, and the page that is edited in it."""

    def __init__(self, side: Side, stack: contextlib.ExitStack) -> None:
        port = free_port()
        self._server = stack.enter_context(running(side.command("serve", "--port", str(port))))
        self._client = Client(port)
        self._client.first(self._server)
        self._page = typical_page(side.site)
        self._address = address_of(self._page, side.site)
        self._original = self._page.read_bytes()
        self._client.get(self._address)

    def turn(self, turns: Turns) -> None:
        """Measure one edit: until it is served, and until what the preview does of its own accord is done, too."""
        before = self._at_rest()
        milliseconds = edit(self._client, self._page, self._address, self._original)
        turns.setdefault("saved edit until served, CPU ms", []).append(processor_time(self._server.pid) - before)
        turns.setdefault("saved edit until served, ms", []).append(milliseconds)
        turns.setdefault("saved edit with its check, CPU ms", []).append(self._at_rest() - before)

    def memory(self, turns: Turns) -> None:
        """Look at the memory after the edits."""
        largest, tree = memory(self._server.pid)
        turns.setdefault("preview, MB, largest process", []).append(largest)
        turns.setdefault("preview, MB, all processes", []).append(tree)

    def _at_rest(self) -> float:
        """Wait until it does nothing; the milliseconds of all processors that it has taken so far."""
        last = processor_time(self._server.pid)
        for _ in range(int(PATIENCE / REST)):
            time.sleep(REST)
            now = processor_time(self._server.pid)
            if now - last < IDLE:
                return now
            last = now
        raise AssertionError("the preview is never done")


def preview_turns(sides: Sequence[Side], all_turns: Sequence[Turns], edits: int) -> None:
    """Measure edits of a page in previews that run at the same time, one after the other."""
    with contextlib.ExitStack() as stack:
        previews = [Preview(side, stack) for side in sides]
        for _ in range(edits):
            for preview, turns in zip(previews, all_turns, strict=True):
                preview.turn(turns)
        for preview, turns in zip(previews, all_turns, strict=True):
            preview.memory(turns)


def print_table(head: str, here: Turns, there: Turns) -> None:
    """What was measured, in the order in which it was, with ratios."""
    print(f"{head:<{WIDTH}}{'there':>9}{'here':>9}{'ratio':>8}")
    for name, values in here.items():
        others = there[name]
        ratio = statistics.median(ours / theirs for ours, theirs in zip(values, others, strict=True))
        print(f"{name:<{WIDTH}}{statistics.median(others):>9.2f}{statistics.median(values):>9.2f}{ratio:>8.2f}")


def main() -> None:
    """Print the table."""
    parser = options(__doc__)
    parser.add_argument("--against", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--edits", type=int, default=10)
    parser.set_defaults(pages=328, times=[1])
    given = parser.parse_args()
    checkouts = (given.against.resolve(), ROOT)
    for checkout in checkouts:
        subprocess.run([sys.executable, checkout / "scripts", "build", "--help"], stdout=subprocess.DEVNULL, check=True)
    for times in given.times:
        with tempfile.TemporaryDirectory() as top:
            sides, turns = [], [Turns(), Turns()]
            for checkout in checkouts:
                sides.append(Side(checkout, Path(tempfile.mkdtemp(dir=top), "site")))
                pages = make_site(sides[-1].site, given.corpus, given.pages * times, checkout)
            print_machine()
            for measured in (*[build_turn] * given.runs, memory_turn):
                for side, taken in zip(sides, turns, strict=True):
                    measured(side, taken)
            preview_turns(sides, turns, given.edits)
            print_table(f"{pages} pages, {given.runs} turns", turns[1], turns[0])
            print(flush=True)


if __name__ == "__main__":
    main()
