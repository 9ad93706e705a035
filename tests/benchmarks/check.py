"""Time and memory of `python3 scripts check` at 1, 4 and 16 times the size of a bilingual corpus.

usage: python3 tests/benchmarks/check.py [--corpus DIR] [--copies 1 4 16] [--runs 3]

DIR holds docs/ and docs_fr/; without it the project's own pages are taken, repeated until there are some 800 pairs.
Prints a table; nothing depends on it.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """\
site_name: Benchmark
site_url: https://benchmark.example.org/
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français, theme: {language: fr-CA}}
"""


def make_site(folder: Path, corpus: Path, copies: int) -> int:
    """Write a site of `copies` copies of the corpus; returns how many pages it has."""
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for locale in ("docs", "docs_fr"):
        for copy in range(copies):
            shutil.copytree(corpus / locale, folder / locale / f"copy{copy}", ignore=shutil.ignore_patterns("_*"))
        for special in ("_snippets", "_data"):
            if (corpus / locale / special).is_dir():
                shutil.copytree(corpus / locale / special, folder / locale / special)
    return sum(1 for _ in folder.rglob("*.md"))


def measure(site: Path) -> tuple[float, float]:
    """Seconds of wall time and peak memory in MB of one run, children included."""
    program = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    program += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, str(ROOT / "scripts"), "check", "-f", str(site / "mkdocs.yml"), "--format", "json"]
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    return seconds, int(run.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    own = options.corpus == ROOT
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, median of {options.runs} runs")
    print(f"{'copies':>7}{'pages':>8}{'seconds':>9}{'pages/s':>9}{'peak MB':>9}")
    for copies in options.copies:
        with tempfile.TemporaryDirectory() as folder:
            pages = make_site(Path(folder), options.corpus, copies * (50 if own else 1))
            runs = [measure(Path(folder)) for _ in range(options.runs)]
        seconds = statistics.median(run[0] for run in runs)
        memory = max(run[1] for run in runs)
        print(f"{copies:7}{pages:8}{seconds:9.2f}{pages / seconds:9.0f}{memory:9.0f}", flush=True)


if __name__ == "__main__":
    main()
