"""A guide handed over as a link, in Chromium: it says what it holds, asks, and trusts nothing of what it is given."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
GUIDE = "integrations/small/setup/"
WORDS: dict[str, dict[str, Any]] = {
    "": {
        "hand": "Hand over",
        "include": "Include my values: Your account number",
        "link": "Link to hand over",
        "copy": "Copy the link",
        "close": "Close",
        "take": "Take over",
        "leave": "Leave everything as it is",
        "refused": "This link holds nothing that this guide can take over. Nothing was changed.",
        "holds": ["2 of 10 steps done", "Route: I have an account"],
        "value": "Your account number: A 1",
        "own": ["1 of 12 steps done", "Route: I don't have an account"],
    },
    "fr/": {
        "hand": "Transmettre",
        "include": "Inclure mes valeurs\u00a0: Votre numéro de compte",
        "link": "Lien à transmettre",
        "copy": "Copier le lien",
        "close": "Fermer",
        "take": "Reprendre",
        "leave": "Tout laisser tel quel",
        "refused": "Ce lien ne contient rien que ce guide puisse reprendre. Rien n’a été modifié.",
        "holds": ["2 étapes sur 10 terminées", "Parcours\u00a0: J’ai un compte"],
        "value": "Votre numéro de compte\u00a0: A 1",
        "own": ["1 étape sur 12 terminée", "Parcours\u00a0: Je n’ai pas de compte"],
    },
}
HELD: dict[str, Any] = {
    "version": 1,
    "guide": "integrations/small/setup",
    "ticks": {"subscribe/1": [3, "2023-12-01"], "subscribe/2": [3, ""], "request-an-account/1": [4, ""]},
    "routes": {"request-your-credentials": [1, 2]},
}
STORED = "JSON.stringify([localStorage.getItem('guide:/integrations/small/setup'), sessionStorage.getItem('values:/')])"


def fragment(held: object) -> str:
    return "#handover=" + base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")


def status(page: Page) -> str:
    return page.locator("#steps-done [role=status]").inner_text()


@pytest.mark.parametrize(("language", "with_values"), [("", True), ("fr/", True), ("", False)])
def test_a_link_hands_over_and_asks_first(
    open_guide: Open, guide_address: str, language: str, with_values: bool
) -> None:
    words = WORDS[language]
    mine = open_guide(f"/{language}{GUIDE}")
    mine.locator(".tabbed-labels label").last.click()
    for place in ("request-new-credentials/1", "subscribe/1"):
        mine.locator(f"[id='{place}']").check()
    mine.locator("#request-new-credentials ~ ol input[type=text]").fill("A 1")
    asked: list[str] = []
    mine.on("request", lambda request: asked.append(request.url))
    mine.get_by_role("button", name=words["hand"]).click()
    link = mine.get_by_role("textbox", name=words["link"])
    expect(link).to_be_visible()
    if with_values:
        mine.get_by_role("checkbox", name=words["include"]).check()
    mine.get_by_role("button", name=words["copy"]).click()
    expect(mine.locator("[data-part=copied]")).not_to_be_empty()
    handed = mine.evaluate("navigator.clipboard.readText()")
    assert handed == link.input_value()
    mine.get_by_role("button", name=words["close"]).click()
    expect(link).to_be_hidden()
    assert [url for url in asked if not url.endswith((".js", ".svg"))] == []

    theirs = open_guide(f"/{language}{GUIDE}")
    theirs.locator("[id='request-an-account/2']").check()
    theirs.goto(handed)
    dialog = theirs.locator("dialog[open]")
    found = [*words["holds"], *([words["value"]] if with_values else [])]
    expect(dialog.locator("[data-part=found] li")).to_have_text(found)
    expect(dialog.locator("[data-part=own] li")).to_have_text(words["own"])
    assert theirs.evaluate("location.href") == f"{guide_address}/{language}{GUIDE}"
    dialog.get_by_role("button", name=words["leave"]).click()
    expect(theirs.locator("#steps-done [role=status]")).to_have_text(words["own"][0])
    theirs.goto(f"{guide_address}/")
    theirs.goto(handed)
    dialog.get_by_role("button", name=words["take"], exact=True).click()
    expect(dialog).to_have_count(0)
    expect(theirs.locator("#steps-done [role=status]")).to_have_text(words["holds"][0])
    expect(theirs.locator("#request-new-credentials ~ ol input[type=text]")).to_have_value("A 1" if with_values else "")
    theirs.reload()
    expect(theirs.locator("#steps-done [role=status]")).to_have_text(words["holds"][0])


def test_a_link_that_is_opened_in_the_page_itself_asks_as_well(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    page.evaluate("hash => { location.hash = hash }", fragment(HELD))
    expect(page.locator("dialog[open]").locator("[data-part=found] li")).to_have_text(
        ["2 of 10 steps done", "Route: I have an account"]
    )
    expect(page.locator("[data-part=replaces]")).to_be_hidden()  # there is nothing to replace
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("location.hash") == ""
    assert status(page) == "No step ticked yet"


REFUSED = [
    fragment({**HELD, "guide": "integrations/other/setup"}),
    "#handover=",
    "#handover=%E0%A4%A",
    "#handover=<img src=x onerror=alert(1)>",
    "#handover='\"]{}",
    "#handover=" + "A" * 20_000,
    "#handover=AAAA",
    "#handover=_w",
    fragment([]),
    fragment(None),
    fragment(1),
    fragment({**HELD, "version": 2}),
    fragment({**HELD, "ticks": {"gone/1": [1, ""]}, "routes": {}}),
    fragment({**HELD, "ticks": [], "routes": []}),
    fragment({**HELD, "ticks": {"subscribe/1": "yes"}, "routes": {"request-your-credentials": [2, 2]}}),
    fragment({**HELD, "ticks": {"__proto__": [3, ""], "constructor": [3, ""]}, "routes": {"__proto__": [0, 2]}}),
    fragment({**HELD, "ticks": {}, "routes": {}, "values": {"other": "x", "account_number": 1, "__proto__": "x"}}),
    fragment(HELD)[:-5],
    fragment(HELD).replace("handover=", "handover=="),
]  # fmt: skip


@pytest.mark.parametrize("language", ["", "fr/"])
def test_links_that_are_damaged_or_foreign_are_refused_with_a_sentence(
    open_guide: Open, guide_address: str, language: str
) -> None:
    page = open_guide(f"/{language}{GUIDE}")
    page.locator("[id='subscribe/3']").check()
    stored = page.evaluate(STORED)
    page.goto("about:blank")
    for hash in REFUSED:  # the first is opened anew, the others in the page itself
        page.goto(f"{guide_address}/{language}{GUIDE}{hash}")
        refused = page.locator(".handover-refused")
        expect(refused, hash).to_have_text(WORDS[language]["refused"])
        refused.evaluate("each => each.remove()")
        assert page.evaluate("location.hash") == "", hash
        assert page.locator("dialog[open]").count() == 0, hash
        before, after = json.loads(stored), json.loads(page.evaluate(STORED))
        assert json.loads(before[0])["ticks"] == json.loads(after[0])["ticks"], hash
        assert before[1] == after[1], hash


def test_what_a_link_holds_is_text(open_guide: Open, guide_address: str) -> None:
    hostile = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
    held = {**HELD, "values": {"account_number": hostile + "\u202e" + "x" * 500, "other": hostile}}
    page = open_guide(f"/{GUIDE}{fragment(held)}")
    dialog = page.locator("dialog[open]")
    shown = dialog.locator("[data-part=found] li").last.inner_text()
    value = f"{hostile} {'x' * 500}"[:100]  # what is no character is a space
    assert shown == f"Your account number: {value}"
    dialog.get_by_role("button", name="Take over", exact=True).click()
    assert page.locator("#add-your-keys ~ ol [data-value]").first.inner_text() == value
    assert page.locator("article img, dialog img, dialog script").count() == 0
    assert page.title() != "ran"
    assert json.loads(page.evaluate("sessionStorage.getItem('values:/')")).keys() == {"account_number"}


def test_a_day_that_is_none_is_not_taken_over(open_guide: Open) -> None:
    held = {
        **HELD,
        "ticks": {"subscribe/1": [3, "<b>"], "subscribe/2": [3, "2023-13-45"], "subscribe/3": [3, "2023-12-01"]},
    }
    page = open_guide(f"/{GUIDE}{fragment(held)}")
    expect(page.locator("dialog[open]").locator("[data-part=found] li").first).to_have_text("1 of 10 steps done")


def test_the_focus_comes_back_to_the_button(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}", viewport={"width": 390, "height": 844})
    page.locator("[id='subscribe/1']").check()
    button = page.get_by_role("button", name="Hand over")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_other_language_reads_the_same_link(open_guide: Open) -> None:
    page = open_guide(f"/fr/{GUIDE}{fragment(HELD)}")
    expect(page.locator("dialog[open]").locator("[data-part=found] li")).to_have_text(WORDS["fr/"]["holds"])
