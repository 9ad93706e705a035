"""Pictures and other files in two languages: outdated, told, listed and accepted; and the texts of drawings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, build, commit, run, write

Make = Callable[[Mapping[str, str | bytes]], Path]

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01"


def drawing(*texts: str) -> str:
    lines = [f'  <text x="0" y="{number}">{text}</text>' for number, text in enumerate(texts)]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">', *lines, "</svg>", ""])


FILES: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n\n![Keys](keys.svg)\n\n![Dialog](dialog.png)\n\n[Form](form.pdf)\n",
    "docs_fr/index.md": "# Accueil\n\n![Clés](keys.svg)\n\n![Boîte](dialog.png)\n\n[Formulaire](form.pdf)\n",
    "docs/keys.svg": drawing("Your key", "for 60 days"),
    "docs_fr/keys.svg": drawing("Votre clé", "pendant 60 jours"),
    "docs/dialog.png": PNG + b"one",
    "docs_fr/dialog.png": PNG + b"un",
    "docs/form.pdf": b"%PDF-1.7\none\n",
    "docs_fr/form.pdf": b"%PDF-1.7\nun\n",
}


def command(root: Path, verb: str, *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    result = run(sys.executable, SCRIPTS, verb, *arguments, "-f", root / "mkdocs.yml")
    return result.returncode, result.stdout.splitlines(), result.stderr.splitlines()


def found(root: Path, *options: str) -> list[str]:
    said = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--format", "json", *options).stdout
    return [
        f"{each['path']}:{each['line']}: {each['message']} [{each['rule']}]" for each in json.loads(said)["findings"]
    ]


def states(root: Path) -> dict[str, str]:
    pages = json.loads("\n".join(command(root, "status", "--format", "json")[1]))["pages"]
    return {each["page"]: each["state"] for each in pages if not each["page"].endswith(".md")}


@pytest.fixture
def recorded(small_site: Make) -> Path:
    """A site whose French files are recorded, all committed."""
    root = small_site(FILES)
    code, said, wrong = command(root, "accept", "docs_fr/keys.svg", "dialog.png", "docs/form.pdf")
    assert (code, wrong) == (0, [])
    assert said == [
        f"docs_fr/{name}: recorded as made from docs/{name} as it is now"
        for name in ("keys.svg", "dialog.png", "form.pdf")
    ]
    commit(root)
    return root


def test_a_file_that_has_changed_is_told_listed_and_accepted(recorded: Path) -> None:
    assert found(recorded, "--only", "file-outdated") == []
    assert states(recorded) == dict.fromkeys(("dialog.png", "form.pdf", "keys.svg"), "up to date")
    write(recorded, {"docs/dialog.png": PNG + b"two", "docs/form.pdf": b"%PDF-1.7\ntwo\n"})
    assert found(recorded, "--only", "file-outdated") == [
        f"docs_fr/{name}:0: made from an older docs/{name} [file-outdated]" for name in ("dialog.png", "form.pdf")
    ]
    assert states(recorded) == {"dialog.png": "outdated", "form.pdf": "outdated", "keys.svg": "up to date"}
    write(recorded, {"docs_fr/dialog.png": PNG + b"deux"})
    said = "docs_fr/dialog.png: recorded as made from docs/dialog.png as it is now"
    assert command(recorded, "accept", "docs_fr/dialog.png") == (0, [said], [])
    assert command(recorded, "accept", "docs_fr/dialog.png") == (0, ["docs_fr/dialog.png: recorded already"], [])
    assert states(recorded) == {"dialog.png": "up to date", "form.pdf": "outdated", "keys.svg": "up to date"}
    assert command(recorded, "accept", "--all")[0] == 0
    assert found(recorded, "--only", "file-outdated") == []


def test_what_is_recorded_is_the_blob_id_of_git_and_is_not_published(recorded: Path) -> None:
    lines = (recorded / "docs_fr/_revisions.yml").read_text(encoding="utf-8").splitlines()
    ids = dict(line.split(": ") for line in lines if not line.startswith("#"))
    assert list(ids) == ["dialog.png", "form.pdf", "keys.svg"]
    for name, revision in ids.items():
        assert run("git", "hash-object", f"docs/{name}", cwd=recorded).stdout.strip() == revision.strip("'")
    assert build(recorded).returncode == 0
    assert [path.name for path in (recorded / "site").rglob("_revisions*")] == []


def test_of_a_drawing_it_is_said_what_has_changed(recorded: Path) -> None:
    write(recorded, {"docs/keys.svg": drawing("Your secret key", "for 60 days")})
    assert found(recorded, "--only", "file-outdated") == [
        "docs_fr/keys.svg:0: made from an older docs/keys.svg: 'Your key' is now 'Your secret key' in docs/keys.svg:2 [file-outdated]"
    ]
    write(recorded, {"docs/keys.svg": drawing("Your key", "for 60 days.").replace("\n  ", "\n    ")})
    assert found(recorded, "--only", "file-outdated") == []  # nothing for a translator
    write(recorded, {"docs/keys.svg": drawing("Your key", "for 60 days").replace('x="0"', 'x="1"')})
    assert found(recorded, "--only", "file-outdated") == [
        "docs_fr/keys.svg:0: made from an older docs/keys.svg [file-outdated]"
    ]


def test_where_nothing_is_recorded_the_history_is_asked(small_site: Make) -> None:
    root = small_site(FILES)
    assert states(root) == dict.fromkeys(("dialog.png", "form.pdf", "keys.svg"), "unknown")
    commit(root)
    assert set(states(root).values()) == {"up to date"}
    write(root, {"docs/dialog.png": PNG + b"two"})
    assert states(root) == {"dialog.png": "outdated", "form.pdf": "up to date", "keys.svg": "up to date"}
    commit(root)
    assert found(root, "--only", "file-outdated") == [
        "docs_fr/dialog.png:0: made from an older docs/dialog.png [file-outdated]"
    ]
    write(root, {"docs_fr/dialog.png": PNG + b"deux"})
    commit(root)
    assert set(states(root).values()) == {"up to date"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys.svg: x\n", "1: 'x' of 'keys.svg' is not the 40 hexadecimal digits of a git blob id [configuration]"),
        ("- a\n", "1: is not a mapping of files to git blob ids [configuration]"),
        ("a: [\n", "2: is not valid YAML: did not find expected node content [yaml]"),
    ],
)
def test_a_record_that_is_no_good_is_a_finding(small_site: Make, text: str, said: str) -> None:
    root = small_site({**FILES, "docs_fr/_revisions.yml": text})
    assert f"docs_fr/_revisions.yml:{said}" in found(root)
    code, _, wrong = command(root, "accept", "docs_fr/keys.svg")
    assert (code, "docs_fr/_revisions.yml" in wrong[0]) == (2, True)
    assert (root / "docs_fr/_revisions.yml").read_text(encoding="utf-8") == text


GLOSSARY = "labels: same\nforbidden: {e-mail: courriel}\nkeep: [Sage Intacct]\n"


@pytest.mark.parametrize(
    ("english", "french", "said"),
    [
        (["for 60 days"], ["pendant 90 jours"], "number '90' is '60' in docs/keys.svg:2 [number-mismatch]"),
        (
            ["Wait for the email from the support team"],
            ["Wait for the email from the support team"],
            "'Wait for the email from the support team' is left in the language of docs/keys.svg:2 [untranslated]",
        ),
        (["Your mail"], ["Votre e-mail"], "'e-mail' is forbidden by the glossary; write 'courriel' [glossary-forbidden]"),
        (
            ["In Sage Intacct, your keys"],
            ["Dans Sage Intact, vos clés"],
            "name 'Sage Intacct' of docs/keys.svg:2 is missing here, or spelled otherwise [glossary-name]",
        ),
        (["Client secret"], ["Secret du client"], "label 'Secret du client' is 'Client secret' in the product, as the glossary says [glossary-label]"),
        (["Client secret"], ["Client secret (clé)"], ""),
        (["Your <tspan>keys</tspan>"], ["Vos <tspan>clés</tspan>"], ""),
        (["Keys: 3"], ["Clés\u00a0: 3"], ""),
    ],
)  # fmt: skip
def test_the_texts_of_drawings_are_read(small_site: Make, english: list[str], french: list[str], said: str) -> None:
    root = small_site(
        {
            **FILES,
            "docs/index.md": "# Home\n\nEnter the **Client secret**.\n\n![Keys](keys.svg)\n",
            "docs_fr/index.md": "# Accueil\n\nEntrez le **Client secret**.\n\n![Clés](keys.svg)\n",
            "docs/keys.svg": drawing(*english),
            "docs_fr/keys.svg": drawing(*french),
            "docs_fr/_glossary.yml": GLOSSARY,
        }
    )
    mine = [line for line in found(root) if line.startswith("docs_fr/keys.svg")]
    assert mine == ([f"docs_fr/keys.svg:2: {said}"] if said else [])


def test_the_typography_of_drawings_is_looked_at_by_line(small_site: Make) -> None:
    french = "<svg xmlns='http://www.w3.org/2000/svg'>\n<title>Vos clés :\nl'une et l’autre</title>\n<style>a : b</style>\n<text>\n  Prêt ?\n</text></svg>\n"
    root = small_site({**FILES, "docs_fr/keys.svg": french, "mkdocs.yml": CONFIG})
    assert [line for line in found(root, "--only", "typography") if ".svg" in line] == [
        "docs_fr/keys.svg:2: 'clés :' wants a no-break space before ':' [typography]",
        "docs_fr/keys.svg:3: 'l'une' wants the apostrophe '’' [typography]",
        "docs_fr/keys.svg:6: 'Prêt ?' wants no space before '?' [typography]",
    ]


def test_the_typography_of_data_is_looked_at_by_line(small_site: Make) -> None:
    data = '# Un commentaire : rien.\na:\n  wait: "Aucun : il n\'y en a pas"\n  versions: [version 3.1, Prêt ?]\n  note: >-\n    Oui ;\n    non\n  link: https://a.example/?b=c\n'
    files = {
        **FILES,
        "docs/_data/facts.yml": "a: {wait: None}\n",
        "docs_fr/_data/facts.yml": data,
        "mkdocs.yml": CONFIG,
    }
    expected = [
        "docs_fr/_data/facts.yml:3: 'Aucun :' wants a no-break space before ':' [typography]",
        "docs_fr/_data/facts.yml:3: 'n'y' wants the apostrophe '’' [typography]",
        "docs_fr/_data/facts.yml:4: 'Prêt ?' wants no space before '?' [typography]",
        "docs_fr/_data/facts.yml:5: 'Oui ;' wants no space before ';' [typography]",
    ]
    root = small_site(files)
    assert [line for line in found(root, "--only", "typography") if "_data" in line] == expected
    broken = small_site({**files, "docs_fr/_data/facts.yml": "a: [\n"})
    assert not [line for line in found(broken, "--only", "typography") if "[typography]" in line]


def test_a_drawing_that_differs_is_not_accepted(small_site: Make) -> None:
    root = small_site({**FILES, "docs_fr/keys.svg": drawing("Votre clé", "pendant 90 jours")})
    code, said, wrong = command(root, "accept", "docs_fr/keys.svg")
    assert (code, said, len(wrong)) == (1, [], 2)
    assert wrong[1] == "scripts: docs_fr/keys.svg is not recorded: 1 finding; --force records it as it is"
    assert command(root, "accept", "docs_fr/keys.svg", "--force")[0] == 0
