"""Findings in SARIF 2.1.0, as GitHub's code scanning takes them."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from urllib.parse import quote

from bitext.check.engine import Checked
from bitext.finding import Finding, printable
from bitext.reports import Reader
from bitext.reports.json import printable_json
from bitext.rule import Rule
from bitext.rules import RULES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"


def write(checked: Checked, reader: Reader) -> str:
    """The report: the log of one run, with every rule."""
    ids = [rule.id for rule in RULES]
    descriptions = [_description(rule) for rule in RULES]
    if reader.explained:
        descriptions = [{**each, "helpUri": f"{reader.explained}#{each['id']}"} for each in descriptions]
    seen: Counter[str] = Counter()
    results = []
    for finding in checked.findings:
        fingerprint = _fingerprint(finding)
        seen[fingerprint] += 1
        results.append(_result(finding, reader.folder, ids.index(finding.rule), f"{fingerprint}:{seen[fingerprint]}"))
    run = {
        "tool": {"driver": {"name": "bitext check", "rules": descriptions}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return printable_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _description(rule: Rule) -> dict[str, object]:
    explanation, _, example = rule.help.partition("\n\n")
    explanation = " ".join(explanation.split())
    sentence = re.split(r"(?<=[.!?])\s", explanation, maxsplit=1)[0].partition(": ")[0].rstrip(".")
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": explanation},
        "help": {"text": rule.help, "markdown": f"{explanation}\n\n{example}".strip()},
        "defaultConfiguration": {"level": rule.severity, "enabled": rule.enabled},
        "properties": {"tags": [rule.group]},
    }


def _result(finding: Finding, folder: str, index: int, fingerprint: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": "error" if finding.severity == "error" else "warning",
        "message": {"text": re.sub(r"([\\\[\]])", r"\\\1", printable(finding.message))},
        "locations": [{"physicalLocation": _place(folder + finding.path, finding.line)}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.counterpart:
        path, line = finding.counterpart
        place = {"id": 1, "physicalLocation": _place(folder + path, line), "message": {"text": "the other half"}}
        result["relatedLocations"] = [place]
    return result


def _place(path: str, line: int) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}}
    return {**place, "region": {"startLine": line}} if line else place


def _fingerprint(finding: Finding) -> str:
    """The same for the same finding after lines were added above it: made without numbers of lines."""
    message = re.sub(r"(?<=:)\d+|(?<=line )\d+", "", finding.message)
    return hashlib.sha256("\0".join((finding.rule, finding.path, message)).encode("utf-8", "replace")).hexdigest()[:16]
