"""CONTRIBUTING.md: what it tells somebody who changes the code holds."""

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from conftest import ROOT, SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def write_example(folder: str, scripts: Path) -> None:
    """Write the file below `folder` that the text gives as an example into `scripts`, a copy of the code."""
    (example,) = re.findall(rf"Write `scripts/({folder}/[\w/]+\.py)`.*?    ```python\n(.*?)    ```", TEXT, re.DOTALL)
    place, code = example
    (scripts / place).write_text(textwrap.dedent(code), encoding="utf-8")


def test_the_rule_of_the_example_is_found_and_runs(tmp_path: Path) -> None:
    shutil.copytree(SCRIPTS / "bitext", tmp_path / "bitext", ignore=shutil.ignore_patterns("__pycache__"))
    write_example("bitext/rules", tmp_path)
    program = (
        "from bitext import compare_texts\nfor finding in compare_texts('# Keys.\\n', '# Clés\\n'): print(finding)"
    )
    result = run(sys.executable, "-c", program, cwd=tmp_path, environment={"PYTHONPATH": str(tmp_path)})
    assert (result.stdout, result.stderr) == (
        "source.md:1: heading 'Keys.' ends with a full stop [heading-full-stop]\n",
        "",
    )


def test_the_command_of_the_example_runs_once_it_is_named(small_site: Make, tmp_path: Path) -> None:
    root = small_site({"docs/index.md": "# Two words\n", "docs_fr/index.md": "# Trois mots ici\n"})
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    write_example("commands", scripts)
    verbs = scripts / "cli.py"
    named = verbs.read_text(encoding="utf-8").replace("VERBS = {", 'VERBS = {\n    "words": "requirements.txt",')
    verbs.write_text(named, encoding="utf-8")
    for name in (".venv", "requirements.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    result = run(sys.executable, scripts, "words", "-f", root / "mkdocs.yml")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == ["     2  docs/index.md", "     3  docs_fr/index.md"]


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
