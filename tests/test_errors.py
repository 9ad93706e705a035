"""What keeps a command from being carried out is told in one place, whichever command it is."""

import ast
import errno
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from bitext.errors import problem_of_machine
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


@pytest.mark.parametrize("page", ["docs/odd.md", "docs_fr/odd.md"])
def test_a_page_that_cannot_be_read_is_named_with_the_reason(small_site: Make, page: str) -> None:
    root = small_site({"docs/odd.md": "# Page\n", "docs_fr/odd.md": "# Page\n", page: b"# \xe9\n"})
    why = f"{page}:1: is not UTF-8: byte '0xE9'; save it as UTF-8 [unreadable]\n"
    said = {
        words: run(sys.executable, SCRIPTS, *words, "-f", root / "mkdocs.yml").stderr
        for words in (("accept", "odd.md"), ("accept", "docs_fr/odd.md"), ("diff", "docs/odd.md"), ("diff",))
    }
    assert said == {
        ("accept", "odd.md"): f"{why}scripts: '{page}' cannot be read; nothing is recorded\n",
        ("accept", "docs_fr/odd.md"): f"{why}scripts: '{page}' cannot be read; nothing is recorded\n",
        ("diff", "docs/odd.md"): f"{why}scripts: '{page}' cannot be read\n",
        ("diff",): why,
    }


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    result = run(sys.executable, SCRIPTS, "check", "-f", tmp_path)
    assert (result.returncode, result.stderr) == (2, f"scripts: '{tmp_path}' is no file; name 'mkdocs.yml' with -f\n")


@pytest.mark.parametrize("written", ["-1", "nan", "week"])
def test_an_age_is_a_number_of_days(written: str) -> None:
    result = run(sys.executable, SCRIPTS, "check", f"--max-age={written}")
    assert (result.returncode, f"'{written}' is not a number of days" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "cannot go on: No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "a.md"), "cannot go on: Permission denied: 'a.md'"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "a.md"), None),
        (ValueError("odd"), None),
    ],
)
def test_what_the_machine_refuses_is_one_sentence(error: Exception, said: str | None) -> None:
    problem = problem_of_machine(error)
    assert (str(problem) if problem else None) == said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_output_that_finds_no_room_is_a_sentence_too() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, SCRIPTS, "check", "--list-rules"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (result.returncode, result.stderr) == (2, b"scripts: cannot go on: No space left on device\n")
