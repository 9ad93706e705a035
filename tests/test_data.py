"""The facts in `_data`: compared between the languages, and what has changed since they were translated."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.pages.revision import blob_id
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import SCRIPTS, build, commit, run, write

ENGLISH = """\
sage:
  wait: for several days
  delay: 60 days, two at most
  versions: [version 3.1, version 3.0]
  contact: {name: Ann, hours: 9 am}
  trial: null
"""


def found(root: Path, rule: str = "data-mismatch") -> list[str]:
    config = root / "mkdocs.yml"
    rules = chosen_rules([rule])
    return [f"{each.line}: {each.message}" for each in check(Sources(Site.load(config), config), rules).findings]


@pytest.mark.parametrize(
    ("french", "said"),
    [
        ("sage:\n  wait: plusieurs jours\n  delay: 60 jours, 2 au plus\n  contact: {hours: 9 h}\n", []),
        ("", []),
        ("sage:\n  versions: [version 3.0, version 3.1]\n", []),
        ("sage:\n  delay: 90 jours\n", ["2: number '90' is '60' in docs/_data/facts.yml:3"]),
        (
            "sage:\n  # A note.\n  vait: plusieurs jours\n",
            ["3: 'vait' is not in docs/_data/facts.yml:1; did you mean 'wait'?"],
        ),
        ("# A note.\nsages:\n  wait: x\n", ["2: 'sages' is not in docs/_data/facts.yml:1; did you mean 'sage'?"]),
        ("sage:\n  versions: [version 3.1]\n", ["2: 'versions' has 1 entry, but 2 in docs/_data/facts.yml:4"]),
        ("sage:\n  versions: [version 3.1, version 3.2]\n", ["2: number '3.2' is '3.0' in docs/_data/facts.yml:4"]),
        ("- sage\n", ["1: the file is a list, but a mapping in docs/_data/facts.yml:1"]),
        ("sage:\n  contact: Ann\n", ["2: 'contact' is a text, but a mapping in docs/_data/facts.yml:5"]),
        ("sage:\n  contact:\n    hours: 10 h\n", ["3: number '10' is '9' in docs/_data/facts.yml:5"]),
        ("sage:\n  trial: []\n", []),
        ("sage:\n  wait: null\n", ["2: 'wait' is 'null', but says something in docs/_data/facts.yml:2"]),
        ("sage:\n", ["1: 'sage' is 'null', but says something in docs/_data/facts.yml:1"]),
        ("sage:\n  trial: non\n", ["2: 'trial' says something, but is 'null' in docs/_data/facts.yml:6"]),
    ],
)
def test_what_a_translation_of_the_data_says(small_site: Callable[..., Path], french: str, said: list[str]) -> None:
    assert found(small_site({"docs/_data/facts.yml": ENGLISH, "docs_fr/_data/facts.yml": french})) == said


def test_data_that_only_the_translation_has(small_site: Callable[..., Path]) -> None:
    said = found(small_site({"docs_fr/_data/facts.yml": "a: 1\n"}))
    assert said == ["1: 'a' is not in docs/_data/facts.yml:1"]


def accept(root: Path, *words: str) -> tuple[int, str, str]:
    result = run(sys.executable, SCRIPTS, "accept", "-f", root / "mkdocs.yml", *words)
    return result.returncode, result.stdout, result.stderr


FRENCH = "# Notes.\r\n\r\nsage:\r\n  wait: plusieurs jours # à revoir\r\n  delay: 60 jours, 2 au plus\r\n"
RECORDED = "docs_fr/_data/facts.yml: recorded as a translation of docs/_data/facts.yml as it is now\n"


@pytest.fixture
def recorded(small_site: Callable[..., Path]) -> Path:
    """A site whose French data is recorded as that of the English, both committed."""
    root = small_site({"docs/_data/facts.yml": ENGLISH, "docs_fr/_data/facts.yml": FRENCH})
    assert accept(root, "docs_fr/_data/facts.yml") == (0, RECORDED, "")
    commit(root)
    return root


def test_only_the_revision_is_written_and_no_page_sees_it(recorded: Path) -> None:
    made = (recorded / "docs_fr/_data/facts.yml").read_bytes().decode()
    head, tail = FRENCH.split("sage:")
    assert made == f"{head}source_revision: {blob_id(ENGLISH.encode())}\r\n\r\nsage:{tail}"
    pages = {f"{folder}/index.md": "# {{ facts | join(' ') }}\n" for folder in ("docs", "docs_fr")}
    assert build(write(recorded, pages)).returncode == 0
    assert ">sage<" in (recorded / "site/fr/index.html").read_text(encoding="utf-8")


def test_what_has_changed_since_is_told_until_it_is_recorded(recorded: Path) -> None:
    assert found(recorded, "data-outdated") == []
    now = ENGLISH.replace("several days", "some weeks").replace("Ann", "Bob").replace("two", "Two") + "  more: x\n"
    write(recorded, {"docs/_data/facts.yml": now})
    said = "'wait' translates an older text: 'for several days' is now 'for some weeks' in docs/_data/facts.yml:2"
    assert found(recorded, "data-outdated") == [f"6: {said}"]
    write(
        recorded,
        {
            "docs_fr/_data/facts.yml": (recorded / "docs_fr/_data/facts.yml")
            .read_text()
            .replace("plusieurs jours", "quelques semaines")
        },
    )
    code, out, err = accept(recorded, "--all")
    assert (code, out.startswith(RECORDED), err) == (0, True, "")
    assert found(recorded, "data-outdated") == found(recorded, "revision-ahead") == []
    assert accept(recorded, "docs/_data/facts.yml") == (0, "docs_fr/_data/facts.yml: recorded already\n", "")


def test_data_that_differs_is_not_recorded(recorded: Path) -> None:
    write(recorded, {"docs/_data/facts.yml": ENGLISH.replace("60", "90")})
    assert (len(found(recorded, "data-outdated")), found(recorded)) == (1, [])  # one fault, told once
    french = (recorded / "docs_fr/_data/facts.yml").read_text(encoding="utf-8")
    one_line = "sage: {wait: plusieurs jours, delay: '60 jours, 2 au plus', contact: {hours: 8 h}}\n"
    write(recorded, {"docs_fr/_data/facts.yml": french.split("sage:")[0] + one_line})
    assert (len(found(recorded, "data-outdated")), len(found(recorded))) == (1, 1)  # another on its line is told
    write(recorded, {"docs_fr/_data/facts.yml": french})
    code, out, err = accept(recorded, "docs_fr/_data/facts.yml")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "docs_fr/_data/facts.yml:7: number '60' is '90' in docs/_data/facts.yml:3 [data-mismatch]",
        "scripts: docs_fr/_data/facts.yml is not recorded: 1 finding; --force records it as it is",
    ]
    warned = (
        "docs_fr/_data/facts.yml:7: source_revision was moved on, but this is as it was: '60 days,' is now '90 days,' in "
        "docs/_data/facts.yml:3 [revision-ahead]\n"
    )
    assert accept(recorded, "docs_fr/_data/facts.yml", "--force") == (0, RECORDED + warned, "")
    assert found(recorded, "revision-ahead") == [warned.partition(":")[2].replace(" [revision-ahead]\n", "")]


@pytest.mark.parametrize("name", ["docs/_data/facts.yml", "docs_fr/_data/facts.yml", "_data/facts.yml"])
def test_the_changes_of_data_are_shown(recorded: Path, name: str) -> None:
    write(recorded, {"docs/_data/facts.yml": ENGLISH.replace("several days", "some weeks")})
    shown = """\
docs_fr/_data/facts.yml: 1 change of docs/_data/facts.yml to translate

docs/_data/facts.yml:2 changed
  before    for [-several days-]
  now       for {+some weeks+}
docs_fr/_data/facts.yml:6
  as it is  plusieurs jours
"""
    result = run(sys.executable, SCRIPTS, "diff", name, "-f", recorded / "mkdocs.yml")
    assert (result.returncode, result.stdout.replace("-] [-", " ").replace("+} {+", " "), result.stderr) == (
        0,
        shown,
        "",
    )
    assert accept(recorded, name)[0] == 0
    result = run(sys.executable, SCRIPTS, "diff", name, "-f", recorded / "mkdocs.yml")
    assert result.stdout == "docs_fr/_data/facts.yml is up to date with docs/_data/facts.yml\n"


def test_without_the_old_text_it_says_why(recorded: Path) -> None:
    write(recorded, {"docs/_data/facts.yml": ENGLISH.replace("several", "some")})
    (recorded / ".git").rename(recorded / "git-is-away")
    (said,) = found(recorded, "data-outdated")
    assert said.startswith("3: made from another text of docs/_data/facts.yml, which git does not show here: not a git")


def test_a_revision_that_is_none_is_told_as_such(recorded: Path) -> None:
    write(recorded, {"docs_fr/_data/facts.yml": "sage:\n  wait: quelques jours\nsource_revision: d37f4a8\n"})
    said = "source_revision 'd37f4a8' is not the 40 hexadecimal digits of a git blob id"
    assert found(recorded, "data-outdated") == [f"3: {said}"]


def test_data_without_a_source_is_told_and_never_recorded(small_site: Callable[..., Path]) -> None:
    root = small_site({"docs_fr/_data/facts.yml": f"source_revision: {'0' * 40}\na: 1\n"})
    assert found(root, "data-outdated") == []
    code, out, err = accept(root, "--all")
    assert (code, err) == (0, "")
    assert "_data" not in out


@pytest.mark.parametrize("french", ["{sage: {wait: quelques jours}}\n", "---\nsage:\n  wait: quelques jours\n"])
def test_data_in_another_shape_is_left_as_it_is(small_site: Callable[..., Path], french: str) -> None:
    root = small_site({"docs/_data/facts.yml": ENGLISH, "docs_fr/_data/facts.yml": french})
    code, out, err = accept(root, "docs_fr/_data/facts.yml")
    assert (code, out) == (2, "")
    revision = blob_id(ENGLISH.encode())
    assert err == (
        "docs_fr/_data/facts.yml:1: is not written as one block of keys; "
        f"write 'source_revision: {revision}' into it by hand [yaml]\n"
    )
    assert (root / "docs_fr/_data/facts.yml").read_text(encoding="utf-8") == french
