"""A reader whose browser prefers another language of the site is offered the page in it: once, and nobody is sent away."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import look
from conftest import CONFIG, ROOT, SCRIPTS, run, served, write
from playwright.sync_api import Browser, BrowserContext, expect
from test_budget import least_shift

GUIDE = "integrations/sage-accounting/setup/"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.mark.parametrize(
    ("languages", "path", "offer", "link", "to"),
    [
        ("fr-CA", f"/{GUIDE}", "Cette page existe en français.", "Lire la page en français", f"/fr/{GUIDE}"),
        ("fr", "/", "Cette page existe en français.", "Lire la page en français", "/fr/"),
        ("fr-BE", "/portal/", "Cette page existe en français.", "Lire la page en français", "/fr/portal/"),
        ("en-GB", "/fr/portal/", "This page is available in English.", "Read the page in English", "/portal/"),
    ],
)
def test_the_page_is_offered_in_the_language_of_the_browser(
    browser: Browser, address: str, languages: str, path: str, offer: str, link: str, to: str
) -> None:
    context = browser.new_context(locale=languages)
    page = context.new_page()
    page.goto(address + path)
    assert page.url == address + path
    shown = page.locator(".language-offer:visible")
    expect(shown).to_contain_text(offer)
    assert shown.get_attribute("lang") == ("fr-CA" if offer.startswith("Cette") else "en")
    page.get_by_role("link", name=link).click()
    page.wait_for_url(address + to)
    expect(page.locator(".language-offer:visible")).to_have_count(0)
    page.goto(address + path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".language-offer:visible")).to_have_count(0)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize(("languages", "path"), [("en-CA", "/"), ("fr-CA", "/fr/"), ("de-DE", "/"), ("de-DE", "/fr/")])
def test_nothing_is_offered_to_who_reads_this_language_or_none_of_them(
    browser: Browser, address: str, languages: str, path: str
) -> None:
    page = browser.new_page(locale=languages)
    page.goto(address + path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".language-offer:visible, .md-banner:visible")).to_have_count(0)
    page.close()


@pytest.fixture
def french(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that prefers French."""
    context = browser.new_context(locale="fr-CA", viewport=DESKTOP)  # type: ignore[arg-type]
    yield context
    context.close()


def test_the_first_of_several_languages_counts(french: BrowserContext, address: str) -> None:
    french.add_init_script("Object.defineProperty(navigator, 'languages', { value: ['de', 'fr-FR', 'en'] })")
    page = french.new_page()
    page.goto(f"{address}/")
    expect(page.locator(".language-offer:visible")).to_contain_text("en français")


def test_it_is_closed_by_keyboard_for_good(french: BrowserContext, address: str) -> None:
    page = french.new_page()
    page.goto(f"{address}/{GUIDE}")
    close = page.get_by_role("button", name="Ne plus afficher")
    while not close.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".md-banner:visible")).to_have_count(0)
    expect(page.locator(".site-language")).to_be_focused()
    for path in (GUIDE, "portal/"):
        page.goto(f"{address}/{path}")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".language-offer:visible")).to_have_count(0)


def test_who_reads_on_is_not_asked_again(french: BrowserContext, address: str) -> None:
    page = french.new_page()
    page.goto(f"{address}/")
    page.reload()
    expect(page.locator(".language-offer:visible")).to_have_count(1)
    page.goto(f"{address}/portal/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".language-offer:visible")).to_have_count(0)


def test_who_has_chosen_a_language_is_not_asked(french: BrowserContext, address: str) -> None:
    page = french.new_page()
    page.goto(f"{address}/fr/portal/")
    page.locator(".site-language").click()
    page.wait_for_url(f"{address}/portal/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".language-offer:visible")).to_have_count(0)


def test_the_offer_leads_to_the_section_that_is_read(french: BrowserContext, address: str) -> None:
    page = french.new_page()
    page.goto(f"{address}/portal/companies/")
    anchor = page.locator("article h2").nth(1).get_attribute("id")
    page.goto(f"{address}/portal/companies/#{anchor}")
    page.get_by_role("link", name="Lire la page en français").evaluate("each => each.click()")
    page.wait_for_url(f"{address}/fr/portal/companies/#{anchor}")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_covers_nothing_and_axe_finds_nothing(french: BrowserContext, address: str, size: dict[str, int]) -> None:
    page = french.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(reduced_motion="reduce")
    assert least_shift(page, f"{address}/{GUIDE}") < 0.05
    offer, header = (page.locator(each).bounding_box() for each in (".md-banner", ".md-header"))
    assert offer and header
    assert offer["y"] + offer["height"] <= header["y"] + 1
    assert look(page, "offered") == []


def test_without_scripts_and_on_paper_there_is_none(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-CA", java_script_enabled=False)
    page.goto(f"{address}/portal/")
    expect(page.locator(".md-banner:visible")).to_have_count(0)
    page.close()
    page = browser.new_page(locale="fr-CA")
    page.goto(f"{address}/portal/")
    page.emulate_media(media="print")
    expect(page.locator(".md-banner:visible")).to_have_count(0)
    page.close()


def test_where_nothing_may_be_kept_it_can_still_be_closed(french: BrowserContext, address: str) -> None:
    french.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = french.new_page()
    page.goto(f"{address}/portal/")
    page.get_by_role("button", name="Ne plus afficher").click()
    expect(page.locator(".language-offer:visible")).to_have_count(0)


def test_a_page_is_offered_only_in_languages_that_it_is_written_in(browser: Browser, tmp_path: Path) -> None:
    german = "        - {locale: de, name: Deutsch, theme: {language: de}}\n"
    root = write(tmp_path, {
        "docs/assets/language.js": (ROOT / "docs/assets/language.js").read_bytes(),
        "mkdocs.yml": CONFIG.replace("hooks:", german + "hooks:").replace("[index.md]", "[index.md, a.md]"),
        **{f"{folder}/index.md": "# Home\n" for folder in ("docs", "docs_fr", "docs_de")},
        **{f"{folder}/a.md": "# A\n" for folder in ("docs", "docs_de")},
    })  # fmt: skip
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    assert result.returncode == 0, result.stderr
    with served(root / "site") as place:
        for language, path, offered in (
            ("fr", "/a/", []),
            ("de", "/a/", ["de"]),
            ("de", "/fr/a/", ["de"]),
            ("en", "/fr/a/", ["en"]),
            ("fr", "/de/", ["fr-CA"]),
        ):
            page = browser.new_page(locale=language)
            page.goto(place + path)
            expect(page.locator("h1")).to_be_visible()
            assert (
                page.locator(".language-offer:visible").evaluate_all("all => all.map(each => each.lang)") == offered
            ), (language, path)
            page.close()
