"""What the workflow asks before it publishes: a correction of the English goes out though the French is behind."""

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, SCRIPTS, commit, copy_built, run

(WORKFLOW,) = (ROOT / ".github" / "workflows").glob("*.yml")
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


def awaited(job: str) -> list[str]:
    """A job, and all that it waits for."""
    needs = JOBS[job].get("needs", [])
    before = [needs] if isinstance(needs, str) else needs
    return list(dict.fromkeys([*(each for name in before for each in awaited(name)), job]))


def commands(job: str) -> list[list[str]]:
    """The verbs and options of `scripts` that a job runs."""
    lines = [shlex.split(step["run"]) for step in JOBS[job]["steps"] if "run" in step]
    return [words[2:] for words in lines if words[0].startswith("python")]


pytestmark = pytest.mark.slow  # commands as they stand in the workflow, builds among them
GATES = [job for job in awaited("publish") if commands(job)]


@pytest.fixture(scope="module")
def corrected(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in a repository of its own, with a commit that corrects an English page alone. As in CI, what a build has
    kept is there."""
    copy = copy_built(built_site, tmp_path_factory.mktemp("workflow") / "copy")
    commit(copy)
    page = copy / "docs" / "portal" / "companies.md"
    text = page.read_text(encoding="utf-8")
    page.write_bytes(
        text.replace("\n## ", "\nNobody but an administrator can do this, and only once.\n\n## ", 1).encode()
    )
    commit(copy)
    return copy


def scripts(site: Path, words: list[str]) -> tuple[int, str]:
    result = run(sys.executable, SCRIPTS, *words, "-f", site / "mkdocs.yml", cwd=site)
    return result.returncode, result.stdout


@pytest.mark.parametrize("job", GATES)
def test_what_publishing_waits_for_lets_a_correction_pass(corrected: Path, job: str) -> None:
    for words in commands(job):
        assert scripts(corrected, words)[0] == 0, words


def test_the_job_that_nothing_waits_for_says_what_is_to_be_translated(corrected: Path) -> None:
    assert {"test", "build"} <= set(GATES) and "languages" not in awaited("publish")
    ((code, said),) = [scripts(corrected, words) for words in commands("languages")]
    assert code == 1
    assert [line for line in said.splitlines() if "title=outdated" not in line] == []
    assert "docs_fr/portal/companies.md" in said


def test_the_tests_do_not_ask_whether_the_languages_are_in_step(corrected: Path) -> None:
    found = json.loads(scripts(corrected, ["check", "--format", "json"])[1])["findings"]
    assert {each["group"] for each in found} == {"translations"}  # which test_own_check.py passes over
    assert scripts(corrected, ["build"])[0] == 0
    notice = (corrected / "site" / "fr" / "portal" / "companies" / "index.html").read_text(encoding="utf-8")
    assert 'class="outdated"' in notice


def test_the_guide_says_what_the_workflow_does() -> None:
    for folder in ("docs", "docs_fr"):
        guide = (ROOT / folder / "writing" / "checks.md").read_text(encoding="utf-8")
        for job in ("test", "build", "languages"):
            options = [shlex.join(words) for words in commands(job) if words[0] == "check"]
            options = [option.replace(" --format github", "") for option in options]
            assert [option for option in options if f"`{option}`" not in guide] == [], folder
        held = [line for line in guide.splitlines() if line.startswith("| `test`, `build` |")]
        assert len(held) == 1 and held[0].endswith(("| Yes |", "| Oui |"))
