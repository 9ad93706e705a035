"""Faults planted in the project's own guides, one at a time, as translators make them: each is found at its line."""

import re
from collections.abc import Callable, Iterator
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


#: By what a line matches, the faults that can be planted in it, each with the lines that take its place.
FAULTS: tuple[tuple[str, dict[str, Callable[[str, re.Match[str]], list[str]]]], ...] = (
    (
        r"^#{2,3} ",
        {"heading level": lambda line, match: ["#" + line], "drop heading": lambda line, match: []},
    ),
    (r"^!!! \w+", {"callout type": lambda line, match: [re.sub(r"!!! \w+", "!!! example", line)]}),
    (
        r"\]\((/[^)]+\.md)[^)]*\)",
        {
            "change link": lambda line, match: [
                line.replace(match[1], "/index.md" if match[1] != "/index.md" else "/x.md")
            ],
            "drop link": lambda line, match: [re.sub(r"\[([^\]]*)\]\([^)]*\.md[^)]*\)", r"\1", line, count=1)],
        },
    ),
    (
        r"(?<=[ \u00a0])([1-9]\d+)(?= (?:jours|octobre))",
        {"change number": lambda line, match: [line.replace(match[1], str(int(match[1]) + 7))]},
    ),
    (r"`(\w{6,})`", {"change code": lambda line, match: [line.replace(match[1], match[1][:3] + match[1][4:])]}),
    (r"^!\[", {"drop image": lambda line, match: []}),
    (r"^\| (?!.*(?:---|\{\{))", {"drop row": lambda line, match: []}),
)


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
        for pattern, faults in FAULTS:
            if match := re.search(pattern, line):
                yield from (changed(what, index, new(line, match)) for what, new in faults.items())


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
