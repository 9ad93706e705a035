"""Two routes of a guide as tabs, in Chromium: one is chosen, remembered in every language, and counted alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
GUIDE = "integrations/small/setup/"
PHONE = {"viewport": {"width": 390, "height": 844}}
TABS = {"": ("I don't have an account", "I have an account"), "fr/": ("Je n’ai pas de compte", "J’ai un compte")}


def box(page: Page, place: str) -> Locator:
    return page.locator(f"[id='{place}']")


def status(page: Page) -> Locator:
    return page.locator("#steps-done [role=status]")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_the_steps_of_the_chosen_route_alone_are_counted(open_guide: Open, language: str) -> None:
    counts = {
        "": ("No step ticked yet", "1 of 12 steps done", "1 of 10 steps done"),
        "fr/": ("Aucune étape cochée", "1 étape sur 12 terminée", "1 étape sur 10 terminée"),
    }
    none, first, second = counts[language]
    page = open_guide(f"/{language}{GUIDE}")
    expect(status(page)).to_have_text(none)
    box(page, "subscribe/1").check()
    expect(status(page)).to_have_text(first)  # the tab that is shown
    page.get_by_text(TABS[language][1], exact=True).click()
    expect(status(page)).to_have_text(second)
    expect(box(page, "request-new-credentials/1")).to_be_visible()
    expect(box(page, "request-an-account/1")).to_be_hidden()


@pytest.mark.parametrize("language", ["", "fr/"])
def test_a_route_is_remembered_in_both_languages(open_guide: Open, guide_address: str, language: str) -> None:
    page = open_guide(f"/{language}{GUIDE}")
    page.get_by_text(TABS[language][1], exact=True).click()
    page.reload()
    other = "" if language else "fr/"
    for each in (language, other):
        page.goto(f"{guide_address}/{each}{GUIDE}")
        expect(page.get_by_role("radio", name=TABS[each][1])).to_be_checked()
        expect(box(page, "request-new-credentials/2")).to_be_visible()
    assert page.evaluate("document.cookie") == ""


def test_a_tick_chooses_the_route_that_it_is_on(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    box(page, "request-an-account/1").check()
    assert page.evaluate("JSON.parse(localStorage.getItem('guide:/integrations/small/setup')).routes") == {
        "request-your-credentials": [0, 2]
    }


@pytest.mark.parametrize("language", ["", "fr/"])
def test_where_to_go_on_is_on_the_chosen_route(open_guide: Open, language: str) -> None:
    words = {
        "": ("Continue at: Request new credentials, step 2", "Continue at: Subscribe, step 1"),
        "fr/": (
            "Reprendre à\u00a0: Demander de nouveaux identifiants, étape 2",
            "Reprendre à\u00a0: S’abonner, étape 1",
        ),
    }
    page = open_guide(f"/{language}{GUIDE}", **PHONE)
    link = page.locator(".steps-done__next a")
    page.get_by_text(TABS[language][1], exact=True).click()
    box(page, "request-new-credentials/1").check()
    expect(link).to_have_text(words[language][0])
    box(page, "request-new-credentials/2").check()
    expect(link).to_have_text(words[language][1])
    page.get_by_text(TABS[language][0], exact=True).click()
    expect(link).to_be_hidden()  # what is ticked is on the other route
    page.get_by_text(TABS[language][1], exact=True).click()
    expect(link).to_have_text(words[language][1])


@pytest.mark.parametrize(
    ("language", "fragment"),
    [
        ("", "#request-new-credentials"),
        ("", "#request-new-credentials/2"),
        ("", "#__tabbed_1_2"),
        ("fr/", "#request-new-credentials/2"),
    ],
)
def test_an_address_within_a_tab_chooses_it(open_guide: Open, language: str, fragment: str) -> None:
    page = open_guide(f"/{language}{GUIDE}{fragment}", **PHONE)
    target = box(page, fragment[1:])
    expect(page.get_by_role("radio", name=TABS[language][1])).to_be_checked()
    if not fragment.startswith("#__"):
        expect(target).to_be_in_viewport()
    page.evaluate("location.hash = ''")
    page.reload()
    expect(page.get_by_role("radio", name=TABS[language][1])).to_be_checked()


def test_a_link_on_the_page_leads_into_a_tab(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}", **PHONE)
    page.get_by_role("link", name="Request new credentials").first.click()
    expect(page.locator("#request-new-credentials")).to_be_in_viewport()
    page.get_by_text(TABS[""][0], exact=True).click()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("link", name="Request new credentials").first.click()  # the address is the same as before
    expect(page.locator("#request-new-credentials")).to_be_in_viewport()


def test_a_route_is_chosen_by_keyboard_and_its_focus_is_seen(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    first, second = (page.get_by_role("radio", name=name) for name in TABS[""])
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_checked()
    expect(second).to_be_focused()
    label = page.locator("label[for=__tabbed_1_2]")
    assert label.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    expect(box(page, "request-new-credentials/1")).to_be_visible()


def test_a_fragment_that_no_page_can_have_does_no_harm(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    page.evaluate("history.replaceState(null, '', '#%E0%A4%A'); dispatchEvent(new HashChangeEvent('hashchange'))")
    box(page, "subscribe/1").check()
    expect(status(page)).to_have_text("1 of 12 steps done")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_without_javascript_both_routes_can_be_read(open_guide: Open, language: str) -> None:
    page = open_guide(f"/{language}{GUIDE}", java_script_enabled=False)
    second = TABS[language][1]
    steps = page.locator("#request-an-account ~ ol > li, #request-new-credentials ~ ol > li")
    expect(steps.first).to_be_visible()
    expect(steps.last).to_be_hidden()
    page.get_by_text(second, exact=True).click()
    expect(steps.first).to_be_hidden()
    expect(steps.last).to_be_visible()
    page = open_guide(f"/{language}{GUIDE}#request-new-credentials", java_script_enabled=False)
    expect(page.locator("#request-new-credentials")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["", "fr/"])
@pytest.mark.parametrize("javascript", [True, False])
def test_on_paper_there_is_the_chosen_route_or_both_with_their_names(
    open_guide: Open, language: str, javascript: bool
) -> None:
    page = open_guide(f"/{language}{GUIDE}", java_script_enabled=javascript)
    page.emulate_media(media="print")
    first, second = (page.get_by_text(name, exact=True) for name in TABS[language])
    places = [
        each.bounding_box()["y"]  # type: ignore[index]
        for each in (first, page.locator("#request-an-account"), second, page.locator("#request-new-credentials"))
    ]
    assert places == sorted(places)
    if javascript:
        page.emulate_media(media="screen")
        second.click()
        page.emulate_media(media="print")
        expect(first).to_be_hidden()
        expect(page.locator("#request-an-account")).to_be_hidden()
        expect(second).to_be_visible()
        expect(page.locator("#request-new-credentials")).to_be_visible()


@pytest.mark.parametrize("language", ["", "fr/"])
def test_the_copy_has_both_routes_with_their_names(guide_site: Path, language: str) -> None:
    copy = (guide_site / language / GUIDE / "index.md").read_text(encoding="utf-8")
    first, second = TABS[language]
    assert copy.index(f"**{first}**\n\n### ") < copy.index(f"**{second}**\n\n### ")
    assert "===" not in copy


@pytest.mark.parametrize("language", ["", "fr/"])
def test_what_to_have_at_hand_is_ticked_and_is_no_step(open_guide: Open, guide_address: str, language: str) -> None:
    names = {
        "": ("At hand: access to the mailbox", "No step ticked yet"),
        "fr/": ("Sous la main\u00a0: l’accès à la boîte courriel", "Aucune étape cochée"),
    }
    page = open_guide(f"/{language}{GUIDE}", **PHONE)
    thing = box(page, "before-you-start/have-2")
    expect(thing).to_have_accessible_name(names[language][0])
    size = thing.bounding_box()
    assert size is not None and min(size["width"], size["height"]) >= 24
    thing.check()
    expect(status(page)).to_have_text(names[language][1])
    expect(page.locator(".steps-done__next")).to_be_hidden()
    for each in ("", "fr/"):
        page.goto(f"{guide_address}/{each}{GUIDE}")
        expect(box(page, "before-you-start/have-2")).to_be_checked()
        expect(box(page, "before-you-start/have-1")).not_to_be_checked()
    page.get_by_role("button", name="Effacer les coches").click()
    expect(box(page, "before-you-start/have-2")).not_to_be_checked()


def test_another_number_of_routes_is_another_choice(open_guide: Open, guide_site: Path) -> None:
    """What was chosen of two may not be what is second of three."""
    page = open_guide(f"/{GUIDE}")
    page.evaluate(
        "localStorage.setItem('guide:/integrations/small/setup', '{\"routes\":{\"request-your-credentials\":[1,3]}}')"
    )
    page.reload()
    expect(page.get_by_role("radio", name=TABS[""][0])).to_be_checked()


UNREADABLE = [
    "", "null", "[]", "1", '{"ticks":[]}', '{"ticks":{"subscribe/1":1,"subscribe/2":["x",""]}}', '{"routes":{"__proto__":[0,2]}}',
    '{"ticks":{"subscribe/1":[3,"<b>"]}}', '{"routes":{"request-your-credentials":[-1,2]}}', "{",
]  # fmt: skip


def test_what_is_stored_and_cannot_be_read_is_left_alone(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    for stored in UNREADABLE:
        page.evaluate("text => localStorage.setItem('guide:/integrations/small/setup', text)", stored)
        page.reload()
        expect(page.locator("#steps-done[data-ready]"), stored).to_be_attached()
        expect(status(page), stored).to_have_text("No step ticked yet")


def test_ticks_of_before_are_taken_over(open_guide: Open) -> None:
    """Each had a key of its own, with the number of its section's steps."""
    page = open_guide("/")
    page.evaluate("""() => {
        for (const [place, steps] of [["subscribe/1", 3], ["add-your-keys/2", 8], ["gone/1", 2]])
            localStorage.setItem(`done:/integrations/small/setup#${place}`, steps);
    }""")
    page.goto(page.url + GUIDE)
    expect(status(page)).to_have_text("2 of 12 steps done")
    expect(box(page, "subscribe/1")).to_be_checked()
    changed = page.locator(".steps-changed")
    expect(changed).to_have_count(1)
    assert changed.evaluate("each => each.previousElementSibling.id") == "add-your-keys"
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('done:'))") == []
    page.reload()
    expect(status(page)).to_have_text("2 of 12 steps done")


def test_the_scripts_know_one_storage() -> None:
    """What is remembered of guides is read and written in one place. The choice of a language is read before the page
    is painted, by a script that can import nothing."""
    found = [
        path.name for path in (ROOT / "docs/assets").glob("*.js") if "localStorage" in path.read_text(encoding="utf-8")
    ]
    assert sorted(found) == ["device.js", "language.js"]
