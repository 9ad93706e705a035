"""What was recorded of a translation, and why one was not."""

from __future__ import annotations

from collections.abc import Sequence

from bitext.finding import Finding, printable
from bitext.history.changes import described
from bitext.translating.unchanged import Untouched

NOTHING_LEFT = "everything is recorded already"


def recorded_already(path: str) -> str:
    """That there is nothing to record of the file at `path`."""
    return f"{path}: recorded already"


def recorded_file(path: str, source: str) -> str:
    """That a picture or another file at `path` is recorded as made from `source`."""
    return f"{path}: recorded as made from {source} as it is now"


def recorded(path: str, source: str, right: Sequence[Untouched]) -> list[str]:
    """That the page or data at `path` is recorded as a translation of `source`, and what of it is `right` as it was."""
    pieces = (f"{path}:{piece.line}: right as it was: {described(piece.change, source)}" for piece in right)
    return [f"{path}: recorded as a translation of {source} as it is now", *map(printable, pieces)]


def asked(path: str) -> str:
    """The question whether the page at `path` is to be recorded, behind what it may not say as its source does."""
    return printable(f"scripts: record {path} all the same? [Y/n] ")


def refused_by_answer(path: str) -> str:
    """That the page at `path` is not recorded, as the answer was."""
    return printable(f"scripts: {path} is not recorded")


def refused(path: str, findings: Sequence[Finding], state: str) -> list[str]:
    """What keeps the file at `path` from being recorded. state: 'not recorded', which --force can change, or other."""
    count = f"{len(findings)} finding{'s' * (len(findings) != 1)}"
    way_out = "; --force records it as it is" if state == "not recorded" else ""
    return [*(finding.shown for finding in findings), f"scripts: {path} is {state}: {count}{way_out}"]


def refused_unknown(path: str, source: str, absent: str) -> str:
    """That nobody can tell what has changed in `source`. absent: why its older text is not at hand."""
    return f"scripts: {path} is not recorded: made from another text of {source}, which {absent}"
