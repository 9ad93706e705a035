"""Findings as text, JSON, GitHub annotations or SARIF."""

from __future__ import annotations

import json

from bitext.check import Checked
from bitext.finding import Finding


def write_report(checked: Checked, form: str) -> str:
    """The report in one of the forms 'text', 'json', 'github', 'sarif'."""
    return _WRITERS[form](checked)


def _text(checked: Checked) -> str:
    return "".join(f"{finding}\n" for finding in checked.findings)


def _json(checked: Checked) -> str:
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
    summary = {"pages": checked.pages, "errors": errors, "warnings": len(checked.findings) - errors}
    report = {"findings": [record(finding) for finding in checked.findings], "summary": summary}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


_WRITERS = {"text": _text, "json": _json}
