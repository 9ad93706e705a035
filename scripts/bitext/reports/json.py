"""All findings and what was read, for another program."""

from __future__ import annotations

import json
import re

from bitext.check.engine import Checked
from bitext.finding import Finding
from bitext.reports import Reader

_HIDDEN = re.compile(r"[^\x20-\x7e\n]")


def write(checked: Checked, reader: Reader) -> str:
    """The report."""
    errors = sum(finding.severity == "error" for finding in checked.findings)
    warnings = len(checked.findings) - errors
    read: dict[str, object] = {"pages": checked.pages, "pairs": checked.pairs, "languages": list(checked.languages)}
    return printable_json(
        {
            "findings": [_record(finding) for finding in checked.findings],
            "summary": read | {"errors": errors, "warnings": warnings},
        }
    )


def printable_json(value: object) -> str:
    """JSON with letters as they are, and as escapes what a terminal would obey or not show."""

    def escape(match: re.Match[str]) -> str:
        return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]

    return _HIDDEN.sub(escape, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _record(finding: Finding) -> dict[str, object]:
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
