"""Following a guide over days, in Chromium: steps that can be ticked, in both languages, on this device."""

from collections.abc import Callable

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
GUIDE = "integrations/sage-200/setup/"
STEPS = (ROOT / "docs/assets/steps.js").read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}}
FULL = "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def boxes(page: Page) -> int:
    return page.locator("article").get_by_role("checkbox").count()


@pytest.mark.parametrize(
    ("language", "name", "none", "one", "two", "clear", "undo"),
    [
        (
            "",
            "Step 3 done",
            "None of 53 steps done yet",
            "1 of 53 steps done",
            "2 of 53 steps done",
            "Clear all ticks",
            "Bring the ticks back",
        ),
        (
            "fr/",
            "Étape 3 terminée",
            "Aucune étape terminée sur 53",
            "1 étape sur 53 terminée",
            "2 étapes sur 53 terminées",
            "Effacer les coches",
            "Remettre les coches",
        ),
    ],
)
def test_steps_are_counted_and_ticks_cleared_and_brought_back(
    open_page: Open, language: str, name: str, none: str, one: str, two: str, clear: str, undo: str
) -> None:
    page = open_page(f"/{language}{GUIDE}", **PHONE)
    status = page.locator("article").get_by_role("status")
    expect(status).to_have_text(none)
    expect(page.get_by_role("button", name=clear)).to_have_count(0)
    third = page.get_by_role("checkbox", name=name, exact=True)
    third.nth(0).check()
    expect(status).to_have_text(one)
    third.nth(1).focus()
    page.keyboard.press("Space")
    expect(status).to_have_text(two)
    page.reload()
    expect(status).to_have_text(two)
    expect(third.nth(1)).to_be_checked()
    expect(third.nth(2)).not_to_be_checked()
    page.get_by_role("button", name=clear).click()
    expect(status).to_have_text(none)
    page.get_by_role("button", name=undo).click()
    expect(status).to_have_text(two)
    page.get_by_role("button", name=clear).click()
    page.reload()
    expect(status).to_have_text(none)


def test_the_ticks_are_those_of_the_guide_in_the_other_language(open_page: Open, address: str) -> None:
    page = open_page(f"/{GUIDE}")
    section = "h2:has-text('Request new credentials') ~ ol"
    page.locator(section).first.get_by_role("checkbox", name="Step 2 done").check()
    for box in page.locator("article").get_by_role("checkbox").all():
        box.check()
    expect(page.get_by_role("status").first).to_have_text("All 53 steps done")
    page.goto(f"{address}/fr/{GUIDE}")
    expect(page.locator("article").get_by_role("status")).to_have_text("Les 53 étapes sont terminées")
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("localStorage.getItem('done:/integrations/sage-200/setup#request-new-credentials/2')") == ""
    page.goto(f"{address}/integrations/sage-accounting/setup/")
    expect(page.locator("article").get_by_role("status")).to_contain_text("None of")


def test_a_tick_shows_in_another_tab(open_page: Open, address: str) -> None:
    page = open_page(f"/{GUIDE}")
    other = page.context.new_page()
    other.goto(f"{address}/fr/{GUIDE}")
    page.get_by_role("checkbox", name="Step 1 done").first.check()
    expect(other.get_by_role("checkbox", name="Étape 1 terminée").first).to_be_checked()


def test_a_continued_list_counts_on_after_its_snippet(open_page: Open) -> None:
    page = open_page(f"/{GUIDE}")
    steps = page.locator("h2#add-your-keys + ol").get_by_role("checkbox")
    assert [box.get_attribute("aria-label") for box in steps.all()] == [f"Step {n} done" for n in range(1, 9)]


def test_a_box_is_large_enough_and_its_focus_is_seen(open_page: Open) -> None:
    page = open_page(f"/{GUIDE}", viewport={"width": 320, "height": 700})
    box = page.get_by_role("checkbox", name="Step 1 done").first
    size = box.bounding_box()
    assert size is not None and min(size["width"], size["height"]) >= 24
    box.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    style = "element => [getComputedStyle(element).outlineStyle, parseFloat(getComputedStyle(element).outlineWidth)]"
    assert box.evaluate(style)[0] == "solid" and box.evaluate(style)[1] >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_storage_a_tick_lasts_as_long_as_the_page(open_page: Open) -> None:
    page = open_page("/fr/")
    page.route(
        "**/assets/steps.js", lambda route: route.fulfill(body=FULL + ";" + STEPS, content_type="text/javascript")
    )
    page.goto(page.url + GUIDE)
    page.get_by_role("checkbox", name="Étape 1 terminée").first.check()
    expect(page.locator("article").get_by_role("status")).to_have_text("1 étape sur 53 terminée")


def test_without_javascript_the_numbers_are_as_they_were(open_page: Open) -> None:
    page = open_page(f"/{GUIDE}", java_script_enabled=False, **PHONE)
    assert boxes(page) == 0
    expect(page.locator("#steps-done")).to_be_hidden()
    expect(page.locator("article > ol > li").first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/fr/", "/integrations/sage-200/", "/writing/guides/"])
def test_other_pages_have_nothing_to_tick(open_page: Open, path: str) -> None:
    page = open_page(path)
    assert boxes(page) == 0
    assert page.locator("#steps-done").count() == 0


BOX = """item => {
    const { content, borderTopStyle, width, height, backgroundColor, backgroundImage } = getComputedStyle(item, "::after");
    return [content, borderTopStyle, width === height, backgroundColor, backgroundImage];
}"""


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_a_guide_is_whole_and_its_boxes_are_empty(open_page: Open, scheme: str, javascript: bool) -> None:
    options = {"viewport": {"width": 680, "height": 900}, "color_scheme": scheme, "java_script_enabled": javascript}
    page = open_page(f"/fr/{GUIDE}", **options)
    if javascript:
        page.get_by_role("checkbox", name="Étape 1 terminée").first.check()
    page.emulate_media(media="print")
    for item in page.locator("article > ol > li").all()[:3]:
        assert item.evaluate(BOX) == ['""', "solid", True, "rgba(0, 0, 0, 0)", "none"]
    for chrome in (
        "header",
        ".md-sidebar",
        ".md-footer-meta",
        "#steps-done",
        ".step-box",
        ".headerlink",
        ".section-language",
    ):
        assert not any(element.is_visible() for element in page.locator(chrome).all()), chrome
    outside = page.locator("article a[href^='http']:not([rel=edit])").first
    shown = outside.evaluate("link => getComputedStyle(link, '::after').content")
    assert f"<{outside.get_attribute('href')}>" in shown.replace('" "', "").replace('" attr(href) "', "")
    assert (
        page.locator("article a[href^='#']:not(.headerlink)").first.evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
        == "none"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    cut = "[...document.querySelectorAll('article *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && getComputedStyle(e).overflowX !== 'visible').map(e => e.outerHTML)"
    assert page.evaluate(cut) == []
    assert page.locator("body").evaluate("body => getComputedStyle(body).color") == "rgb(0, 0, 0)"
    page.locator("img").last.evaluate("image => image.decode()")
    assert all(image.bounding_box()["width"] <= 680 for image in page.locator("article img").all())  # type: ignore[index]


def test_what_is_folded_away_is_printed(open_page: Open) -> None:
    page = open_page("/")
    page.locator("article").evaluate(
        "article => article.insertAdjacentHTML('beforeend', '<details><summary>More</summary><p id=folded>All of it</p></details>')"
    )
    expect(page.locator("#folded")).not_to_be_in_viewport()
    page.emulate_media(media="print")
    assert page.locator("#folded").evaluate(
        "element => element.checkVisibility({ contentVisibilityAuto: true }) && element.offsetHeight > 0"
    )
