"""What a visit costs, as Chromium asks for it: bytes, requests, shifts of the page. And that nobody else is asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Answer, search_for, served, wait_until
from playwright.sync_api import Browser, BrowserContext, Page, expect

Open = Callable[..., Page]
FIRST_VISIT, NEXT_PAGE = 150_000, 30_000  # bytes over the wire, with headers
SEARCH = 65_000  # bytes of what searches, and of what it searches
REQUESTS = 16
GUIDES = [
    f"/{language}integrations/{name}/setup/"
    for language in ("", "fr/")
    for name in ("sage-200", "sage-accounting", "sage-intacct")
]
SHIFTS = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value; })
        .observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => setTimeout(() => resolve(sum), 100));
})"""


def least_shift(page: Page, address: str) -> float:
    """How far what is loaded late moves a page, in the best of up to three visits: a machine that is busy may draw in
    between."""
    shifts: list[float] = []
    while len(shifts) < 3 and not any(shift < 0.05 for shift in shifts):
        page.goto(address, wait_until="networkidle")
        shifts.append(page.evaluate(SHIFTS))
    return min(shifts)


@pytest.fixture
def visit(browser: Browser, built_site: Path) -> Iterator[tuple[BrowserContext, str, list[Answer]]]:
    """A browser that was never here, where the site is served to it, and what it was sent."""
    answers: list[Answer] = []
    with served(built_site, answers) as place:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        yield context, place, answers
        context.close()


def cost(answers: list[Answer]) -> int:
    return sum(answer.size for answer in answers)


def listed(answers: list[Answer]) -> str:
    return "\n".join(f"{answer.size:7} {answer.status} {answer.path}" for answer in answers)


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_is_light_and_the_next_page_lighter(visit: tuple[BrowserContext, str, list[Answer]], path: str) -> None:
    context, place, answers = visit
    page = context.new_page()
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(place + path, wait_until="networkidle")
    first = list(answers)
    assert cost(first) <= FIRST_VISIT, listed(first)
    assert len(first) <= REQUESTS, listed(first)
    assert page.evaluate(SHIFTS) < 0.1
    page.locator(".site-neighbour").last.click()
    page.wait_for_load_state("networkidle")
    following = answers[len(first) :]
    assert cost(following) <= NEXT_PAGE, listed(following)
    assert page.evaluate(SHIFTS) < 0.1
    assert [answer for answer in answers if answer.status >= 400] == []
    assert hosts == {place.removeprefix("http://")}
    assert page.evaluate("document.cookie") == ""
    assert context.cookies() == []


def test_the_search_is_fetched_when_it_is_used(visit: tuple[BrowserContext, str, list[Answer]]) -> None:
    context, place, answers = visit
    page = context.new_page()
    page.goto(f"{place}/fr/", wait_until="networkidle")
    wait_until(page, lambda: any("search" in answer.path for answer in answers))
    before = {answer.path for answer in answers}
    assert {path for path in before if "search" in path} == {"/assets/search/worker.js"}
    search_for(page, "Intacct")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    wait_until(page, lambda: any("texts-" in answer.path for answer in answers))
    after = {answer.path for answer in answers} - before
    code, data = ({path for path in after if path.startswith("/fr/search/") == is_data} for is_data in (False, True))
    assert all(path.startswith(("/assets/search/", "/assets/vendor/")) for path in code)
    assert sorted(data) == ["/fr/search/search_index.json", "/fr/search/texts-0.json"]
    assert cost([answer for answer in answers if answer.path in after]) <= SEARCH, listed(answers)


def test_without_javascript_a_guide_is_whole(open_page: Open, address: str) -> None:
    page = open_page(
        "/fr/integrations/sage-200/setup/", java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    sections = page.locator("article :is(h2, h3)")
    assert sections.count() > 5
    for section in (
        sections.first,
        sections.last,
        page.locator("article ol > li").last,
        page.locator("article .drawing").first,
    ):
        expect(section).to_be_visible()
    assert (
        page.locator(
            "button:not([popovertarget]):visible, input:visible, article .steps-done:visible, .md-header label:visible"
        ).count()
        == 0
    )
    page.get_by_role("navigation").get_by_role("link", name="Limites", exact=True).click()
    page.wait_for_url(f"{address}/fr/integrations/sage-200/limitations/")


def test_without_javascript_the_drawer_opens_on_a_phone(open_page: Open, address: str) -> None:
    page = open_page("/integrations/sage-200/setup/", java_script_enabled=False, viewport={"width": 390, "height": 844})
    assert page.locator(".md-header label:visible").count() == 1
    page.locator(".md-header label[for=__drawer]").click()
    page.get_by_role("navigation").get_by_role("link", name="Limitations", exact=True).click()
    page.wait_for_url(f"{address}/integrations/sage-200/limitations/")


@pytest.mark.parametrize(
    ("markup", "refused"),
    [
        ("<script>document.title = 'ran'</script>", "script-src-elem"),
        ("<p onclick='1' id='clicked'>text</p><script src='data:,1'></script>", "script-src-attr"),
        ("<p style='color: red'>text</p>", "style-src-attr"),
        ("<img src='https://other.example.org/x.png'>", "img-src"),
    ],
)
def test_the_policy_is_in_force(browser: Browser, built_site: Path, address: str, markup: str, refused: str) -> None:
    """What stands in a page and not in its policy does nothing, and is reported to the page."""
    page = browser.new_page()
    page.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))"
    )
    original = (built_site / "portal/index.html").read_text(encoding="utf-8")
    page.route("**/portal/", lambda route: route.fulfill(
        body=original.replace("</article>", f"{markup}</article>"), content_type="text/html", headers={}
    ))  # fmt: skip
    page.goto(f"{address}/portal/", wait_until="networkidle")
    page.evaluate("document.getElementById('clicked')?.click()")  # Chromium reads a handler when it is first needed
    wait_until(page, lambda: refused in page.evaluate("refused"))
    assert page.title() != "ran"
    page.close()


def test_a_drawing_keeps_its_colours_when_it_is_opened_by_itself(browser: Browser, address: str) -> None:
    """It is under the policy of the header."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/fr/integrations/sage-200/keys.svg")
    assert page.evaluate("document.querySelector('style').sheet.cssRules.length") > 0
    page.close()
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.parametrize(
    ("path", "width"),  # each guide wide and narrow, each language wide and narrow
    [(path, width) for path, width in zip(GUIDES, (1440, 390, 1440, 390, 1440, 390), strict=True)],
)
def test_what_comes_late_moves_nothing(visit: tuple[BrowserContext, str, list[Answer]], path: str, width: int) -> None:
    """On a slow machine, behind a slow network: images, the typeface and the scripts have their places kept."""
    context, place, _ = visit
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    slow = {"offline": False, "latency": 40, "downloadThroughput": 400_000, "uploadThroughput": 100_000}
    session.send("Network.emulateNetworkConditions", slow)
    assert least_shift(page, place + path) < 0.05
