"""What keeps a command from being carried out is told in one place, whichever command it is."""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from conftest import SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]
#: They become a finding, or the answer of a host, in the module that raises them; .venv may not be there for the first.
NEVER_MET = {"NotReady", "TooMuch", "NoSuchHost", "Unresolved", "_Doubtful", "_TooDeep"}


def parsed(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_each_exception_that_a_user_can_meet_is_a_problem() -> None:
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for _, module in parsed(SCRIPTS)
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    }
    direct = {name for name, of in bases.items() if of & {"Exception", "RuntimeError", "ValueError", "OSError"}}
    assert direct - NEVER_MET == {"Problem"}


def test_no_command_but_check_turns_a_problem_into_something() -> None:
    """`check` writes the findings of one in the form that was asked for."""
    caught = {
        (path.name, ast.unparse(node.type))
        for path, module in parsed(SCRIPTS / "commands")
        for node in ast.walk(module)
        if isinstance(node, ast.ExceptHandler) and node.type is not None
    }
    assert caught - {("serve.py", "KeyboardInterrupt")} == {("check.py", "Problem")}


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("status",),
        ("diff",),
        ("accept", "--all"),
        ("new", "sage-50", "--name", "Sage 50"),
        ("move", "a.md", "b.md"),
        ("delete", "a.md", "--to", "b.md"),
        ("build",),
        ("serve", "--port", "0"),
    ],
    ids=lambda words: str(words[0]),
)
def test_each_command_says_in_the_same_words_that_there_is_no_site(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = run(sys.executable, SCRIPTS, *words, "-f", tmp_path / "mkdocs.yml")
    said = f"scripts: 'mkdocs.yml' is not in '{tmp_path}'; name it with -f\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", said)


@pytest.mark.parametrize(
    ("words", "code", "after"),
    [
        (("check",), 2, ""),
        (("status",), 2, ""),
        (("diff",), 2, ""),
        (("accept", "--all"), 2, ""),
        (("new", "sage-50", "--name", "Sage 50"), 2, ""),
        (("move", "a.md", "b.md"), 2, ""),
        (("build",), 2, "nothing built of 0 pages in 0 languages, 0 pairs: 1 finding in 1 file\n"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_each_command_tells_what_is_wrong_with_the_configuration(
    small_site: Make, words: tuple[str, ...], code: int, after: str
) -> None:
    root = small_site({"mkdocs.yml": "plugins: [\n"})
    result = run(sys.executable, SCRIPTS, *words, "-f", root / "mkdocs.yml")
    first, *rest = result.stderr.splitlines(keepends=True)
    assert (result.returncode, result.stdout, "".join(rest)) == (code, "", after)
    assert first.startswith("mkdocs.yml:2: is not valid YAML: ")


def test_a_command_adds_what_it_has_left_undone(small_site: Make) -> None:
    root = small_site({})
    said = {
        words[0]: run(sys.executable, SCRIPTS, *words, "-f", root / "mkdocs.yml").stderr
        for words in (("accept", "odd.md"), ("diff", "odd.md"))
    }
    assert said == {
        "accept": "scripts: 'odd.md' is no page of this site; nothing is recorded\n",
        "diff": "scripts: 'odd.md' is no page of this site\n",
    }
