"""The pages for those who write the site (`extra: writers_section`), apart from those for its readers."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.site import Site
from conftest import CONFIG, SCRIPTS, run

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
    said = f"extra: {{alternate: true, writers_section: {section}}}" if section else "extra: {alternate: true}"
    return CONFIG.replace("nav: [index.md]\n", NAV).replace("extra: {alternate: true}", said)


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
    line = config(section).splitlines().index(f"extra: {{alternate: true, writers_section: {section}}}") + 1
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert f"mkdocs.yml:{line}: {says} [configuration]" in result.stdout.splitlines()
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    assert result.returncode == 1 and says in result.stderr


def test_other_hooks_may_mean_something_else_by_it(small_site: Make) -> None:
    plain = config("nowhere").replace("hooks:", "_:")
    site = Site.load(small_site({"mkdocs.yml": plain, **PAGES}) / "mkdocs.yml")
    assert site.writers_section == ""
