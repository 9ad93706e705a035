"""Every page of the site in Chromium, from a small phone to a desktop: no error, nothing too wide, WCAG 2.2 AA."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe import look, nothing_measured
from playwright.sync_api import Page, ViewportSize, expect
from test_site import address as path_of
from test_site import names

SMALL: ViewportSize = {"width": 320, "height": 640}  # what is 1280 pixels wide, at 400 %: WCAG's reflow
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
WIDTH = "document.documentElement.scrollWidth"
#: The tables that are wider than their place.
WIDE_TABLES = """() => [...document.querySelectorAll('.md-typeset__scrollwrap')]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"""
BROKEN_IMAGES = "[...document.images].filter(each => each.complete && !each.naturalWidth).map(each => each.src)"
#: From the last line of the title's text to the end of the heading, in lines.
ROOM_BELOW_TITLE = """() => {
    const heading = document.querySelector("article h1")
    const text = document.createRange()
    text.selectNodeContents(heading.firstChild)
    const style = getComputedStyle(heading)
    const end = heading.getBoundingClientRect().bottom - parseFloat(style.paddingBottom)
    return (end - text.getBoundingClientRect().bottom) / parseFloat(style.lineHeight)
}"""


def paths(site: Path) -> list[str]:
    """Every page of a built site, but those that only lead on."""
    files = [path for path in sorted(site.rglob("*.html")) if "data-to=" not in path.read_text(encoding="utf-8")]
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in files]


@pytest.mark.parametrize(("language", "in_full"), [("", DESKTOP), ("fr/", PHONE)])
def test_every_page_opens_without_error_fits_and_is_accessible(
    open_page: Callable[..., Page], built_site: Path, address: str, language: str, in_full: ViewportSize
) -> None:
    """All rules look at an English page as a desktop shows it, and at its translation, of the same structure and with longer
    words, as a phone does; colours and widths are looked at in every size."""
    every = [path for path in paths(built_site) if path.startswith("fr/") == (language == "fr/")]
    assert {f"{language}{path}" for path in ("404.html", *map(path_of, names()))} <= set(every)
    page = open_page(f"/{language}", viewport=SMALL, reduced_motion="reduce")
    found, measured = list[object](), nothing_measured()
    for path in every:
        page.set_viewport_size(SMALL)
        page.goto(f"{address}/{path}")
        expect(page.locator("article h1")).to_be_visible()
        found += [(path, each) for each in page.evaluate(WIDE_TABLES)]
        for size in (SMALL, PHONE, DESKTOP):
            page.set_viewport_size(size)
            if (width := page.evaluate(WIDTH)) > size["width"]:
                found.append(f"{path} is {width} pixels wide at {size['width']}")
            if size != SMALL:
                found += look(page, str(size["width"]), measured, only_colours=size != in_full)
            if size == PHONE and page.evaluate(ROOM_BELOW_TITLE) >= 1:
                found.append(f"{path}: something unseen takes a line of its own below the title")
        found += [f"{path}: {image} is broken" for image in page.evaluate(BROKEN_IMAGES)]
    assert not found, "\n".join(map(str, found))
