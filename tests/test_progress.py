"""Home and the overviews tell, in Chromium, how far each guide is, where to go on and what is waited for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
GUIDE = "integrations/small/setup/"
STORED = "(state) => localStorage.setItem('guide:/integrations/small/setup', JSON.stringify(state))"
OVERVIEWS = ["", "integrations/", "integrations/small/"]
SECOND_ROUTE = {"request-your-credentials": [1, 2]}


def progress(page: Page) -> Locator:
    return page.locator(".guide-progress:not([hidden])")


def open_with(open_guide: Open, path: str, state: object) -> Page:
    page = open_guide("/404.html")
    page.evaluate(STORED, state)
    page.goto(page.url.replace("/404.html", f"/{path}"))
    return page


@pytest.mark.parametrize("language", ["", "fr/"])
def test_how_far_a_guide_is(open_guide: Open, guide_address: str, language: str) -> None:
    said = {
        "": ["3 of 10 steps done", "Continue at: Subscribe, step 2", "Waiting since {day}: the email with your keys"],
        "fr/": [
            "3 étapes sur 10 terminées",
            "Reprendre à\u00a0: S’abonner, étape 2",
            "En attente depuis le {day}\u00a0: le courriel qui contient vos clés",
        ],
    }
    days = {"": "December 3, 2023", "fr/": "3 décembre 2023"}
    ticks = {
        "request-new-credentials/1": [2, "2023-12-02"],
        "request-new-credentials/2": [2, "2023-12-03"],
        "subscribe/1": [3, "2023-12-05"],
        "request-an-account/1": [4, "2023-11-01"],
    }
    page = open_guide("/404.html")
    page.evaluate(STORED, {"ticks": ticks, "routes": SECOND_ROUTE})
    for overview in OVERVIEWS:
        page.goto(f"{guide_address}/{language}{overview}")
        expect(progress(page)).to_have_count(1)
        expect(progress(page).locator("p")).to_have_text([text.format(day=days[language]) for text in said[language]])
    progress(page).get_by_role("link").first.click()
    page.wait_for_url(f"**/{language}{GUIDE}#subscribe/2")
    expect(page.locator("[id='subscribe/2']")).to_be_in_viewport()


DAYS = [
    ("", "2026-12-09T12:00:00", "2026-12-03", "Waiting since December 3: the first email"),
    ("", "2027-01-09T12:00:00", "2026-12-03", "Waiting since December 3, 2026: the first email"),
    ("fr/", "2026-12-09T12:00:00", "2026-12-01", "En attente depuis le 1er décembre\u00a0: le premier courriel"),
    (
        "fr/",
        "2027-01-09T12:00:00",
        "2026-12-11",
        "En attente depuis le 11 décembre 2026\u00a0: le premier courriel",
    ),
    ("", "2026-12-09T12:00:00", "", "Waiting for: the first email"),
    ("fr/", "2026-12-09T12:00:00", "", "En attente\u00a0: le premier courriel"),
]


def test_days_are_in_the_words_of_the_language(open_guide: Open, guide_address: str) -> None:
    page = open_guide("/404.html")
    for language, today, day, words in DAYS:
        page.clock.set_fixed_time(today)
        page.evaluate(STORED, {"ticks": {"request-an-account/1": [4, day]}})
        page.goto(f"{guide_address}/{language}")
        expect(progress(page).locator("p").last).to_have_text(words)
        page.goto(f"{guide_address}/{language}{GUIDE}")
        expect(page.locator(".steps-done__waiting a")).to_have_text(words)
        page.locator("[id='request-an-account/2']").check()
        expect(page.locator(".steps-done__waiting")).to_be_hidden()


@pytest.mark.parametrize("overview", OVERVIEWS)
def test_nothing_is_said_and_nothing_fetched_where_nothing_was_begun(open_guide: Open, overview: str) -> None:
    page = open_guide("/404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(STORED, {"routes": SECOND_ROUTE, "ticks": {}})
    page.goto(page.url.replace("404.html", overview), wait_until="networkidle")
    assert progress(page).count() == 0
    assert [url for url in asked if url.endswith(("setup/", "guide.js"))] == []


@pytest.mark.parametrize("language", ["", "fr/"])
def test_a_guide_that_is_done_says_so_and_where_to_check(open_guide: Open, language: str) -> None:
    said = {
        "": ["All 10 steps done", "Continue at: Check that it works"],
        "fr/": ["Les 10 étapes sont terminées", "Reprendre à\u00a0: Vérifier que tout fonctionne"],
    }
    places = [
        *(f"request-new-credentials/{number}" for number in (1, 2)),
        *(f"subscribe/{number}" for number in (1, 2, 3)),
        *(f"add-your-keys/{number}" for number in (1, 2, 3, 4)),
        "enable-the-integration/1",
    ]
    state = {"ticks": {place: [2, ""] for place in places}, "routes": SECOND_ROUTE}
    page = open_with(open_guide, language, state)
    expect(progress(page).locator("p")).to_have_text(said[language])


def test_ticks_that_no_step_has_any_more_are_not_counted(open_guide: Open) -> None:
    """As those of another route, or of a section that is gone."""
    state = {"ticks": {"gone/1": [2, ""], "request-an-account/1": [4, ""]}, "routes": SECOND_ROUTE}
    page = open_with(open_guide, "", state)
    page.wait_for_load_state("networkidle")
    assert progress(page).count() == 0


def test_it_follows_the_ticks(open_guide: Open, guide_address: str) -> None:
    page = open_with(open_guide, "", {"ticks": {"subscribe/1": [3, ""]}})
    expect(progress(page)).to_contain_text("1 of 12 steps done")
    guide = page.context.new_page()
    guide.goto(f"{guide_address}/fr/{GUIDE}")
    guide.locator("[id='subscribe/2']").check()
    expect(progress(page)).to_contain_text("2 of 12 steps done")
    guide.get_by_role("button", name="Effacer les coches").click()
    expect(progress(page)).to_have_count(0)


def test_ticks_of_before_count(open_guide: Open) -> None:
    page = open_guide("/404.html")
    page.evaluate("localStorage.setItem('done:/integrations/small/setup#subscribe/1', '3')")
    page.goto(page.url.replace("404.html", "fr/"))
    expect(progress(page)).to_contain_text("1 étape sur 12 terminée")


def test_a_guide_that_does_not_answer_says_nothing(open_guide: Open) -> None:
    page = open_guide("/404.html")
    page.evaluate(STORED, {"ticks": {"subscribe/1": [3, ""]}})
    page.route(
        f"**/{GUIDE}",
        lambda route: route.fulfill(status=200, body="<p>Sign in to the network</p>", content_type="text/html"),
    )
    page.goto(page.url.replace("404.html", ""), wait_until="networkidle")
    assert progress(page).count() == 0


def test_what_is_waited_for_runs_nothing(open_guide: Open, guide_site: object) -> None:
    """The page that is fetched is read, not run."""
    page = open_guide("/404.html")
    page.evaluate(STORED, {"ticks": {"a/1": [2, "2023-12-03"]}})
    body = """<article><div id="steps-done"></div><h2 id="a">A</h2><ol><li>One</li>
        <li>Wait for <em class="wait">&lt;img src=x onerror="document.title = 'ran'"&gt;</em></li></ol>
        <script>document.title = 'ran'</script></article>"""
    page.route(f"**/{GUIDE}", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(page.url.replace("404.html", ""))
    expect(progress(page)).to_contain_text('Waiting since December 3, 2023: <img src=x onerror="')
    assert page.title() != "ran"


def test_on_this_site_each_overview_shows_it(open_page: Open, address: str) -> None:
    page = open_page("/404.html")
    page.evaluate(
        "localStorage.setItem('guide:/integrations/sage-200/setup', JSON.stringify({ ticks: { 'subscribe-to-the-sage-api/1': [2, ''] } }))"
    )
    for path in ("/", "/fr/", "/integrations/", "/fr/integrations/", "/integrations/sage-200/"):
        page.goto(address + path)
        expect(progress(page)).to_have_count(1)
        expect(progress(page)).to_contain_text("sur" if "/fr/" in path else "of")
