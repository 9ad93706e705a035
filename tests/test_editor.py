"""The tasks for Visual Studio Code: its problem matchers read what `check` and `serve` print."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from conftest import ROOT, SCRIPTS, run, write
from test_serve import Preview, until

Make = Callable[[Mapping[str, str | bytes]], Path]
TASKS = {task["label"]: task for task in json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]}
FAULTY = {
    "mkdocs.yml": "",
    "docs/index.md": "# Home\n\n![](a.png)\n",
    "docs_fr/index.md": "# Accueil\n\n![](a.png)\n",
    "docs/_snippets/a b.md": "Text.\n",
}
FOUND = [
    ("docs/_snippets/a b.md", "1", "warning", "unused-snippet"),
    ("docs/index.md", "3", "error", "image-alt"),
    ("docs/index.md", "3", "error", "link-target"),
    ("docs_fr/index.md", "3", "error", "image-alt"),
    ("docs_fr/index.md", "3", "error", "link-target"),
]


def read_problems(task: Mapping[str, Any], lines: list[str]) -> list[tuple[str, ...]]:
    """File, line, severity and rule of each line that the matcher of a task takes for a problem."""
    pattern = task["problemMatcher"]["pattern"]
    matches = filter(None, (re.match(pattern["regexp"], line) for line in lines))
    return [tuple(match[pattern[key]] for key in ("file", "line", "severity", "code")) for match in matches]


def arguments(task: Mapping[str, Any]) -> list[str]:
    """What a task gives to `python3 scripts`."""
    scripts, *rest = task["args"]
    assert (task["command"], scripts) == ("python3", "scripts")
    return list(rest)


def test_the_matcher_reads_every_finding_of_check(small_site: Make) -> None:
    root = small_site({path: text for path, text in FAULTY.items() if text})
    task = TASKS["Check the guides"]
    result = run(sys.executable, SCRIPTS, *arguments(task), "-f", root / "mkdocs.yml", with_severity=True)
    lines = result.stdout.splitlines()
    assert sorted(read_problems(task, lines)) == FOUND
    assert len(lines) == len(FOUND)


def test_the_matcher_reads_every_finding_of_serve_after_each_save(small_site: Make) -> None:
    task = TASKS["Serve the guides"]
    verb, *options = arguments(task)
    background = task["problemMatcher"]["background"]
    assert verb == "serve"
    preview = Preview(small_site({path: text for path, text in FAULTY.items() if text}), *options)

    def lists() -> list[list[tuple[str, ...]]]:
        """What was listed between each beginning and end."""
        found: list[list[str]] = []
        is_open = False
        for line in (f"12:00:00 {said}" for said in list(preview.said)):
            if re.match(background["beginsPattern"], line):
                is_open = True
                found.append([])
            elif re.match(background["endsPattern"], line):
                is_open = False
            elif is_open:
                found[-1].append(line)
        return [sorted(read_problems(task, lines)) for lines in (found[:-1] if is_open else found)]

    try:
        until(lambda: lists()[-1:] == [FOUND])
        write(preview.site, {"docs/index.md": "# Home\n"})
        until(lambda: ("docs/index.md", "3", "error", "image-alt") not in lists()[-1])
        left = [found for found in lists()[-1] if found[0] == "docs_fr/index.md"]
        assert ("docs_fr/index.md", "3", "error", "image-alt") in left  # not saved, and listed all the same
    finally:
        assert preview.stop() == 0
