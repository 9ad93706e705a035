"""What the benchmarks of build and preview share: sites of any size, and what a process and all that it starts take."""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = (sys.executable, str(ROOT / "scripts"))
MKDOCS = (str(ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")), "-m", "mkdocs")
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
    "PYTHONDONTWRITEBYTECODE": "",  # where it is set, all of scripts/ is compiled at each start
}
HOMES = {"docs": "---\ntitle: Home\n---\n\nWelcome.\n", "docs_fr": "---\ntitle: Accueil\n---\n\nBienvenue.\n"}
END = "\n\n## {title} {copy}\n\n{title} {copy}: {name}.\n"  # each page is another, so that no cache of contents helps
STOCK = """\
site_name: Benchmark
site_url: https://benchmark.example.org/
exclude_docs: _*
theme:
  name: material
  font: false
  features: [navigation.footer, navigation.indexes, navigation.prune, navigation.sections, navigation.tabs]
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
"""


def options(description: str | None) -> argparse.ArgumentParser:
    """What both benchmarks understand."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT, metavar="DIR")
    parser.add_argument("--pages", type=int, default=415, help="of each language")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 4])
    return parser


def print_machine() -> None:
    """What the figures depend on besides the code."""
    load = " ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, load before {load}", flush=True)


def make_site(folder: Path, corpus: Path, pages: int, checkout: Path = ROOT) -> int:
    """Write a site of `pages` pages in each language, copies of those of the corpus; returns how many it has in all.
    Configuration, hook, templates and assets are those of `checkout`."""
    config = re.sub(r"^(nav|watch):.*\n(?:[ #].*\n)*", "", _read(checkout / "mkdocs.yml"), flags=re.MULTILINE)
    config = re.sub(r"^ +writers_section:.*\n", "", config, flags=re.MULTILINE)  # which these sites have not
    hooks = f"hooks: [{json.dumps((checkout / 'scripts/mkdocs_hooks.py').as_posix())}]"
    config = re.sub(r"^hooks:.*", lambda _: hooks, config, flags=re.M)
    if "navigation.prune" not in config:
        config = re.sub(r"^( +)- navigation\.footer\n", r"\g<0>\1- navigation.prune\n", config, flags=re.M)
    head, found, validation = config.partition("\nvalidation:\n")
    _write(
        folder / "mkdocs.yml", head + found + re.sub(r": (warn|relative_to_docs)$", ": info", validation, flags=re.M)
    )
    shutil.copytree(checkout / "overrides", folder / "overrides")
    shutil.copytree(checkout / "docs/assets", folder / "docs/assets")
    for locale, home in HOMES.items():
        for special in ("_snippets", "_data"):
            if (corpus / locale / special).is_dir():
                shutil.copytree(corpus / locale / special, folder / locale / special)
        _write(folder / locale / "index.md", home)
    return _write_pages(folder, corpus, {locale: locale for locale in HOMES}, pages)


def make_stock_site(folder: Path, corpus: Path, pages: int) -> int:
    """The same pages as MkDocs, Material and mkdocs-static-i18n alone would have them."""
    extensions = re.search(r"^markdown_extensions:\n(?: .*\n)+", _read(ROOT / "mkdocs.yml"), flags=re.MULTILINE)
    _write(folder / "mkdocs.yml", STOCK + (extensions[0] if extensions else ""))
    places = {"docs": "docs/en", "docs_fr": "docs/fr"}
    for locale, home in HOMES.items():
        _write(folder / places[locale] / "index.md", home)
    return _write_pages(folder, corpus, places, pages)


def _write_pages(folder: Path, corpus: Path, places: dict[str, str], pages: int) -> int:
    source = corpus / "docs"
    names = [path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file()]
    names = [name for name in names if name.parts[0] != "assets" and not any(part[0] == "_" for part in name.parts)]
    assert any(name.suffix == ".md" for name in names), f"no pages in '{source}'"
    written = 1  # the page at the root
    for copy in itertools.count(1):
        for name in names:
            for locale, place in places.items():
                original, target = corpus / locale / name, folder / place / f"copy{copy}" / name
                if not original.is_file():
                    continue
                if name.suffix == ".md" and written < pages:
                    text = re.sub(r"^redirect_from:.*\n(?:-? .*\n)*", "", _read(original), count=1, flags=re.M)
                    title = "Copy" if locale == "docs" else "Copie"
                    _write(target, text.rstrip() + END.format(title=title, copy=copy, name=name.stem))
                elif name.suffix != ".md":
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(original, target)
            written += name.suffix == ".md" and written < pages
        if written >= pages:
            return 2 * written
    raise AssertionError


def typical_page(folder: Path) -> Path:
    """The page of the first copy whose size is nearest to 8 kB."""
    return min(sorted((folder / "docs/copy1").rglob("*.md")), key=lambda path: abs(path.stat().st_size - 8000))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Cost:
    """seconds: of wall time; processor: seconds of all processors; largest: MB at the peak of the process that took
    most; tree: MB at the peak of all processes together, memory that they share counted once; 0 if nobody looked."""

    seconds: float
    processor: float
    largest: float
    tree: float


def measure(command: Sequence[str], *, look: bool, allowed: Sequence[int] = (0,)) -> Cost:
    """What it takes to run a command, with all that it starts: its time, or with a `look` its memory."""
    if hasattr(os, "sync"):
        os.sync()  # what was written or removed before is not work of this command
    before = os.times()
    started = time.perf_counter()
    run = subprocess.Popen(
        command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    with contextlib.ExitStack() as stack:
        tree = stack.enter_context(_Sampled(run.pid)) if look else None
        said = run.communicate()[1]
    seconds, after = time.perf_counter() - started, os.times()
    assert run.returncode in allowed, f"{command}: exit code {run.returncode}\n{said[-2000:]}"
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, processor, tree.largest if tree else 0, tree.peak if tree else 0)


class _Sampled:
    """Looks at the memory of a process and its descendants, where there is /proc, as long as it lasts. That takes time
    from a build in as many processes as there are processors, and none from another."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.peak = self.largest = 0.0

    def __enter__(self) -> _Sampled:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.05
        while not self._over.wait(pause):
            pause = 0.3
            largest, tree = memory(self._pid)
            self.largest, self.peak = max(self.largest, largest), max(self.peak, tree)


def memory(pid: int) -> tuple[float, float]:
    """MB of the largest process, at its peak, and of a process with its descendants, now; zeros without /proc."""
    tree = largest = 0.0
    for each in _descendants(pid):
        with contextlib.suppress(OSError, KeyError):
            largest = max(largest, _kilobytes(f"/proc/{each}/status")["VmHWM"] / 1024)
            tree += _kilobytes(f"/proc/{each}/smaps_rollup")["Pss"] / 1024
    return largest, tree


def processor_time(pid: int) -> float:
    """Milliseconds of all processors that a process and those that it has started have taken so far; 0 without /proc."""
    found = 0
    for each in _descendants(pid):
        for times in Path(f"/proc/{each}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                found += int(times.read_text().split()[0])
    return found / 1e6


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in children.read_text().split()]
    return found


def _kilobytes(file: str) -> dict[str, int]:
    with Path(file).open(encoding="utf-8") as lines:
        return {match[1]: int(match[2]) for line in lines if (match := re.match(r"(\w+):\s+(\d+) kB", line))}
