"""A label in English on a page in French tells its French where it stands again: by pointer, tap, focus, and speech."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import lxml.html
import pytest
from axe import look
from bitext.compose.label_glosses import with_glosses
from conftest import build
from playwright.sync_api import Browser, Page, expect

Make = Callable[[Mapping[str, str | bytes]], Path]
Open = Callable[..., Page]

PATH = "/fr/portal/accounting-integrations/"
LABEL = '<strong lang="en">Save</strong>'
FIRST = f"<p>{LABEL} (enregistrer)</p>"


def told(html: str) -> list[tuple[str, str]]:
    """Each label of a page that tells its meaning, with what it tells."""
    page = lxml.html.fromstring(f"<div>{with_glosses(html, 'en')}</div>")
    return [(each.text_content(), each.get("data-gloss", "")) for each in page.cssselect("[data-gloss]")]


@pytest.mark.parametrize(
    ("html", "labels"),
    [
        (f"{FIRST}<p>{LABEL}, {LABEL}.</p>", ["Save", "Save"]),
        (f"<p>{LABEL}</p>{FIRST}", ["Save"]),
        (f"{FIRST}<p>{LABEL} (enregistrer)</p>", []),
        (f"<p>{LABEL}</p>", []),
        (f'{FIRST}<p><strong lang="en">save</strong></p>', ["save"]),
        (f"{FIRST}<p><strong>Save</strong></p>", []),
        (f'{FIRST}<h2 id="s">{LABEL}</h2>', []),
        (f'{FIRST}<p><a href="#x">{LABEL}</a></p>', []),
        (f'{FIRST}<details><summary>{LABEL}</summary><p>{LABEL}</p></details>', ["Save"]),
        (f"{FIRST}<table><tr><td>{LABEL}</td></tr></table>", ["Save"]),
        ('<p><a href="#x"><strong lang="en">Save</strong></a> (enregistrer)</p><p><strong lang="en">Save</strong></p>', ["Save"]),
        ('<p><em lang="en">Save</em> (enregistrer)</p><p><em lang="en">Save</em></p>', ["Save"]),
    ],
)  # fmt: skip
def test_a_label_tells_what_the_page_says_it_means(html: str, labels: list[str]) -> None:
    assert told(html) == [(label, "enregistrer") for label in labels]


def test_what_it_means_may_hold_any_character() -> None:
    first = '<p><strong lang="en">Settings &gt; R&amp;D (UK)</strong> (paramètres &gt; R et D (R.-U.))</p>'
    assert told(f'{first}<p><strong lang="en">Settings &gt; R&amp;D (UK)</strong></p>') == [
        ("Settings > R&D (UK)", "paramètres > R et D (R.-U.)")
    ]


def test_one_stop_of_the_keyboard_in_each_section() -> None:
    html = with_glosses(f"{FIRST}<p>{LABEL} {LABEL}</p><h2>Next</h2><p>{LABEL} {LABEL}</p>", "en")
    page = lxml.html.fromstring(f"<div>{html}</div>")
    assert ["data-skipped" in each.attrib for each in page.cssselect("[data-gloss]")] == [False, True, False, True]


def test_only_a_translation_has_them_and_neither_its_copy_nor_the_search(small_site: Make) -> None:
    text = "# {}\n\n**Save** {}\n\n**Save**\n"
    root = small_site(
        {"docs/index.md": text.format("Home", "(keep)"), "docs_fr/index.md": text.format("Accueil", "(enregistrer)")}
    )
    assert build(root).returncode == 0
    site = root / "site"
    assert "data-gloss" not in (site / "index.html").read_text(encoding="utf-8")
    assert "data-gloss" in (site / "fr/index.html").read_text(encoding="utf-8")
    for file in (path for path in site.rglob("*") if path.suffix in (".md", ".json", ".txt")):
        said = file.read_text(encoding="utf-8")
        assert said.count("enregistrer") <= 1 and "gloss" not in said, file


@pytest.fixture
def page(open_page: Open) -> Page:
    """A page in French with labels that stand in prose and in a table."""
    return open_page(PATH, viewport={"width": 1280, "height": 800})


def gloss_of(page: Page) -> tuple[str, str]:
    """The first label that tells its meaning, and what that is."""
    label = page.locator("button.gloss").first
    text = page.locator(f"#{label.get_attribute('popovertarget')}")
    return label.inner_text(), (text.text_content() or "").strip()


def test_pointing_to_it_shows_its_meaning_and_going_away_hides_it(page: Page) -> None:
    label, shown = page.locator("button.gloss").first, page.locator(".gloss-text:visible")
    expect(shown).to_have_count(0)
    label.hover()
    expect(shown).to_have_text(gloss_of(page)[1])
    box, at = shown.bounding_box(), label.bounding_box()
    assert box and at
    assert 0 <= box["y"] - (at["y"] + at["height"]) < 8  # below, and one can point to it
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    expect(shown).to_have_count(1)
    page.mouse.move(5, 5)
    expect(shown).to_have_count(0)


def test_the_focus_shows_it_and_escape_hides_it(page: Page) -> None:
    label, shown = page.locator("button.gloss").first, page.locator(".gloss-text:visible")
    page.locator("article").click(position={"x": 5, "y": 5})
    page.evaluate("document.querySelector('article h1').tabIndex = -1; document.querySelector('article h1').focus()")
    while not label.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    expect(shown).to_have_text(gloss_of(page)[1])
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(label).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(f"#{label.get_attribute('popovertarget')}:visible")).to_have_count(0)


def test_without_scripts_a_label_is_text(open_page: Open) -> None:
    """So it is in the reading view of a browser, which leaves out buttons with all that is in them."""
    page = open_page(PATH, java_script_enabled=False)
    assert page.locator("article button:has-text('a')").count() == 0
    expect(page.locator("[data-gloss]").first).to_be_visible()


def test_a_tap_shows_it_within_the_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + PATH)
    labels = page.locator("button.gloss")
    for number in range(min(labels.count(), 4)):
        labels.nth(number).tap()
        shown = page.locator(".gloss-text:visible")
        expect(shown).to_have_count(1)
        box = shown.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
        page.touchscreen.tap(5, 700)
        expect(shown).to_have_count(0)
    context.close()


def test_a_screen_reader_hears_both_languages(page: Page) -> None:
    name, meaning = gloss_of(page)
    label = page.locator("button.gloss").first
    expect(label).to_have_accessible_name(name)
    expect(label).to_have_accessible_description(meaning)
    assert label.evaluate("each => each.closest('[lang]').lang") == "en"
    assert page.locator(".gloss-text").first.evaluate("each => each.closest('[lang]').lang") == "fr-CA"


def test_axe_finds_nothing_while_it_is_open(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.locator("button.gloss").first.click()
    expect(page.locator(".gloss-text:visible")).to_have_count(1)
    assert look(page, "open") == []


def test_on_paper_there_is_the_label_alone(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".gloss-text:visible")).to_have_count(0)
    label = page.locator("button.gloss").first
    assert label.evaluate("each => getComputedStyle(each).textDecorationLine") == "none"
