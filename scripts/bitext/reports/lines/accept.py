"""What was recorded of a translation, and why one was not."""

from __future__ import annotations

from bitext.check.accept import Outcome
from bitext.finding import printable
from bitext.history.changes import described

NOTHING_LEFT = "everything is recorded already"
_STATES = {
    "known": "recorded already, but differs",
    "conflict": "in a merge that is not finished",
    "refused": "not recorded",
}


def done(outcome: Outcome) -> list[str]:
    """What was recorded of a file, or that it is already."""
    path, source = outcome.path, outcome.source
    match outcome.state:
        case "known":
            return [f"{path}: recorded already"]
        case "file recorded":
            return [f"{path}: recorded as made from {source} as it is now"]
        case "recorded":
            pieces = (
                f"{path}:{piece.line}: right as it was: {described(piece.change, source)}" for piece in outcome.right
            )
            return [f"{path}: recorded as a translation of {source} as it is now", *map(printable, pieces)]
    return []


def left(outcome: Outcome) -> list[str]:
    """Why a file is not recorded, or what differs in one that is. --force changes no more than the first."""
    path = outcome.path
    if outcome.state == "declined":
        return [printable(f"scripts: {path} is not recorded")]
    if outcome.state == "unknown":
        made_from = f"made from another text of {outcome.source}, which {outcome.absent}"
        return [f"scripts: {path} is not recorded: {made_from}"]
    if not outcome.findings:
        return []
    count = f"{len(outcome.findings)} finding{'s' * (len(outcome.findings) != 1)}"
    way_out = "; --force records it as it is" if outcome.state == "refused" else ""
    found = (finding.shown for finding in outcome.findings)
    return [*found, f"scripts: {path} is {_STATES[outcome.state]}: {count}{way_out}"]


def asked(path: str) -> str:
    """The question whether the page at `path` is to be recorded, behind what it may not say as its source does."""
    return printable(f"scripts: record {path} all the same? [Y/n] ")
