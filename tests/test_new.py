"""`python3 scripts new INTEGRATION`: a guide to begin with, in every language."""

import sys
from pathlib import Path

import pytest
import yaml
from conftest import SCRIPTS, build, commit, contents, copy_built, copy_project, run, write

MADE = """\
made docs/integrations/sage-50/index.md
made docs/integrations/sage-50/setup.md
added to docs/_data/integrations.yml
made docs_fr/integrations/sage-50/index.md
made docs_fr/integrations/sage-50/setup.md
added to docs_fr/_data/integrations.yml
added to mkdocs.yml
Write what stands after 'TO WRITE' and 'À RÉDIGER', then run: python3 scripts check
"""


def new(site: Path, *arguments: str) -> tuple[int, str, str]:
    result = run(sys.executable, SCRIPTS, "new", *arguments, "-f", site / "mkdocs.yml")
    return result.returncode, result.stdout, result.stderr


def check(site: Path, *options: str) -> str:
    return run(sys.executable, SCRIPTS, "check", "-f", site / "mkdocs.yml", *options).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def test_the_navigation_is_added_to_where_it_is_written(project: Path) -> None:
    write(project, {"internal.yml": "INHERIT: mkdocs.yml\nsite_name: Internal\n"})
    result = run(sys.executable, SCRIPTS, "new", "sage-50", "--name", "Sage 50", "-f", project / "internal.yml")
    assert (result.returncode, result.stdout, result.stderr) == (0, MADE, "")
    assert "integrations/sage-50/setup.md" in (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert (project / "internal.yml").read_text(encoding="utf-8") == "INHERIT: mkdocs.yml\nsite_name: Internal\n"


def test_a_new_guide_passes_but_for_the_text_to_be_written(built_site: Path, tmp_path: Path) -> None:
    project = copy_built(built_site, tmp_path / "project")
    before, found = contents(project), check(project, "--skip", "to-write")
    assert new(project, "sage-50", "--name", "Sage 50") == (0, MADE, "")
    assert check(project, "--skip", "to-write") == found
    left = check(project, "--only", "to-write").splitlines()
    english = [line for line in left if "docs/" in line and "'TO WRITE:" in line]
    french = [line for line in left if "docs_fr/" in line and "'À RÉDIGER :" in line]
    assert (len(english), len(french), len(left)) == (14, 13, 27)  # the fields of the Portal are the same in French

    after = contents(project)
    for path in ("docs/_data/integrations.yml", "docs_fr/_data/integrations.yml", "mkdocs.yml"):
        old, made = before[path].decode().splitlines(), iter(after[path].decode().splitlines())
        kept = (line for line in old if not line.startswith("source_revision:"))
        assert all(line in made for line in kept), path  # what was there is there, in its order
    records = yaml.safe_load(after["docs/_data/integrations.yml"])
    assert list(records)[-1] == "sage-50"
    assert {tuple(record) for record in records.values()} == {tuple(records["sage-50"])}
    built = build(project)
    assert built.returncode == 0, built.stderr
    assert not (project / "site/integrations/sage-50").exists()  # drafts, which no build publishes
    assert not (project / "site/fr/integrations/sage-50").exists()
    assert "Sage 50" not in (project / "site/index.html").read_text(encoding="utf-8")


def test_its_pages_stand_in_the_navigation_after_the_last_integration(project: Path) -> None:
    new(project, "sage-50", "--name", "Sage 50")
    text = (project / "mkdocs.yml").read_text()
    assert (
        """\
          - integrations/sage-intacct/setup.md
      - integrations/sage-50:
          - integrations/sage-50/index.md
          - integrations/sage-50/setup.md
  - portal:
"""
        in text
    )


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({"docs/integrations/sage-50/setup.md": "# Mine\n"}, "'docs/integrations/sage-50/setup.md' is there already"),
        (
            {"docs_fr/integrations/sage-50/index.md": "# À moi\n"},
            "'docs_fr/integrations/sage-50/index.md' is there already",
        ),
        (
            {"docs/_data/integrations.yml": "sage-50: {}\n"},
            "'docs/_data/integrations.yml' has a record 'sage-50' already",
        ),
        ({"mkdocs.yml": None}, "'nav' in 'mkdocs.yml' names 'integrations/sage-50/' already"),
    ],
)
def test_nothing_is_overwritten(project: Path, there: dict[str, str | None], said: str) -> None:
    config = (project / "mkdocs.yml").read_text()
    named = config.replace("sage-intacct/setup.md\n", "sage-intacct/setup.md\n          - integrations/sage-50/a.md\n")
    write(project, {path: named if text is None else text for path, text in there.items()})
    before = contents(project)
    assert new(project, "sage-50", "--name", "Sage 50") == (1, "", f"scripts: {said}; nothing is written\n")
    assert contents(project) == before


@pytest.mark.parametrize(
    ("key", "name", "said"),
    [
        (
            "Sage 50",
            "Sage 50",
            "'Sage 50' is not lower-case letters and digits with hyphens between them; did you mean 'sage-50'?",
        ),
        ("../x", "X", "'../x' is not lower-case letters and digits with hyphens between them; did you mean 'x'?"),
        ("-", "X", "'-' is not lower-case letters and digits with hyphens between them, such as 'sage-50'"),
        (
            "sage-50",
            "Sage: {{ 50 }}",
            "the name 'Sage: {{ 50 }}' is not letters, digits and blanks; of signs it may hold . & + ' ( ) / and -",
        ),
    ],
)
def test_a_name_that_is_none_is_refused(project: Path, key: str, name: str, said: str) -> None:
    assert new(project, key, "--name", name) == (2, "", f"scripts: {said}\n")


def test_a_name_that_yaml_reads_as_a_number_stays_a_name(project: Path) -> None:
    assert new(project, "fifty", "--name", "50")[0] == 0
    assert yaml.safe_load((project / "docs/_data/integrations.yml").read_text())["fifty"]["name"] == "50"
    assert check(project, "--only", "front-matter", "--only", "title-missing") == ""


def test_line_ends_are_kept(project: Path) -> None:
    for path in ("mkdocs.yml", "docs/_data/integrations.yml"):
        write(project, {path: (project / path).read_text().replace("\n", "\r\n").rstrip().encode()})
    assert new(project, "sage-50", "--name", "Sage 50")[0] == 0
    for path in ("mkdocs.yml", "docs/_data/integrations.yml"):
        content = (project / path).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") > 60


def test_a_site_without_a_place_for_it_is_told(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text()
    lines = [line for line in config.splitlines(keepends=True) if "- integrations/sage" not in line]
    write(project, {"mkdocs.yml": "".join(lines)})
    before = contents(project)
    assert new(project, "sage-50", "--name", "Sage 50") == (
        2,
        "",
        "scripts: 'nav' in 'mkdocs.yml' has no integration to add this one after; "
        "name integrations/sage-50/index.md there first; nothing is written\n",
    )
    assert contents(project) == before
    (project / "docs/_snippets/add-keys.md").unlink()
    assert new(project, "sage-50", "--name", "Sage 50")[2] == (
        "scripts: the guide includes 'add-keys.md', which is not in 'docs/_snippets'; nothing is written\n"
    )


def test_the_english_that_it_records_is_kept_before_anything_is_committed(project: Path) -> None:
    commit(project)
    new(project, "sage-50", "--name", "Sage 50")
    page = project / "docs/integrations/sage-50/setup.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Select **Save**", "Press **Save**"), encoding="utf-8")
    said = run(sys.executable, SCRIPTS, "diff", "integrations/sage-50/setup.md", "-f", project / "mkdocs.yml").stdout
    assert "1 change of docs/integrations/sage-50/setup.md to translate" in said
    assert "was made from another text" not in said
    assert run("git", "status", "--short", "--", "docs_fr/integrations", cwd=project).stdout == (
        "?? docs_fr/integrations/sage-50/\n"
    )


def test_every_language_gets_pages(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    french = "        - locale: fr\n"
    write(
        project,
        {
            "mkdocs.yml": config.replace(french, f"        - {{locale: de, name: Deutsch}}\n{french}"),
            "docs_de/index.md": "# Start\n",
        },
    )
    code, made, said = new(project, "sage-50", "--name", "Sage 50")
    assert (code, said) == (0, "")
    for folder in ("docs", "docs_de", "docs_fr"):
        assert f"made {folder}/integrations/sage-50/setup.md\n" in made
    text = (project / "docs_de/integrations/sage-50/setup.md").read_text(encoding="utf-8")
    assert "TO WRITE: the first trip" in text and "source_revision: " in text
    records = yaml.safe_load((project / "docs/_data/integrations.yml").read_text(encoding="utf-8"))
    assert records["sage-50"]["languages"] == ["en", "de", "fr-CA"]
