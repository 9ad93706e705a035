"""The code itself: style, types, and which part may know which."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SCRIPTS, run

# The library: a package imports from itself and from those before it. What stands by itself comes first.
PACKAGES = (
    "",
    "languages",
    "markdown",
    "pages",
    "align",
    "meaning",
    "site",
    "history",
    "compose",
    "publish",
    "sources",
    "links",
    "built",
    "translating",
    "rules",
    "check",
    "reports",
)
# What the library may know nothing of.
OF_THIS_SITE = re.compile(r"integration|\bsage\b|codat|intacct", re.IGNORECASE)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
ENGINE = {"mkdocs", "material", "mkdocs_static_i18n", "engine", "preview", "commands", "cli", "environment"}


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        pytest.param(("mypy",), marks=pytest.mark.slow),
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
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def library() -> list[Path]:
    return sorted((SCRIPTS / "bitext").rglob("*.py"))


def package(module: list[str]) -> str:
    """The package of a module of the library, given by its path below `bitext`."""
    name = module[0]
    return name if name in PACKAGES else ""


def test_the_dependencies_of_the_library_run_one_way() -> None:
    folders = {folder.name for folder in (SCRIPTS / "bitext").iterdir() if (folder / "__init__.py").is_file()}
    assert folders | {"", "sources"} == set(PACKAGES)
    for path in library():
        inside = path.relative_to(SCRIPTS / "bitext").with_suffix("").parts
        if inside in (("__init__",), ("public",)):  # the public face, of all that is below
            continue
        before = set(PACKAGES[: PACKAGES.index(package([*inside])) + 1])
        imports = [name.split(".") for name in imported(path)]
        assert {package(names[1:]) for names in imports if names[0] == "bitext"} <= before, path
        assert not {names[0] for names in imports} & ENGINE, path


def test_every_package_says_in_one_sentence_what_it_holds() -> None:
    for path in SCRIPTS.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_no_group_is_repeated_possessively() -> None:
    """Before Python 3.11.5 such a pattern matches something else; an atomic group around it does not (CPython 106052)."""
    repeated = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    for path in sorted(SCRIPTS.rglob("*.py")):
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        ]
        found = [text for text in texts if isinstance(text, str) and repeated.search(text)]
        assert found == [], path


def test_the_library_knows_no_site_in_particular() -> None:
    """What guides are about has the name that the settings give it: only what `--explain` shows names an example."""
    for path in library():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        shown = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
        for node in ast.walk(tree):
            names = [str(value) for _, value in ast.iter_fields(node) if isinstance(value, str)]
            assert not [name for name in names if name not in shown and OF_THIS_SITE.search(name)], path


def test_nothing_is_forgotten_by_its_name_or_kept_of_what_is_not_frozen() -> None:
    """What is worked out of sources goes with them: no cache outlives them, and none is emptied by hand."""
    for path in sorted(SCRIPTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                assert "__dict__.pop" not in ast.unparse(node.func), path
            if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(each) for each in node.decorator_list):
                kinds = {ast.unparse(each.annotation) for each in node.args.args if each.annotation}
                assert not kinds & {"Sources", "Site", "Built", "OpenSite", "Shared"}, f"{path}: {node.name}"


def test_only_verbs_and_the_way_in_print_or_exit() -> None:
    for path in library():
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


def test_the_readme_maps_every_part_of_the_code_in_few_rows() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Where things are")[1].split("\n\nA page")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) <= 12
    named = re.findall(r"`(scripts/[\w/.]+)`", table)
    assert [name for name in named if not (ROOT / name).exists()] == []
    # a folder that is gone from git may still hold its caches in a checkout that was updated
    files = (path.relative_to(SCRIPTS) for path in SCRIPTS.glob("*/**/*") if path.is_file())
    parts = {path.parts[0] for path in files if "__pycache__" not in path.parts}
    assert parts - {name.split("/")[1] for name in named} == set()
