"""Annotations that GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from bitext.check.engine import Checked
from bitext.finding import Finding, printable
from bitext.reports import Reader


def write(checked: Checked, reader: Reader) -> str:
    """The report: a workflow command for each finding."""
    return "".join(f"{_annotation(finding, reader.folder)}\n" for finding in checked.findings)


def _annotation(finding: Finding, folder: str) -> str:
    """A file as a whole has no line."""
    command = "error" if finding.severity == "error" else "warning"
    line = {"line": str(finding.line)} if finding.line else {}
    places = {"file": folder + finding.path, **line, "title": finding.rule}
    written = ",".join(f"{name}={_escaped(value, of_property=True)}" for name, value in places.items())
    return f"::{command} {written}::{_escaped(finding.message)}"


def _escaped(text: str, of_property: bool = False) -> str:
    """`text` as @actions/toolkit escapes it, once no character is left that a log would obey."""
    text = printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if of_property else text
