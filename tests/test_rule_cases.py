"""The rules, by cases that anyone can read or add: a folder `tests/cases/rules/<rule>/<what it shows>/` each.

`en.md` is an English page, and `fr.md`, if it is there, its translation; either may stand alone. `expected.txt` has what is
found, a line for each finding as `check` prints it, with the names of these two files; in a case of good text its own rule finds
nothing. Of a page alone that is all that its rule and those of one page find, but that it has no title, as most have none; of a pair
all that the rules of translations find: one fault is told once. `fixed.md` is what `check --fix` makes of a page.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import Checked, check, chosen_rules
from bitext.check.fix import fix
from bitext.rules import RULES
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, ROOT

Make = Callable[[Mapping[str, str | bytes]], Path]
CASES = sorted(path.parent for path in (ROOT / "tests/cases/rules").glob("*/*/expected.txt"))
PAGES = {"en.md": "docs/index.md", "fr.md": "docs_fr/index.md"}
# Cases in test files of their own, as they need more than a page or two: a history, data, a glossary, other settings.
ELSEWHERE = {
    *("outdated", "revision-ahead", "revision-missing", "revision-malformed"),
    *("file-name", "address-twice", "to-write", "key-twice", "value-secret", "value-use"),
}
MEANT = {rule.id for rule in RULES if rule.group == "meaning"}  # the others of which are in test_meaning.py
WITH_MORE = CONFIG.replace(
    "attr_list,",
    "abbr, attr_list, def_list, footnotes, md_in_html, pymdownx.details, pymdownx.emoji, {pymdownx.tabbed: {alternate_style: true}},",
).replace("https://small.example.org/", "https://example.org/")


def read(case: Path) -> dict[str, bytes]:
    """The pages of a case, by where they are in its site."""
    return {PAGES[name]: (case / name).read_bytes() for name in PAGES if (case / name).exists()}


def checked(root: Path, *names: str) -> tuple[Sources, Checked]:
    """What these rules and groups find in a site."""
    sources = Sources(Site.load(root / "mkdocs.yml"))
    return sources, check(sources, chosen_rules(only=names))


def told(root: Path, *names: str) -> list[str]:
    """The findings of these rules and groups alone, as a case has them."""
    asked = {rule.id for rule in RULES if {rule.id, rule.group} & {*names}}
    findings = [str(finding) for finding in checked(root, *names)[1].findings if finding.rule in asked]
    return [line.replace("docs_fr/index.md", "fr.md").replace("docs/index.md", "en.md") for line in findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "/".join(case.parts[-2:]))
def test_what_is_found_is_what_is_expected(small_site: Make, case: Path) -> None:
    rule, pages = case.parent.name, read(case)
    root = small_site({"mkdocs.yml": WITH_MORE, **pages})
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    if len(pages) == 2:
        assert told(root, rule) == [line for line in expected if line.endswith(f"[{rule}]")]
        assert told(root, "meaning" if rule in MEANT else "translations") == expected
    else:
        found = told(root, rule, "source")
        assert [line for line in found if rule == "title-missing" or not line.endswith("[title-missing]")] == expected


FIXED = [case for case in CASES if (case / "fixed.md").exists()]


@pytest.mark.parametrize("case", FIXED, ids=lambda case: "/".join(case.parts[-2:]))
def test_what_a_fix_makes_of_a_page_is_what_is_expected_and_has_no_fault(small_site: Make, case: Path) -> None:
    rule, ((path, text),) = case.parent.name, read(case).items()
    root = small_site({"mkdocs.yml": WITH_MORE, path: text})
    sources, faulty = checked(root, rule)
    of_rule = [finding for finding in faulty.findings if finding.rule == rule]
    assert fix(sources, faulty.findings) == of_rule
    assert (root / path).read_text(encoding="utf-8") == (case / "fixed.md").read_text(encoding="utf-8")
    assert told(root, rule) == []


def test_every_rule_has_cases_of_bad_and_of_good_text() -> None:
    rules = {
        rule.id for rule in RULES if rule.group == "source" or (rule.scope == "pair" and rule.group == "translations")
    }
    bad, good = set[str](), set[str]()
    for case in CASES:
        found = f"[{case.parent.name}]\n" in (case / "expected.txt").read_text(encoding="utf-8")
        (bad if found else good).add(case.parent.name)
    assert bad - MEANT == good - MEANT == (rules - ELSEWHERE) | {"typography"}


def test_every_rule_has_help_with_a_bad_and_a_good_example() -> None:
    for rule in RULES:
        assert re.search(r"\n\nBad: .+\nGood: ", rule.help, re.DOTALL), rule.id
        assert rule.help.splitlines()[0], rule.id
