"""`python3 scripts VERB`: what a user meets before anything is built."""

import ast
import hashlib
import os
import re
import socket
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli import VERBS
from conftest import CONFIG, ROOT, SCRIPTS, commit, run, told, write

TINY_LOCK = "# nothing to install\n"
OFFLINE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/",
    "PIP_CONFIG_FILE": "/dev/null",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
}


@pytest.fixture
def bare_project(tmp_path: Path) -> Path:
    """A project with the real way in, locks that install nothing, and one program that says where it runs."""
    main = """
        import sys
        from pathlib import Path
        import environment
        try:
            environment.enter(Path(__file__).resolve().parent.parent, sys.argv[1], sys.argv[1:])
        except environment.NotReady as problem:
            environment.complain(str(problem))
            sys.exit(2)
        print(Path(sys.prefix).name)
    """
    return write(
        tmp_path,
        {
            "scripts/__main__.py": textwrap.dedent(main),
            "scripts/environment.py": (SCRIPTS / "environment.py").read_bytes(),
            "requirements.txt": TINY_LOCK,
            "requirements-test.txt": TINY_LOCK,
        },
    )


def test_alone_it_lists_the_verbs() -> None:
    result = run(sys.executable, SCRIPTS)
    assert (result.returncode, result.stderr) == (0, "")
    assert re.findall(r"^  (\w+)  +(\S.*)$", result.stdout, re.MULTILINE) == [
        ("build", "Build the site in every language into site/."),
        ("serve", "Show the site at http://127.0.0.1:8000/, each page as it is when it is asked for."),
        ("check", "Check the sources: links, translations, terms and each page on its own, without building."),
        (
            "status",
            "Show how far each page has been translated: missing, outdated or up to date, and how many words are left.",
        ),
        (
            "diff",
            "Show what has changed on an English page since it was translated, and what its translation lacks.",
        ),
        ("accept", "Record that a translation matches its English page as it is now, in `source_revision`."),
        (
            "terms",
            "Show the vocabulary: the terms of the glossary with their use; with --suggest, what it should have.",
        ),
        (
            "new",
            "Begin the guide of an integration: its pages in every language, its data record and its navigation entries.",
        ),
        (
            "move",
            "Move a page to another name in every language: its links, the navigation, and its old addresses with it.",
        ),
        ("delete", "Delete a page in every language, and let its links and addresses lead to another one."),
        (
            "test",
            "Run every test: code style and types, the library, the commands, and the built site in a real browser.",
        ),
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_help_explains_a_verb_and_its_exit_codes(verb: str) -> None:
    result = run(sys.executable, SCRIPTS, verb, "--help", afresh=True)
    assert result.returncode == 0
    assert result.stdout.startswith(f"usage: python3 scripts {verb}")
    assert "exit code:" in result.stdout


def test_each_verb_does_its_work_in_an_interpreter_of_its_own(small_site: Callable[..., Path]) -> None:
    """Elsewhere in the tests, commands begin in a process that has imported what they use (see forked.py)."""
    pages = {f"{folder}/{name}": f"# {name}\n" for folder in ("docs", "docs_fr") for name in ("a.md", "b.md")}
    root = small_site({**pages, "mkdocs.yml": CONFIG.replace("[index.md]", "[index.md, a.md, b.md]")})
    commit(root)
    commands = [
        ("build",),
        ("check",),
        ("status",),
        ("accept", "docs_fr/a.md"),
        ("diff", "docs_fr/a.md"),
        ("move", "a.md", "c.md"),
        ("delete", "b.md", "--to", "c.md"),
    ]
    for verb, *words in commands:
        result = run(sys.executable, SCRIPTS, verb, *words, "-f", root / "mkdocs.yml", cwd=root, afresh=True)
        assert result.returncode == 0, (verb, result.stdout, result.stderr)
    assert sorted(path.name for path in (root / "docs").iterdir()) == ["c.md", "index.md"]


def test_help_needs_nothing_installed(tmp_path: Path) -> None:
    """The whole way to the help of each verb imports the standard library alone."""
    for verb in VERBS:
        assert run(sys.executable, "-I", "-S", SCRIPTS, verb, "--help", cwd=tmp_path).returncode == 0


def test_a_mistyped_verb_gets_a_suggestion() -> None:
    result = run(sys.executable, SCRIPTS, "bulid")
    assert result.returncode == 2
    assert result.stderr == "scripts: unknown verb 'bulid'; did you mean 'build'?; python3 scripts lists them\n"


def test_an_old_python_gets_one_sentence() -> None:
    ast.parse((SCRIPTS / "__main__.py").read_text(), feature_version=(3, 4))
    pretend = f"import sys, runpy; sys.version_info = (3, 8, 18); runpy.run_path({str(SCRIPTS)!r}, run_name='__main__')"
    result = run(sys.executable, "-c", pretend)
    assert result.returncode == 2
    assert result.stderr == f"scripts: Python 3.11 or later is needed; this is Python 3.8 ({sys.executable})\n"


def test_first_use_makes_the_environment_and_says_so_later_uses_do_not(bare_project: Path) -> None:
    first = run(sys.executable, bare_project / "scripts", "requirements.txt")
    assert (first.returncode, first.stdout) == (0, ".venv\n")
    said = first.stderr.splitlines()
    assert said[0] == "scripts: first use: making .venv from requirements.txt (once; it takes a minute or less)"
    assert re.fullmatch(r"scripts: \.venv is ready \(\d+ s\)", said[1])
    assert len(said) == 2

    second = run(sys.executable, bare_project / "scripts", "requirements.txt")
    assert (second.returncode, second.stdout, second.stderr) == (0, ".venv\n", "")

    write(bare_project, {"requirements.txt": "# changed\n"})
    third = run(sys.executable, bare_project / "scripts", "requirements.txt")
    assert (third.returncode, third.stdout) == (0, ".venv\n")
    assert third.stderr.startswith("scripts: requirements.txt has changed: bringing .venv up to date")


@pytest.mark.skipif(os.name == "nt", reason="starts do not wait for each other there")
def test_two_first_uses_at_once_make_one_environment(bare_project: Path) -> None:
    starts = [
        subprocess.Popen(
            [sys.executable, bare_project / "scripts", "requirements.txt"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [start.communicate() for start in starts]
    assert [start.returncode for start in starts] == [0, 0]
    assert [out for out, _ in said] == [".venv\n", ".venv\n"]
    assert sorted(len(err.splitlines()) for _, err in said) in ([0, 2], [1, 2])
    assert sum(err.count("first use") for _, err in said) == 1


def test_no_network_at_first_use_is_one_sentence_and_the_next_use_goes_on(bare_project: Path) -> None:
    lock = "six==1.17.0 --hash=sha256:4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274\n"
    write(bare_project, {"requirements.txt": lock})
    result = run(sys.executable, bare_project / "scripts", "requirements.txt", environment=OFFLINE)
    assert result.returncode == 2
    assert result.stderr.splitlines()[1:] == [
        "scripts: the package index cannot be reached, and .venv needs it once to install requirements.txt; "
        "connect and run again"
    ]
    write(bare_project, {"requirements.txt": TINY_LOCK})
    assert run(sys.executable, bare_project / "scripts", "requirements.txt", environment=OFFLINE).stdout == ".venv\n"


def test_a_package_that_is_not_the_one_in_the_lock_is_refused(bare_project: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    write(bare_project, {"requirements.txt": f"tiny==1.0 --hash=sha256:{'0' * 64}\n"})
    local = {**OFFLINE, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    result = run(sys.executable, bare_project / "scripts", "requirements.txt", environment=local)
    assert result.returncode == 2
    assert result.stderr.splitlines()[1].startswith(
        "scripts: pip could not install requirements.txt: THESE PACKAGES DO NOT MATCH"
    )
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    write(bare_project, {"requirements.txt": f"tiny==1.0 --hash=sha256:{digest}\n"})
    assert run(sys.executable, bare_project / "scripts", "requirements.txt", environment=local).stdout == ".venv\n"


def test_what_is_to_be_said_can_be_written_to_any_file(small_site: Callable[..., Path]) -> None:
    site = small_site({"docs/index.md": "# Home\n\n[there](→.md)\n"})
    for options in ((), ("--format", "json")):
        cp1252 = {"PYTHONIOENCODING": "cp1252"}  # what Python takes for a file on Windows
        result = run(sys.executable, SCRIPTS, "check", "-f", site / "mkdocs.yml", *options, environment=cp1252)
        assert (result.returncode, told(result.stderr)) == (1, "")
        assert "→.md" in result.stdout


def test_a_busy_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(sys.executable, SCRIPTS, "serve", "--port", str(port))
    assert result.returncode == 2
    assert result.stderr == (
        f"scripts: cannot listen on 127.0.0.1:{port} (Address already in use); try --port {port + 1}\n"
    )


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_the_lock_pins_every_package_with_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.findall(r"^(\S+?)==(\S+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)
    assert [name for name, _, _ in entries] == re.findall(r"^([A-Za-z0-9_.-]+)", text, re.MULTILINE)
    assert not re.search(r"https?:|--index|--find-links|file:", text)


def test_the_build_needs_none_of_the_test_tools_and_both_locks_agree() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^(\S+?)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    build, test = pins("requirements.txt"), pins("requirements-test.txt")
    assert {"pytest", "playwright", "ruff", "mypy", "hypothesis"} & set(build) == set()
    assert {name: test.get(name) for name in build} == build


def test_an_environment_that_is_no_folder_says_how_to_go_on(bare_project: Path) -> None:
    (bare_project / ".venv").write_text("")
    result = run(sys.executable, bare_project / "scripts", "requirements.txt")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "scripts: .venv is a file, and a folder is needed there; delete it and run again\n"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_an_environment_that_cannot_be_made_says_why_and_how_to_go_on(bare_project: Path) -> None:
    (bare_project / ".venv").symlink_to(bare_project / "gone" / "folder")
    result = run(sys.executable, bare_project / "scripts", "requirements.txt")
    assert (result.returncode, result.stdout) == (2, "")
    *_, last = result.stderr.splitlines()
    assert last.startswith(f"scripts: .venv in '{bare_project}' cannot be made or used (")
    assert last.endswith("; delete .venv and run again")


def test_a_package_that_is_missing_from_the_environment_is_named(small_site: Callable[..., Path]) -> None:
    without = f"import sys, runpy; sys.modules['yaml'] = None; runpy.run_path({str(SCRIPTS)!r}, run_name='__main__')"
    for verb in ("check", "build", "status"):
        result = run(sys.executable, "-c", without, verb, "-f", small_site({}) / "mkdocs.yml")
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith("scripts: 'yaml' in .venv cannot be used (")
        assert result.stderr.endswith("); delete .venv and run again\n")


def test_ctrl_c_while_modules_are_imported_is_no_traceback() -> None:
    early = f"""
        import runpy, sys
        class Interrupted:
            def find_spec(self, name, path=None, target=None):
                if name == sys.argv[-1]:
                    raise KeyboardInterrupt
        sys.meta_path.insert(0, Interrupted())
        runpy.run_path({str(SCRIPTS)!r}, run_name="__main__")
    """
    for module in ("cli", "environment", "commands.check"):
        result = run(sys.executable, "-c", textwrap.dedent(early), "check", module)
        assert (result.returncode, result.stdout, result.stderr) == (130, "", "scripts: interrupted\n")


def test_the_configuration_is_looked_for_upwards(small_site: Callable[..., Path]) -> None:
    root = small_site({"docs/deep/er/index.md": "# One\n\n[a](nowhere.md)\n"})
    found = run(sys.executable, SCRIPTS, "check", "--only", "link-target", cwd=root)
    assert found.returncode == 1
    below = run(sys.executable, SCRIPTS, "check", "--only", "link-target", cwd=root / "docs/deep/er")
    assert (below.returncode, below.stdout) == (1, found.stdout)
    (root / "docs/deep/.git").mkdir()
    other = run(sys.executable, SCRIPTS, "check", cwd=root / "docs/deep/er")
    folder = root / "docs/deep/er"
    assert (other.returncode, other.stderr) == (2, f"scripts: 'mkdocs.yml' is not in '{folder}'; name it with -f\n")


@pytest.mark.parametrize("written", ["abc", "", "1e9", "99999999999999999999"])
def test_a_date_of_the_build_that_is_none_is_one_sentence(small_site: Callable[..., Path], written: str) -> None:
    command = (sys.executable, SCRIPTS, "build", "-f", small_site({}) / "mkdocs.yml")
    result = run(*command, environment={"SOURCE_DATE_EPOCH": written})
    sentence = f"the variable SOURCE_DATE_EPOCH is '{written}', and not a number of seconds since 1970"
    assert (result.returncode, result.stderr) == (2, f"scripts: {sentence}; set it anew, or unset it\n")


@pytest.mark.skipif(os.name == "nt", reason="it has no such locales")
def test_a_machine_that_knows_ascii_alone_builds_all_the_same(small_site: Callable[..., Path]) -> None:
    config = CONFIG.replace("site_name: Small", "site_name: !ENV [NAME, Été]")
    command = (sys.executable, SCRIPTS, "build", "-f", small_site({"mkdocs.yml": config}) / "mkdocs.yml")
    result = run(*command, environment={"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (result.returncode, told(result.stderr)) == (0, "")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_name_that_is_not_utf_8_can_be_told_in_every_form(small_site: Callable[..., Path], form: str) -> None:
    root = small_site({})
    Path(os.fsdecode(os.fsencode(root / "docs") + b"/bad\xff.md")).write_text("# Bad\n")
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--format", form)
    assert (result.returncode, told(result.stderr)) == (1, "")
    assert "bad%FF.md" in result.stdout if form == "sarif" else "bad\\udcff.md" in result.stdout
