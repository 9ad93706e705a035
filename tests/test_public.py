"""What other programs call: `from bitext import …`."""

import doctest
import json
from pathlib import Path

import bitext
import pytest
from bitext import Refused, align_texts, check_site, compare_texts, compose_page, open_site, write_findings
from conftest import SMALL, write

ENGLISH = "# Keys\n\n1. Wait 10 minutes.\n2. Select **Save**.\n"
FRENCH = "# Clés\n\n1. Attendez 15 minutes.\n"


def test_the_example_of_the_documentation_holds() -> None:
    assert doctest.testmod(bitext).failed == 0
    assert doctest.testmod(bitext).attempted == 2


def test_every_name_is_there_and_no_other() -> None:
    assert [name for name in bitext.__all__ if not hasattr(bitext, name)] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        bitext.nothing  # noqa: B018


def test_two_texts_are_compared_without_a_disk() -> None:
    assert list(map(str, compare_texts(ENGLISH, FRENCH))) == [
        "target.md:3: number '15' is '10' in source.md:3 [number-mismatch]",
        "target.md:3: item 'Select **Save**.' of source.md:4 is missing here [segment-missing]",
    ]
    assert compare_texts(ENGLISH, FRENCH, only=["links"]) == []


def test_two_texts_are_read_for_what_they_mean_where_a_lexicon_comes_with_their_languages() -> None:
    texts = "Delete the key. The password does not expire.\n", "Supprimez la clé. Le mot de passe expire.\n"
    assert list(map(str, compare_texts(*texts))) == [
        "target.md:1: denies nothing where the source has 'not' [negation-mismatch]"
    ]
    assert compare_texts(*texts, languages=("en", "es")) == []


def test_texts_may_have_the_line_ends_of_windows() -> None:
    windows = ENGLISH.replace("\n", "\r\n"), FRENCH.replace("\n", "\r\n")
    assert compare_texts(*windows) == compare_texts(ENGLISH, FRENCH)
    assert align_texts(*windows) == align_texts(ENGLISH, FRENCH)


def test_a_rule_is_silenced_in_a_text_as_in_a_page() -> None:
    silenced = "<!-- check: ignore number-mismatch because a test -->\n"
    assert compare_texts("Wait 10 minutes.\n", f"{silenced}\nAttendez 15 minutes.\n") == []


def test_front_matter_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused, match=r"^source\.md:1: the front matter is not ended; write '---' below it"):
        compare_texts("---\ntitle: A\n", "A\n")


def test_two_texts_are_aligned() -> None:
    ours, theirs, alignment = align_texts(ENGLISH, FRENCH)
    assert [(ours[index].text, theirs[other].text) for index, other in alignment.pairs] == [
        ("Keys", "Clés"),
        ("Wait 10 minutes.", "Attendez 15 minutes."),
    ]
    assert [ours[index].text for index in alignment.missing] == ["Select **Save**."]
    assert alignment.added == ()


def test_a_site_is_opened_checked_composed_and_reported(tmp_path: Path) -> None:
    root = write(
        tmp_path, {**SMALL, "docs/index.md": "# Home\n\n[A](a.md)\n", "docs_fr/index.md": "# Accueil\n\nTexte.\n"}
    )
    sources = open_site(root / "mkdocs.yml")
    checked = check_site(sources, only=["link-target"])
    assert (
        write_findings(checked)
        == "docs/index.md:3: error: link 'a.md' leads nowhere: 'docs/a.md' does not exist [link-target]\n"
    )
    assert [each["line"] for each in json.loads(write_findings(checked, "json"))["findings"]] == [3]
    assert compose_page(sources, "docs_fr/index.md").startswith("# Accueil { #home }")
