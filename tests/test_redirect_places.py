"""Old addresses in every language, and old fragments that mean a section of another page."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CONFIG, SCRIPTS, build, run, served
from playwright.sync_api import Browser

Make = Callable[[Mapping[str, str | bytes]], Path]
OLD = "---\ntitle: A\nredirect_from:\n  - /old/a:\n      k: keys\n      t: {}\n      constructor: keys\n---\n# A\n\n## Keys\n"


def files(place: str) -> Mapping[str, str | bytes]:
    """A site in which the old fragment 't' means this place."""
    script = Path(__file__).parent.parent / "docs/assets/redirect.js"
    return {
        "mkdocs.yml": CONFIG.replace("[index.md]", "[index.md, a.md, part/b.md]"),
        "docs/a.md": OLD.format(place),
        "docs_fr/a.md": "---\ntitle: A\n---\n# A\n\n## Clés\n",
        "docs/part/b.md": "# B\n\n## Tests\n",
        "docs_fr/part/b.md": "# B\n\n## Essais\n",
        "docs/assets/redirect.js": script.read_bytes(),
        "docs/assets/site.css": "",
    }


def test_a_fragment_may_lead_to_another_page(small_site: Make, browser: Browser) -> None:
    root = small_site(files("/part/b.md#tests"))
    built = build(root)
    assert built.returncode == 0, built.stderr
    found = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--site", "--only", "site-redirect")
    assert found.stdout == ""
    page = browser.new_page()
    with served(root / "site") as host:
        for home in ("/", "/fr/"):
            for fragment, there in (
                ("", "a/"),
                ("#k", "a/#keys"),
                ("?x=1#t", "part/b/?x=1#tests"),
                ("#constructor", "a/#keys"),
                ("#toString", "a/#toString"),
                ("#//example.org/", "a/#%2F%2Fexample.org%2F"),
            ):
                page.goto(f"{host}{home}old/a/{fragment}")
                page.wait_for_url(f"{host}{home}{there}")
    page.close()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/part/b.md", ""),
        ("/part/b.md#tests", ""),
        (
            "/part/b.md#testts",
            "docs/a.md:6: old address 'old/a#t' leads to '/part/b.md#testts', but 'docs/part/b.md' has no such anchor;"
            " did you mean 'tests'? [redirect-target]\n",
        ),
        (
            "/b.md#tests",
            "docs/a.md:6: old address 'old/a#t' leads to '/b.md#tests', which does not exist;"
            " did you mean '/part/b.md'? [redirect-target]\n",
        ),
    ],
)
def test_the_other_page_and_its_section_must_be_there(small_site: Make, place: str, said: str) -> None:
    root = small_site(files(place))
    result = run(
        sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "links", "--skip", "unused-file"
    )
    assert result.stdout == said


def test_a_place_follows_a_page_that_moves(small_site: Make) -> None:
    root = small_site(files("/part/b.md#tests"))
    assert run(sys.executable, SCRIPTS, "move", "part/b.md", "c.md", "-f", root / "mkdocs.yml").returncode == 0
    assert "t: /c.md#tests" in (root / "docs/a.md").read_text(encoding="utf-8")


def test_old_addresses_of_a_translation_are_where_its_pages_are_and_where_they_were(small_site: Make) -> None:
    config = str(files("x")["mkdocs.yml"]).replace("extra: {", "extra: {redirect_prefixes: {fr: fr-ca}, ")
    root = small_site({**files("keys"), "mkdocs.yml": config})
    assert build(root).returncode == 0
    for address in ("old/a", "fr/old/a", "fr-ca/old/a"):
        assert (root / "site" / address / "index.html").is_file()
