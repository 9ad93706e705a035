"""Time and memory of `python3 scripts check --site --only site` over 830 built pages, and over four times as many.

usage: python3 tests/benchmarks/site.py [--site DIR] [--pages 830] [--times 1 4] [--runs 3]

DIR is a site that was built; without it the project's own is built into a temporary folder. Its pages are copied into
as many folders as it takes, each with links to the folder before; the last one is not whole, hence the findings. Prints a
table; nothing depends on it.
"""

import argparse
import itertools
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, str(ROOT / "scripts"))


def make_site(folder: Path, original: Path, pages: int) -> int:
    """Copy `original`, in whole copies, until there are `pages` pages; returns the bytes of HTML."""
    (folder / "docs").mkdir(parents=True)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        re.sub(r"^(site_url|hooks|nav):", r"not_\1:", config, flags=re.M), encoding="utf-8"
    )
    files = [path for path in sorted(original.rglob("*")) if path.is_file() and path.name != "sitemap.xml"]
    written = size = 0
    for copy in itertools.count(1):
        for path in files:
            target = folder / "site" / f"copy-{copy}" / path.relative_to(original)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix != ".html":
                shutil.copyfile(path, target)
            elif written < pages:
                own = f'<a href="{"../" * len(path.relative_to(original).parts)}copy-{max(1, copy - 1)}/?from={written}">x</a>'
                text = path.read_text(encoding="utf-8").replace("</article>", f"{own}</article>")
                text = re.sub(r"https://guides\.example\.org/", f"https://guides.example.org/copy-{copy}/", text)
                text = re.sub(r'(href|src)="/(?!/)', rf'\1="/copy-{copy}/', text)
                target.write_text(text, encoding="utf-8")
                written += 1
                size += target.stat().st_size
        if written >= pages:
            return size
    raise AssertionError


def measure(site: Path) -> tuple[float, float, int]:
    """Seconds of wall time and peak memory in MB (of the largest process) of one run, and its findings."""
    program = "import resource, subprocess, sys; run = subprocess.run(sys.argv[1:], capture_output=True, text=True); "
    program += "sys.exit(run.stderr) if run.returncode == 2 else None; "
    program += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, run.stdout.count('\\n'))"
    command = [*COMMAND, "check", "-f", str(site / "mkdocs.yml"), "--site", "--only", "site"]
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    memory, findings = map(int, run.stdout.split())
    return seconds, memory / (1024 if sys.platform != "darwin" else 1024 * 1024), findings


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--pages", type=int, default=830)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        original = options.site or Path(temporary, "original")
        if options.site is None:
            subprocess.run([*COMMAND, "build", "-f", str(ROOT / "mkdocs.yml"), "-d", str(original)], check=True)
        print(f"{'pages':>7}{'MB of HTML':>12}{'seconds':>9}{'pages/s':>9}{'peak MB':>9}{'findings':>10}")
        for times in options.times:
            folder = Path(temporary, f"times-{times}")
            pages = options.pages * times
            size = make_site(folder, original, pages)
            runs = [measure(folder) for _ in range(options.runs)]
            seconds = statistics.median(run[0] for run in runs)
            print(
                f"{pages:>7}{size / 1e6:>12.1f}{seconds:>9.2f}{pages / seconds:>9.0f}"
                f"{max(run[1] for run in runs):>9.0f}{runs[0][2]:>10}"
            )
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
