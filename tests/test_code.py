"""The code itself: style, types, and which part may know which."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SCRIPTS, run

# The library, in the order of its dependencies: a module imports only from those before it.
LAYERS = (
    "revision", "finding", "code", "page", "site", "marks", "expansion", "outline", "anchors", "labels", "compose", "sources",
    "redirects",
)  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("mypy", "scripts/mkdocs_hooks.py"),
    ],
    ids=" ".join,
)
def test_style_and_types(command: tuple[str, ...]) -> None:
    result = run(sys.executable, "-m", *command)
    assert result.returncode == 0, result.stdout + result.stderr


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_library_knows_nothing_of_mkdocs_and_its_dependencies_run_one_way() -> None:
    modules = {path.stem: set(imported(path)) for path in (SCRIPTS / "bitext").glob("*.py") if path.stem != "__init__"}
    assert set(modules) == set(LAYERS)
    for name, imports in modules.items():
        assert not {module for module in imports if module.split(".")[0] in ("mkdocs", "material", "verbs", "cli")}
        below = {f"bitext.{layer}" for layer in LAYERS[: LAYERS.index(name)]}
        assert {module for module in imports if module.startswith("bitext")} <= below


def test_only_verbs_and_the_way_in_print_or_exit() -> None:
    for path in (SCRIPTS / "bitext").glob("*.py"):
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert calls & {"print", "exit", "input"} == set(), path.name


def test_the_readme_gives_exactly_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    fences = [block.split("\n", 1)[1].strip() for block in readme.split("```")[1::2]]
    commands = [line for block in fences for line in block.splitlines() if line.startswith("python3 scripts")]
    assert commands == ["python3 scripts build", "python3 scripts test"]
