"""Faults planted in the project's own guides, one at a time, as translators make them: each is found at its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from bitext.check.engine import chosen_rules
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.site.parsed_page import ParsedPage
from conftest import ROOT

GUIDES = (
    "integrations/sage-200/setup.md",
    "integrations/sage-accounting/setup.md",
    "integrations/sage-intacct/setup.md",
    "portal/companies.md",
    "portal/accounting-integrations.md",
)


@dataclass(frozen=True)
class Planted:
    """what: the kind of fault; french: the page with it; line: where it is, or before which it was."""

    what: str
    french: str
    line: int


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_at(line: int, fault: Planted) -> bool:
    """Whether a line is that of the fault, or no text stands between."""
    first, last = sorted((line, fault.line))
    between = fault.french.split("\n")[first : last - 1]
    return last - first <= 2 or not any(re.sub(r"<[^>]*>", "", each).strip() for each in between)


def plant(french: str) -> Iterator[Planted]:
    """Every fault of every kind that the page has room for."""
    lines = french.split("\n")
    body = lines.index("---", 1) + 1

    def changed(what: str, index: int, new: list[str]) -> Planted:
        return Planted(what, "\n".join(lines[:index] + new + lines[index + len(new or [""]) :]), index + 1)

    for index in range(body, len(lines)):
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if re.match(r" *\d+\. ", line) and indent(following) <= indent(line):
            yield changed("drop step", index, [])
            yield Planted("double step", "\n".join([*lines[: index + 1], line, *lines[index + 1 :]]), index + 2)
        if re.match(r"#{2,3} ", line):
            yield changed("heading level", index, ["#" + line])
            yield changed("drop heading", index, [])
        if re.match(r"!!! \w+", line):
            yield changed("callout type", index, [re.sub(r"!!! \w+", "!!! example", line)])
        if link := re.search(r"\]\((/[^)]+\.md)[^)]*\)", line):
            yield changed(
                "change link", index, [line.replace(link[1], "/index.md" if link[1] != "/index.md" else "/x.md")]
            )
            yield changed("drop link", index, [re.sub(r"\[([^\]]*)\]\([^)]*\.md[^)]*\)", r"\1", line, count=1)])
        if number := re.search(r"(?<=[ \u00a0])([1-9]\d+)(?= (?:jours|octobre))", line):
            yield changed("change number", index, [line.replace(number[1], str(int(number[1]) + 7))])
        if code := re.search(r"`(\w{6,})`", line):
            yield changed("change code", index, [line.replace(code[1], code[1][:3] + code[1][4:])])
        if line.startswith("!["):
            yield changed("drop image", index, [])
        if line.startswith("| ") and "---" not in line and "{{" not in line:
            yield changed("drop row", index, [])


@pytest.mark.parametrize("name", GUIDES)
def test_every_planted_fault_is_found_at_its_line_and_told_once(name: str) -> None:
    english, french = ((ROOT / folder / name).read_text(encoding="utf-8") for folder in ("docs", "docs_fr"))
    source = ParsedPage(parse_page(english, f"docs/{name}", name, "en"))
    rules = [rule for rule in chosen_rules(only=["translations"]) if rule.scope == "pair"]
    planted = list(plant(french))
    assert len(planted) > 20
    as_it_is = Pair(source, ParsedPage(parse_page(french, f"docs_fr/{name}", name, "fr")))
    known = sum(1 for rule in rules for _ in rule.run(as_it_is))  # where the French is behind
    missed, told = [], 0
    for fault in planted:
        pair = Pair(source, ParsedPage(parse_page(fault.french, f"docs_fr/{name}", name, "fr")))
        reports = [report for rule in rules for report in rule.run(pair)]
        told += len(reports) - known
        if not any(is_at(report.line, fault) for report in reports):
            missed.append((fault.what, fault.line, [(report.line, report.message) for report in reports]))
    assert missed == []
    assert told <= 1.2 * len(planted)
