"""The project's own guides pass every check, sources and built site, with no suppression. Whether the languages are in
step is no question of the code: the job 'languages' of the workflow asks it, and nothing waits for it."""

import json
import re
import sys
from pathlib import Path

from conftest import ROOT, SCRIPTS, run


def test_the_guides_pass_every_check(built_site: Path, project_copy: Path) -> None:
    command = (sys.executable, SCRIPTS, "check", "-f", project_copy / "mkdocs.yml", f"--site={built_site}")
    found = json.loads(run(*command, "--format", "json").stdout)["findings"]
    assert [each for each in found if each["group"] not in ("translations", "meaning", "terms")] == []


def test_the_french_pages_follow_the_typography_of_quebec() -> None:
    result = run(sys.executable, SCRIPTS, "check", "-f", ROOT / "mkdocs.yml", "--only", "typography")
    assert (result.returncode, result.stdout) == (0, "")


def test_no_page_silences_a_rule() -> None:
    for folder in ("docs", "docs_fr"):
        for path in (ROOT / folder).rglob("*.md"):
            text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert "check: ignore" not in text, path


def test_every_rule_is_explained_in_the_writers_guide_in_both_languages() -> None:
    listed = run(sys.executable, SCRIPTS, "check", "--list-rules").stdout
    rules = [line.split()[0] for line in listed.splitlines()]
    for folder in ("docs", "docs_fr"):
        text = (ROOT / folder / "writing" / "checks.md").read_text(encoding="utf-8")
        explained = re.findall(r"^### `([\w-]+)`", text, re.MULTILINE)
        assert [rule for rule in rules if rule not in explained] == []
