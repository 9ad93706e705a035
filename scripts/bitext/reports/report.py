"""Findings as text, JSON, GitHub annotations or SARIF. Nothing from a page gets through as an escape or a command."""

from __future__ import annotations

import json
import re

from rich.console import Console
from rich.text import Text

from bitext.check.engine import Checked
from bitext.finding import Finding, printable
from bitext.reports.sarif import sarif

_HIDDEN = re.compile(r"[^\x20-\x7e\n]")


def write_report(checked: Checked, form: str, folder: str = "", explained: str = "") -> str:
    """The report in one of the forms 'text', 'json', 'github', 'sarif'.

    folder: where the site's root is, from the root of the repository, for the two that GitHub reads; '' when they are
    the same; explained: the address of the page that explains each rule below its id, for SARIF.
    """
    if form == "json":
        return _printable_json(_record(checked))
    if form == "sarif":
        return _printable_json(sarif(checked.findings, folder, explained))
    lines = (finding.shown if form == "text" else _annotation(finding, folder) for finding in checked.findings)
    return "".join(f"{line}\n" for line in lines)


def write_terminal(checked: Checked) -> str:
    """The report for a terminal: text in colours."""
    console = Console(force_terminal=True, soft_wrap=True, highlight=False, emoji=False)
    colours = {"error": "red", "warning": "yellow"}
    with console.capture() as captured:
        for finding in checked.findings:
            place, message = printable(f"{finding.path}:{finding.line}:"), printable(finding.message)
            colour = colours.get(finding.severity, "")
            severity, rule = (f" {finding.severity}:", colour), (f" [{finding.rule}]", colour)
            console.print(Text.assemble((place, "bold"), severity, f" {message}", rule))
    return captured.get()


def _record(checked: Checked) -> dict[str, object]:
    def record(finding: Finding) -> dict[str, object]:
        found: dict[str, object] = {
            "rule": finding.rule,
            "group": finding.group,
            "severity": finding.severity,
            "path": finding.path,
            "line": finding.line,
            "message": finding.message,
        }
        if finding.counterpart:
            found["counterpart"] = {"path": finding.counterpart[0], "line": finding.counterpart[1]}
        return found

    errors = sum(finding.severity == "error" for finding in checked.findings)
    warnings = len(checked.findings) - errors
    counts = {"pages": checked.pages, "pairs": checked.pairs, "languages": list(checked.languages)}
    return {
        "findings": [record(finding) for finding in checked.findings],
        "summary": {**counts, "errors": errors, "warnings": warnings},
    }


def _printable_json(value: object) -> str:
    """JSON with letters as they are, and as escapes what a terminal would obey or not show."""

    def escape(match: re.Match[str]) -> str:
        return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]

    return _HIDDEN.sub(escape, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _annotation(finding: Finding, folder: str) -> str:
    """A workflow command of GitHub Actions. A file as a whole has no line."""
    command = "error" if finding.severity == "error" else "warning"
    line = {"line": str(finding.line)} if finding.line else {}
    places = {"file": folder + finding.path, **line, "title": finding.rule}
    written = ",".join(f"{name}={_escaped(value, of_property=True)}" for name, value in places.items())
    return f"::{command} {written}::{_escaped(finding.message)}"


def _escaped(text: str, of_property: bool = False) -> str:
    """`text` as @actions/toolkit escapes it, once no character is left that a log would obey."""
    text = printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if of_property else text
