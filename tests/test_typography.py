"""French typography by country: what is found, what is left alone, and what `check --fix` writes."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.check.fix import fix
from bitext.finding import Refused
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
COLON = "a no-break space before ':'"

# what is written, what is found, what it becomes
FAULTY: list[tuple[str, list[str], str]] = [
    ("Statut : actif", [f"1: 'Statut :' wants {COLON}"], "Statut\u00a0: actif"),
    ("Statut: actif", [f"1: 'Statut:' wants {COLON}"], "Statut\u00a0: actif"),
    ("**Nom** : A, **Remarque :** B", [f"1: '**Nom** :' wants {COLON}", f"1: '**Remarque :**' wants {COLON}"], "**Nom**\u00a0: A, **Remarque\u00a0:** B"),
    ("[Lien](a.md) : `code` :", [f"1: '[Lien](a.md) :' wants {COLON}", f"1: '`code` :' wants {COLON}"], "[Lien](a.md)\u00a0: `code`\u00a0:"),
    ("Entrez {{ locale }} : x", [f"1: '}}}} :' wants {COLON}"], "Entrez {{ locale }}\u00a0: x"),
    ("| Nom : | b |\n| :-- | --: |", [f"1: 'Nom :' wants {COLON}"], "| Nom\u00a0: | b |\n| :-- | --: |"),
    ("« Oui », «non»", ["1: '« Oui' wants a no-break space after '«'", "1: 'Oui »,' wants a no-break space before '»'", "1: '«non»' wants a no-break space after '«'", "1: '«non»' wants a no-break space before '»'"], "«\u00a0Oui\u00a0», «\u00a0non\u00a0»"),
    ("L'API d'ici, lorsqu'elle a `l'x` aujourd'hui : **Don't**", ["1: 'L'API' wants the apostrophe '’'", "1: 'd'ici,' wants the apostrophe '’'", "1: 'lorsqu'elle' wants the apostrophe '’'", "1: 'aujourd'hui' wants the apostrophe '’'", f"1: 'aujourd'hui :' wants {COLON}"], "L’API d’ici, lorsqu’elle a `l'x` aujourd’hui\u00a0: **Don't**"),
    ("Prêt ? Oui ! Bien\u00a0; fini\u202f!", ["1: 'Prêt ?' wants no space before '?'", "1: 'Oui !' wants no space before '!'", "1: 'Bien\u00a0;' wants no space before ';'", "1: 'fini\u202f!' wants no space before '!'"], "Prêt? Oui! Bien; fini!"),
    ("La taxe est de 27.98 $, soit 0.5 et 139.88 en tout, 3.5 % ou 2.5 heures.", ["1: '27.98' wants a decimal comma: '27,98'", "1: '0.5' wants a decimal comma: '0,5'", "1: '3.5' wants a decimal comma: '3,5'"], "La taxe est de 27,98 $, soit 0,5 et 139.88 en tout, 3,5 % ou 2.5 heures."),
    ("---\ntitle: \"A : b\"\nx : y\n---\nText", [f"2: '\"A :' wants {COLON}"], "---\ntitle: \"A\u00a0: b\"\nx : y\n---\nText"),
    ('!!! note "Clés : x"\n    Oui : non', [f"1: '\"Clés :' wants {COLON}", f"2: 'Oui :' wants {COLON}"], '!!! note "Clés\u00a0: x"\n    Oui\u00a0: non'),
    ("![Texte : x](a.png)", [f"1: '![Texte :' wants {COLON}"], "![Texte\u00a0: x](a.png)"),
    ("<p>Oui&nbsp;!</p>", ["1: '<p>Oui&nbsp;!</p>' wants no space before '!'"], "<p>Oui!</p>"),
]  # fmt: skip

CLEAN = [
    "Statut\u00a0: actif, narrow\u202f: ok, 16:00, 12:30:15, ratio 3:1, 16\u00a0h\u00a030.",
    "`a : b ? c ; d « e »`\n\n```yaml\nkey : value ?\n« x »\n```\n\n    indenté : oui ?",
    'Voir https://a.example/x?y=1;z: et <https://a.example/?q: r> et [a](b.md "c : d ? E").',
    "[réf]: https://a.example/?a=b\n[^1]: Note sans faute.\n*[HTML]: Langage",
    "Icône :material-check: et :smile: et x{ .a : b } et {{ a ? b : c }} {% if a : b %}.",
    '<span style="color : red ; x ! y" title="a ? B">texte</span>\n\n<style>\na : b ;\n</style>',
    "<!-- a : b ? C ; d -->\n\nTerme\n:   Définition\n\n: Autre",
    "Cliquez sur **Settings: General**, _Redirect URL:_ puis **Really?**.",
    "Version 3.1, API v3.1, versions 3.0 et 3.1, Python 3.11 s’installe, 10.0.0.1, 2020.10, 1.2.3, a 3.14, fichier 0.1.txt.",
    "- 0.1 Première\n- 0.2 Deuxième\n\n### 0.3 Troisième",
    "Appuyez sur ? pour l’aide, a != b, a ! b, «\u00a0?\u00a0», | ? | et ( ! ) ![a](b.png)",
    "mot <!-- c --> : suite",
    "&nbsp;: &amp; «&nbsp;mot&nbsp;» fin&nbsp;: x",
    "---\nintegration : x\nsource_revision: abc\n---\nTexte",
    "Texte «",
    "Données\u00a0: <![CDATA[x : y ? Z]]> et suite.",
    "« \nsuite",
    '=== "Onglet"\n\n    Texte\n\n!!! note\n    Texte',
]


def page(text: str) -> Page:
    return parse_page(text, "docs_fr/a.md", "a.md", "fr")


@pytest.mark.parametrize(("text", "expected", "becomes"), FAULTY, ids=lambda value: str(value)[:20])
def test_a_fault_is_found_and_put_right(small_site: Make, text: str, expected: list[str], becomes: str) -> None:
    root = small_site({"docs_fr/index.md": text})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    checked = check(sources, chosen_rules(only=["typography"]))
    assert sorted(f"{finding.line}: {finding.message}" for finding in checked.findings) == sorted(expected)
    assert fix(sources, checked.findings) == list(checked.findings)
    assert (root / "docs_fr/index.md").read_text(encoding="utf-8") == becomes
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["typography"])).findings == ()


@pytest.mark.parametrize("text", CLEAN, ids=lambda value: value[:20])
def test_what_is_no_prose_or_right_is_left_alone(text: str) -> None:
    assert list(edits(page(text), QUEBEC)) == []


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
