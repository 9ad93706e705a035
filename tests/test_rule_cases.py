"""The rules, by cases that anyone can read or add: a folder `tests/cases/rules/<rule>/<what it shows>/` each.

`en.md` is an English page, and `fr.md`, if it is there, its translation. `expected.txt` has what is found, a line for each
finding as `check` prints it, with the names of these two files; in a case of good text its own rule finds nothing. Of a page alone that
is what its rule finds; of a pair it is all that the rules of translations find, so that one fault is told once.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.rules import RULES
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, ROOT

Make = Callable[[Mapping[str, str | bytes]], Path]
CASES = sorted(path.parent for path in (ROOT / "tests/cases/rules").glob("*/*/expected.txt"))
# Cases in test files of their own, as they need more than a page or two: a history, data, a glossary, other settings.
ELSEWHERE = {
    *("outdated", "revision-ahead", "revision-missing", "revision-malformed", "typography"),
    *(
        "file-name",
        "address-twice",
        "to-write",
        "key-twice",
        "attribute-list",
        "callout-title",
        "comment-open",
        "footnote",
        "link-as-text",
    ),
    *("mark-as-text", "no-break-space", "unknown-tag", "value-secret", "value-use"),
}
MEANT = {rule.id for rule in RULES if rule.group == "meaning"}  # the others of which are in test_meaning.py
WITH_MORE = CONFIG.replace(
    "attr_list,",
    "attr_list, def_list, footnotes, md_in_html, pymdownx.details, {pymdownx.tabbed: {alternate_style: true}},",
).replace("https://small.example.org/", "https://example.org/")


def found(root: Path, *names: str) -> list[str]:
    """What rules find in the two pages of a case."""
    checked = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=names))
    group = {rule.id for rule in RULES if {rule.id, rule.group} & {*names}}
    findings = [str(finding) for finding in checked.findings if finding.rule in group]
    return [line.replace("docs_fr/index.md", "fr.md").replace("docs/index.md", "en.md") for line in findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "/".join(case.parts[-2:]))
def test_what_is_found_is_what_is_expected(small_site: Make, case: Path) -> None:
    rule = case.parent.name
    pages = {"docs/index.md": "en.md", "docs_fr/index.md": "fr.md"}
    there = {path: (case / name).read_bytes() for path, name in pages.items() if (case / name).exists()}
    root = small_site({"mkdocs.yml": WITH_MORE, **there})
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert found(root, rule) == [line for line in expected if line.endswith(f"[{rule}]")]
    if len(there) == 2:
        assert found(root, "meaning" if rule in MEANT else "translations") == expected


def test_every_rule_has_cases_of_bad_and_of_good_text() -> None:
    rules = {
        rule.id for rule in RULES if rule.group == "source" or (rule.scope == "pair" and rule.group == "translations")
    }
    bad, good = set[str](), set[str]()
    for case in CASES:
        told = f"[{case.parent.name}]\n" in (case / "expected.txt").read_text(encoding="utf-8")
        (bad if told else good).add(case.parent.name)
    assert bad - MEANT == good - MEANT == rules - ELSEWHERE


def test_every_rule_has_help_with_a_bad_and_a_good_example() -> None:
    for rule in RULES:
        assert re.search(r"\n\nBad: .+\nGood: ", rule.help, re.DOTALL), rule.id
        assert rule.help.splitlines()[0], rule.id
