"""A page that was renamed in English only: one finding, which says where its translation belongs."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.pages.revision import blob_id
from conftest import CONFIG, SCRIPTS, commit, run, write

Site = Callable[[Mapping[str, str | bytes]], Path]

GUIDE = "# Guide\n\nFirst you open it.\n\nThen you close it.\n\nThat is all.\n"
FRENCH = "---\nsource_revision: {}\n---\n\n# Guide\n\nOuvrez d’abord.\n\nFermez ensuite.\n\nC’est tout.\n"
HOME = {"docs_fr/index.md": f"---\nsource_revision: {blob_id(b'# Home' + bytes([10]))}\n---\n\n# Accueil\n"}


@pytest.fixture
def site(small_site: Site) -> Path:
    made = small_site(
        {
            **HOME,
            "mkdocs.yml": CONFIG.replace("nav: [index.md]\n", "") + "nav: [index.md, a/manual.md, other.md]\n",
            "docs/guide.md": GUIDE,
            "docs/other.md": "# Other\n\nNothing of the kind.\n",
            "docs_fr/guide.md": FRENCH.format(blob_id(GUIDE.encode())),
        }
    )
    commit(made)
    (made / "docs/a").mkdir()
    (made / "docs/guide.md").rename(made / "docs/a/manual.md")
    return made


def check(site: Path) -> list[str]:
    rules = ("--only", "page-orphan", "--only", "page-missing", "--only", "outdated")
    return run(sys.executable, SCRIPTS, "check", "-f", site / "mkdocs.yml", *rules).stdout.splitlines()


OTHER = "docs/other.md:0: page has no translation at 'docs_fr/other.md' [page-missing]"
LEFT = "docs_fr/guide.md:0: page translates nothing: 'docs/guide.md' does not exist"


def test_a_page_that_was_only_renamed_is_known_by_what_the_translation_records(site: Path) -> None:
    where = "; its source_revision is that of 'docs/a/manual.md': move it to 'docs_fr/a/manual.md' [page-orphan]"
    assert check(site) == [OTHER, LEFT + where]
    (site / ".git").rename(site / "git-is-away")
    assert check(site) == [OTHER, LEFT + where]
    (site / "docs_fr/a").mkdir()
    (site / "docs_fr/guide.md").rename(site / "docs_fr/a/manual.md")
    assert check(site) == [OTHER]


def test_a_page_that_was_edited_as_well_is_known_by_what_it_was_made_from(site: Path) -> None:
    write(site, {"docs/a/manual.md": GUIDE.replace("That is all.", "See [home](../index.md).\n\n## More\n")})
    where = "; it was made from 'docs/a/manual.md': move it to 'docs_fr/a/manual.md' [page-orphan]"
    assert check(site) == [OTHER, LEFT + where]


def test_another_page_is_no_new_name(site: Path) -> None:
    write(site, {"docs/a/manual.md": "# Manual\n\nAll of it is new, and nothing stays.\n"})
    missing = "docs/a/manual.md:0: page has no translation at 'docs_fr/a/manual.md' [page-missing]"
    assert check(site) == [missing, OTHER, f"{LEFT} [page-orphan]"]


def test_two_pages_of_the_same_text_are_told_apart_by_their_names(site: Path) -> None:
    french = FRENCH.format(blob_id(GUIDE.encode()))
    write(site, {"docs/b/leaflet.md": GUIDE, "docs_fr/leaflets.md": french, "docs_fr/guide.md": french})
    found = [line.rpartition("move it to ")[2].partition("'")[2].partition("'")[0] for line in check(site)[1:]]
    assert found == ["docs_fr/a/manual.md", "docs_fr/b/leaflet.md"]
