"""Keys of the front matter that a translation has from the page it translates: typed or not, the site is the same."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, build, contents, run, write
from test_serve import Preview, until

Make = Callable[[Mapping[str, str | bytes]], Path]
SHARED = "integration: sage\nhide: [toc]\nsearch: {boost: 3}\nlast_checked: 2026-05-01\n"
TEXT = "\n# {}\n\n{{{{ integration.name }}}}, {{{{ page.integration }}}}, {{{{ page.hide[0] }}}}.\n\n1. One.\n"


def files(shared: str = "", english: str = SHARED) -> Mapping[str, str | bytes]:
    """A page whose translation says `shared` in its own front matter."""
    return {
        "mkdocs.yml": CONFIG.replace("[index.md]", "[index.md, a.md]").replace("plugins:", "plugins:\n  - search"),
        "docs/_data/integrations.yml": "sage: {name: Sage}\nother: {name: Other}\n",
        "docs/a.md": f"---\ntitle: A\n{english}---\n{TEXT.format('A')}",
        "docs_fr/a.md": f"---\ntitle: À\n{shared}---\n{TEXT.format('À')}",
    }


def check(root: Path) -> str:
    return run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml").stdout


def test_typed_or_not_the_site_is_the_same_and_nothing_is_wrong(small_site: Make, tmp_path: Path) -> None:
    root = small_site(files(SHARED))
    assert build(root, "-d", tmp_path / "typed").returncode == 0
    write(root, files())
    assert check(root) == ""
    assert build(root, "-d", tmp_path / "inherited").returncode == 0
    assert contents(tmp_path / "inherited") == contents(tmp_path / "typed")
    page = (tmp_path / "inherited/fr/a/index.html").read_text(encoding="utf-8")
    assert "Sage, sage, toc." in page and "1er mai 2026" in page
    index = json.loads((tmp_path / "inherited/fr/search/search_index.json").read_text(encoding="utf-8"))
    assert [boost for address, boost, *_ in index["pages"] if address == "a/"] == [3]


def test_what_the_translation_says_itself_holds_and_is_told(small_site: Make) -> None:
    root = small_site(files("integration: other\n"))
    said = "docs_fr/a.md:3: front matter key 'integration' is 'other', but 'sage' in docs/a.md [front-matter]\n"
    assert check(root) == said
    assert build(root).returncode == 0
    assert "Other, other, toc." in (root / "site/fr/a/index.html").read_text(encoding="utf-8")


def test_what_is_wrong_is_told_where_it_is_written_alone(small_site: Make) -> None:
    root = small_site(files(english="integration: sgae\nhide: [toc]\nlast_checked: in May\n"))
    assert check(root).splitlines() == [
        "docs/a.md:3: integration 'sgae' is not in 'docs/_data/integrations.yml'; did you mean 'sage'? [undefined-name]"
    ]


@pytest.mark.parametrize("key", ["search: {boost: 3}", "hide: [toc]", "last_checked: 2026-05-01"])
def test_a_change_in_english_reaches_pages_that_are_kept(small_site: Make, key: str, tmp_path: Path) -> None:
    root = small_site(files())
    assert build(root).returncode == 0
    write(root, files(english=SHARED.replace(f"{key}\n", "")))
    write(
        root,
        {
            "docs/a.md": str(files()["docs/a.md"]).replace(
                key, key.replace("3", "4").replace("toc", "toc, x").replace("05", "06")
            )
        },
    )
    assert build(root).returncode == 0
    assert build(root, "--no-cache", "-d", tmp_path / "anew").returncode == 0
    assert contents(root / "site") == contents(tmp_path / "anew")


def test_the_preview_follows_the_english_page(small_site: Make) -> None:
    preview = Preview(small_site(files()))
    try:
        assert "Sage, sage, toc." in preview.text("/fr/a/")
        preview.save({"docs/a.md": str(files()["docs/a.md"]).replace("integration: sage", "integration: other")})
        until(lambda: "Other, other, toc." in preview.text("/fr/a/"))
    finally:
        assert preview.stop() == 0
