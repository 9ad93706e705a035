"""`python3 scripts status`: a table of what is translated."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.pages.revision import blob_id
from conftest import SCRIPTS, commit, run, write

Site = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = (
    "---\ntitle: Keys\ndescription: Add two keys.\n---\n\n# Keys\n\nYou can add a key.\n\n- One step\n- Two steps\n"
)
FRENCH = "---\ntitle: Clés\ndescription: Ajoutez deux clés.\nsource_revision: {}\n---\n\n# Clés\n\nVous pouvez ajouter une clé.\n\n- Une étape\n- Deux étapes\n"


def status(site: Path, *options: str) -> tuple[int, str, str]:
    result = run(sys.executable, SCRIPTS, "status", "-f", site / "mkdocs.yml", *options)
    return result.returncode, result.stdout, result.stderr


@pytest.fixture
def site(small_site: Site) -> Path:
    """One page of each state, and snippets in two."""
    home = "# Home\n"
    made = small_site(
        {
            "docs_fr/index.md": f"---\nsource_revision: {blob_id(home.encode())}\n---\n\n# Accueil\n",
            "docs/keys.md": ENGLISH,
            "docs_fr/keys.md": FRENCH.format(blob_id(ENGLISH.encode())),
            "docs/missing.md": "# One two\n\nThree four five.\n",
            "docs/shallow.md": "# One two\n",
            "docs_fr/shallow.md": f"---\nsource_revision: {'0' * 40}\n---\n\n# Un deux\n",
            "docs/unrecorded.md": "# One two\n",
            "docs_fr/unrecorded.md": "# Un deux\n",
            "docs/_snippets/a.md": "Wait here.\n",
            "docs_fr/_snippets/a.md": f"---\nsource_revision: {blob_id(b'Wait here.' + bytes([10]))}\n---\n\nAttendez ici.\n",
        }
    )
    commit(made)
    changed = ENGLISH.replace("two keys", "three keys").replace("You can", "You must").replace("Two", "The two")
    return write(made, {"docs/keys.md": changed.replace("- One step\n", "- one step.\n")})


TABLE = """\
page            language  state                                           up to date  words to translate
_snippets/a.md  fr        up to date                                           100 %                   0
index.md        fr        up to date                                           100 %                   0
keys.md         fr        outdated                                              50 %                  11
missing.md      fr        missing                                                0 %                   5
shallow.md      fr        unknown                                                  ?                   ?
unrecorded.md   fr        unknown                                                  ?                   ?
--------------------------------------------------------------------------------------------------------
total           fr        1 missing, 1 outdated, 2 unknown, 2 up to date        50 %                  16
"""


def test_the_table_tells_the_state_of_each_page_and_the_totals(site: Path) -> None:
    assert status(site) == (0, TABLE, "")
    assert status(site, "fr") == (0, TABLE, "")


DATA = "sage:\n  wait: for several days\n  delay: 60 days\n  portal: https://portal.example.org\n"
DONNEES = "source_revision: {}\nsage:\n  wait: pendant plusieurs jours\n  delay: 60 jours\n"


@pytest.mark.parametrize(
    ("data", "donnees", "row"),
    [
        (DATA, DONNEES, ["up to date", "100 %", "0"]),
        (DATA.replace("60 days", "90 days"), DONNEES, ["outdated", "50 %", "2"]),
        (DATA.replace("https", "http"), DONNEES, ["up to date", "100 %", "0"]),  # which no translation says
        (DATA, DONNEES.replace("source_revision: {}\n", ""), ["unknown", "?", "?"]),
        (DATA, DONNEES.replace("{}", "0" * 40), ["unknown", "?", "?"]),
    ],
)
def test_data_are_listed_too(small_site: Site, data: str, donnees: str, row: list[str]) -> None:
    site = small_site(
        {"docs/_data/sage.yml": DATA, "docs_fr/_data/sage.yml": donnees.format(blob_id(DATA.encode()))},
    )
    commit(site)
    write(site, {"docs/_data/sage.yml": data})
    code, table, said = status(site)
    lines = [re.split(r"\s{2,}", line.strip()) for line in table.splitlines() if line.startswith("_data")]
    assert (code, lines, said) == (0, [["_data/sage.yml", "fr", *row]], "")


def test_a_line_of_tags_counts_as_well(small_site: Site) -> None:
    english, snippet = '# Keys\n\n{% include "a.md" %}\n', "Wait.\n"
    root = small_site(
        {
            "docs/keys.md": english,
            "docs_fr/keys.md": f"---\nsource_revision: {blob_id(english.encode())}\n---\n\n# Clés\n",
            "docs/_snippets/a.md": snippet,
            "docs_fr/_snippets/a.md": f"---\nsource_revision: {blob_id(snippet.encode())}\n---\n\nAttendez.\n",
        }
    )
    assert re.search(r"^keys\.md +fr +outdated +50 % +0$", status(root)[1], re.MULTILINE)


def test_json_says_the_same(site: Path) -> None:
    code, text, _ = status(site, "--format", "json")
    found = json.loads(text)
    assert code == 0
    assert [tuple(page) for page in found["pages"]] == [
        ("page", "locale", "path", "state", "segments", "words", "meaning")
    ] * 6
    assert found["pages"][2] == {
        "page": "keys.md",
        "locale": "fr",
        "path": "docs_fr/keys.md",
        "state": "outdated",
        "segments": {"total": 6, "up_to_date": 3},
        "words": 11,
        "meaning": 0,
    }
    assert found["pages"][4]["segments"] == {"total": 1, "up_to_date": None}
    assert found["totals"] == [
        {
            "locale": "fr",
            "pages": {"missing": 1, "outdated": 1, "unknown": 2, "up to date": 2},
            "segments": {"total": 10, "up_to_date": 5},
            "words": 16,
            "meaning": 0,
        }
    ]


def test_a_page_that_cannot_be_read_is_unknown_and_the_reason_is_told(small_site: Site) -> None:
    site = small_site({"docs_fr/index.md": b"# Accueil \xe9\n"})
    code, text, reason = status(site)
    assert code == 0
    assert text.splitlines()[1].split() == ["index.md", "fr", "unknown", "?", "?"]
    assert reason == "docs_fr/index.md:1: is not UTF-8: byte '0xE9'; save it as UTF-8 [unreadable]\n"


def test_a_language_that_is_none_is_refused(site: Path) -> None:
    assert status(site, "fr-CA") == (
        2,
        "",
        "scripts: 'fr-CA' is no language that this site is translated into; it has 'fr'\n",
    )


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    assert status(tmp_path) == (2, "", f"scripts: 'mkdocs.yml' is not in '{tmp_path}'; name it with -f\n")


OPEN_DATA = "sage:\n  wait: for several days\nnew:\n  wait: 'TO WRITE: how long'\n  delay: 60 days\n"


@pytest.mark.parametrize(
    ("data", "donnees", "row"),
    [
        # the record of `new`: still to be written in both
        (OPEN_DATA, DONNEES.replace("  delay: 60 jours\n", "new: {{wait: 'À RÉDIGER : combien de temps'}}\n"), ["missing", "50 %", "4"]),
        # in English alone, where nothing says that it is to be translated
        (OPEN_DATA, DONNEES, ["missing", "66 %", "4"]),
        # in French alone, a text that is prose and one that is none
        (OPEN_DATA.replace("TO WRITE: how long", "for some days"), DONNEES + "new: {{wait: À RÉDIGER}}\n", ["missing", "66 %", "3"]),
        (OPEN_DATA.replace("'TO WRITE: how long'", "Sage"), DONNEES + "new: {{wait: 'À RÉDIGER : nom'}}\n", ["missing", "66 %", "1"]),
        # nothing recorded yet
        (OPEN_DATA, "new: {{wait: À RÉDIGER}}\n", ["missing", "0 %", "7"]),
        # in a list, in a mapping of a mapping
        (OPEN_DATA.replace("'TO WRITE: how long'", "[a, b]"), DONNEES + "new: {{wait: [x, À RÉDIGER]}}\n", ["missing", "66 %", "2"]),
        (OPEN_DATA.replace("'TO WRITE: how long'", "{in: {en: X}}"), DONNEES + "new: {{wait: {{in: {{en: À RÉDIGER}}}}}}\n", ["missing", "66 %", "1"]),
    ],
)  # fmt: skip
def test_what_is_still_to_be_written_in_data_is_missing(
    small_site: Site, data: str, donnees: str, row: list[str]
) -> None:
    site = small_site({"docs/_data/sage.yml": data, "docs_fr/_data/sage.yml": donnees.format(blob_id(data.encode()))})
    lines = [re.split(r"\s{2,}", line.strip()) for line in status(site)[1].splitlines() if line.startswith("_data")]
    assert lines == [["_data/sage.yml", "fr", *row]]


DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'><title>{}</title>\n<text>{}</text></svg>\n"


def test_what_is_still_to_be_written_beside_the_pages_is_missing_too(small_site: Site) -> None:
    english, snippet = DRAWING.format("The steps", "Save"), "Wait for it.\n"
    root = small_site(
        {
            "docs/steps.svg": english,
            "docs_fr/steps.svg": DRAWING.format("Les étapes", "À RÉDIGER : le bouton"),
            "docs_fr/_revisions.yml": f"steps.svg: {blob_id(english.encode())}\n",
            "docs_fr/_glossary.yml": "terms: {company: entreprise, sync: 'À RÉDIGER : synchronisation?'}\n",
            "docs/_snippets/a.md": snippet,
            "docs_fr/_snippets/a.md": f"---\nsource_revision: {blob_id(snippet.encode())}\n---\n\nÀ RÉDIGER\n",
            "docs/more.md": "---\ntags: [Help, Keys]\n---\n\n# More\n",
            "docs_fr/more.md": "---\ntags: [Aide, À RÉDIGER]\n---\n\n# Plus\n",
        }
    )
    states = {cells[0]: cells[2:] for line in status(root)[1].splitlines() if (cells := re.split(r"\s{2,}", line))}
    assert {
        name: cells[0]
        for name, cells in states.items()
        if name in ("steps.svg", "_glossary.yml", "_snippets/a.md", "more.md")
    } == {
        "steps.svg": "missing",
        "_glossary.yml": "missing",
        "_snippets/a.md": "missing",
        "more.md": "missing",
    }
    assert states["_glossary.yml"][1:] == ["50 %", "1"]
    refused = run(sys.executable, SCRIPTS, "accept", "docs_fr/steps.svg", "--force", cwd=root)
    assert refused.returncode == 0
    write(root, {"docs_fr/_revisions.yml": ""})
    refused = run(sys.executable, SCRIPTS, "accept", "docs_fr/steps.svg", cwd=root)
    assert (refused.returncode, refused.stderr.splitlines()[0]) == (
        1,
        "docs_fr/steps.svg:2: 'À RÉDIGER : le bouton' is still to be written [to-write]",
    )


DOUBTFUL = {
    "docs/wait.md": "# Wait\n\nOpen the file. Wait for the second email.\n",
    "docs_fr/wait.md": "# Attendre\n\nOuvrez le fichier.\n",
    "docs/stub.md": "# Wait\n\nOpen the file. Wait for the second email.\n",
    "docs_fr/stub.md": "# Wait\n\nOpen the file. Wait for the second email.\n",
}


def test_what_may_not_say_the_same_is_counted_where_there_is_something(small_site: Site) -> None:
    site = small_site(DOUBTFUL)
    _, said, _ = status(site)
    rows = [re.split(r"  +", line) for line in said.splitlines()]
    assert rows[0][-1] == "meaning"
    assert [row[-1] for row in rows if row[0] == "wait.md"] == ["1"]
    assert rows[-2][-1] == "1"
    assert said.splitlines()[-1] == "`python3 scripts check --only meaning` lists what may not say the same"
    found = json.loads(status(site, "--format", "json")[1])
    assert {page["page"]: page["meaning"] for page in found["pages"]} == {"index.md": 0, "stub.md": 0, "wait.md": 1}
    assert [total["meaning"] for total in found["totals"]] == [1]
