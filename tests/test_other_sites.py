"""Sites of other shapes than this one: what their configuration and their pages may say."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, THEME, as_mkdocs, build, commit, contents, run, told, write

Make = Callable[[Mapping[str, str | bytes]], Path]


def check(site: Path, *options: str, environment: Mapping[str, str] = {}) -> tuple[int, str]:
    result = run(sys.executable, SCRIPTS, "check", "-f", site / "mkdocs.yml", *options, environment=environment)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + (result.stderr if result.returncode == 2 else told(result.stderr))


@pytest.mark.parametrize("key", ["1", "null", "2026-01-01", "true"])
def test_a_key_of_the_front_matter_need_not_be_a_text(small_site: Make, tmp_path: Path, key: str) -> None:
    page = f"---\n{key}: 2\ntitle: X\n---\n\n# T\n"
    root = small_site({"docs/index.md": page, "docs_fr/index.md": page.replace("# T", "# Titre")})
    assert check(root)[0] == 0
    as_mkdocs(root / "mkdocs.yml", tmp_path)


@pytest.mark.parametrize(("key", "records"), [("[a]", "x: {}"), ("{a: b}", "x: {}"), ("x", "- x"), ("x", "")])
def test_an_integration_that_is_none_is_told_at_its_line(small_site: Make, key: str, records: str) -> None:
    page = f"---\ntitle: A\nintegration: {key}\n---\n\n# A\n"
    root = small_site({"docs/index.md": page, "docs/_data/integrations.yml": f"{records}\n"})
    code, said = check(root, "--skip", "translations")
    assert code == 1
    assert said.startswith("docs/index.md:3: integration '")
    assert said.endswith("is not in 'docs/_data/integrations.yml' [undefined-name]\n")


def test_what_holds_something_else_is_never_replaced(small_site: Make) -> None:
    others = {"home/.bashrc": "alias\n", "app/index.html": "<p>\n", "app/src/a.js": "1\n"}
    root = small_site(
        {**others, "of/notes.txt": "mine\n", "theme/main.html": '{% extends "base.html" %}\n', "new/.keep": ""}
    )
    commit(root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, {"mkdocs.yml": config.replace(THEME, "theme")})
    (root / "worktree").mkdir()
    write(root, {"worktree/.git": "gitdir: elsewhere\n", "worktree/index.html": "old\n"})
    before = contents(root)
    for place in ("of", "home", "app", ".git", "theme", "theme/deep", "worktree", "."):
        result = build(root, "-d", root / place)
        assert (result.returncode, result.stdout) == (2, ""), place
        assert result.stderr.startswith(f"scripts: '{(root / place).resolve()}' ")
        assert result.stderr.count("\n") == 1
        assert contents(root) == before
    write(root, {"mkdocs.yml": config})
    assert build(root, "-d", root / "new").returncode == 0
    assert (root / "new/index.html").is_file()
    assert build(root, "-d", root / "new").returncode == 0


def test_the_place_of_the_site_may_be_said_in_the_configuration(small_site: Make) -> None:
    root = small_site({"mkdocs.yml": f"{CONFIG}site_dir: public\n"})
    assert build(root).returncode == 0
    assert (root / "public/fr/index.html").is_file()
    assert not (root / "site").exists()
    assert "there is no built site" not in check(root, "--site")[1]


def test_what_the_environment_says(small_site: Make, tmp_path: Path) -> None:
    config = CONFIG.replace("https://small.example.org/", "!ENV PLACE") + "use_directory_urls: !ENV [FOLDERS, true]\n"
    config += "docs_dir: !ENV [DOCS, docs]\n"
    root = small_site({"mkdocs.yml": config, "docs/a.md": "# A\n", "docs_fr/a.md": "# A\n"})
    write(root, {"mkdocs.yml": config.replace("[index.md]", "[index.md, a.md]")})
    environment = {"PLACE": "https://small.example.org/q/", "FOLDERS": "false"}
    made = as_mkdocs(root / "mkdocs.yml", tmp_path, environment=environment)
    assert {"a.html", "a.md", "fr/a.html", "fr/a.md"} <= made.keys()
    assert b"https://small.example.org/q/fr/a.html" in made["sitemap.xml"]
    write(root, {"docs/a.md": "# A\n\n<https://small.example.org/q/nope.html>\n"})
    code, said = check(root, "--only", "link-own-address", environment=environment)
    assert (code, said.count("\n")) == (1, 1)


def test_a_language_that_is_not_built(small_site: Make, tmp_path: Path) -> None:
    config = CONFIG.replace("{locale: fr,", "{locale: fr, build: false,")
    made = as_mkdocs(small_site({"mkdocs.yml": config}) / "mkdocs.yml", tmp_path)
    assert not [name for name in made if name.startswith("fr/")]


def test_the_sitemap_names_what_is_published_alone(small_site: Make, tmp_path: Path) -> None:
    pages = {f"{folder}/{name}.md": "# A\n" for folder in ("docs", "docs_fr") for name in ("draft", "old/away")}
    config = CONFIG.replace("exclude_docs: _*", 'draft_docs: /draft.md\nexclude_docs: "_*\\n/old/"')
    made = as_mkdocs(small_site({**pages, "mkdocs.yml": config}) / "mkdocs.yml", tmp_path)
    assert not [name for name in made if "draft" in name or "away" in name]
    locations = [line.strip() for line in made["sitemap.xml"].decode().splitlines() if "<loc>" in line]
    assert locations == [
        "<loc>https://small.example.org/</loc>",
        "<loc>https://small.example.org/fr/</loc>",
    ]


def test_without_an_address_the_sitemap_is_empty(small_site: Make, tmp_path: Path) -> None:
    config = CONFIG.replace("site_url: https://small.example.org/\n", "")
    made = as_mkdocs(small_site({"mkdocs.yml": config}) / "mkdocs.yml", tmp_path)
    assert b"None" not in made["sitemap.xml"]
    assert b"<loc>" not in made["sitemap.xml"]


@pytest.mark.parametrize("name", ["a.markdown", "_a.md"])
def test_pages_that_only_mkdocs_takes_for_pages_are_told(small_site: Make, name: str) -> None:
    config = CONFIG.replace("exclude_docs: _*\n", "").replace("omitted_files: warn", "omitted_files: ignore")
    root = small_site({"mkdocs.yml": config, f"docs/{name}": "# A\n"})
    result = build(root)
    assert (result.returncode, result.stderr.splitlines()[0]) == (
        1,
        f"docs/{name}:0: MkDocs takes this for a page; a page is a '*.md' with no '_' or '.' at the start of a name, "
        "so 'exclude_docs' it [configuration]",
    )


def test_a_failure_names_the_page(small_site: Make) -> None:
    root = small_site({"docs/index.md": "---\ntemplate: nope.html\n---\n\n# A\n"})
    result = build(root)
    assert result.returncode == 2
    assert result.stderr.startswith("scripts: docs/index.md: the build failed in MkDocs or a plugin: TemplateNotFound:")
