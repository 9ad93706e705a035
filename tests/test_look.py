"""How the pages look where a style sheet can be wrong: drawings, cards, names, addresses, callouts, what is at the foot."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from bitext.compose.inline_drawing import inline_drawing
from bitext.site.whole_names import binding
from conftest import CONFIG, as_mkdocs, write
from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Page]

GUIDES = ("/integrations/sage-200/setup/", "/fr/integrations/sage-200/setup/")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 72 65" lang="en"><title>Keys</title><desc>Which'
    ' &amp; where.</desc><style>text {{ fill: red }}</style><defs><marker id="tip"><path d="M0 0"/></marker></defs>'
    '<g marker-end="url(#tip)"><text x="1">A &lt; <tspan class="label">B</tspan> c</text></g>{}</svg>'
)


def test_a_drawing_is_a_part_of_the_page() -> None:
    assert inline_drawing(DRAWING.format(""), "keys.svg", 'The "keys"', "drawing-1") == (
        '<span class="drawing" data-file="keys.svg"><svg viewBox="0 0 72 65" role="img" lang="en" aria-label="The &quot;keys&quot;"'
        ' aria-describedby="drawing-1-desc"><desc id="drawing-1-desc">Which &amp; where.</desc><defs><marker id="drawing-1-tip">'
        '<path d="M0 0"></path></marker></defs><g marker-end="url(#drawing-1-tip)"><text x="1">A &lt; <tspan class="label">B</tspan>'
        " c</text></g></svg></span>"
    )


@pytest.mark.parametrize(
    "held",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<rect style="fill: red"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<use href="other.svg#a"/>',
        '<image href="a.png"/>',
        "<rect",
    ],
)
def test_one_that_holds_what_the_policy_blocks_stays_a_picture(held: str) -> None:
    assert inline_drawing(DRAWING.format(held), "keys.svg", "Keys", "drawing-1") is None


def test_one_of_another_make_stays_a_picture() -> None:
    assert inline_drawing(DRAWING.format("").replace(' class="drawing"', ""), "keys.svg", "Keys", "d") is None


def test_its_texts_are_neither_in_the_search_nor_in_the_copy(tmp_path: Path) -> None:
    root = write(
        tmp_path / "small",
        {
            "mkdocs.yml": CONFIG.replace("plugins:\n", "plugins:\n  - search\n"),
            "docs/index.md": "# Home\n\n![Which key](keys.svg)\n\n![Which key](keys.svg){ .mine }\n",
            "docs/keys.svg": DRAWING.format(""),
            "docs_fr/index.md": "# Accueil\n\n![Quelle clé](keys.svg)\n\n![Quelle clé](keys.svg){ .mine }\n",
        },
    )
    made = as_mkdocs(root / "mkdocs.yml", tmp_path)
    for name in ("index.html", "fr/index.html"):
        assert made[name].count(b"<svg viewBox=") == 1
        assert made[name].count(b'keys.svg" width="72"') == 1
    for name, content in made.items():
        if name.endswith((".md", ".json")):
            assert b"tspan" not in content and b"Which & where" not in content, name


@pytest.mark.parametrize("path", GUIDES)
def test_drawings_have_the_typeface_of_the_page_and_its_width(open_page: Open, path: str) -> None:
    page = open_page(path)
    drawings = page.locator("article .drawing")
    assert drawings.count() == 2
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        column = page.locator("article > p").first.bounding_box()
        for drawing in drawings.all():
            box = drawing.bounding_box()
            assert box and column and abs(box["width"] - column["width"]) < 2
    for drawing in drawings.all():
        text = drawing.locator("text").first
        assert text.evaluate("each => getComputedStyle(each).fontFamily").startswith("Figtree")
        assert drawing.get_by_role("img").count() + drawing.locator("svg[role=img][aria-label]").count() >= 1
    assert page.evaluate("document.fonts.check('24px Figtree')")


def test_names_are_bound_in_text_alone() -> None:
    bind = binding(frozenset({"Sage 200", "Sage 200 Standard", "Codat", "R & D"}))
    html = (
        '<p title="Sage 200 Standard">Sage 200\nStandard, Sage 200, mySage 200, Sage 2000, R &amp; D</p>'
        "<code>Sage 200</code><pre><span>Sage 200</span></pre>"
        "<table><thead><tr><th>Sage 200</th></tr></thead><tr><td><a>Sage 200</a></td></tr></table>"
    )
    assert bind(html) == (
        '<p title="Sage 200 Standard">Sage\u00a0200\u00a0Standard, Sage\u00a0200, mySage 200, Sage 2000, R\u00a0&amp;\u00a0D</p>'
        "<code>Sage 200</code><pre><span>Sage 200</span></pre>"
        "<table><thead><tr><th>Sage 200</th></tr></thead><tr><td><a>Sage 200</a></td></tr></table>"
    )


@pytest.mark.parametrize("path", ["/integrations/", "/fr/integrations/"])
def test_on_a_phone_the_comparison_breaks_names_between_words_alone(open_page: Open, path: str) -> None:
    page = open_page(path, viewport={"width": 390, "height": 800})
    broken = page.locator(".comparison a").evaluate_all("""links => links.flatMap(link => {
      const text = link.firstChild
      return [...text.data.matchAll(/\\S+/g)].flatMap(word => {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        return range.getClientRects().length > 1 ? [word[0]] : []
      })
    })""")
    assert page.locator(".comparison a").count() == 6
    assert broken == []


def test_names_are_bound_on_pages_and_nowhere_else(built_site: Path) -> None:
    for at in ("", "fr/"):
        page = (built_site / f"{at}integrations/sage-200/setup/index.html").read_text(encoding="utf-8")
        assert "Sage\u00a0200\u00a0Standard" in page.partition("</h1>")[0].rpartition("<h1")[2]
        assert "<title>" in page and "\u00a0200" not in page.partition("</title>")[0]
    for file in built_site.rglob("*"):
        if file.suffix in (".md", ".json", ".txt"):
            assert "Sage\u00a0200\u00a0Standard" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize("home", ["", "fr/"])
def test_no_name_breaks_in_tabs_navigation_contents_or_text(built_site: Path, home: str) -> None:
    name = re.compile(
        r"Sage (?:200 (?:Standard|Extra|Professional|Unlimited)|200cloud|Intacct|Accounting|Business Cloud)"
    )
    for path in ("", "integrations/", "integrations/sage-200/", "integrations/sage-200/setup/", "portal/", "404.html"):
        file = built_site / home / path
        page = lxml.html.parse(file / "index.html" if file.is_dir() else file).getroot()
        texts = page.xpath("//body//text()[not(ancestor::script or ancestor::td or ancestor::th or ancestor::header)]")
        assert [text for text in texts if name.search(text)] == [], path


def test_nothing_stands_above_the_header_where_there_is_nothing_to_say(open_page: Open) -> None:
    for path in ("/404.html", "/fr/404.html"):
        page = open_page(path)
        assert page.locator(".md-header").bounding_box()["y"] == 0, path  # type: ignore[index]
        assert not page.locator(".md-banner").is_visible(), path


@pytest.mark.parametrize("path", ["/", "/fr/"])
def test_no_card_stands_alone_beside_an_empty_place(open_page: Open, path: str) -> None:
    page = open_page(path)
    for width in (390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        rows: dict[int, list[float]] = {}
        for card in page.locator(".grid.cards > ul > li").all():
            box = card.bounding_box()
            assert box
            rows.setdefault(round(box["y"]), []).append(box["width"])
        grid = page.locator(".grid.cards").bounding_box()
        assert grid
        for widths in rows.values():
            assert sum(widths) > 0.9 * grid["width"], (width, rows)


LINES = """code => {
    const lines = [], range = document.createRange(), walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    let bottom = null;
    while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {
        range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + 1);
        const box = range.getBoundingClientRect();
        if (bottom === null || box.top > bottom - 4) lines.push('');
        bottom = box.bottom; lines[lines.length - 1] += range.toString();
    }
    return lines;
}"""


@pytest.mark.parametrize("path", ["/integrations/sage-accounting/setup/", "/fr/integrations/sage-200/setup/"])
def test_an_address_to_copy_breaks_after_a_slash_alone(open_page: Open, path: str) -> None:
    page = open_page(path)
    code, button = (page.locator(f".copyable--address {each}").first for each in ("code", "button"))
    for width in (390, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        lines = code.evaluate(LINES)
        assert len(lines) > 1 or width > 380
        assert all(line.endswith("/") for line in lines[:-1]), lines
        box, below = code.bounding_box(), button.bounding_box()
        assert box and below and below["y"] >= box["y"] + box["height"] - 1


def test_a_tip_a_note_and_an_information_are_told_apart(open_page: Open) -> None:
    page = open_page("/writing/guides/", viewport={"width": 1440, "height": 900})
    page.evaluate("""document.querySelector('article').insertAdjacentHTML('beforeend', ['note', 'tip', 'info', 'warning'].map(type =>
        `<div class="admonition ${type}"><p class="admonition-title">${type}</p></div>`).join(''))""")
    looks = [
        page.locator(f".admonition.{kind} > .admonition-title").last.evaluate(
            "each => { const style = getComputedStyle(each, '::before'); return [style.maskImage, style.backgroundColor]; }"
        )
        for kind in ("note", "tip", "info", "warning")
    ]
    assert len({look[0] for look in looks}) == 4 and len({look[1] for look in looks}) == 4
    assert "M17.66 11.2" not in looks[1][0]  # a flame


@pytest.mark.parametrize("path", GUIDES)
def test_on_a_tablet_no_sign_stands_over_the_line_below_the_title(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("matchMedia('(hover: none)').matches")
    expect(page.locator("h1 .headerlink")).to_be_hidden()
    expect(page.locator("article h2 .headerlink").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("path", "copy", "edit"),
    [
        ("/portal/companies/", "Copy as Markdown", "Edit this page"),
        ("/fr/portal/companies/", "Copier en Markdown", "Modifier cette page"),
    ],
)
def test_on_a_phone_what_can_be_done_with_the_page_is_at_its_foot(
    open_page: Open, path: str, copy: str, edit: str
) -> None:
    for width, foot in ((390, True), (1440, False)):
        page = open_page(path, viewport={"width": width, "height": 844})
        expect(page.locator("article .site-actions")).to_be_visible(visible=not foot)
        for role, name in (("button", copy), ("link", edit)):
            expect(page.locator(".md-footer").get_by_role(role, name=name)).to_be_visible(visible=foot)  # type: ignore[arg-type]
