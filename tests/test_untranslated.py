"""A page that is not translated yet: the source text in the target's chrome, honest to readers and to search engines."""

import json
import sys
from pathlib import Path

import lxml.html
import pytest
from conftest import SCRIPTS, run
from playwright.sync_api import Browser

AT = "portal/companies/"
HOME = "https://guides.example.org/"


@pytest.fixture(scope="module")
def project(unsettled_site: Path) -> Path:
    """A copy of the project without one of its French pages, built."""
    return unsettled_site.parent


def load(project: Path, at: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((project / "site" / at / "index.html").read_bytes())


def test_the_chrome_is_french_and_the_text_says_that_it_is_english(project: Path) -> None:
    page = load(project, f"fr/{AT}")
    assert page.get("lang") == "fr-CA"
    (text,) = page.cssselect("article > div.untranslated")
    assert text.get("lang") == "en"
    assert text.cssselect("h1")[0].text_content().startswith("Manage companies")
    assert "Portail" in page.cssselect(".md-tabs")[0].text_content()
    assert [toc.get("lang") for toc in page.cssselect("[data-md-component=toc]")] != []
    assert {toc.get("lang") for toc in page.cssselect("[data-md-component=toc]")} == {"en"}


def language(element: lxml.html.HtmlElement) -> str:
    """The language of all that an element says."""
    (tag,) = {
        text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        for text in element.xpath(".//text()[normalize-space()]")
    }
    return str(tag)


def test_a_title_in_english_says_so_wherever_french_pages_name_it(project: Path) -> None:
    for at in ("fr", "fr/portal", f"fr/{AT}", "fr/portal/accounting-integrations"):
        page = load(project, at)
        named = page.cssselect(".md-nav--primary .md-nav__item > .md-nav__link, .site-neighbour__title, .md-tabs__link")
        shown = {
            (" ".join(each.text_content().split()), language(each)) for each in named if "#" not in each.get("href", "")
        }
        english = {title for title, tag in shown if tag == "en"}
        assert english - {"Manage companies"} == {"Companies"}, (
            at
        )  # the whole title, where it is the page before or after
        assert ("Manage companies", "fr-CA") not in shown, at
    page = load(project, f"fr/{AT}")
    (topic,) = page.cssselect("[data-md-component=header-topic]")
    assert (topic.text_content().strip(), language(topic)) == ("Manage companies", "en")
    (issue,) = page.cssselect("footer a[href*='/issues/new?']")
    assert "span" not in issue.get("href", "")
    assert load(project, AT).cssselect(".md-nav--primary [lang], .md-tabs [lang], .site-neighbour [lang]") == []


def test_a_notice_in_french_stands_below_the_title(project: Path) -> None:
    page = load(project, f"fr/{AT}")
    (notice,) = page.cssselect("article [role=note]")
    assert "Cette page n’est pas encore traduite" in notice.text_content()
    assert language(notice) == "fr-CA"
    title = notice.getprevious()
    assert title is not None and (title.tag, language(title)) == ("h1", "en")
    assert load(project, AT).cssselect("article [role=note]") == []


def test_the_notice_is_as_wide_as_the_text_on_a_phone(project: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((project / "site/fr" / AT / "index.html").as_uri())
    notice, text = (
        page.locator("article [role=note]").bounding_box(),
        page.locator("article h1 ~ p").first.bounding_box(),
    )
    assert notice is not None and text is not None and notice["width"] == text["width"]
    page.close()


def test_callouts_of_the_text_keep_their_titles(project: Path) -> None:
    titles = [each.text_content() for each in load(project, f"fr/{AT}").cssselect(".untranslated .admonition-title")]
    assert titles[-1] == "Warning"


def test_search_engines_are_sent_to_the_english_page(project: Path) -> None:
    page = load(project, f"fr/{AT}")
    assert [link.get("href") for link in page.cssselect("link[rel=canonical]")] == [HOME + AT]
    assert [meta.get("content") for meta in page.cssselect("meta[name=robots]")] == ["noindex"]
    assert page.cssselect("head link[hreflang]") == []
    english = load(project, AT)
    links = {link.get("hreflang"): link.get("href") for link in english.cssselect("head link[hreflang]")}
    assert links == {"en": HOME + AT, "x-default": HOME + AT}
    assert english.cssselect("meta[name=robots]") == []


def test_it_is_in_the_english_sitemap_and_search_alone(project: Path) -> None:
    site = project / "site"
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{HOME}fr/{AT}" not in sitemap
    assert f"<loc>{HOME}{AT}</loc>" in sitemap

    def pages(home: str) -> set[str]:
        index = json.loads((site / home / "search/search_index.json").read_text(encoding="utf-8"))
        return {address for address, *_ in index["pages"]}

    assert AT in pages("")
    assert AT not in pages("fr")


def test_readers_reach_the_english_page_and_the_french_neighbours(project: Path) -> None:
    page = load(project, f"fr/{AT}")
    (language,) = page.cssselect("header a[hreflang]")
    assert language.get("href") == f"../../../{AT}"
    hrefs = [link.get("href") for link in page.cssselect(".md-tabs a")]
    assert "../" in hrefs  # the French portal


def test_the_built_site_passes_its_checks(project: Path) -> None:
    result = run(
        sys.executable, SCRIPTS, "check", "-f", project / "mkdocs.yml", f"--site={project / 'site'}", "--only", "site"
    )
    assert (result.returncode, result.stdout) == (0, "")


def test_it_fits_a_phone(project: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto((project / "site/fr" / AT / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
