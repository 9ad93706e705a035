"""Findings as text, JSON, GitHub annotations or SARIF: a file of this folder for each form, found by its name.

Each has `write(checked, reader)`. Nothing from a page gets through as an escape or a command.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.errors import Problem

if TYPE_CHECKING:
    from bitext.check.engine import Checked

#: What `--format` takes. Only the standard library is needed to know it.
FORMATS = tuple(sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py")))


class UnknownFormat(Problem):
    """A form that no report has; the text says which there are."""


@dataclass(frozen=True)
class Reader:
    """Where a report is read. folder: of the site's root, from the root of the repository, '' or with a slash at its
    end; explained: the address of the page that explains each rule below its id, or ''; has_colours: whether it is a
    terminal."""

    folder: str = ""
    explained: str = ""
    has_colours: bool = False


def write_report(checked: Checked, form: str, reader: Reader | None = None) -> str:
    """What was found, in one of `FORMATS`. Raises UnknownFormat for another."""
    if form not in FORMATS:
        raise UnknownFormat(f"'{form}' is no form of the report; there are {', '.join(FORMATS)}")
    written: str = import_module(f"bitext.reports.{form}").write(checked, reader or Reader())
    return written
