"""How soon `python3 scripts serve` and `mkdocs serve` are ready, and how soon each serves what was saved.

usage: python3 tests/benchmarks/preview.py [--corpus DIR] [--pages 415] [--times 1 4] [--edits 15] [--mkdocs-edits 2]

DIR holds docs/ and docs_fr/; without it the project's own pages are taken, repeated as often as it takes. Both serve the
same site with the same hooks. ready: from the start of the process to the whole first page; edit: from saving a page of
8 kB to the whole new page, for a client that asks again and again over one connection, the median; cold page: one that
nobody has asked for. Prints a table; nothing depends on it.
"""

import http.client
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # which a script that is run does not have
from benchmarks.bench_site import ENVIRONMENT, MKDOCS, SCRIPTS, make_site, memory, options, print_machine, typical_page

PATIENCE = 1800.0  # seconds
PAUSE = 0.5  # seconds from one edit to the next
HEADS = ("ready s", "edit ms", "slowest", "cold ms", "MB", "MB, all")


class Client:
    """Asks over one connection; a server that closes it is asked over another."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, address: str) -> bytes:
        """The whole of what is at an address."""
        try:
            answer = self._answer(address)
        except http.client.RemoteDisconnected:  # it was silent for long
            self._connection.close()
            answer = self._answer(address)
        body = answer.read()
        assert answer.status == 200, f"{answer.status}: {address}"
        return body

    def _answer(self, address: str) -> http.client.HTTPResponse:
        self._connection.request("GET", address)
        return self._connection.getresponse()

    def first(self, server: subprocess.Popen[bytes]) -> None:
        """Ask until the server answers."""
        for _ in range(int(PATIENCE / 0.005)):
            assert server.poll() is None, "the server has ended"
            try:
                self.get("/")
                return
            except OSError:
                self._connection.close()
                time.sleep(0.005)
        raise AssertionError("the server does not answer")


@contextmanager
def running(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a server; in the end it is asked to stop, and waited for."""
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=ENVIRONMENT, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def edit(client: Client, page: Path, address: str, original: bytes) -> float:
    """Save a page with one more sentence than its `original`; milliseconds until it is served."""
    mark = f"This is edit {time.time_ns()}."
    started = time.perf_counter()
    page.write_bytes(original + f"\n{mark}\n".encode())
    while mark.encode() not in (body := client.get(address)) or not body.rstrip().endswith(b"</html>"):
        assert time.perf_counter() - started < PATIENCE, "the edit is not served"
    return 1000 * (time.perf_counter() - started)


def edits(client: Client, page: Path, address: str, count: int) -> list[float]:
    """What each of `count` edits takes; the page is left as it was."""
    original = page.read_bytes()
    client.get(address)
    found = []
    for _ in range(count):
        found.append(edit(client, page, address, original))
        time.sleep(PAUSE)
    page.write_bytes(original)
    return found


def address_of(page: Path, site: Path) -> str:
    """Where a page of the source locale is served."""
    return f"/{page.relative_to(site / 'docs').with_suffix('').as_posix()}/".removesuffix("index/")


def free_port() -> int:
    """A port at which nothing listens yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def measure(command: Sequence[str], port: int, site: Path, count: int) -> list[str]:
    """The cells of a row: what is asked for first is `/`, then a few pages across the site, then the page that is saved."""
    page = typical_page(site)
    address = address_of(page, site)
    others = [
        each for each in sorted((site / "docs").glob("copy*/**/*.md")) if each.name != "index.md" and each != page
    ]
    started = time.perf_counter()
    with running(command) as server:
        client = Client(port)
        client.first(server)
        ready = time.perf_counter() - started
        cold = []
        for other in others[:: max(1, len(others) // 9)][:9]:
            asked = time.perf_counter()
            client.get(address_of(other, site))
            cold.append(1000 * (time.perf_counter() - asked))
        early = memory(server.pid)
        took = edits(client, page, address, count)
        largest, tree = (max(pair) for pair in zip(early, memory(server.pid), strict=True))
    cells = (statistics.median(took), max(took), statistics.median(cold))
    return [f"{ready:.2f}", *(f"{cell:.1f}" for cell in cells), f"{largest:.0f}", f"{tree:.0f}"]


def main() -> None:
    """Print the tables."""
    parser = options(__doc__)
    parser.add_argument("--edits", type=int, default=15)
    parser.add_argument("--mkdocs-edits", type=int, default=2, help="each may take minutes")
    parser.add_argument("--skip-mkdocs", action="store_true")
    given = parser.parse_args()
    subprocess.run([*SCRIPTS, "serve", "--help"], stdout=subprocess.DEVNULL, check=True)  # makes .venv
    for times in given.times:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            pages = make_site(site, given.corpus, given.pages * times)
            print_machine()
            print(f"{f'{pages} pages':<24}", *(f"{head:>10}" for head in HEADS), sep="", flush=True)
            for name, count in (("scripts serve", given.edits), ("mkdocs serve", given.mkdocs_edits)):
                if name == "mkdocs serve" and given.skip_mkdocs:
                    continue
                port, config = free_port(), str(site / "mkdocs.yml")
                if name == "scripts serve":
                    command = [*SCRIPTS, "serve", "-f", config, "--port", str(port)]
                else:
                    command = [*MKDOCS, "serve", "-q", "--livereload", "-f", config, "-a", f"127.0.0.1:{port}"]
                cells = measure(command, port, site, count)
                print(f"{name:<24}", *(f"{cell:>10}" for cell in cells), sep="", flush=True)
            print(flush=True)


if __name__ == "__main__":
    main()
