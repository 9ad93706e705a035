"""Run every test: code style and types, the library, the commands, and the built site in a real browser.

With --quick, only the library and its rules: what runs no command and opens no browser, in about a minute. What follows
goes to pytest: `python3 scripts test -k snippets`. Without anything, tests run on all processors.

Tests that need Chromium, nginx or pdftotext are skipped where it is not there, with the reason; with CI=true in the
environment a skip is a failure.

exit code: that of pytest, or 2 when the tests could not be run
"""

import argparse
import subprocess
import sys
from pathlib import Path

PASSES_ARGUMENTS_ON = True


def options(parser: argparse.ArgumentParser) -> None:
    """--quick; what else it is given, `test` hands to pytest."""
    parser.add_argument("--quick", action="store_true", help="leave out what builds, serves or opens a browser")


def main(args: argparse.Namespace) -> int:
    """Run pytest in the project's root."""
    root = Path(__file__).resolve().parents[2]
    arguments = ["--durations=10", *(["-m", "not slow"] if args.quick else [])]
    arguments += args.passed_on or ["--numprocesses=auto", "--dist=loadgroup"]
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=root).returncode
