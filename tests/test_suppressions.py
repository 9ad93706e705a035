"""`<!-- check: ignore RULE because … -->`: what it silences, and what is wrong with one."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.site.site import Site
from bitext.sources import Sources

Make = Callable[[Mapping[str, str | bytes]], Path]
FAULT = "![](a.png)\n"
IGNORE = "<!-- check: ignore image-alt because Sage shows it -->\n"
FOUND = "image 'a.png' has no text alternative; say what it shows [image-alt]"
MALFORMED = "a suppression reads 'check: ignore RULE because REASON', with the reason in words [suppression]"


def found(root: Path, *only: str) -> list[str]:
    checked = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=only or ["image-alt"]))
    return [str(finding).removeprefix("docs/index.md:") for finding in checked.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{IGNORE}{FAULT}", []),
        (f"{IGNORE}\n{FAULT}", []),
        (f"---\ntitle: A\n---\n{IGNORE}\n{FAULT}", []),
        (f"{IGNORE}\n{FAULT}Text of the same block, ![](b.png)\n", []),
        (f"{IGNORE}\n{FAULT}\n{FAULT}", [f"5: {FOUND}"]),
        (f"{FAULT}\n{IGNORE}\nText.\n\n{FAULT}", [
            f"1: {FOUND}",
            "3: the suppression of 'image-alt' silences nothing here; remove it [suppression]",
            f"7: {FOUND}",
        ]),
        (f"1. One.\n\n    {IGNORE}\n    {FAULT}", []),
        (f"- a\n\n    <!-- check: ignore\n    image-alt because\n    Sage shows it -->\n\n    {FAULT}", []),
        ("<!-- check: ignore image-alt because it is gone -->\n", [
            "1: the suppression of 'image-alt' silences nothing here; remove it [suppression]",
        ]),
        ("<!-- check: ignore image-alts because it is so -->\n\n" + FAULT, [
            "1: the suppression names 'image-alts', which is no rule; did you mean 'image-alt'? [suppression]",
            f"3: {FOUND}",
        ]),
        ("<!-- check: ignore undefined-name because it comes next week -->\n\n{{ gone }}\n", [
            "1: the suppression names 'undefined-name', which cannot be silenced: what is not read is not checked"
            " [suppression]",
            "3: 'gone' is not defined [undefined-name]",
        ]),
        (f"<!-- check: ignore image-alt -->\n\n{FAULT}", [f"1: {MALFORMED}", f"3: {FOUND}"]),
        (f"<!-- check: ignore image-alt because -->\n\n{FAULT}", [f"1: {MALFORMED}", f"3: {FOUND}"]),
        (f"<!-- check: ignore because it is so -->\n\n{FAULT}", [f"1: {MALFORMED}", f"3: {FOUND}"]),
        (f"```html\n{IGNORE}```\n\n`{IGNORE.strip()}`\n\n{FAULT}", [f"7: {FOUND}"]),
        ("<!-- check: ignore heading-skipped because that rule does not run -->\n\n#### A\n", []),
        (f"<!-- a comment that says check: it works -->\n\n{FAULT}", [f"3: {FOUND}"]),
    ],
)  # fmt: skip
def test_a_suppression_silences_one_rule_in_one_block(small_site: Make, text: str, expected: list[str]) -> None:
    assert found(small_site({"docs/index.md": text})) == expected


def test_two_suppressions_may_stand_before_one_block(small_site: Make) -> None:
    text = f'{IGNORE}<!-- check: ignore link-markup because of its class -->\n\n![](a.png) <a href="b">B</a>\n'
    assert found(small_site({"docs/index.md": text}), "image-alt", "link-markup") == []


def test_a_suppression_on_either_page_silences_what_is_found_in_a_pair(small_site: Make) -> None:
    reason = "<!-- check: ignore number-mismatch because both are right -->\n\n"
    pair = {"docs/index.md": "# A\n\nWait 60 days.\n", "docs_fr/index.md": "# A\n\nAttendez 90 jours.\n"}
    assert len(found(small_site(pair), "number-mismatch")) == 1
    for path in pair:
        silenced = {**pair, path: pair[path].replace("# A\n\n", f"# A\n\n{reason}")}
        assert found(small_site(silenced), "number-mismatch") == []
