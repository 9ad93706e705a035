"""Following a guide over days, in Chromium: steps that can be ticked, in both languages, on this device."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
GUIDE = "integrations/small/setup/"  # of the small site
GUIDES = ["integrations/sage-200/setup/", "integrations/sage-accounting/setup/", "integrations/sage-intacct/setup/"]
DEVICE = (ROOT / "docs/assets/device.js").read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}}
FULL = "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def boxes(page: Page) -> int:
    return page.locator("article").get_by_role("checkbox").count()


def box(page: Page, section: str, number: int) -> Locator:
    return page.locator(f"[id='{section}/{number}']")


@pytest.mark.parametrize(
    ("language", "name", "none", "one", "two", "clear", "undo"),
    [
        (
            "",
            "Step 3 done",
            "No step ticked yet",
            "1 of 12 steps done",
            "2 of 12 steps done",
            "Clear all ticks",
            "Bring the ticks back",
        ),
        (
            "fr/",
            "Étape 3 terminée",
            "Aucune étape cochée",
            "1 étape sur 12 terminée",
            "2 étapes sur 12 terminées",
            "Effacer les coches",
            "Rétablir les coches",
        ),
    ],
)
def test_steps_are_counted_and_ticks_cleared_and_brought_back(
    open_guide: Open, language: str, name: str, none: str, one: str, two: str, clear: str, undo: str
) -> None:
    page = open_guide(f"/{language}{GUIDE}", **PHONE)
    status = page.locator("article").get_by_role("status")
    expect(status).to_have_text(none)
    expect(page.get_by_role("button", name=clear)).to_have_count(0)
    third = page.locator("#subscribe ~ ol").get_by_role("checkbox", name=name)
    third.nth(0).check()
    expect(status).to_have_text(one)
    third.nth(1).focus()
    page.keyboard.press("Space")
    expect(status).to_have_text(two)
    page.reload()
    expect(status).to_have_text(two)
    expect(third.nth(1)).to_be_checked()
    expect(page.get_by_role("checkbox", name=name).first).not_to_be_checked()
    page.get_by_role("button", name=clear).click()
    expect(status).to_have_text(none)
    page.get_by_role("button", name=undo).click()
    expect(status).to_have_text(two)
    page.get_by_role("button", name=clear).click()
    page.reload()
    expect(status).to_have_text(none)


@pytest.mark.parametrize(
    ("language", "none", "one", "two", "everything"),
    [
        ("", "4 steps", "1 of 4 steps done", "2 of 4 steps done", "All 4 steps done"),
        ("fr/", "4 étapes", "1 étape sur 4 terminée", "2 étapes sur 4 terminées", "Les 4 étapes sont terminées"),
    ],
)
def test_each_section_counts_its_own_steps(
    open_guide: Open, language: str, none: str, one: str, two: str, everything: str
) -> None:
    page = open_guide(f"/{language}{GUIDE}")
    count = page.locator("h2#add-your-keys + .steps-count")
    expect(count).to_have_text(none)
    for number, text in ((1, one), (2, two), (3, None), (4, everything)):
        box(page, "add-your-keys", number).check()
        if text is not None:
            expect(count).to_have_text(text)
    other = page.locator("h2#subscribe + p + .steps-count")
    expect(other).to_have_text(none.replace("4", "3"))


@pytest.mark.parametrize(
    ("language", "changed"),
    [
        ("", "The steps of this section have changed since you ticked them. Check which ones are done."),
        (
            "fr/",
            "Les étapes de cette section ont changé depuis que vous les avez cochées. Vérifiez lesquelles sont terminées.",
        ),
    ],
)
def test_a_section_says_that_its_steps_have_changed_since(
    open_guide: Open, guide_site: Path, language: str, changed: str
) -> None:
    page = open_guide(f"/{language}{GUIDE}")
    said = page.locator(".steps-changed")
    box(page, "add-your-keys", 2).check()
    box(page, "subscribe", 1).check()
    page.reload()
    expect(box(page, "add-your-keys", 2)).to_be_checked()
    assert said.count() == 0
    whole = (guide_site / language / GUIDE / "index.html").read_text(encoding="utf-8")
    before, heading, after = whole.partition('<h2 id="add-your-keys"')
    with_more = before + heading + after.replace("<ol>", "<ol>\n<li>New</li>", 1)
    page.route(f"**/{GUIDE}", lambda route: route.fulfill(body=with_more, content_type="text/html"))
    page.reload()
    expect(said).to_have_text([changed])
    assert said.evaluate("each => each.nextElementSibling.className") == "steps-count"
    box(page, "subscribe", 2).check()
    expect(said).to_have_count(1)
    box(page, "add-your-keys", 3).check()
    expect(said).to_have_count(0)
    page.reload()
    expect(box(page, "add-your-keys", 3)).to_be_checked()
    assert said.count() == 0


def test_a_section_with_one_step_has_no_count(open_guide: Open, guide_site: Path) -> None:
    page = open_guide("/")
    whole = (guide_site / GUIDE / "index.html").read_text(encoding="utf-8")
    with_one = whole.replace(
        '<h2 id="add-your-keys"', '<h2 id="one">One</h2>\n<ol><li>Step</li></ol>\n<h2 id="add-your-keys"'
    )
    assert with_one != whole
    page.route(f"**/{GUIDE}", lambda route: route.fulfill(body=with_one, content_type="text/html"))
    page.goto(page.url + GUIDE)
    expect(page.locator("h2#add-your-keys + .steps-count")).to_be_visible()
    expect(box(page, "one", 1)).to_be_attached()
    assert page.locator("h2#one + .steps-count").count() == 0


@pytest.mark.parametrize(
    ("language", "first", "second", "third", "last"),
    [
        (
            "",
            "Continue at: Request an account, step 2",
            "Continue at: Subscribe, step 1",
            "Continue at: Add your keys, step 3",
            "Continue at: Check that it works",
        ),
        (
            "fr/",
            "Reprendre à\u00a0: Demander un compte, étape 2",
            "Reprendre à\u00a0: S’abonner, étape 1",
            "Reprendre à\u00a0: Ajouter vos clés, étape 3",
            "Reprendre à\u00a0: Vérifier que tout fonctionne",
        ),
    ],
)
def test_a_link_leads_to_the_step_after_the_last_that_is_ticked(
    open_guide: Open, guide_address: str, language: str, first: str, second: str, third: str, last: str
) -> None:
    page = open_guide(f"/{language}{GUIDE}", **PHONE)
    link = page.locator(".steps-done__next a")
    hint = page.locator(".steps-done__hint")
    expect(link).to_be_hidden()
    expect(hint).to_be_visible()
    box(page, "request-an-account", 1).check()
    expect(link).to_have_text(first)
    expect(hint).to_be_hidden()
    box(page, "request-an-account", 4).check()
    expect(link).to_have_text(second)
    box(page, "add-your-keys", 2).check()
    page.goto(f"{guide_address}/{language}")
    page.goto(f"{guide_address}/{language}{GUIDE}")
    expect(link).to_have_text(third)
    link.click()
    following = box(page, "add-your-keys", 3)
    expect(following).to_be_focused()
    expect(following).to_be_in_viewport(ratio=1)
    place = following.bounding_box()
    assert place is not None and place["y"] > 150  # below the header, with steps before it in view
    page.keyboard.press("Space")
    expect(following).to_be_checked()
    other = page.context.new_page()
    other.goto(f"{guide_address}/{'' if language else 'fr/'}{GUIDE}")
    expect(other.locator(".steps-done__next a")).to_have_attribute("href", "#add-your-keys/4")
    page.locator(".step-box").last.check()
    expect(link).to_have_text(last)
    expect(link).to_have_attribute("href", "#check-that-it-works")
    expect(hint).to_be_hidden()


@pytest.mark.parametrize("language", ["", "fr/"])
def test_a_link_after_the_last_step_leads_past_a_section(open_guide: Open, guide_site: Path, language: str) -> None:
    page = open_guide("/")
    whole = (guide_site / language / GUIDE / "index.html").read_text(encoding="utf-8")
    before, section, after = whole.partition('<h2 id="add-your-keys"')
    led = f'{before}<p><a class="next" href="#enable-the-integration">…</a></p>{section}{after}'
    page.route(f"**/{language}{GUIDE}", lambda route: route.fulfill(body=led, content_type="text/html"))
    page.goto(f"{page.url}{language}{GUIDE}")
    box(page, "subscribe", 3).check()
    expect(page.locator(".steps-done__next a")).to_have_attribute("href", "#enable-the-integration/1")


def test_the_other_language_opens_at_the_step_to_go_on_with(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}", **PHONE)
    box(page, "add-your-keys", 2).check()
    page.locator(".steps-done__next a").click()
    page.get_by_role("banner").get_by_role("link", name="Lire en français").click()
    page.wait_for_url("**/fr/**#add-your-keys/3")
    expect(box(page, "add-your-keys", 3)).to_be_in_viewport(ratio=1)


PLACES = """() => [...document.querySelectorAll("article > :not(.steps-count), article > ol > li")]
    .filter(each => each.checkVisibility())
    .map(each => [each.localName, each.id, Math.round(each.getBoundingClientRect().top + scrollY)])"""


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("language", ["", "fr/"])
def test_what_the_script_adds_has_its_place_kept(open_page: Open, language: str, guide: str) -> None:
    """And on a phone, the first step stands within two screens."""

    def places(page: Page) -> list[object]:
        found = list[object]()
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 844})
            found.append(page.evaluate(PLACES))
        return found

    page = open_page(f"/{language}{guide}", **PHONE)
    expect(page.locator(".steps-count").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    top = page.locator(".step-box").first.evaluate("box => box.getBoundingClientRect().top + scrollY")
    assert top <= 2 * 844, round(top / 844, 2)
    without_ticks = places(page)
    for number in (0, 6):
        page.locator(".step-box").nth(number).check()
    expect(page.locator(".steps-done__next")).to_be_visible()
    assert places(page) == without_ticks
    page.route("**/assets/steps.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload(wait_until="networkidle")
    assert page.locator(".steps-count").count() == 0
    assert places(page) == without_ticks


def test_each_box_has_a_name_of_its_own(open_guide: Open) -> None:
    for language, name in (
        ("", "Step 2 done: Subscribe"),
        ("fr/", "Étape 2 terminée\u00a0: S’abonner"),
    ):
        page = open_guide(f"/{language}{GUIDE}")
        expect(box(page, "subscribe", 2)).to_have_accessible_name(name)
        names = [each.get_attribute("aria-label") for each in page.locator(".step-box").all()]
        assert len(names) == len(set(names)) == 14


def test_the_ticks_are_those_of_the_guide_in_the_other_language(open_guide: Open, guide_address: str) -> None:
    page = open_guide(f"/{GUIDE}")
    for each in page.locator("article").get_by_role("checkbox").all():
        each.check()
    expect(page.get_by_role("status").first).to_have_text("All 12 steps done")
    page.goto(f"{guide_address}/fr/{GUIDE}")
    expect(page.locator("article").get_by_role("status")).to_have_text("Les 12 étapes sont terminées")
    assert page.evaluate("document.cookie") == ""
    page.goto(f"{guide_address}/fr/")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('setup'))") == [
        "guide:/integrations/small/setup"
    ]


def test_a_tick_shows_in_another_tab(open_guide: Open, guide_address: str) -> None:
    page = open_guide(f"/{GUIDE}")
    other = page.context.new_page()
    other.goto(f"{guide_address}/fr/{GUIDE}")
    page.get_by_role("checkbox", name="Step 1 done").first.check()
    expect(other.get_by_role("checkbox", name="Étape 1 terminée").first).to_be_checked()


def test_a_continued_list_counts_on(open_guide: Open, guide_site: Path) -> None:
    page = open_guide("/")
    whole = (guide_site / GUIDE / "index.html").read_text(encoding="utf-8")
    before, section, after = whole.partition('<h2 id="add-your-keys"')
    more = '<ol start="5"><li>Five</li><li>Six</li></ol>\n<h2 id="enable-the-integration"'
    continued = before + section + after.replace('<h2 id="enable-the-integration"', more)
    page.route(f"**/{GUIDE}", lambda route: route.fulfill(body=continued, content_type="text/html"))
    page.goto(page.url + GUIDE)
    expect(box(page, "add-your-keys", 6)).to_have_accessible_name("Step 6 done: Add your keys")
    expect(page.locator("h2#add-your-keys + .steps-count")).to_have_text("6 steps")


def test_a_box_is_large_enough_and_its_focus_is_seen(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}", viewport={"width": 320, "height": 700})
    box = page.get_by_role("checkbox", name="Step 1 done").first
    size = box.bounding_box()
    assert size is not None and min(size["width"], size["height"]) >= 24
    box.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    style = "element => [getComputedStyle(element).outlineStyle, parseFloat(getComputedStyle(element).outlineWidth)]"
    assert box.evaluate(style)[0] == "solid" and box.evaluate(style)[1] >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_storage_a_tick_and_a_route_last_as_long_as_the_page(open_guide: Open) -> None:
    page = open_guide("/fr/")
    body = f"{FULL};{DEVICE}"
    page.route("**/assets/device.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page.goto(page.url + GUIDE)
    page.get_by_text("J’ai un compte", exact=True).click()
    box(page, "request-new-credentials", 1).check()
    expect(page.locator("article").get_by_role("status")).to_have_text("1 étape sur 10 terminée")


def test_without_javascript_the_numbers_are_as_they_were(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}", java_script_enabled=False, **PHONE)
    assert boxes(page) == 0
    expect(page.locator("#steps-done")).to_be_hidden()
    assert page.locator(".steps-count").count() == 0
    expect(page.locator("article > ol > li").first).to_be_visible()


def test_other_pages_have_nothing_to_tick(open_page: Open, address: str) -> None:
    page = open_page("/404.html")
    for path in ("/", "/fr/", "/integrations/sage-200/", "/writing/guides/"):
        page.goto(address + path)
        assert boxes(page) == 0, path
        assert page.locator("#steps-done").count() == 0, path


BOX = """item => {
    const { content, borderTopStyle, width, height, backgroundColor, backgroundImage } = getComputedStyle(item, "::after");
    return [content, borderTopStyle, width === height, backgroundColor, backgroundImage];
}"""


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_a_guide_is_whole_and_its_boxes_are_empty_or_ticked(
    open_page: Open, scheme: str, javascript: bool
) -> None:
    options = {"viewport": {"width": 680, "height": 900}, "color_scheme": scheme, "java_script_enabled": javascript}
    page = open_page(f"/fr/{GUIDES[0]}", **options)
    if javascript:
        page.get_by_role("checkbox", name="Étape 1 terminée").first.check()
    page.emulate_media(media="print")
    for number, item in enumerate(page.locator(".tabbed-block > ol > li, article > ol > li").all()[:3]):
        *box, image = item.evaluate(BOX)
        assert box == ['""', "solid", True, "rgba(0, 0, 0, 0)"]
        assert image.startswith('url("data:image/svg+xml') if javascript and number == 0 else image == "none"
    for chrome in (
        "header",
        ".md-sidebar",
        ".md-footer-meta",
        "#steps-done",
        ".steps-count",
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
    assert all(image.bounding_box()["width"] <= 680 for image in page.locator("article .drawing svg").all())  # type: ignore[index]


def test_on_paper_what_leads_to_a_list_stays_with_it(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    expect(page.locator(".steps-count").first).to_be_visible()
    page.emulate_media(media="print")
    for lead in ("#subscribe", "#subscribe + p"):
        assert page.locator(lead).evaluate("each => getComputedStyle(each).breakAfter") == "avoid"


def test_what_is_folded_away_is_printed(open_guide: Open) -> None:
    page = open_guide("/")
    page.locator("article").evaluate(
        "article => article.insertAdjacentHTML('beforeend', '<details><summary>More</summary><p id=folded>All of it</p></details>')"
    )
    expect(page.locator("#folded")).not_to_be_in_viewport()
    page.emulate_media(media="print")
    assert page.locator("#folded").evaluate(
        "element => element.checkVisibility({ contentVisibilityAuto: true }) && element.offsetHeight > 0"
    )
