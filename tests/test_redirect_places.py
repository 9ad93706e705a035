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


# Sections that have moved from a page that is still there


CLAIM = "---\ntitle: B\nredirect_from:\n  - /a:\n{}---\n# B\n\n## Keys\n\n## Tests\n"


def moved(*claims: str, config: str = "", **pages: str) -> Mapping[str, str | bytes]:
    """A site in which page 'part/b.md' claims old fragments of page 'a.md', written 'old: new'."""
    written = "".join(f"      {claim}\n" for claim in claims)
    return {
        **files("keys"),
        "mkdocs.yml": config or str(files("x")["mkdocs.yml"]),
        "docs/a.md": "# A\n\n## Stays\n",
        "docs_fr/a.md": "# A\n\n## Reste\n",
        "docs/part/b.md": CLAIM.format(written),
        "docs_fr/part/b.md": "---\ntitle: B\n---\n# B\n\n## Clés\n\n## Essais\n",
        **pages,
    }


def told_of(root: Path, *options: str) -> list[str]:
    """What the rules about links say."""
    command: list[str | Path] = [
        "check",
        "-f",
        root / "mkdocs.yml",
        "--only",
        "links",
        "--skip",
        "unused-file",
        "--skip",
        "not-in-navigation",
    ]
    return run(sys.executable, SCRIPTS, *command, *options).stdout.splitlines()


ARRIVALS = (
    ("", "a/"),
    ("#stays", "a/#stays"),
    ("#k", "part/b/#keys"),
    ("?x=1#t", "part/b/?x=1#tests"),
    ("#%C3%A9t%C3%A9", "part/b/#keys"),
    ("#toString", "a/#toString"),
    ("#100%", "a/#100%"),
)


@pytest.mark.parametrize(("command", "folder", "home"), [("build", "guides/", "/fr/"), ("mkdocs", "", "/")])
def test_a_section_leads_on_from_a_page_that_is_still_there(
    small_site: Make, browser: Browser, command: str, folder: str, home: str
) -> None:
    config = str(files("x")["mkdocs.yml"]).replace("example.org/", f"example.org/{folder}")
    root = small_site(moved("k: keys", "t: tests", "été: keys", config=config))
    assert told_of(root) == []
    mkdocs: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", root / "mkdocs.yml"]
    built = build(root) if command == "build" else run(*mkdocs)
    assert built.returncode == 0, built.stderr
    found = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--site", "--only", "site-redirect")
    assert found.stdout == ""
    assert "assets/redirect.js" not in (root / "site/part/b/index.html").read_text(encoding="utf-8")
    if folder:
        (root / "site").rename(root / "guides")
        (root / "site").mkdir()
        (root / "guides").rename(root / "site/guides")
    page = browser.new_page()
    blocked: list[str] = []
    page.on("pageerror", lambda error: blocked.append(str(error)))
    page.on("console", lambda said: blocked.append(said.text) if "Content Security" in said.text else None)
    with served(root / "site") as host:
        start = f"{host}/{folder.rstrip('/')}{home}" if folder else f"{host}{home}"
        for fragment, there in ARRIVALS:
            page.goto("about:blank")
            page.goto(f"{start}a/{fragment}")
            page.wait_for_url(f"{start}{there}")
        page.goto(f"{start}a/")
        page.evaluate("location.hash = 'k'")  # what is typed behind the address of the page that is open
        page.wait_for_url(f"{start}part/b/#keys")
    page.close()
    assert blocked == []


def test_without_scripts_the_page_opens_at_its_top(small_site: Make, browser: Browser) -> None:
    root = small_site(moved("k: keys"))
    assert build(root).returncode == 0
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(root / "site") as host:
        page.goto(f"{host}/a/#k")
        assert (page.url, page.title()) == (f"{host}/a/#k", "A - Small")
    context.close()


@pytest.mark.parametrize(
    ("address", "config"),
    [
        ("/a", "use_directory_urls: false"),
        ("/a.html", "use_directory_urls: false"),
        ("/a/", ""),
        ("a", ""),
    ],
)
def test_however_the_address_of_the_page_is_written(
    small_site: Make, browser: Browser, address: str, config: str
) -> None:
    site = moved("k: keys", config=f"{files('x')['mkdocs.yml']!s}{config}\n")
    root = small_site({**site, "docs/part/b.md": CLAIM.replace("/a:", f"{address}:").format("      k: keys\n")})
    assert told_of(root) == []
    assert build(root).returncode == 0
    old, new = ("a.html", "part/b.html") if config else ("a/", "part/b/")
    page = browser.new_page()
    with served(root / "site") as host:
        page.goto(f"{host}/fr/{old}#k")
        page.wait_for_url(f"{host}/fr/{new}#keys")
    page.close()


def test_sections_of_the_home_page_and_of_the_page_itself(small_site: Make, browser: Browser) -> None:
    claims = "---\ntitle: B\nredirect_from:\n  - /: {h: tests}\n  - /part/b: {old-keys: keys}\n---\n# B\n\n## Keys\n\n## Tests\n"
    root = small_site(moved(**{"docs/part/b.md": claims}))
    assert told_of(root) == []
    assert build(root).returncode == 0
    page = browser.new_page()
    with served(root / "site") as host:
        for home in ("/", "/fr/"):
            for old, new in (("#h", "part/b/#tests"), ("part/b/#old-keys", "part/b/#keys")):
                page.goto("about:blank")
                page.goto(f"{host}{home}{old}")
                page.wait_for_url(f"{host}{home}{new}")
    page.close()


def test_where_the_translation_was_once_the_section_leads_on_too(small_site: Make, browser: Browser) -> None:
    config = str(files("x")["mkdocs.yml"]).replace("extra: {", "extra: {redirect_prefixes: {fr: fr-ca}, ")
    root = small_site(moved("k: keys", config=config))
    assert build(root).returncode == 0
    page = browser.new_page()
    with served(root / "site") as host:
        for old, new in (("fr-ca/a/#k", "fr/part/b/#keys"), ("fr-ca/a/#stays", "fr/a/#stays"), ("fr-ca/a/", "fr/a/")):
            page.goto(f"{host}/{old}")
            page.wait_for_url(f"{host}/{new}")
    page.close()


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (moved("k: keys", "stays: tests"), "docs/part/b.md:6: old address 'a#stays' is that of a section: 'docs/a.md' still has this anchor [redirect-taken]"),
        (moved("k: keys", "'': tests"), "docs/part/b.md:6: old address 'a#' is that of a page, 'a.md' [redirect-taken]"),
        (
            moved("k: keys", **{"docs/part/c.md": "---\nredirect_from: [/a: {k: c}]\n---\n# C\n"}),
            "docs/part/c.md:2: old address 'a#k' also leads to '/part/b.md#keys' [redirect-twice]",
        ),
        (
            moved("k: keys", "t: testts"),
            "docs/part/b.md:6: old address 'a#t' leads to '#testts', which this page does not have; did you mean 'tests'? [redirect-target]",
        ),
        (
            moved("k: keys", "t: /index.md#zzz"),
            "docs/part/b.md:6: old address 'a#t' leads to '/index.md#zzz', but 'docs/index.md' has no such anchor [redirect-target]",
        ),
        (
            moved(**{"docs/part/b.md": "---\nredirect_from: [/a]\n---\n# B\n"}),
            "docs/part/b.md:2: old address 'a' is that of a page, 'a.md' [redirect-taken]",
        ),
    ],
)  # fmt: skip
def test_a_section_that_cannot_lead_on_is_told(small_site: Make, site: Mapping[str, str | bytes], said: str) -> None:
    root = small_site(site)
    assert told_of(root) == [said]
    assert build(root).returncode == 1
    refused = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml")
    if "redirect-target" not in said:
        assert said.rpartition(" [")[0] in refused.stderr


def test_two_pages_may_each_have_sections_of_one(small_site: Make) -> None:
    config = str(files("x")["mkdocs.yml"]).replace("b.md]", "b.md, part/c.md]")
    page_c = {"docs/part/c.md": "---\nredirect_from: [/a: {c: c}]\n---\n# C\n"}
    root = small_site(moved("k: keys", config=config, **page_c))
    assert told_of(root) == []
    assert build(root).returncode == 0
    html = (root / "site/fr/a/index.html").read_text(encoding="utf-8")
    assert "../../fr/part/b/#keys" in html
    assert "../../fr/part/c/#c" in html


def test_a_page_is_rendered_anew_when_another_claims_its_section(small_site: Make) -> None:
    root = small_site(moved("k: keys"))
    assert build(root).returncode == 0
    (root / "docs/part/b.md").write_text(CLAIM.format("      k: tests\n"), encoding="utf-8")
    assert build(root).returncode == 0
    for home in ("", "fr/"):
        assert f"{home}part/b/#tests" in (root / f"site/{home}a/index.html").read_text(encoding="utf-8")


def page_b(root: Path, name: str = "part/b.md") -> str:
    """The front matter of a page, without its title."""
    head = (root / "docs" / name).read_text(encoding="utf-8").split("---\n")[1]
    return head.replace("title: B\n", "")


@pytest.mark.parametrize(
    ("command", "name", "head"),
    [
        # the page that holds the section now has another name
        (["move", "part/b.md", "c.md"], "c.md", "redirect_from:\n  - /a:\n      k: keys\n  - /part/b\n"),
        # the page where the section was has another name: its old address leads to both
        (["move", "a.md", "c.md"], "c.md", "redirect_from:\n  - /a: {k: '/part/b.md#keys'}\n"),
        (["delete", "a.md", "--to", "index.md"], "index.md", "redirect_from:\n  - /a: {k: '/part/b.md#keys'}\n"),
        (["delete", "a.md", "--to", "part/b.md"], "part/b.md", "redirect_from:\n  - /a: {k: keys}\n"),
        # the section goes with its page
        (["delete", "part/b.md", "--to", "index.md"], "index.md", "redirect_from:\n  - /part/b\n  - /a: {k: home}\n"),
        (["delete", "part/b.md", "--to", "a.md"], "a.md", "redirect_from:\n  - /part/b\n  - /a: {k: a}\n"),
    ],
)  # fmt: skip
def test_a_section_is_found_after_either_page_moves(small_site: Make, command: list[str], name: str, head: str) -> None:
    root = small_site(moved("k: keys"))
    result = run(sys.executable, SCRIPTS, *command, "-f", root / "mkdocs.yml")
    assert result.returncode == 0, result.stderr
    assert told_of(root) == []
    assert page_b(root, name).replace("'", "") == head.replace("'", "")
    if "part/b.md" not in (*command, name):
        assert "redirect_from" not in page_b(root)
