"""French typography by country, and how `check --fix` writes. What is found and left alone: `tests/cases/rules/typography`."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.check.fix import fix
from bitext.errors import Refused
from bitext.languages.language import Conventions
from bitext.pages.page import Page, parse_page
from bitext.site.site import Site
from bitext.sources import Sources
from bitext.translating.typography import conventions_of, edits
from conftest import CONFIG, ROOT, SCRIPTS, run, told
from hypothesis import given
from hypothesis import strategies as st

Make = Callable[[Mapping[str, str | bytes]], Path]
QUEBEC = conventions_of("fr-CA") or Conventions()


def page(text: str) -> Page:
    return parse_page(text, "docs_fr/a.md", "a.md", "fr")


def test_the_rule_is_off_and_looks_at_french_pages_alone(small_site: Make) -> None:
    faulty = {"docs/index.md": "Status : on\n", "docs_fr/index.md": "Statut : actif\n"}
    rules = chosen_rules(only=["typography"])
    assert "typography" not in {rule.id for rule in chosen_rules()}
    found = check(Sources(Site.load(small_site(faulty) / "mkdocs.yml")), rules).findings
    assert [(finding.path, finding.line) for finding in found] == [("docs_fr/index.md", 1)]
    german = {**faulty, "mkdocs.yml": CONFIG.replace("{language: fr-CA}", "{language: de}")}
    assert check(Sources(Site.load(small_site(german) / "mkdocs.yml")), rules).findings == ()


@pytest.mark.parametrize(
    ("tag", "becomes"),
    [
        ("fr-CA", "Prêt? Oui! Bien; soit\u00a0: «\u00a0mot\u00a0», 27,98 $ et 3,5 %."),
        ("fr-FR", "Prêt\u202f? Oui\u202f! Bien\u202f; soit\u00a0: «\u00a0mot\u00a0», 27,98 $ et 3,5 %."),
        ("fr-BE", "Prêt\u202f? Oui\u202f! Bien\u202f; soit\u00a0: «\u00a0mot\u00a0», 27,98 $ et 3,5 %."),
        ("fr-LU", "Prêt\u202f? Oui\u202f! Bien\u202f; soit\u00a0: «\u00a0mot\u00a0», 27,98 $ et 3,5 %."),
        ("fr-CH", "Prêt\u202f? Oui\u202f! Bien\u202f; soit\u202f: «\u202fmot\u202f», 27.98 $ et 3,5 %."),
        ("fr", "Prêt ? Oui ! Bien ; soit\u00a0: «\u00a0mot\u00a0», 27,98 $ et 3,5 %."),
        ("fr-SN", "Prêt ? Oui ! Bien ; soit\u00a0: «\u00a0mot\u00a0», 27,98 $ et 3,5 %."),
        ("de", "Prêt ? Oui ! Bien ; soit : « mot », 27.98 $ et 3.5 %."),
    ],
)
def test_each_country_has_marks_of_its_own(tag: str, becomes: str) -> None:
    text = "Prêt ? Oui ! Bien ; soit : « mot », 27.98 $ et 3.5 %."
    conventions = conventions_of(tag)
    for edit in reversed(list(edits(page(text), conventions)) if conventions else []):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    assert text == becomes
    assert not conventions or not list(edits(page(text), conventions))


@pytest.mark.parametrize("tag", ["fr-FR", "fr-be", "fr_CH"])
def test_abroad_a_mark_wants_a_narrow_space(tag: str) -> None:
    conventions = conventions_of(tag) or Conventions()
    assert [str(edit) for edit in edits(page("Prêt? Oui!\n\nBien; fini ?!\n"), conventions)] == [
        "'Prêt?' wants a narrow no-break space before '?'",
        "'Oui!' wants a narrow no-break space before '!'",
        "'Bien;' wants a narrow no-break space before ';'",
        "'fini ?!' wants a narrow no-break space before '?'",
    ]
    clean = "Prêt\u00a0? Oui\u202f! `a ? b`, https://a.example/?a=b; ![a](b.png) &amp; **Really?** a != b, x?.y &nbsp;; «\u00a0Quoi\u202f?\u00a0»"
    assert list(edits(page(clean), conventions)) == []


def test_the_project_is_clean() -> None:
    assert check(Sources(Site.load(ROOT / "mkdocs.yml")), chosen_rules(only=["typography"])).findings == ()


def test_line_ends_byte_order_mark_and_mode_are_kept(small_site: Make) -> None:
    written = "\ufeff---\r\ntitle: x\r\n---\r\nOui : non\r\nPrêt ?\nFin : x\r".encode()
    root = small_site({"docs_fr/index.md": written})
    file = root / "docs_fr/index.md"
    file.chmod(0o640)
    sources = Sources(Site.load(root / "mkdocs.yml"))
    fix(sources, check(sources, chosen_rules(only=["typography"])).findings)
    assert file.read_bytes().decode() == "\ufeff---\r\ntitle: x\r\n---\r\nOui\u00a0: non\r\nPrêt?\nFin\u00a0: x\r"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["index.md"]


def test_a_file_that_changed_meanwhile_is_refused_and_left(small_site: Make) -> None:
    root = small_site({"docs_fr/index.md": "Oui : non\n"})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    findings = check(sources, chosen_rules(only=["typography"])).findings
    (root / "docs_fr/index.md").write_text("Autre : texte\n")
    with pytest.raises(Refused, match="was changed while it was checked; run again"):
        fix(sources, findings)
    assert (root / "docs_fr/index.md").read_text() == "Autre : texte\n"


def test_the_command_fixes_what_is_asked_says_what_and_checks_again(small_site: Make) -> None:
    silenced = "<!-- check: ignore typography because it is quoted -->\n\nOui : non\n\n"
    root = small_site({"docs_fr/index.md": f"{silenced}Prêt ?\n", "docs_fr/b.md": "Prêt ?\n", "docs/b.md": "# B\n"})
    command = (sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "typography")
    assert run(*command).returncode == 1
    result = run(*command, "--fix", "docs_fr/index.md")
    assert (result.returncode, result.stdout) == (0, "")
    assert told(result.stderr) == "fixed docs_fr/index.md:5: 'Prêt ?' wants no space before '?'\n"
    assert (root / "docs_fr/index.md").read_text(encoding="utf-8") == f"{silenced}Prêt?\n"
    assert (root / "docs_fr/b.md").read_text(encoding="utf-8") == "Prêt ?\n"
    without = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--fix")
    assert without.returncode == 2
    assert without.stderr.startswith("scripts: --fix puts right what some rules report, and none of them is on")


@given(st.lists(st.sampled_from([*"aà :;!?«».,|*_`<>[](){}\\\n#-0123", "\u00a0", "\u202f", "&nbsp;", "**", "{{ ", " }}", "    "]), max_size=50).map("".join))  # fmt: skip
def test_every_change_is_of_blanks_or_points_and_leaves_less_to_do(text: str) -> None:
    first = page(f"x\n{text}")
    lines, wanted = first.body.split("\n"), list(edits(first, QUEBEC))
    for edit in reversed(wanted):
        line = lines[edit.line - 1]
        assert line[edit.start : edit.end].replace("&nbsp;", "").strip() in ("", ".")
        lines[edit.line - 1] = line[: edit.start] + edit.replacement + line[edit.end :]
    left = list(edits(page("\n".join(lines)), QUEBEC))
    assert not left or len(left) < len(wanted)
