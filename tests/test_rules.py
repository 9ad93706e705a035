"""Each id that a finding can have is a rule: one that runs, or one that whatever reads the sources reports under."""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from bitext.rules import RULES
from conftest import SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]
READING = [rule.id for rule in RULES if rule.scope == "reading"]
#: One page that cannot be composed, and one that cannot be read.
UNREAD = {"docs/index.md": "# Home\n\n{{ gone }}\n", "docs/b.md": "---\na: b: c\n---\n# B\n"}
UNDEFINED = "docs/index.md:3: 'gone' is not defined [undefined-name]"
NO_YAML = "docs/b.md:2: is not valid YAML: mapping values are not allowed in this context [yaml]"


def ids_of(argument: ast.expr, module: ast.Module) -> set[str]:
    """The ids that this argument of `Finding(…)` can stand for; none for the id of a rule itself, `rule.id`."""
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    if isinstance(argument, ast.Attribute) and argument.attr == "id":
        return set()
    assert isinstance(argument, ast.Name), ast.unparse(argument)
    found = {text for value in assigned(argument.id, module) for text in texts_of(value, argument.id, module)}
    assert found, f"{ast.unparse(argument)} is given no id that can be read"
    return found


def assigned(name: str, module: ast.Module) -> Iterator[ast.expr]:
    """What a name is given in a module, by itself or as the first of several."""
    for node in ast.walk(module):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            first = target.elts[0] if isinstance(target, ast.Tuple) else target
            if isinstance(first, ast.Name) and first.id == name:
                yield node.value  # type: ignore[attr-defined]


def texts_of(value: ast.expr, name: str, module: ast.Module) -> Iterator[str]:
    """The text, or the first of several, that a name is given, also by a function of the module."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.Tuple):
        yield from texts_of(value.elts[0], name, module)
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef) and function.name == value.func.id:
                for node in ast.walk(function):
                    if isinstance(node, ast.Return) and node.value:
                        yield from texts_of(node.value, name, module)


def made() -> Iterator[tuple[str, str, str]]:
    """Place, id and group of each finding that the code makes by itself, rather than a rule."""
    for path in sorted(SCRIPTS.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                given = node.args
                after = 2 - sum(isinstance(each, ast.Starred) for each in given)  # a starred one is path and line
                group = ast.unparse(given[after + 2]).strip("'") if len(given) > after + 2 else "reading"
                for rule in ids_of(given[after], module):
                    yield f"{path.relative_to(SCRIPTS)}:{node.lineno}", rule, group


def test_each_id_that_the_code_gives_a_finding_is_a_rule_of_its_group() -> None:
    groups = {rule.id: rule.group for rule in RULES}
    found = list(made())
    assert len(found) > 50
    assert [each for each in found if groups.get(each[1]) != each[2]] == []
    assert set(READING) - {rule for _, rule, _ in found} == set()  # and none is declared in vain


def test_a_rule_of_reading_is_listed_and_explained() -> None:
    listed = run(sys.executable, SCRIPTS, "check", "--list-rules").stdout.splitlines()
    rows = [line.split() for line in listed]
    assert [name for name, group, *_ in rows if group == "reading"] == READING
    told = run(sys.executable, SCRIPTS, "check", "--explain", "undefined-name")
    assert (told.returncode, told.stdout) == (
        0,
        "undefined-name (reading, error, on)\n\n"
        "A tag uses a name that does not exist, or the front matter names an integration that has no record.\n\n"
        "Bad: `{{ integration.callback }}`.\nGood: `{{ integration.callback_url }}`.\n",
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), [NO_YAML, UNDEFINED]),
        (("--only", "image-alt"), [NO_YAML, UNDEFINED]),  # what is not read never passes for clean
        (("--only", "reading"), [NO_YAML, UNDEFINED]),
        (("--only", "yaml"), [NO_YAML]),
        (("--only", "yaml", "--only", "image-alt"), [NO_YAML]),
        (("--skip", "source"), [NO_YAML, UNDEFINED]),
        (("--skip", "yaml"), [UNDEFINED]),
        (("--only", "source", "--skip", "undefined-name"), [NO_YAML]),
    ],
)
def test_only_and_skip_know_them(small_site: Make, options: tuple[str, ...], expected: list[str]) -> None:
    root = small_site(UNREAD)
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--skip", "translations", *options)
    unread = [line for line in result.stdout.splitlines() if line.endswith(tuple(f"[{name}]" for name in READING))]
    assert (result.returncode, unread) == (1, expected)


def test_what_cannot_be_read_is_not_skipped_as_a_whole(small_site: Make) -> None:
    result = run(sys.executable, SCRIPTS, "check", "-f", small_site(UNREAD) / "mkdocs.yml", "--skip", "reading")
    said = "scripts: 'reading' cannot be skipped as a whole, as what is not read is not checked; name its rules\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", said)
