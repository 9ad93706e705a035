"""What `check` prints, in each of its forms, and what its options and exit codes say."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import Checked
from bitext.finding import Finding, summary
from bitext.reports import FORMATS, Reader, UnknownFormat, write_report
from bitext.rules import RULES
from conftest import ROOT, SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]
PAIR = Finding("docs_fr/a.md", 42, "number-mismatch", "number '60' is '90'", "translations", "error", ("docs/a.md", 40))
WHOLE = Finding("docs/b c.md", 0, "title-missing", "has no title", "source", "warning")
#: What a page may try: a second annotation, a terminal escape, a turn of the text, a link and markup of rich.
HOSTILE = Finding(
    "docs/a,b:c%.md",
    1,
    "image-alt",
    "image 'x\r\n::error::forged\x1b[31m\u202e\x9b [x](1) [red]%0A::é\U000e0041' is bad",
)
FINDINGS = (WHOLE, HOSTILE, PAIR)


def report(form: str, *findings: Finding, folder: str = "") -> str:
    return write_report(Checked(findings, 18, 9, ("en", "fr")), form, Reader(folder))


def test_text_is_a_line_for_each_finding() -> None:
    assert report("text", PAIR, WHOLE) == (
        "docs_fr/a.md:42: error: number '60' is '90' [number-mismatch]\n"
        "docs/b c.md:0: warning: has no title [title-missing]\n"
    )
    assert report("text") == ""


def test_json_is_as_the_design_has_it() -> None:
    assert json.loads(report("json", PAIR, WHOLE)) == {
        "findings": [
            {
                "rule": "number-mismatch",
                "group": "translations",
                "severity": "error",
                "path": "docs_fr/a.md",
                "line": 42,
                "message": "number '60' is '90'",
                "counterpart": {"path": "docs/a.md", "line": 40},
            },
            {
                "rule": "title-missing",
                "group": "source",
                "severity": "warning",
                "path": "docs/b c.md",
                "line": 0,
                "message": "has no title",
            },
        ],
        "summary": {"pages": 18, "pairs": 9, "languages": ["en", "fr"], "errors": 1, "warnings": 1},
    }


def test_github_annotations_name_file_line_and_rule() -> None:
    assert report("github", PAIR, WHOLE) == (
        "::error file=docs_fr/a.md,line=42,title=number-mismatch::number '60' is '90'\n"
        "::warning file=docs/b c.md,title=title-missing::has no title\n"
    )
    assert report("github", PAIR, folder="site/").startswith("::error file=site/docs_fr/a.md,")


def test_nothing_forges_an_annotation() -> None:
    (line,) = report("github", HOSTILE).splitlines()
    assert line == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=1,title=image-alt::image 'x\\r\\n::error::forged\\x1b[31m\\u202e\\x9b "
        "[x](1) [red]%250A::é\\U000e0041' is bad"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_passes_on_what_a_terminal_would_obey(form: str) -> None:
    assert all(char.isprintable() for char in report(form, *FINDINGS).replace("\n", ""))
    assert len(report("text", *FINDINGS).splitlines()) == len(FINDINGS)
    assert json.loads(report("json", HOSTILE))["findings"][0]["message"] == HOSTILE.message


def test_a_terminal_gets_colours_and_no_escape_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    written = write_report(Checked(FINDINGS, 18), "text", Reader(has_colours=True))
    plain = re.sub(r"\x1b\[[\d;]*m", "", written)
    assert written != plain
    assert plain == report("text", *FINDINGS)
    assert "\x1b[31m\\u202e" not in written


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ((), "no findings"),
        ((PAIR,), "1 finding in 1 file"),
        ((PAIR, PAIR, HOSTILE), "3 findings in 2 files"),
        ((WHOLE, WHOLE), "2 findings in 1 file, 2 warnings among them"),
    ],
)
def test_the_summary_counts(findings: tuple[Finding, ...], expected: str) -> None:
    assert summary(findings) == expected


def test_sarif_is_what_github_takes() -> None:
    log = json.loads(report("sarif", *FINDINGS, PAIR, folder="a b/"))
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (sarif_run,) = log["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert all(rule["shortDescription"]["text"] and rule["fullDescription"]["text"] for rule in rules)
    assert all("Bad:" in rule["help"]["text"] for rule in rules)
    whole, hostile, pair, again = sarif_run["results"]
    for result in sarif_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert whole["level"] == "warning"
    assert whole["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a%20b/docs/b%20c.md", "uriBaseId": "%SRCROOT%"}}}
    ]
    assert pair["locations"][0]["physicalLocation"]["region"] == {"startLine": 42}
    assert pair["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b/docs/a.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 40},
            },
            "message": {"text": "the other half"},
        }
    ]
    assert "\\[x\\](1)" in hostile["message"]["text"]  # no link into the log
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in (pair, again)]
    assert [value.rpartition(":")[2] for value in prints] == ["1", "2"]
    assert len({value.rpartition(":")[0] for value in prints}) == 1


def test_a_fingerprint_outlives_lines_added_above_and_a_refusal_has_a_rule() -> None:
    moved = Finding("docs/a.md", 9, "anchor-twice", "anchor 'a' is pinned in line 7 already")
    before = Finding("docs/a.md", 5, "anchor-twice", "anchor 'a' is pinned in line 3 already")
    refusal = Finding("docs/a.md", 2, "yaml", "is not valid YAML: x")
    one, two, three = json.loads(report("sarif", before, moved, refusal))["runs"][0]["results"]
    hashes = [value["partialFingerprints"]["primaryLocationLineHash"].partition(":")[0] for value in (one, two, three)]
    assert hashes[0] == hashes[1] != hashes[2]
    rules = json.loads(report("sarif", refusal))["runs"][0]["tool"]["driver"]["rules"]
    assert rules[three["ruleIndex"]]["id"] == "yaml"
    assert not any("helpUri" in rule for rule in rules)


def test_sarif_leads_to_the_help_of_each_rule_in_the_writers_guide(small_site: Make, built_site: Path) -> None:
    """Whatever site is checked."""
    said = run_check(small_site(FAULTY), "--format", "sarif").stdout
    rules = json.loads(said)["runs"][0]["tool"]["driver"]["rules"]
    page = (built_site / "writing/checks/index.html").read_text(encoding="utf-8")
    for rule in rules:
        assert rule["helpUri"] == f"https://guides.example.org/writing/checks/#{rule['id']}"
        assert f'id="{rule["id"]}"' in page


def test_a_form_that_no_report_has_is_refused(small_site: Make) -> None:
    with pytest.raises(UnknownFormat, match=r"^'xml' is no form of the report; there are github, json, sarif, text$"):
        report("xml", PAIR)
    result = run(sys.executable, SCRIPTS, "check", "-f", small_site({}) / "mkdocs.yml", "--format", "xml")
    assert (result.returncode, result.stdout) == (2, "")
    assert "argument --format: invalid choice: 'xml'" in result.stderr


def test_another_form_is_one_file(small_site: Make, tmp_path: Path) -> None:
    code = tmp_path / "code"
    shutil.copytree(SCRIPTS, code, ignore=shutil.ignore_patterns("__pycache__"))
    (code / "bitext/reports/count.py").write_text(
        "def write(checked, reader):\n    return f'{len(checked.findings)} of {checked.pages} pages\\n'\n"
    )
    program = (
        "import argparse, sys; from commands import check; parser = argparse.ArgumentParser();"
        "check.options(parser); sys.exit(check.main(parser.parse_args(sys.argv[1:])))"
    )
    options = ("-f", small_site(FAULTY) / "mkdocs.yml", "--only", "source", "--format", "count")
    result = run(sys.executable, "-c", program, *options, environment={"PYTHONPATH": str(code)})
    assert (result.returncode, result.stdout) == (1, "3 of 4 pages\n")


BROKEN = {
    "not YAML": ("plugins: [\n", 2, "yaml", "is not valid YAML: "),
    "no mapping": ("- search\n", 1, "configuration", "holds no settings"),
    "no languages": ("site_name: x\n", 0, "configuration", "lists no languages"),
    "not UTF-8": (b"site_name: \xff\n", 1, "unreadable", "is not UTF-8"),
    "inherits from nothing": ("INHERIT: gone.yml\n", 1, "configuration", "inherits from 'gone.yml'"),
    "missing": (None, 0, "configuration", "is not there; '-f' names another"),
}


@pytest.mark.parametrize(("config", "line", "rule", "said"), BROKEN.values(), ids=BROKEN)
def test_a_configuration_that_cannot_be_used_is_a_finding_in_every_form(
    small_site: Make, config: str | bytes | None, line: int, rule: str, said: str
) -> None:
    root = small_site({} if config is None else {"mkdocs.yml": config})
    if config is None:
        (root / "mkdocs.yml").unlink()
    made = {form: run_check(root, "--format", form) for form in ("json", "github", "sarif")}
    assert {form: (result.returncode, result.stderr) for form, result in made.items()} == dict.fromkeys(made, (2, ""))
    told = json.loads(made["json"].stdout)
    (finding,) = told["findings"]
    assert (finding["path"], finding["line"], finding["rule"]) == ("mkdocs.yml", line, rule)
    assert finding["message"].startswith(said)
    assert (told["summary"]["errors"], told["summary"]["pages"]) == (1, 0)
    place = f",line={line}" * bool(line)
    assert made["github"].stdout.startswith(f"::error file=mkdocs.yml{place},title={rule}::{said}")
    (result,) = json.loads(made["sarif"].stdout)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == (rule, "error")
    text = run_check(root)
    assert (text.returncode, text.stdout) == (2, "")
    assert text.stderr.startswith(
        f"mkdocs.yml:{line}: error: {said}" if config else "scripts: 'mkdocs.yml' is not in '"
    )


FAULTY = {
    "docs/index.md": "# Home\n\n![](a.png)\n",
    "docs_fr/index.md": "# Accueil\n\n![](a.png)\n",
    "docs/b/index.md": "# B\n\n!!! notes\n    Text.\n",
    "docs_fr/b/index.md": "# B\n\nTexte.\n",
}


def run_check(root: Path, *options: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command: tuple[str | Path, ...] = ("check", "-f", root / "mkdocs.yml", "--only", "source", *options)
    return run(sys.executable, SCRIPTS, *command, cwd=cwd, with_severity=True)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ((), ["docs/b/index.md", "docs/index.md", "docs_fr/index.md"]),
        (("docs",), ["docs/b/index.md", "docs/index.md"]),
        (("docs/b", "docs_fr/"), ["docs/b/index.md", "docs_fr/index.md"]),
        (("./docs/index.md",), ["docs/index.md"]),
        (("docs_fr/b",), []),
        ((".",), ["docs/b/index.md", "docs/index.md", "docs_fr/index.md"]),
    ],
)
def test_paths_narrow_what_is_shown(small_site: Make, paths: tuple[str, ...], expected: list[str]) -> None:
    root = small_site(FAULTY)
    result = run_check(root, *paths, cwd=root)
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == expected
    assert result.returncode == (1 if expected else 0)


def test_a_path_is_from_the_current_folder_or_from_the_root(small_site: Make, tmp_path: Path) -> None:
    root = small_site(FAULTY)
    assert run_check(root, "index.md", cwd=root / "docs/b").stdout.startswith("docs/b/index.md:3: ")
    assert run_check(root, "docs/b", cwd=tmp_path).stdout.startswith("docs/b/index.md:3: ")
    assert run_check(root, str(root / "docs/b"), cwd=tmp_path).stdout.startswith("docs/b/index.md:3: ")
    said = run_check(root, "index.md", cwd=root).stdout.splitlines()  # the name that both languages share
    assert [line.partition(":")[0] for line in said] == ["docs/index.md", "docs_fr/index.md"]
    for unknown in ("docs/c", "..", str(tmp_path)):
        result = run_check(root, unknown, cwd=root)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == f"scripts: '{unknown}' is no file or folder of the site in '{root}'\n"


def test_warnings_alone_are_shown_and_do_not_fail(small_site: Make) -> None:
    labels = "# A\n\n**Request data**\n\n**Request Data**\n"
    root = small_site({"docs/index.md": labels})
    command = (sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "label-spelled-two-ways")
    result = run(*command, with_severity=True)
    assert (
        result.stdout
        == "docs/index.md:5: warning: label 'Request Data' is 'Request data' in line 3 [label-spelled-two-ways]\n"
    )
    assert result.returncode == 0
    assert "warnings alone" in run(sys.executable, SCRIPTS, "check", "--help").stdout


def test_github_forms_name_files_from_the_workspace(small_site: Make) -> None:
    root = small_site(FAULTY)
    command = (sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "callout-unknown")
    inside = run(*command, "--format", "github", environment={"GITHUB_WORKSPACE": str(root.parent)})
    assert inside.stdout.startswith(f"::error file={root.name}/docs/b/index.md,line=3,title=callout-unknown::")
    outside = run(*command, "--format", "github", environment={"GITHUB_WORKSPACE": str(root / "docs")})
    assert outside.stdout.startswith("::error file=docs/b/index.md,line=3,")


def test_the_rules_are_listed_and_explained() -> None:
    listed = run(sys.executable, SCRIPTS, "check", "--list-rules")
    rows = [line.split() for line in listed.stdout.splitlines()]
    expected = [[rule.id, rule.group, rule.severity, "on" if rule.enabled else "off"] for rule in RULES]
    assert (listed.returncode, rows) == (0, expected)
    for name, state in (("image-alt", "on"), ("typography", "off unless '--only typography' names it")):
        rule = next(rule for rule in RULES if rule.id == name)
        explained = run(sys.executable, SCRIPTS, "check", "--explain", name)
        expected_text = f"{name} ({rule.group}, error, {state})\n\n{rule.help}\n"
        assert (explained.returncode, explained.stdout) == (0, expected_text)
    unknown = run(sys.executable, SCRIPTS, "check", "--explain", "image-alts")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr == "scripts: 'image-alts' is no rule; did you mean 'image-alt'?\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_last_line_says_what_was_read_at_a_terminal_and_elsewhere(small_site: Make) -> None:
    root = small_site(FAULTY)
    command = [sys.executable, str(SCRIPTS), "check", "-f", str(root / "mkdocs.yml"), "--only", "image-alt"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, cwd=ROOT)
    os.close(theirs)
    written = b""
    try:
        while chunk := os.read(ours, 4096):
            written += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 1
    plain = re.sub(r"\x1b\[[\d;]*m", "", written.decode())
    said = "checked 4 pages in 2 languages (en, fr), 2 pairs: 2 findings in 2 files"
    assert plain.splitlines()[-1] == said
    for form in FORMATS:
        result = run(*command, "--format", form)
        assert result.stderr == f"{said}\n"
        assert said not in result.stdout
