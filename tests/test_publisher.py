"""Who publishes a site and whom its readers ask: from the settings, in the environment's words, and nobody made up."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bitext.pages.revision import revision_of
from conftest import CONFIG, SCRIPTS, as_mkdocs, build, made_once, run, served
from playwright.sync_api import Browser, Page
from test_site import load

Make = Callable[[Mapping[str, str | bytes]], Path]

NAMED = {
    "PUBLISHER_NAME": "Codat & co",
    "PUBLISHER_URL": "https://codat.example.com/",
    "PUBLISHER_EMAIL": "guides+fr@codat.example.com",
    "PUBLISHER_HELP": "https://codat.example.com/help?from=guides&x=1",
}


@pytest.fixture(scope="session")
def named(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site, published by somebody."""

    def make(site: Path) -> None:
        result = run(sys.executable, SCRIPTS, "build", "-f", project_copy / "mkdocs.yml", "-d", site, environment=NAMED)
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "named", make)


def with_publisher(written: str) -> str:
    return CONFIG.replace("extra: {", f"extra: {{publisher: {written}, ")


def links(root: Path, at: str) -> dict[str, str]:
    """The links of a page's footer, by their texts."""
    return {link.text_content().strip(): link.get("href", "") for link in load(root / "site", at).cssselect("footer a")}


def test_nobody_is_named_where_the_settings_name_nobody(built_site: Path) -> None:
    """The project's own settings take all from the environment."""
    assert not NAMED.keys() & os.environ.keys()
    for page in ("index.html", "fr/index.html", "404.html", "accessibility/index.html", "fr/accessibility/index.html"):
        text = (built_site / page).read_text(encoding="utf-8")
        assert not any(words in text for words in ("mailto:", "Published by", "Publié par", "Get help", "de l’aide"))


def test_the_environment_names_them_on_every_page(named: Path) -> None:
    for at, words in (
        ("", ("Get help", "Write to guides+fr@codat.example.com", "Published by Codat & co", "Report a fault by email")),
        ("fr/", ("Obtenir de l’aide", "Écrire à guides+fr@codat.example.com", "Publié par Codat & co", "Signaler une erreur par courriel")),
    ):  # fmt: skip
        for name in ("portal", "accessibility"):
            page = load(named, f"{at}{name}")
            found = {link.text_content().strip(): link.get("href", "") for link in page.cssselect("footer a")}
            assert found[words[0]] == NAMED["PUBLISHER_HELP"]
            assert unquote(found[words[1]]) == "mailto:guides+fr@codat.example.com"
            assert found["Codat & co"] == NAMED["PUBLISHER_URL"]
            assert words[2] in " ".join(page.cssselect(".site-colophon")[0].text_content().split())
            assert found[words[3]].startswith("mailto:")
        text = page.cssselect("article")[0].text_content()
        assert "guides+fr@codat.example.com" in text
    for file in ("404.html", "fr/404.html"):
        assert "codat.example.com/help" in (named / file).read_text(encoding="utf-8")
    copy = (named / "fr/accessibility/index.md").read_text(encoding="utf-8")
    assert "mailto:guides+fr@codat.example.com" in copy


def test_a_report_by_email_names_page_and_version(small_site: Make) -> None:
    root = small_site({"mkdocs.yml": with_publisher("{email: a.b@example.org}"), "docs/index.md": "# Keys & « co »\n"})
    assert build(root).returncode == 0
    address = links(root, "")["Report a fault by email"]
    parts = urlsplit(address)
    asked = {key: value for key, (value,) in parse_qs(parts.query).items()}
    version = revision_of((root / "docs/index.md").read_bytes())[:12]
    assert (parts.scheme, parts.path) == ("mailto", "a.b@example.org")
    assert "+" not in address  # a program for mail shows it as it is
    assert asked["subject"] == "Fault in the page: Keys & « co »"
    assert asked["body"].split("\r\n") == [
        "Page: Keys & « co »", "Address: https://small.example.org/", "Language: English (en)",
        "Source file: docs/index.md", f"Version: {version}", "", "What is wrong?", "", "",
    ]  # fmt: skip


def test_each_language_may_have_its_own(small_site: Make) -> None:
    help_pages = "{en: 'https://example.org/help', fr: 'https://example.org/aide'}"
    root = small_site({"mkdocs.yml": with_publisher(f"{{name: Small, help: {help_pages}}}")})
    assert build(root).returncode == 0
    assert links(root, "")["Get help"] == "https://example.org/help"
    assert links(root, "fr")["Obtenir de l’aide"] == "https://example.org/aide"
    assert "Report a fault by email" not in links(root, "")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Codat", "'extra: publisher' is not a mapping of name, url, email, help to texts"),
        ("{mail: a@b.ca}", "'mail' in 'extra: publisher' is none of name, url, email, help; did you mean 'email'?"),
        ("{email: codat.io}", "'codat.io' in 'extra: publisher: email' is not an email address"),
        ("{email: 'a@b.ca?cc=c@d.ca'}", "'a@b.ca?cc=c@d.ca' in 'extra: publisher: email' is not an email address"),
        ("{url: 'javascript:alert(1)'}", "'javascript:alert(1)' in 'extra: publisher: url' is not an address such as"),
        ("{help: {de: 'https://a.ca'}}", "'de' in 'extra: publisher: help' is no language of this site"),
    ],
)
def test_what_is_no_name_and_no_address_is_refused(small_site: Make, written: str, message: str) -> None:
    root = small_site({"mkdocs.yml": with_publisher(written)})
    for verb in ("build", "check"):
        result = run(sys.executable, SCRIPTS, verb, "-f", root / "mkdocs.yml")
        assert result.returncode == 1
        assert f"{message}" in result.stdout + result.stderr
        assert "mkdocs.yml:14: " in result.stdout + result.stderr


def test_a_statement_on_accessibility_is_linked_in_each_language(built_site: Path) -> None:
    for at, title, address in (
        ("portal", "Accessibility", "../accessibility/"),
        ("fr/portal", "Accessibilité", "../accessibility/"),
    ):
        page = load(built_site, at)
        (link,) = (link for link in page.cssselect("footer a") if link.text_content() == title)
        assert link.get("href") == address
        assert (built_site / at / address / "index.html").is_file()


def test_one_that_is_not_translated_says_its_language(small_site: Make, tmp_path: Path) -> None:
    config = CONFIG.replace("extra: {", "not_in_nav: a.md\nextra: {accessibility: a.md, ")
    root = small_site({"mkdocs.yml": config, "docs/a.md": "---\ntitle: A & b\n---\n# A\n"})
    made = as_mkdocs(root / "mkdocs.yml", tmp_path)
    assert b'<a href="a/">A &amp; b</a>' in made["index.html"]
    assert b'<a href="a/"><span lang="en">A &amp; b</span></a>' in made["fr/index.html"]


def body_of(page: Page, link: str) -> str:
    """What a report says, once the pointer or the focus is on its link."""
    page.get_by_role("link", name=link).evaluate("each => { each.blur(); each.focus(); }")
    address = page.get_by_role("link", name=link).get_attribute("href") or ""
    return parse_qs(urlsplit(address).query)["body"][0]


@pytest.mark.parametrize(
    ("path", "links", "title"),
    [
        ("/portal/companies/", ["Report a fault by email"], "Section: {}"),
        (
            "/fr/portal/companies/",
            ["Signaler une erreur par courriel", "Signaler une erreur sur GitHub"],
            "Section\u00a0: {}",
        ),
    ],
)
def test_a_report_names_the_section_where_the_reader_was(
    browser: Browser, named: Path, path: str, links: list[str], title: str
) -> None:
    with served(named) as place:
        page = browser.new_page()
        page.clock.install()
        page.goto(place + path)
        for link in links:
            assert "Section" not in body_of(page, link).replace("Sections", "")
        heading = page.locator("article h2").nth(2)
        words = heading.evaluate("each => each.firstChild.textContent.trim()")
        page.evaluate("scrolled = new Promise(resolve => addEventListener('scrollend', resolve, { once: true })); 0")
        heading.evaluate(
            "each => scrollTo({ top: each.getBoundingClientRect().top + scrollY - 150, behavior: 'instant' })"
        )
        page.evaluate("scrolled")
        page.clock.fast_forward(5000)
        page.evaluate("scrolled = new Promise(resolve => addEventListener('scrollend', resolve, { once: true })); 0")
        page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        page.evaluate("scrolled")
        for link in links:
            said = body_of(page, link).splitlines()
            assert said[1].endswith(f"{path}#{heading.get_attribute('id')}")
            assert said[2] == title.format(words)
        page.close()
