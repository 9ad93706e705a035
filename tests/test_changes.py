"""Which sections of a guide have changed since the last visit, marked in Chromium until they are read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bitext.compose.label_glosses import with_glosses
from bitext.publish.section_digests import section_digests
from conftest import build
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
GUIDE = "integrations/small/setup/"


def notes(page: Page) -> Locator:
    return page.locator(".section-changed")


def change(page: Page, site: Path, language: str, *anchors: str) -> None:
    """Let the page have another text below these headings from now on, as a build would write it."""
    html = (site / language / GUIDE / "index.html").read_text(encoding="utf-8")
    for anchor in anchors:
        html = re.sub(rf"\b[\da-f]{{8}}(?=:{anchor}[ \"])", "0123abcd", html)
    assert html.count("0123abcd") == len(anchors)
    page.unroute_all()
    page.route(f"**/{language}{GUIDE}", lambda route: route.fulfill(body=html, content_type="text/html"))


@pytest.mark.parametrize(
    ("language", "said", "summary", "read"),
    [
        (
            "",
            "Changed since your last visit on December 1, 2023. Mark as read",
            "Changed since your last visit: Subscribe Add your keys",
            "Mark as read – Subscribe",
        ),
        (
            "fr/",
            "Modifiée depuis votre dernière visite, le 1er décembre 2023. Marquer comme lue",
            "Sections modifiées depuis votre dernière visite\u00a0: S’abonner Ajouter vos clés",
            "Marquer comme lue – S’abonner",
        ),
    ],
)
def test_a_changed_section_is_marked_until_it_is_read_or_a_step_ticked(
    open_guide: Open, guide_site: Path, language: str, said: str, summary: str, read: str
) -> None:
    page = open_guide("/404.html")
    page.clock.set_fixed_time("2023-12-01T12:00:00")
    page.goto(page.url.replace("404.html", language + GUIDE))
    assert notes(page).count() == 0
    change(page, guide_site, language, "subscribe", "add-your-keys")
    page.clock.set_fixed_time("2024-02-03T12:00:00")
    page.reload()
    expect(notes(page)).to_have_text([said, said])
    assert notes(page).evaluate_all("each => each.map(note => note.previousElementSibling.id)") == [
        "subscribe",
        "add-your-keys",
    ]
    expect(page.locator(".steps-done__changed")).to_have_text(summary)
    page.clock.set_fixed_time("2024-02-04T12:00:00")
    page.reload()  # unread, so it is still there, with the day of the visit before the change
    expect(notes(page)).to_have_text([said, said])
    page.get_by_role("button", name=read).click()
    expect(notes(page)).to_have_count(1)
    page.locator("[id='add-your-keys/2']").check()
    expect(notes(page)).to_have_count(0)
    assert page.locator(".steps-done__changed").count() == 0
    page.reload(wait_until="networkidle")
    assert notes(page).count() == 0
    assert page.evaluate("document.cookie") == ""


def test_each_language_has_its_own_visits(open_guide: Open, guide_site: Path, guide_address: str) -> None:
    page = open_guide(f"/{GUIDE}")
    change(page, guide_site, "fr/", "subscribe")
    page.goto(f"{guide_address}/fr/{GUIDE}")
    expect(page.locator("#steps-done[data-ready]")).to_be_attached()
    assert notes(page).count() == 0  # never here before in this language


def test_a_section_of_the_other_route_is_not_named_below_the_title(open_guide: Open, guide_site: Path) -> None:
    page = open_guide(f"/{GUIDE}")
    page.locator("[id='request-an-account/1']").check()
    change(page, guide_site, "", "request-new-credentials")
    page.reload()
    expect(notes(page)).to_have_count(1)
    expect(notes(page)).to_be_hidden()
    assert page.locator(".steps-done__changed").count() == 0
    page.get_by_text("I have an account", exact=True).click()
    expect(page.locator(".steps-done__changed")).to_be_visible()
    expect(notes(page)).to_be_visible()


def test_what_is_stored_and_cannot_be_read_is_left_alone(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    for visits in (
        "1", '{"en":1}', '{"en":{"day":"x"}}', '{"en":{"day":"2023-12-01","sections":1,"unread":{"subscribe":"<b>"}}}',
    ):  # fmt: skip
        page.evaluate("text => localStorage.setItem('guide:/integrations/small/setup', `{\"visits\":${text}}`)", visits)
        page.reload()
        expect(page.locator("#steps-done[data-ready]"), visits).to_be_attached()
        assert page.locator("article b").count() == 0, visits


def test_a_note_is_not_printed(open_guide: Open, guide_site: Path) -> None:
    page = open_guide(f"/{GUIDE}")
    change(page, guide_site, "", "subscribe")
    page.reload()
    expect(notes(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(notes(page)).to_be_hidden()


SECTION = '<h1 id="a">A</h1>\n<p>One <a href="b.html">two</a>.</p>\n<h2 class="x" id="b">B<a class="headerlink" href="#b" title="T">¶</a></h2>\n<p>Three</p>'


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("One", "1", ["a"]),
        ("b.html", "c.html", ["a"]),
        ("Three", "Four", ["b"]),
        ("Three", '<img alt="Three" src="x.png">', ["b"]),
        ("<p>Three</p>", '<p class="y">Three</p>', []),
        ("<p>Three</p>", "<p>\n  Three\n</p>", []),
        ("One", "&#79;ne", []),
        ('title="T"', 'title="U"', []),
        ('href="#b"', 'href="#c"', []),
    ],
)
def test_a_digest_is_that_of_what_readers_get(old: str, new: str, changed: list[str]) -> None:
    before, after = dict(section_digests(SECTION)), dict(section_digests(SECTION.replace(old, new)))
    assert list(before) == list(after) == ["a", "b"]
    assert [anchor for anchor in before if before[anchor] != after[anchor]] == changed


def test_another_meaning_of_a_label_changes_the_section_that_says_it() -> None:
    label = '<strong lang="en">Save</strong>'
    page = f'<h1 id="a">A</h1>\n<p>{label} (enregistrer)</p>\n<h2 id="b">B</h2>\n<p>{label}</p>\n<h2 id="c">C</h2>\n<p>Three</p>'
    before, after = (
        dict(section_digests(with_glosses(html, "en"))) for html in (page, page.replace("enregistrer", "sauvegarder"))
    )
    assert [anchor for anchor in before if before[anchor] != after[anchor]] == ["a"]


def test_the_same_text_has_the_same_digests_in_another_build(guide_site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    result = build(guide_site.parent, "-d", again)
    assert result.returncode == 0, result.stderr
    for language in ("", "fr/"):
        pages = [(site / language / GUIDE / "index.html").read_text(encoding="utf-8") for site in (guide_site, again)]
        first, second = (re.findall(r'data-sections="([^"]+)"', page) for page in pages)
        assert first == second
        assert len(first[0].split(" ")) == 9
