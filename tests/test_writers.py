"""The pages for those who write the site (`extra: writers_section`), apart from those for its readers."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from bitext.site.site import Site
from conftest import CONFIG, SCRIPTS, SMALL, as_mkdocs, build, contents, headers_of, run, write

Make = Callable[[Mapping[str, str | bytes]], Path]

PAGES = {
    "docs/guide.md": "# Guide\n",
    "docs_fr/guide.md": "# Guide\n",
    "docs/for/writers/index.md": "# Write\n",
    "docs_fr/for/writers/index.md": "# Écrire\n",
    "docs/for/writers/check.md": "# Check\n",
    "docs/for/writersguild.md": "# A guild\n",
}
NAV = """\
nav:
  - index.md
  - guide.md
  - for/writersguild.md
  - Writing:
      - for/writers/index.md
      - for/writers/check.md
"""


def config(section: str) -> str:
    said = f"extra: {{writers_section: {section}, " if section else "extra: {"
    return CONFIG.replace("nav: [index.md]\n", NAV).replace("extra: {", said)


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("for/writers", ["for/writers/check.md", "for/writers/index.md"]),
        ("/for/writers/", ["for/writers/check.md", "for/writers/index.md"]),
        ("for", ["for/writers/check.md", "for/writers/index.md", "for/writersguild.md"]),
        ("", []),
    ],
)
def test_a_folder_holds_the_pages_for_writers(small_site: Make, section: str, names: list[str]) -> None:
    site = Site.load(small_site({"mkdocs.yml": config(section), **PAGES}) / "mkdocs.yml")
    for locale in site.locales.values():
        own = [name for name in names if name in site.page_names(locale)]
        assert [name for name in site.page_names(locale) if site.is_for_writers(name)] == own
    assert site.is_for_writers("for/writers/a.png") == bool(names)


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("[for]", "'['for']' in 'extra: writers_section' is no folder below that of the pages, such as 'writing'"),
        ("../for", "'../for' in 'extra: writers_section' is no folder below that of the pages, such as 'writing'"),
        ("/", "'/' in 'extra: writers_section' is no folder below that of the pages, such as 'writing'"),
        ("guide.md", "'extra: writers_section' names 'guide.md', and no page is below 'docs/guide.md/'"),
        ("writing", "'extra: writers_section' names 'writing', and no page is below 'docs/writing/'"),
    ],
)
def test_a_setting_that_names_no_pages_is_refused(small_site: Make, section: str, says: str) -> None:
    root = small_site({"mkdocs.yml": config(section), **PAGES})
    lines = config(section).splitlines()
    line = next(number for number, each in enumerate(lines, 1) if each.startswith("extra: "))
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert f"mkdocs.yml:{line}: {says} [configuration]" in result.stdout.splitlines()
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    assert result.returncode == 1 and says in result.stderr


def test_other_hooks_may_mean_something_else_by_it(small_site: Make) -> None:
    plain = config("nowhere").replace("hooks:", "_:")
    site = Site.load(small_site({"mkdocs.yml": plain, **PAGES}) / "mkdocs.yml")
    assert site.writers_section == ""


Built = Mapping[str, bytes]


def links(built: Built, page: str, where: str) -> list[tuple[str, str]]:
    """Address and text of each link of a page that a selector finds."""
    found = lxml.html.document_fromstring(built[f"{page}index.html"]).cssselect(where)
    return [(urljoin(f"/{page}", link.get("href")), " ".join(link.text_content().split())) for link in found]


def ways(built: Built, pages: Iterable[str]) -> dict[str, list[str]]:
    """Where each page leads as the one before and after it."""
    return {
        page: [at for at, _ in links(built, page, ".md-footer nav a, head link:is([rel=prev], [rel=next])")]
        for page in pages
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with pages for writers, and in 'ours' what is built of it."""
    return write(tmp_path_factory.mktemp("writers"), {**SMALL, "mkdocs.yml": TABS, **PAGES})


@pytest.fixture(scope="module")
def built(folder: Path) -> Built:
    """The same, as both commands build it."""
    return as_mkdocs(folder / "mkdocs.yml", folder)


TABS = config("for/writers").replace("font: false", "font: false, features: [navigation.tabs, navigation.footer]")
GUIDE, GUILD, WRITE, CHECK = "/guide/", "/for/writersguild/", "/for/writers/", "/for/writers/check/"


def test_readers_come_to_them_by_one_link_in_the_footer(built: Built) -> None:
    for page, name in {"": "Write", "guide/": "Write", "fr/": "Écrire", "fr/guide/": "Écrire"}.items():
        home = "/fr" if page.startswith("fr/") else ""
        leading = [link for link in links(built, page, "a") if link[0].startswith(f"{home}{WRITE}")]
        assert leading == [(f"{home}{WRITE}", name)]
        assert links(built, page, "footer .site-links a")[0] == leading[0]


def test_each_has_a_navigation_of_its_own(built: Built) -> None:
    drawer = ".md-sidebar--primary .md-nav__link[href]"
    assert links(built, "guide/", ".md-tabs a") == [("/", "Home"), (GUIDE, "Guide"), (GUILD, "A guild")]
    assert {at for at, _ in links(built, "guide/", drawer)} == {"/", GUIDE, GUILD}
    for page in (WRITE, CHECK):
        assert links(built, page[1:], ".md-tabs a") == [("/", "Home"), (WRITE, "Write")]
        assert {at for at, _ in links(built, page[1:], drawer)} == {"/", WRITE, CHECK}
    assert {at for at, _ in links(built, "fr/for/writers/", drawer)} == {"/fr/", f"/fr{WRITE}", f"/fr{CHECK}"}
    assert 'href="/for/writers/' not in built["404.html"].decode().partition("<footer")[0]


def test_one_page_leads_to_the_next_of_the_same_kind(built: Built) -> None:
    for home in ("", "fr/"):
        pages = [f"/{home}{page[1:]}" for page in ("/", GUIDE, GUILD, WRITE, CHECK)]
        first, second, third, write, check = pages
        assert ways(built, [page[1:] for page in pages]) == {
            first[1:]: [second] * 2,
            second[1:]: [first, third] * 2,
            third[1:]: [second] * 2,
            write[1:]: [check] * 2,
            check[1:]: [write] * 2,
        }


def test_search_engines_and_programs_are_not_told_of_them(built: Built, folder: Path) -> None:
    for name, page in built.items():
        if name.endswith("index.html"):
            is_kept_out = b'<meta name="robots" content="noindex">' in page
            assert is_kept_out == ("for/writers/" in name or name == "fr/for/writersguild/index.html"), name
    told = [built[name].decode() for name in ("sitemap.xml", "llms.txt", "fr/llms.txt")]
    assert [re.findall(r"for/writers/", text) for text in told] == [[], [], []]
    assert "for/writersguild/" in told[0] and "for/writersguild/" in told[1]
    for path in ("/for/writers/", "/fr/for/writers/index.md"):
        assert headers_of(folder / "ours", path)["X-Robots-Tag"] == "noindex"
    for path in ("/", "/fr/guide/", "/for/writersguild/"):
        assert "X-Robots-Tag" not in headers_of(folder / "ours", path)


def test_they_are_pages_like_the_others_in_all_else(built: Built, folder: Path) -> None:
    assert built["fr/for/writers/index.md"].decode().startswith("# Écrire\n")
    arguments = ("check", "-f", folder / "mkdocs.yml", "--site", folder / "ours", "--only", "site-sitemap")
    assert run(sys.executable, SCRIPTS, *arguments).stdout == ""


def test_without_the_setting_all_pages_are_for_readers(small_site: Make, tmp_path: Path) -> None:
    root = small_site({"mkdocs.yml": TABS.replace("writers_section: for/writers, ", ""), **PAGES})
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    assert links(built, "guide/", ".md-tabs a")[-1] == (WRITE, "Write")
    assert ways(built, [GUILD[1:]]) == {GUILD[1:]: [GUIDE, WRITE] * 2}
    assert b"for/writers/" in built["sitemap.xml"] and b"for/writers/" in built["llms.txt"]
    assert links(built, "", "footer .site-links a")[0][1] == "Material for MkDocs"


SCATTERED = """\
nav:
  - index.md
  - Help:
      - guide.md
      - for/writers/check.md
      - Elsewhere: https://example.org/
  - for/writers/index.md
  - Only links:
      - Other: https://example.com/
"""


def test_they_may_stand_anywhere_in_the_navigation(small_site: Make, tmp_path: Path) -> None:
    root = small_site({"mkdocs.yml": TABS.replace(NAV, SCATTERED), **PAGES, "docs/for/writersguild.md": "x"})
    (root / "docs/for/writersguild.md").unlink()
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    drawer = ".md-sidebar--primary .md-nav__link[href]"
    assert [at for at, _ in links(built, "", drawer)] == ["/", GUIDE, "https://example.org/", "https://example.com/"]
    assert [at for at, _ in links(built, CHECK[1:], drawer)] == ["/", CHECK, WRITE]
    assert [text for _, text in links(built, CHECK[1:], ".md-tabs a")] == ["Home", "Help", "Write"]
    assert ways(built, ["guide/", CHECK[1:], WRITE[1:]]) == {
        "guide/": ["/"] * 2,
        CHECK[1:]: [WRITE] * 2,
        WRITE[1:]: [CHECK] * 2,
    }


def test_a_build_after_a_change_is_the_build_of_all(small_site: Make, tmp_path: Path) -> None:
    root = small_site({"mkdocs.yml": TABS, **PAGES})
    for change in (
        {},
        {"docs/for/writers/check.md": "---\nnav_title: Look\n---\n# Check\n"},
        {"mkdocs.yml": TABS.replace("for/writers}", "for}")},
    ):
        write(root, change)
        assert build(root).returncode == 0
        assert build(root, "-d", tmp_path / "anew", "--no-cache").returncode == 0
        assert contents(root / "site") == contents(tmp_path / "anew")


@pytest.mark.parametrize(("home", "title"), [("", "Accessibility"), ("fr/", "Accessibilité")])
def test_programs_are_told_of_readers_pages_outside_the_navigation(built_site: Path, home: str, title: str) -> None:
    listed = (built_site / home / "llms.txt").read_text(encoding="utf-8")
    assert f"- [{title}](https://guides.example.org/{home}accessibility/index.md): " in listed
    sitemap = (built_site / "sitemap.xml").read_text(encoding="utf-8")
    pages = re.findall(rf"<loc>https://guides\.example\.org/{home}((?!fr/)[^<]*)</loc>", sitemap)
    assert sorted(re.findall(rf"\]\(https://guides\.example\.org/{home}([^)]*)index\.md\)", listed)) == sorted(pages)
