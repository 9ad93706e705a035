"""The built site in Chromium. `open_page` fails a test for any console error and any request to another host."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, search_for
from mkdocs.utils import get_theme_dir
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


def test_a_section_that_opens_in_the_drawer_comes_into_view(open_page: Open) -> None:
    """The focus goes along, and what opens is still on its way in: the drawer must not scroll to meet it."""
    page = open_page("/integrations/sage-200/setup/", **PHONE)
    drawer = page.get_by_role("navigation", name="Navigation")
    page.get_by_role("banner").get_by_role("button", name="Navigation").click()
    drawer.get_by_role("button", name="Setup").click()
    contents = drawer.get_by_role("navigation", name="On this page")
    expect(contents.get_by_role("button")).to_be_focused()
    expect(contents.get_by_role("link").first).to_be_in_viewport(ratio=1)
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    expect(contents.get_by_role("link").first).to_be_in_viewport(ratio=1)
    assert page.locator(".md-sidebar--primary .md-sidebar__scrollwrap").evaluate("element => element.scrollLeft") == 0


def test_switching_language_keeps_the_section(open_page: Open) -> None:
    page = open_page("/integrations/sage-200/setup/#request-new-credentials", **DESKTOP)
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/integrations/sage-200/setup/#request-new-credentials")
    expect(page.locator("#request-new-credentials")).to_be_in_viewport()
    expect(page.locator("#request-new-credentials")).to_contain_text("Demander de nouveaux identifiants")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url("**/integrations/sage-200/setup/#request-new-credentials")
    assert "/fr/" not in page.url


def test_switching_language_follows_the_section_a_reader_goes_to(open_page: Open) -> None:
    page = open_page("/fr/portal/companies/", **DESKTOP)
    page.evaluate("location.hash = 'add-a-company'")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url("**/portal/companies/#add-a-company")


def test_the_language_link_works_without_javascript_and_on_a_phone(open_page: Open) -> None:
    page = open_page("/integrations/sage-intacct/setup/", java_script_enabled=False, **PHONE)
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/integrations/sage-intacct/setup/")
    expect(page.locator("h1")).to_contain_text("Configurer Sage Intacct")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/portal-managing-companies/#add-a-new-company", "/portal/companies/#add-a-company"),
        (
            "/fr-ca/integrations/accounting/sage200/accounting-sage200-setup/#section-request-new-credentials",
            "/fr/integrations/sage-200/setup/#request-new-credentials",
        ),
        ("/fr-ca/accounting-sagebusinesscloud", "/fr/integrations/sage-accounting/"),
        (
            "/integrations/accounting/sage-intacct/accounting-sage-intacct-setup?x=1#test-the-integration",
            "/integrations/sage-intacct/setup/?x=1#test-the-integration",
        ),
    ],
)
def test_an_old_address_arrives_with_its_section(open_page: Open, address: str, old: str, new: str) -> None:
    page = open_page(old)
    page.wait_for_url(address + new)


def test_an_old_address_arrives_without_javascript(open_page: Open, address: str) -> None:
    page = open_page("/configure/portal/companies/", java_script_enabled=False)
    page.wait_for_url(address + "/portal/companies/")


@pytest.mark.parametrize(
    ("language", "copy", "copied"),
    [("", "Copy to clipboard", "Copied to clipboard"), ("fr/", "Copier", "Copié")],
)
def test_an_address_is_copied_with_one_click(open_page: Open, language: str, copy: str, copied: str) -> None:
    page = open_page(f"/{language}integrations/sage-accounting/setup/", **PHONE)
    value = "https://sageone.codat.io/oauth/callback"
    page.get_by_role("button", name=f"{copy}").and_(page.get_by_role("button", name=value)).first.click()
    assert page.evaluate("navigator.clipboard.readText()") == value
    expect(page.get_by_role("status").filter(has_text=copied).first).to_be_attached()


@pytest.mark.parametrize("path", ["/integrations/sage-200/setup/", "/fr/integrations/sage-200/setup/"])
def test_drawings_follow_the_palette_of_the_page(open_page: Open, path: str) -> None:
    """A drawing is light on a light page and dark on a dark one, whatever the system prefers."""
    page = open_page(path, color_scheme="light", **DESKTOP)
    drawing = page.locator("article .drawing[data-file='keys.svg']")
    for scheme, prefers in (("slate", "light"), ("default", "light"), ("slate", "dark"), ("default", "dark")):
        page.emulate_media(color_scheme=prefers)  # type: ignore[arg-type]
        page.get_by_role("banner").locator("label[for^=__palette]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        drawing.scroll_into_view_if_needed()
        ground, text = (
            drawing.locator(each)
            .first.evaluate(f"each => getComputedStyle(each).{what}")
            .removeprefix("rgb(")
            .split(",")[0]
            for each, what in (("xpath=.", "backgroundColor"), ("text:not(.on-band)", "fill"))
        )
        assert (int(ground) > int(text)) == (scheme == "default")


@pytest.mark.parametrize("path", ["/404.html", "/nowhere/at/all/"])
def test_a_page_that_is_not_there_speaks_both_languages(open_page: Open, path: str) -> None:
    page = open_page(path)
    for language, home in (("en", "/"), ("fr-CA", "/fr/")):
        block = page.locator(f"article [lang={language}], article:has(> [lang={language}]) > [lang={language}]").first
        expect(block).to_be_visible()
        assert page.locator(f"article a[href$='{home}']").count() >= 1


@pytest.mark.parametrize("path", ["/fr/404.html", "/fr/nowhere/at/all/"])
def test_below_a_language_a_page_that_is_not_there_speaks_it(open_page: Open, address: str, path: str) -> None:
    page = open_page(path, **PHONE)
    expect(page.locator("article")).to_contain_text("Page introuvable")
    expect(page.locator("article")).not_to_contain_text("not found")
    page.locator("article").get_by_role("link", name="Aller à l’accueil").click()
    page.wait_for_url(f"{address}/fr/")


def test_switching_language_keeps_the_section_that_is_read(open_page: Open, address: str) -> None:
    page = open_page("/integrations/sage-200/setup/#before-you-start", **DESKTOP)
    page.locator("#add-your-keys").evaluate("element => element.scrollIntoView()")
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/integrations/sage-200/setup/#add-your-keys")
    page.goto(f"{address}/fr/integrations/sage-200/setup/")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url(f"{address}/integrations/sage-200/setup/")


@pytest.mark.parametrize(
    ("path", "name", "heading"),
    [
        ("integrations/sage-200/setup/", "Lire cette section en français", "Ajouter vos clés"),
        ("fr/integrations/sage-200/setup/", "Read this section in English", "Add your keys"),
    ],
)
def test_without_javascript_a_heading_leads_to_the_section_in_the_other_language(
    open_page: Open, path: str, name: str, heading: str
) -> None:
    page = open_page(f"/{path}", java_script_enabled=False, **PHONE)
    page.locator("h2#add-your-keys").get_by_role("link", name=name).click()
    page.wait_for_url("**/integrations/sage-200/setup/#add-your-keys")
    assert ("/fr/" in page.url) is not path.startswith("fr/")
    expect(page.locator("#add-your-keys")).to_contain_text(heading)
    expect(page.locator("#add-your-keys")).to_be_in_viewport()


def test_with_javascript_headings_are_not_burdened_with_that_link(open_page: Open) -> None:
    page = open_page("/integrations/sage-200/setup/")
    expect(page.get_by_role("link", name="Lire cette section en français")).to_have_count(0)


def test_no_page_asks_for_a_sitemap(open_page: Open, address: str) -> None:
    page = open_page("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/fr/", "/fr/integrations/sage-200/setup/", "/integrations/sage-200/"):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "sitemap" in url] == []


ENDS = "element => [element.getBoundingClientRect().left, element.getBoundingClientRect().right]"


@pytest.mark.parametrize("path", ["/", "/fr/"])
def test_the_home_page_stands_between_the_logo_and_the_end_of_the_search(open_page: Open, path: str) -> None:
    page = open_page(path, **DESKTOP)
    left, right = page.locator("article .grid.cards").first.evaluate(ENDS)
    assert page.locator("header .md-logo img").evaluate(ENDS)[0] == left
    assert page.locator(".md-search__form").evaluate(ENDS)[1] == right


@pytest.mark.parametrize("width", [1440, 320])
def test_the_button_that_copies_a_block_covers_none_of_it(open_page: Open, width: int) -> None:
    page = open_page("/writing/snippets/", viewport={"width": width, "height": 800})
    blocks = page.locator("article .highlight")
    assert blocks.count() > 3
    for block in blocks.all():
        end = block.locator("pre").evaluate(ENDS)[1]
        assert end <= block.get_by_role("button").evaluate(ENDS)[0]


def test_without_scripts_a_block_takes_the_place_of_the_button(open_page: Open) -> None:
    page = open_page("/writing/snippets/", java_script_enabled=False, **DESKTOP)
    block = page.locator("article .highlight").first
    assert block.locator("pre").evaluate(ENDS) == block.evaluate(ENDS)


def test_what_is_drawn_with_the_ground_is_seen_in_forced_colours(open_page: Open) -> None:
    """There all lines have one colour and all grounds that of the page, but for those that are told."""
    page = open_page("/integrations/sage-accounting/setup/", forced_colors="active", **DESKTOP)
    line = "each => getComputedStyle(each).borderBottomColor"
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    tabs = page.locator(".md-tabs__item")
    seen = [tab.locator("a").evaluate(line) != ground for tab in tabs.all()]
    assert seen == [tab.evaluate("tab => tab.matches('.md-tabs__item--active')") for tab in tabs.all()]
    assert seen.count(True) == 1
    icon = "each => getComputedStyle(each, '::{}').backgroundColor"
    assert page.locator(".copyable button").first.evaluate(icon.format("after")) != ground
    assert page.locator(".admonition-title").first.evaluate(icon.format("before")) != ground


@pytest.mark.parametrize(("scheme", "own"), [("light", "rgb(11, 96, 120)"), ("dark", "rgb(124, 200, 218)")])
def test_what_english_has_is_offered_in_the_colours_of_the_site(open_page: Open, scheme: str, own: str) -> None:
    page = open_page("/fr/", color_scheme=scheme, **DESKTOP)
    search_for(page, "pencil")
    expect(page.locator("#search-other details")).to_have_css("border-inline-start-color", own)


def test_both_languages_call_the_contents_and_what_was_found_alike(open_page: Open) -> None:
    for path, contents, found in (("/", "On this page", "pages found"), ("/fr/", "Dans cette page", "pages trouvées")):
        page = open_page(f"{path}integrations/", **DESKTOP)
        expect(page.get_by_role("navigation", name=contents).last).to_be_visible()
        search_for(page, "sage")
        expect(page.locator(".md-search-result__meta")).to_contain_text(found)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_english_and_french_have_all_words_of_the_theme(language: str) -> None:
    """Each stands in the place of Material's own, on which other languages and regions fall back."""
    key = re.compile(r'"([\w.]+)": "')
    path = f"partials/languages/{language}.html"
    theirs = Path(get_theme_dir("material"), path).read_text(encoding="utf-8")
    ours = (ROOT / "overrides" / path).read_text(encoding="utf-8")
    assert set(key.findall(theirs)) - set(key.findall(ours)) == set()


@pytest.mark.parametrize(
    ("path", "fact"), [("/integrations/", "Waiting time"), ("/fr/integrations/", "Temps d’attente")]
)
def test_the_integrations_are_compared_side_by_side(open_page: Open, path: str, fact: str) -> None:
    page = open_page(path, **DESKTOP)
    table = page.locator(".comparison table")
    products = table.locator("thead th").all()[1:]
    assert [each.inner_text() for each in products] == ["Sage 200 Standard", "Sage Accounting", "Sage Intacct"]
    assert all(row.locator("td").count() == 4 for row in table.locator("tbody tr").all())
    name, *cells = table.locator("tbody tr").filter(has_text=fact).locator("td").all()
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        tops = [round(cell.bounding_box()["y"]) for cell in cells]  # type: ignore[index]
        lefts = [round(cell.bounding_box()["x"]) for cell in cells]  # type: ignore[index]
        assert len(set(tops)) == 1
        assert lefts == [round(each.bounding_box()["x"]) for each in products]  # type: ignore[index]
        above = round(name.bounding_box()["y"]) < tops[0]  # type: ignore[index]
        assert above == (width < 700)
        wide = "cells => cells.filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"
        assert table.locator("td").evaluate_all(wide) == []
