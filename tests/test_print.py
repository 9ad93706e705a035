"""Guides on paper, as Chromium prints them: title, address and day on each sheet, boxes with the ticks, the chosen route."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
GUIDE = "integrations/small/setup/"
TITLES = {"": "Set up Small", "fr/": "Configurer Small"}
DAYS = {"": "December 1, 2023", "fr/": "1er décembre 2023"}


def sheets(page: Page, tmp_path: Path) -> list[str]:
    """The text of each sheet."""
    if shutil.which("pdftotext") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no pdftotext: install the package poppler-utils")
    page.pdf(path=tmp_path / "guide.pdf", prefer_css_page_size=True, format="A5")
    said = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "guide.pdf", "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return said.stdout.rstrip("\f").split("\f")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_each_sheet_says_what_it_is_from_and_when_it_was_printed(
    open_guide: Open, tmp_path: Path, language: str
) -> None:
    page = open_guide("/404.html")
    page.clock.set_fixed_time("2023-12-01T12:00:00")
    page.goto(page.url.replace("404.html", language + GUIDE))
    found = sheets(page, tmp_path)
    assert len(found) > 1
    for number, sheet in enumerate(found, 1):
        first, last = sheet.strip().splitlines()[0], sheet.strip().splitlines()[-1]
        assert TITLES[language] in first and DAYS[language] in first
        assert f"https://small.example.org/{language}{GUIDE}" in last
        assert last.replace(" ", "").endswith(f"{number}/{len(found)}")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_without_javascript_title_and_address_are_there(open_guide: Open, tmp_path: Path, language: str) -> None:
    page = open_guide(f"/{language}{GUIDE}", java_script_enabled=False)
    for sheet in sheets(page, tmp_path):
        assert sheet.strip().startswith(TITLES[language])
        assert f"https://small.example.org/{language}{GUIDE}" in sheet


def test_the_chosen_route_alone_is_printed(open_guide: Open, tmp_path: Path) -> None:
    page = open_guide(f"/{GUIDE}")
    assert "Wait for the first email" in "".join(sheets(page, tmp_path))
    assert "Send the request" in "".join(sheets(page, tmp_path))
    page.get_by_text("I have an account", exact=True).click()
    text = "".join(sheets(page, tmp_path))
    assert "Wait for the first email" not in text
    assert "I don't have an account" not in text
    assert "Request new credentials" in text


def test_what_is_at_hand_and_ticked_is_ticked_on_paper(open_guide: Open) -> None:
    page = open_guide(f"/{GUIDE}")
    page.locator("[id='before-you-start/have-2']").check()
    page.emulate_media(media="print")
    box = "item => [getComputedStyle(item, '::before').borderTopStyle, getComputedStyle(item, '::before').backgroundImage]"
    first, second = (item.evaluate(box) for item in page.locator(".checklist li").all())
    assert first == ["solid", "none"]
    assert second[0] == "solid" and second[1].startswith("url(")
