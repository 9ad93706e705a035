"""What one test leaves in a browser context is not there for the next that has it."""

from conftest import Contexts
from playwright.sync_api import BrowserContext, Page

LEAVE = """async () => {
    localStorage.left = sessionStorage.left = "x";
    document.cookie = "left=x; max-age=3600";
    await caches.open("left");
    await new Promise(done => { indexedDB.open("left").onsuccess = done; });
}"""
LEFT = """async () => [
    localStorage.left ?? '', sessionStorage.left ?? '', document.cookie, await caches.keys(), await indexedDB.databases(),
]"""


def test_a_context_is_empty_for_the_next_test(contexts: Contexts, guide_address: str) -> None:
    options = {"locale": "fr-CA", "viewport": {"width": 391, "height": 844}}

    def opened(context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(f"{guide_address}/fr/")
        return page

    first = contexts.lend(guide_address, options)
    second = contexts.lend(guide_address, options)
    assert second is not first  # which is still in use
    page = opened(first)
    page.evaluate(LEAVE)
    assert page.evaluate(LEFT) == ["x", "x", "left=x", ["left"], [{"name": "left", "version": 1}]]
    first.route("**/*", lambda route: route.abort())
    contexts.take_back(first, guide_address, options)
    in_english = {**options, "locale": "en"}
    other = contexts.lend(guide_address, in_english)
    assert other is not first
    contexts.take_back(other, guide_address, in_english)

    again = contexts.lend(guide_address, options)
    assert again is first
    page = opened(again)
    assert page.evaluate(LEFT) == ["", "", "", [], []]
    assert page.evaluate("innerWidth") == 391
    page.clock.set_fixed_time("2023-12-01")  # which cannot be undone
    contexts.take_back(again, guide_address, options)
    contexts.take_back(second, guide_address, options)
    assert contexts.lend(guide_address, options) is second
    contexts.take_back(second, guide_address, options)
