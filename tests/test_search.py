"""Search in the reader's language: the index that is built, and what Chromium finds with it."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import ANSWERED, ROOT, SCRIPTS, run, served
from playwright.sync_api import Browser, Locator, Page, expect

Open = Callable[..., Page]
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


def index(site: Path, home: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / home / "search/search_index.json").read_text(encoding="utf-8"))
    return found


def ask(page: Page, words: str) -> Locator:
    """Search for `words` from the page that is open, by its address; the pages found."""
    page.goto(f"{page.url.split('?')[0]}?q={quote(words)}")
    expect(page.locator(".md-search-result__meta")).to_contain_text(ANSWERED)
    return page.locator(".md-search-result__item")


def titles(page: Page, words: str) -> list[str]:
    return [" ".join(title.split()) for title in ask(page, words).locator("h1").all_inner_texts()]


@pytest.mark.parametrize(("home", "language"), [("", "en"), ("fr", "fr")])
def test_each_language_has_its_own_index(built_site: Path, home: str, language: str) -> None:
    found = index(built_site, home)
    assert found["config"]["lang"] == [language]
    assert "stemmer" in found["config"]["pipeline"]
    pages = {doc["location"].split("#")[0] for doc in found["docs"]}
    assert {"", "portal/companies/", "integrations/sage-200/setup/"} <= pages
    for at in pages:
        assert (built_site / home / at / "index.html").is_file()
    headings = " ".join(doc["title"] for doc in found["docs"])
    assert ("Configurer Sage 200 Standard" in headings) == (language == "fr")
    assert ("Set up Sage 200 Standard" in headings) == (language == "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [("clé", "cle"), ("CLÉS", "cles"), ("intégration", "integration"), ("Québec", "quebec"), ("à", "a")],
)
def test_accents_do_not_matter_in_french(open_page: Open, one: str, other: str) -> None:
    page = open_page("/fr/portal/", **DESKTOP)
    assert titles(page, one) == titles(page, other)


@pytest.mark.parametrize(
    ("one", "other"), [("clé", "clés"), ("entreprises", "entreprise"), ("configurées", "configurer")]
)
def test_endings_do_not_matter_in_french(open_page: Open, one: str, other: str) -> None:
    page = open_page("/fr/portal/", **DESKTOP)
    first, second = titles(page, one), titles(page, other)
    assert len(set(first) & set(second)) > len(first) / 2


def test_what_was_found_is_marked_once_and_nothing_found_is_called_missing(open_page: Open) -> None:
    page = open_page("/fr/", **DESKTOP)
    ask(page, "les clés").first.wait_for()
    assert page.locator(".md-search-result__list mark", has_text="clés").count() > 0
    assert page.locator(".md-search-result__list mark mark").count() == 0
    assert page.locator(".md-search-result__terms").count() == 0


def test_a_word_behind_an_apostrophe_is_found(open_page: Open) -> None:
    page = open_page("/fr/", **DESKTOP)
    assert "Configurer Sage Intacct" in titles(page, "intégration")
    marked = page.locator(".md-search-result__list mark").all_inner_texts()
    assert marked and all(not word.lower().startswith(("l’", "d’")) for word in marked)


@pytest.mark.parametrize("home", ["/", "/fr/"])
@pytest.mark.parametrize(
    ("words", "name"), [("Sage 200cloud", "Sage 200 Standard"), ("Sage Business Cloud", "Sage Accounting")]
)
def test_a_former_name_finds_the_product(open_page: Open, home: str, words: str, name: str) -> None:
    page = open_page(home, **DESKTOP)
    found = titles(page, words)
    assert name in found[0]
    assert name in found[1]


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ("/", ["request data", "link url", "redirect url", "error", "email", "connection error"]),
        ("/fr/", ["request data", "url link", "erreur", "demander des données", "courriel"]),
    ],
)
def test_guides_come_before_the_pages_for_writers(open_page: Open, home: str, words: list[str]) -> None:
    page = open_page(home, **DESKTOP)
    for each in words:
        ask(page, each).first.wait_for()
        links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.pathname)")
        assert "/writing/" not in links[0]


def test_results_lead_to_pages_of_the_language(open_page: Open, address: str) -> None:
    page = open_page("/fr/integrations/sage-200/setup/", **DESKTOP)
    ask(page, "clés").first.wait_for()
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert links and all(link.startswith(f"{address}/fr/") for link in links)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}/fr/**")


def test_french_offers_what_english_has_when_it_has_nothing(open_page: Open, address: str) -> None:
    page = open_page("/fr/portal/", **DESKTOP)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    expect(ask(page, "zorglub")).to_have_count(0)
    expect(page.locator("#search-other")).to_be_hidden()
    word = only_english()
    items = ask(page, word)
    expect(items).to_have_count(0)
    offer = page.locator("#search-other")
    expect(offer).to_contain_text("Aucun résultat en français. Voir le")
    link = offer.locator("a").first
    assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == ("en", "en")
    assert f"{address}/search/search_index.json" in requests
    link.click()
    page.wait_for_url(lambda url: url.startswith(address) and "/fr/" not in url)
    assert word in page.locator("article").inner_text().lower()


def test_the_endings_of_english_do_not_matter_in_what_it_offers(open_page: Open) -> None:
    page = open_page("/fr/portal/", **DESKTOP)
    offer = page.locator("#search-other")

    def offered(words: str) -> list[str]:
        expect(ask(page, words)).to_have_count(0)
        expect(offer).to_contain_text("Aucun résultat en français. Voir le")
        return offer.locator("a").all_inner_texts()

    assert offered("toggles") == offered("toggle") == offered("toggled")


def only_english() -> str:
    """A word of the English pages that no French page begins a word with, too long for one that the search ignores."""

    def words(folder: str) -> set[str]:
        texts = [path.read_text(encoding="utf-8") for path in (ROOT / folder / "portal").rglob("*.md")]
        every = [path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.md")]
        return set(re.findall(r"[a-z]{8,}", " ".join(every if folder == "docs_fr" else texts).lower()))

    french = words("docs_fr")
    return next(word for word in sorted(words("docs")) if not any(other[:4] == word[:4] for other in french))


def test_french_answers_without_asking_for_the_english_index(open_page: Open, address: str) -> None:
    page = open_page("/fr/", **DESKTOP)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    ask(page, "clés").first.wait_for()
    assert f"{address}/search/search_index.json" not in requests
    expect(page.locator("#search-other")).to_be_hidden()


def test_below_a_path_of_the_host_each_language_searches_its_own_pages(
    project_copy: Path, browser: Browser, tmp_path: Path
) -> None:
    built = run(
        sys.executable, SCRIPTS, "build", "-f", project_copy / "mkdocs.yml", "-d", tmp_path / "sub",
        environment={"SITE_URL": "https://host.example.org/sub/"},
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    with served(tmp_path) as host:
        for home, words, title in (
            ("/sub/", "keys", "Set up Sage 200 Standard"),
            ("/sub/portal/", "keys", "Set up Sage 200 Standard"),
            ("/sub/fr/", "clés", "Configurer Sage 200 Standard"),
            ("/sub/fr/portal/", "clés", "Configurer Sage 200 Standard"),
            ("/sub/404.html", "keys", "Set up Sage 200 Standard"),
            ("/sub/fr/404.html", "clés", "Configurer Sage 200 Standard"),
        ):
            page.goto(host + home)
            assert title in titles(page, words), home
            found = page.locator(".md-search-result__link", has_text=title).first
            found.click()
            page.wait_for_url(f"{host}/sub/{'fr/' * ('fr' in home)}integrations/sage-200/setup/**")
        page.goto(f"{host}/sub/fr/portal/")
        expect(ask(page, only_english())).to_have_count(0)
        page.locator("#search-other a").first.click()
        page.wait_for_url(lambda url: url.startswith(f"{host}/sub/") and "/fr/" not in url)
        page.wait_for_load_state("networkidle")
        page.close()
    assert faults == []


@pytest.mark.parametrize(("path", "home"), [("/nowhere/at/all/", "/"), ("/fr/nowhere/", "/fr/")])
def test_the_404_page_of_each_language_searches_in_it(open_page: Open, address: str, path: str, home: str) -> None:
    page = open_page(path, **DESKTOP)
    ask(page, "Sage Intacct").first.wait_for()
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert links and all(("/fr/" in link) == (home == "/fr/") for link in links)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}{home}integrations/**")


def test_the_palette_is_remembered_from_one_language_to_the_other(open_page: Open) -> None:
    page = open_page("/fr/portal/", color_scheme="light", **DESKTOP)
    page.get_by_role("banner").locator("label[for^=__palette]:visible").click()
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url("**/portal/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
