"""`python3 scripts build`: all of the site or nothing, the same bytes each time, and faults with file and line."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, ROOT, SCRIPTS, THEME, build, contents, copy_built, run, told, write

Make = Callable[[Mapping[str, str | bytes]], Path]
NOTHING_BUILT = r"nothing built of \d+ pages? in 2 languages \(en, fr\), \d+ pairs?: {} findings? in \d+ files?(?:, \d+ warnings? among them)?"
NOTHING_READ = r"nothing built of 0 pages in 0 languages, 0 pairs: {} findings? in 1 file"


def findings(root: Path) -> list[str]:
    """What a build that must fail says, without its closing line."""
    result = build(root)
    *said, last = result.stderr.splitlines()
    is_read = not last.startswith("nothing built of 0 pages ")
    assert (result.returncode, result.stdout) == (1 if is_read else 2, "")
    assert re.fullmatch((NOTHING_BUILT if is_read else NOTHING_READ).format(len(said)), last), last
    assert not (root / "site").exists()
    return said


def test_a_good_build_says_in_one_line_what_was_read_and_done(small_site: Make) -> None:
    root = small_site({})
    result = build(root)
    done = f"built 2 pages in 2 languages (en, fr), 1 pair: no findings; see {root / 'site'}/index.html\n"
    assert (result.returncode, result.stdout, result.stderr) == (0, "", done)
    assert {"index.html", "fr/index.html", "404.html", "sitemap.xml"} <= contents(root / "site").keys()
    assert sorted(path.name for path in root.iterdir()) == [".cache", "docs", "docs_fr", "mkdocs.yml", "site"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_says_what_was_built(small_site: Make) -> None:
    import pty

    root = small_site({})
    said = bytearray()

    def read(descriptor: int) -> bytes:
        data = os.read(descriptor, 4096)
        said.extend(data)
        return data

    assert pty.spawn([sys.executable, str(SCRIPTS), "build", "-f", str(root / "mkdocs.yml")], read) == 0
    assert re.search(
        rb"built 2 pages in 2 languages \(en, fr\), 1 pair: no findings; see \S+/index\.html in \d+\.\d s\r\n", said
    )


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"docs/index.md": "---\ntitle: [\n---\n# Home\n"},
            ["docs/index.md:3: is not valid YAML: did not find expected node content [yaml]"],
        ),
        (
            {"docs/index.md": "---\n- a\n---\n# Home\n"},
            ["docs/index.md:2: the front matter is not a mapping of keys to values [front-matter-unreadable]"],
        ),
        (
            {"docs/index.md": "---\ntitle: Home\nlast_checked: in May\n---\n# Home\n"},
            ["docs/index.md:3: 'last_checked' is 'in May', not a day such as '2026-11-20' [front-matter-unreadable]"],
        ),
        (
            {"docs/index.md": "---\ntitle: Home\nlast_checked: 2026-02-30\n---\n# Home\n"},
            ["docs/index.md:3: is not valid YAML: '2026-02-30' is no date [yaml]"],
        ),
        (
            {"docs/_data/facts.yml": "a: 1\nb: !!int many\n"},
            ["docs/_data/facts.yml:2: is not valid YAML: 'many' is no int [yaml]"],
        ),
        (
            {"docs_fr/index.md": b"# Accueil\n\nR\xe9sum\xe9\n"},
            ["docs_fr/index.md:3: is not UTF-8: byte '0xE9'; save it as UTF-8 [unreadable]"],
        ),
        (
            {"docs/index.md": "# Home\n\n![A picture](missing.png)\n"},
            ["docs/index.md:3: link 'missing.png' leads nowhere: 'docs/missing.png' does not exist [link-target]"],
        ),
        (
            {"docs/index.md": "# Home\n\n[a](/index.md#homee)\n\n[b](/index.md#home)\n"},
            [
                "docs/index.md:3: link '/index.md#homee' leads nowhere: 'docs/index.md' has no anchor '#homee'; did you mean '#home'? [link-anchor]"
            ],
        ),
        (
            {"docs_fr/index.md": "# Accueil\n\n[ici](#la)\n"},
            ["docs_fr/index.md:3: link '#la' leads nowhere: 'docs_fr/index.md' has no anchor '#la' [link-anchor]"],
        ),
        (
            {
                "docs/_snippets/s.md": "Text\n\n[a](gone.md)\n",
                "docs_fr/_snippets/s.md": "Texte\n",
                "docs/index.md": '# Home\n\n{% include "s.md" %}\n',
            },
            [
                "docs/_snippets/s.md:3: link 'gone.md' leads nowhere from 'docs/index.md': 'docs/gone.md' does not exist [link-target]"
            ],
        ),
        (
            {"docs/other.md": "# Other\n", "docs_fr/other.md": "# Autre\n"},
            [
                "docs/other.md:1: page is not in the navigation; add it to 'nav' in 'mkdocs.yml' [not-in-navigation]",
            ],
        ),
        (
            {"mkdocs.yml": CONFIG.replace("nav: [index.md]", "nav:\n  - index.md\n  - indx.md")},
            [
                "mkdocs.yml:5: navigation names 'indx.md', which does not exist; did you mean 'index.md'? [navigation-target]"
            ],
        ),
        (
            {"mkdocs.yml": CONFIG + "plugins: [\n"},
            ["mkdocs.yml:20: is not valid YAML: did not find expected node content [yaml]"],
        ),
        (
            {"mkdocs.yml": CONFIG + "use_directory_urls: maybe\n"},
            ["mkdocs.yml:19: 'use_directory_urls' is the text 'maybe', and not 'true' or 'false' [configuration]"],
        ),
        (
            {"mkdocs.yml": CONFIG + "docs_dir: ../docs\n"},
            ["mkdocs.yml:19: 'docs_dir' is '../docs', and not the name of a folder beside it [configuration]"],
        ),
        (
            {"mkdocs.yml": "site_name: No languages\n"},
            [
                "mkdocs.yml:0: lists no languages under 'plugins: i18n: languages', and no 'mkdocs.LOCALE.yml' beside it "
                "has a 'docs_dir' of its own [configuration]"
            ],
        ),
        (
            {
                "docs_fr/_snippets/only.md": "x\n",
                "docs/_snippets/both.md": "x\n",
                "docs_fr/_snippets/both.md": "x\n",
            },
            [
                "docs_fr/_snippets/only.md:0: snippet 'only.md' has no counterpart in 'docs/_snippets' [snippet-counterpart]"
            ],
        ),
        (
            {"docs/index.md": "# Home\n\n{{ a }}\n", "docs_fr/index.md": "# Accueil\n\n{{ b }}\n"},
            [
                "docs/index.md:3: 'a' is not defined [undefined-name]",
                "docs_fr/index.md:3: 'b' is not defined [undefined-name]",
            ],
        ),
        (
            {"docs/_data/facts.yml": "a: [\n"},
            ["docs/_data/facts.yml:2: is not valid YAML: did not find expected node content [yaml]"],
        ),
    ],
)
def test_faults_are_findings_with_file_and_line(
    small_site: Make, files: Mapping[str, str | bytes], said: list[str]
) -> None:
    assert findings(small_site(files)) == said


def test_a_fault_in_a_theme_template_is_a_finding(small_site: Make) -> None:
    theme = '{% extends "base.html" %}\n{% block extrahead %}\n{{ nothing.at.all }}\n{% endblock %}\n'
    config = CONFIG.replace(THEME, "theme")
    root = small_site(
        {
            "mkdocs.yml": config,
            "theme/main.html": theme,
            "theme/redirect.html": "",
            "theme/partials/languages/fr-CA.html": (ROOT / "overrides/partials/languages/fr-CA.html").read_bytes(),
        }
    )
    (said,) = findings(root)
    assert said.startswith("theme/main.html:3: template fails: UndefinedError: ")


def test_a_page_that_leads_nowhere_or_to_itself_is_a_finding(small_site: Make) -> None:
    root = small_site({})
    (root / "docs/gone.md").symlink_to("nowhere.md")
    (root / "docs/round.md").symlink_to("round.md")
    found = ["docs/gone.md:0: cannot be read: No such file or directory [unreadable]"]
    assert [line for line in findings(root) if "unreadable" in line][:1] == found
    assert any(line.startswith("docs/round.md:0: cannot be read: ") for line in findings(root))


def test_languages_out_of_step_are_told_and_published(small_site: Make) -> None:
    root = small_site(
        {"docs/index.md": "# Home\n\nWait 60 days.\n", "docs_fr/index.md": "# Accueil\n\nAttendez 90 jours.\n"}
    )
    result = build(root)
    assert (result.returncode, result.stdout) == (0, "")
    said = "docs_fr/index.md:3: number '90' is '60' in docs/index.md:3 [number-mismatch]"
    assert said in result.stderr.splitlines()
    assert b"Attendez 90 jours." in contents(root / "site")["fr/index.html"]


@pytest.mark.parametrize("written", ["docs/", "./docs"])
def test_the_folder_of_the_pages_may_be_written_otherwise(small_site: Make, written: str) -> None:
    root = small_site({"mkdocs.yml": f"{CONFIG}docs_dir: {written}\n"})
    result = build(root)
    assert (result.returncode, told(result.stderr)) == (0, "")
    assert ">Accueil<" in (root / "site/fr/index.html").read_text(encoding="utf-8")


def test_a_navigation_of_any_shape_is_built(small_site: Make) -> None:
    config = CONFIG.replace("nav: [index.md]", "nav: [index.md, {Up: [{Down: [{Below: [a.md]}]}, {Beside: [b.md]}]}]")
    words = "theme: {language: fr-CA}, nav_translations: {Up: Haut, Down: Bas, Below: Dessous, Beside: Auprès}"
    config = config.replace("theme: {language: fr-CA}", words)
    names = ("docs/a.md", "docs_fr/a.md", "docs/b.md", "docs_fr/b.md")
    root = small_site({"mkdocs.yml": config, **dict.fromkeys(names, "# Page\n")})
    result = build(root)
    assert (result.returncode, told(result.stderr)) == (0, "")
    assert "<ul>" not in (root / "site/404.html").read_text(encoding="utf-8").split("<article")[1].split("</article")[0]


def test_a_missing_configuration_is_one_sentence(tmp_path: Path) -> None:
    result = build(tmp_path)
    assert result.returncode == 2
    assert result.stderr == f"scripts: 'mkdocs.yml' is not in '{tmp_path}'; name it with -f\n"


def test_a_build_that_fails_leaves_the_last_good_site(small_site: Make) -> None:
    root = small_site({})
    assert build(root).returncode == 0
    before = contents(root / "site")
    for fault in ({"docs/index.md": "# Home\n\n{{ nothing }}\n"}, {"docs/index.md": "# Home\n\n[x](nowhere.md)\n"}):
        write(root, fault)
        result = build(root)
        assert result.returncode == 1
        assert result.stderr.endswith(": 1 finding in 1 file; site/ is as it was\n")
        assert contents(root / "site") == before
        assert sorted(path.name for path in root.iterdir()) == [".cache", "docs", "docs_fr", "mkdocs.yml", "site"]


def test_a_file_that_is_gone_from_the_sources_is_gone_from_the_site(small_site: Make) -> None:
    root = small_site({"docs/a.txt": "a"})
    assert build(root).returncode == 0
    (root / "docs/a.txt").unlink()
    assert build(root).returncode == 0
    assert "a.txt" not in contents(root / "site")


def test_mkdocs_itself_makes_the_same_bytes(project_copy: Path, built_site: Path, tmp_path: Path) -> None:
    """In another process, one page after the other."""
    own = run(sys.executable, "-m", "mkdocs", "build", "--strict", "-d", tmp_path / "own", cwd=project_copy)
    assert own.returncode == 0, own.stderr
    assert contents(built_site) == contents(tmp_path / "own")


def test_a_new_language_is_one_line_and_one_folder(built_site: Path, tmp_path: Path) -> None:
    root = copy_built(built_site, tmp_path / "copy")
    config = root / "mkdocs.yml"
    line = "        - {locale: es, name: Español}\n"
    before = config.read_text(encoding="utf-8")
    config.write_text(
        before.replace("hooks:", f"{line}\nhooks:", 1).replace("\n\n" + line, "\n" + line), encoding="utf-8"
    )
    write(
        root,
        {
            "docs_es/index.md": "---\ntitle: Configurar\nnav_title: Inicio\n---\n\n# Configurar\n\n## El camino\n",
            "docs_es/portal/index.md": "---\ntitle: Portal de Codat\n---\n\n# Portal de Codat\n\n[x](/portal/companies.md)\n",
        },
    )
    result = build(root)
    assert result.returncode == 0, result.stderr
    pages = contents(root / "site")
    home = pages["es/index.html"].decode()
    assert '<html lang="es"' in home
    assert "Portal de Codat" in home  # the navigation's title comes from the Spanish page
    assert 'id="follow-the-path-at-a-glance"' in home or 'id="el-camino"' in home
    assert 'hreflang="es"' in pages["fr/index.html"].decode()
    assert '<html lang="fr-CA"' in pages["fr/index.html"].decode()
    assert ">Español</a>" in pages["index.html"].decode()
    english, fallback = (pages[f"{code}portal/companies/index.html"].decode() for code in ("", "es/"))
    assert "Manage companies" in fallback  # not translated yet: the English text at the Spanish address
    assert 'href="companies/"' in pages["es/portal/index.html"].decode()
    assert 'id="add-a-company"' in english and 'id="add-a-company"' in fallback
    missing = {f"es/{name}" for name in pages if name.endswith("/index.html") and f"fr/{name}" in pages} - set(pages)
    assert missing == set()
