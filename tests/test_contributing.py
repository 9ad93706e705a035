"""CONTRIBUTING.md: what it tells somebody who changes the code holds."""

import re
import shutil
import sys
import textwrap
from pathlib import Path

import yaml
from conftest import ROOT, SCRIPTS, run

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_rule_of_the_example_is_found_and_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"    ```python\n(.*?)    ```", TEXT, re.DOTALL)
    (place,) = re.findall(r"Write `scripts/(bitext/rules/\w+/\w+\.py)`", TEXT)
    shutil.copytree(SCRIPTS / "bitext", tmp_path / "bitext", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / place).write_text(textwrap.dedent(code), encoding="utf-8")
    program = (
        "from bitext import compare_texts\nfor finding in compare_texts('# Keys.\\n', '# Clés\\n'): print(finding)"
    )
    result = run(sys.executable, "-c", program, cwd=tmp_path, environment={"PYTHONPATH": str(tmp_path)})
    assert (result.stdout, result.stderr) == (
        "source.md:1: heading 'Keys.' ends with a full stop [heading-full-stop]\n",
        "",
    )


def test_every_job_of_the_workflow_is_explained() -> None:
    (workflow,) = (ROOT / ".github" / "workflows").glob("*.yml")
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    assert re.findall(r"(?m)^\| `(\w+)` \|", TEXT) == list(jobs)


def test_what_people_look_for_is_there() -> None:
    for name in ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md", "scripts/bitext/py.typed"):
        assert (ROOT / name).is_file()
    for name in ("README.md", "CONTRIBUTING.md"):
        links = re.findall(r"\]\((?!http)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == []


def test_dependabot_looks_after_the_locks_and_the_actions() -> None:
    settings = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert [each["package-ecosystem"] for each in settings["updates"]] == ["pip", "github-actions"]
