"""WCAG 2.2 AA: axe-core's rules on what readers open, the keyboard, motion. Each page as it opens: test_every_page.py."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import look, nothing_measured
from conftest import search_for, served
from playwright.sync_api import Browser, Page, ViewportSize, expect

Open = Callable[..., Page]
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
GUIDES = ("/integrations/sage-200/setup/", "/fr/integrations/sage-200/setup/")
#: A page and its translation have the same structure: each is looked at in one size.
IN_EACH_SIZE = list(zip(GUIDES, (WIDE, NARROW), strict=True))


@pytest.fixture(scope="module")
def unsettled(unsettled_site: Path) -> Iterator[str]:
    """Where the site with a French page that is missing and one that is outdated is served."""
    with served(unsettled_site) as place:
        yield place


def test_axe_finds_nothing_on_pages_behind_and_at_an_old_address(browser: Browser, unsettled: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.route("**/redirect.js", lambda route: route.fulfill(body=""))  # so that the old address stays
    found, measured = [], nothing_measured()
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        for path in ("portal/companies/", "integrations/sage-200/setup/"):
            page.goto(f"{unsettled}/fr/{path}")
            found += look(page, f"{size['width']}", measured)
    page.goto(f"{unsettled}/fr-ca/accounting-sagebusinesscloud/")
    found += look(page, "old address")
    assert not found, "\n".join(found)
    context.close()


@pytest.mark.parametrize(("path", "size"), IN_EACH_SIZE, ids=["wide", "narrow"])
def test_axe_finds_nothing_in_the_search_and_the_drawer(open_page: Open, path: str, size: ViewportSize) -> None:
    page = open_page(path, viewport=size, reduced_motion="reduce")
    search_for(page, "sage")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    found = look(page, "search")
    page.keyboard.press("Escape")
    if size == NARROW:
        page.get_by_role("banner").get_by_role("button", name="Navigation").click()
        found += look(page, "drawer")
    assert not found, "\n".join(found)


MARKED = [
    ("pouvez", "a+signing+subscription+key+select+your+200cloud+https+codat+account+keys+no"),
    ("pencil", "un+cle+cles+abonnement+selectionnez+https+200+codat+compte+vos+aucun"),
]


@pytest.mark.parametrize(
    ("path", "size", "other", "words"),
    [(*guide, *words) for guide, words in zip(IN_EACH_SIZE, MARKED, strict=True)],
    ids=["wide", "narrow"],
)
def test_axe_finds_nothing_on_marks_nor_in_what_another_language_offers(
    open_page: Open, path: str, size: ViewportSize, other: str, words: str
) -> None:
    page = open_page(f"{path}?h={words}", viewport=size, reduced_motion="reduce")
    expect(page.locator("article mark")).not_to_have_count(0)
    for block in ("h2", ".admonition", "li", "strong", "a", "code"):
        expect(page.locator(f"article {block} mark")).not_to_have_count(0)
    found = look(page, "marks")
    search_for(page, other)
    expect(page.locator("#search-other a").first).to_be_visible()
    found += look(page, "offer")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_guide_that_is_under_way(open_page: Open) -> None:
    found = []
    for path in GUIDES:
        page = open_page(path, viewport=NARROW, reduced_motion="reduce")
        for step in page.locator("h2#subscribe-to-the-sage-api ~ ol").first.locator(".step-box").all():
            step.check()
        expect(page.locator(".steps-count[data-all]")).to_be_visible()
        expect(page.locator(".steps-done__next a")).to_be_visible()
        found += look(page, "under way")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["", "fr/"])
def test_axe_finds_nothing_on_what_a_guide_adds_over_days(open_guide: Open, language: str) -> None:
    """Waiting, changed sections, a value, the other route, both dialogs, and how far it is on the home page."""
    path, found = f"/{language}integrations/small/setup/", []
    page = open_guide(path, viewport=NARROW, reduced_motion="reduce")
    page.evaluate("""() => {
        const key = "guide:/integrations/small/setup", state = JSON.parse(localStorage.getItem(key));
        for (const visit of Object.values(state.visits)) visit.sections.subscribe = "other";
        localStorage.setItem(key, JSON.stringify({ ...state, ticks: { "request-an-account/1": [4, "2023-12-01"] } }));
    }""")
    page.reload()
    page.locator(".own-value input").first.fill("1")
    page.locator("[id='before-you-start/have-1']").check()
    expect(page.locator(".section-changed")).to_be_visible()
    expect(page.locator(".steps-done__waiting")).to_be_visible()

    found += look(page, "under way")
    page.locator("#steps-done button").first.click()
    expect(page.locator("#hand-over")).to_be_visible()
    found += look(page, "handed over")
    handed = page.locator("[data-part=address]").input_value()
    page.keyboard.press("Escape")
    page.evaluate("address => { location.hash = new URL(address).hash }", handed)
    expect(page.locator("#take-over")).to_be_visible()
    found += look(page, "taken over")
    page.goto(handed.partition("integrations/")[0])
    expect(page.locator(".guide-progress a").first).to_be_visible()
    found += look(page, "home")
    assert not found, "\n".join(found)


FOCUSED = """async () => {
    await new Promise(settled => requestAnimationFrame(() => requestAnimationFrame(settled)));  // it scrolls into view
    const control = document.activeElement;
    const element = control.type === "radio" ? control.labels[0] : control;  // a tab shows the focus on its label
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const over = document.elementFromPoint(box.x + Math.min(box.width, 4) / 2, box.y + box.height / 2);
    const isSeen = element.contains(over) || over?.contains(element);
    const hasOutline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const said = element.ariaLabel ?? (element.textContent.trim() || element.title);
    return [`${control.localName} ${said.replace(/\\s+/g, ' ')}`, isSeen && hasOutline && box.width > 0];
}"""
EVERYTHING = """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true })).length"""


def walk(page: Page) -> list[tuple[str, bool]]:
    """All that Tab reaches, and whether it is seen that it has the focus."""
    reached: list[tuple[str, bool]] = []
    while len(reached) < 500:
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        if name.startswith("body"):
            break
        reached.append((name, is_seen))
    return reached


@pytest.mark.parametrize(
    ("path", "size", "scheme"), [(GUIDES[0], WIDE, "light"), (GUIDES[1], NARROW, "dark")], ids=["wide", "narrow"]
)
def test_tab_reaches_everything_and_it_is_seen(open_page: Open, path: str, size: Any, scheme: str) -> None:
    page = open_page(path, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    expect(page.locator(".step-box").first).to_be_attached()
    count = page.evaluate(EVERYTHING)
    reached = walk(page)
    assert [name for name, is_seen in reached if not is_seen] == []
    assert reached[0][0] in ("a Skip to content", "a Aller au contenu")
    assert count - 2 <= len(reached) <= count + 1  # the search is not entered by Tab on a small screen; 'back to top'
    kinds = {name.split()[0] for name, _ in reached}
    assert {"a", "button", "input"} <= kinds


HIDDEN = """async () => {
    await new Promise(settled => requestAnimationFrame(() => requestAnimationFrame(settled)));  // it scrolls into view
    const control = document.activeElement;
    const element = control.type === "radio" ? control.labels[0] : control;  // a tab is shown by its label
    const { x, y, width, height } = element.getBoundingClientRect();
    const isSeen = [.02, .25, .5, .75, .98].some(across => [.05, .5, .95].some(down => {
        const over = document.elementFromPoint(x + width * across, y + height * down);
        return element.contains(over) || over?.contains(element);
    }));
    return [control.localName, isSeen || element === document.body ? '' : `${element.ariaLabel ?? element.textContent.trim()} at ${y}`];
}"""


@pytest.mark.parametrize(
    ("path", "width", "below"),
    [
        *((path, width, ".md-footer") for path in GUIDES for width in (1280, 390)),
        ("/writing/checks/", 1280, ".md-sidebar--secondary"),  # a long list beside the text
        ("/writing/snippets/", 390, ".md-footer"),
    ],
)
def test_what_has_the_focus_on_the_way_up_is_not_hidden(open_page: Open, path: str, width: int, below: str) -> None:
    """Neither by the header nor by the button that leads to the top, nor by the title of a list beside the text."""
    page = open_page(path, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    expect(page.locator(".copyable").first).to_be_attached()
    page.locator(f"{below} a").last.focus()
    hidden, name, count = [], "", 0
    while name != "body" and count < 500:
        page.keyboard.press("Shift+Tab")
        name, fault = page.evaluate(HIDDEN)
        hidden += [fault] if fault else []
        count += 1
    assert 50 < count < 500
    assert hidden == []


def test_what_has_the_focus_in_the_header_does_not_scroll_the_page(open_page: Open) -> None:
    page = open_page(GUIDES[0], viewport=WIDE, reduced_motion="reduce")
    page.locator("#add-your-keys").evaluate("heading => heading.scrollIntoView()")
    place = page.evaluate("scrollY")
    for control in page.get_by_role("banner").locator("a:visible, button:visible, input:visible").all():
        control.focus()
    assert page.evaluate("scrollY") == place > 0


def test_the_skip_link_leads_to_the_text(open_page: Open) -> None:
    page = open_page("/fr/integrations/sage-200/setup/", viewport=WIDE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_search_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page("/fr/", viewport=WIDE)
    search_for(page, "Sage Intacct")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    assert page.evaluate(FOCUSED)[1]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/fr/integrations/sage-intacct/**")
    page.keyboard.press("/")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_drawer_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page("/integrations/sage-200/setup/", viewport=NARROW, reduced_motion="reduce")
    opener = page.get_by_role("banner").get_by_role("button", name="Navigation")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    drawer = page.get_by_role("navigation", name="Navigation")
    assert page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(drawer).to_be_hidden()
    page.keyboard.press("Enter")
    back = page.locator("[data-md-level='2']:visible > .md-nav__title").get_by_role("button")
    expect(back).to_be_focused()
    expect(back).to_have_accessible_name("Sage 200 Standard")
    back.press("Enter")
    expect(back).to_be_hidden()
    expect(drawer.get_by_role("link", name="Sage 200 Standard")).to_be_focused()
    assert page.evaluate(FOCUSED)[1]
    accounting = drawer.get_by_role("button", name="Sage Accounting")
    accounting.focus()
    page.keyboard.press("Enter")
    drawer.get_by_role("link", name="Setup").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/integrations/sage-accounting/setup/")


def test_palette_steps_and_language_by_keyboard(open_page: Open, address: str) -> None:
    page = open_page("/integrations/sage-200/setup/", viewport=WIDE, color_scheme="light")
    page.get_by_role("button", name="Switch to dark mode").press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Switch to light mode")).to_be_focused()
    step = page.get_by_role("checkbox", name="Step 1 done").first
    step.press("Space")
    expect(step).to_be_checked()
    link = page.get_by_role("banner").get_by_role("link", name="Lire en français")
    assert link.evaluate("link => [link.lang, link.hreflang]") == ["fr-CA", "fr-CA"]
    link.press("Enter")
    page.wait_for_url(f"{address}/fr/**")


MOVING = """() => [...document.querySelectorAll('*')].flatMap(element => ['', '::before', '::after'].flatMap(pseudo => {
    const style = getComputedStyle(element, pseudo);
    const lasts = `${style.transitionDuration},${style.animationDuration}`.split(',').some(each => parseFloat(each) > 0.001);
    return lasts || style.scrollBehavior === 'smooth' ? [`${element.localName}.${element.className}${pseudo}`] : [];
}))"""


def test_nothing_moves_for_those_who_want_less_motion(open_page: Open) -> None:
    page = open_page("/integrations/sage-200/setup/", viewport=WIDE, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate(MOVING) == []
