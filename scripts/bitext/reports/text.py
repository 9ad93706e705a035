"""A line for each finding, in colours on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bitext.check.engine import Checked
from bitext.finding import Finding, printable
from bitext.reports import Reader

_COLOURS = {"error": "red", "warning": "yellow"}


def write(checked: Checked, reader: Reader) -> str:
    """The report; nothing where nothing was found."""
    if not reader.has_colours:
        return "".join(f"{finding.shown}\n" for finding in checked.findings)
    console = Console(force_terminal=True, soft_wrap=True, highlight=False, emoji=False)
    with console.capture() as captured:
        for finding in checked.findings:
            console.print(_coloured(finding))
    return captured.get()


def _coloured(finding: Finding) -> Text:
    place, message = printable(f"{finding.path}:{finding.line}:"), printable(finding.message)
    colour = _COLOURS.get(finding.severity, "")
    severity, rule = (f" {finding.severity}:", colour), (f" [{finding.rule}]", colour)
    return Text.assemble((place, "bold"), severity, f" {message}", rule)
