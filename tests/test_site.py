"""The project's own site, as it was built."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import lxml.etree
import lxml.html
import pytest
import yaml
from conftest import ROOT

EMBEDDED = (
    "script[src]",
    "link[rel=stylesheet][href]",
    "img[src]",
    "iframe[src]",
    "source[src]",
    "use[href]",
)
OLD_ADDRESSES = {
    "integrations/accounting/sage200/accounting-sage200-setup": "integrations/sage-200/setup",
    "integrations/accounting/sage200/accounting-sage200": "integrations/sage-200",
    "integrations/accounting/sage200/sage200-limitations": "integrations/sage-200/limitations",
    "integrations/accounting/sagebusinesscloud/accounting-sagebusinesscloud-setup": "integrations/sage-accounting/setup",
    "integrations/accounting/sagebusinesscloud/accounting-sagebusinesscloud": "integrations/sage-accounting",
    "integrations/accounting/sage-intacct/accounting-sage-intacct-setup": "integrations/sage-intacct/setup",
    "integrations/accounting/sage-intacct/accounting-sage-intacct": "integrations/sage-intacct",
    "configure/portal/companies": "portal/companies",
    "accounting-sagebusinesscloud": "integrations/sage-accounting",
    "portal-managing-companies": "portal/companies",
}


HOME = "https://guides.example.org/"


def names() -> list[str]:
    docs = ROOT / "docs"
    return sorted(
        path.relative_to(docs).as_posix()
        for path in docs.rglob("*.md")
        if not any(part.startswith("_") for part in path.relative_to(docs).parts)
    )


def readers_names() -> list[str]:
    return [name for name in names() if not name.startswith("writing/")]


def address(name: str) -> str:
    """The address of a page below its language: 'portal/companies/' for 'portal/companies.md'."""
    return name.removesuffix("index.md") if name.endswith("index.md") else name.removesuffix(".md") + "/"


def load(site: Path, at: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8")  # libxml2 guesses from what stands before <meta charset>
    return lxml.html.document_fromstring((site / at / "index.html").read_bytes(), parser=parser)


@pytest.fixture(params=names())
def pair(request: pytest.FixtureRequest, built_site: Path) -> tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement]:
    at = address(request.param)
    return at, load(built_site, at), load(built_site, f"fr/{at}")


def is_behind(french: lxml.html.HtmlElement) -> bool:
    """Whether the page says that its English has changed: what differs then is told by the job 'languages'."""
    return bool(french.cssselect("article p.outdated"))


def headings(page: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    return [(str(heading.tag), heading.get("id", "")) for heading in page.cssselect("article :is(h1, h2, h3, h4)")]


def test_both_languages_have_the_same_pages() -> None:
    french = ROOT / "docs_fr"
    assert names() == sorted(
        path.relative_to(french).as_posix()
        for path in french.rglob("*.md")
        if not any(part.startswith("_") for part in path.relative_to(french).parts)
    )


def test_language_title_and_alternates(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    at, english, french = pair
    assert (english.get("lang"), french.get("lang")) == ("en", "fr-CA")
    for page, own in ((english, at), (french, f"fr/{at}")):
        links = {link.get("hreflang"): link.get("href") for link in page.cssselect("head link[hreflang]")}
        assert links == {"en": HOME + at, "fr-CA": f"{HOME}fr/{at}", "x-default": HOME + at}
        assert [link.get("href") for link in page.cssselect("link[rel=canonical]")] == [HOME + own]
        robots = [meta.get("content") for meta in page.cssselect("meta[name=robots]")]
        assert robots == (["noindex"] if at.startswith("writing/") else [])
        assert page.cssselect("title")[0].text_content().strip()
        assert page.cssselect("meta[name=description]")[0].get("content")


def test_the_sitemap_names_every_page_for_readers_with_its_alternates(built_site: Path) -> None:
    sitemap = lxml.etree.parse(built_site / "sitemap.xml")
    found: dict[str | None, dict[str | None, str | None]] = {}
    for url in sitemap.getroot():
        location, *alternates = url
        found[location.text] = {link.get("hreflang"): link.get("href") for link in alternates}
    expected: dict[str, dict[str, str]] = {}
    for at in map(address, readers_names()):
        links = {"en": HOME + at, "fr-CA": f"{HOME}fr/{at}", "x-default": HOME + at}
        expected |= {HOME + at: links, f"{HOME}fr/{at}": links}
    assert found == expected
    assert not (built_site / "fr/sitemap.xml").exists()


def test_each_language_has_its_own_404_page(built_site: Path) -> None:
    def read(name: str) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring((built_site / name).read_bytes())

    both, french = read("404.html"), read("fr/404.html")
    assert (both.get("lang"), french.get("lang")) == ("en", "fr-CA")
    assert [section.get("lang") for section in both.cssselect(".not-found section")] == ["en", "fr-CA"]
    assert [section.get("lang") for section in french.cssselect(".not-found section")] == ["fr-CA"]
    assert french.cssselect("title")[0].text_content() == "Page introuvable - Guides d’intégration Codat"
    assert [heading.text_content() for heading in both.cssselect("h1, h2")] == ["Page not found", "Page introuvable"]
    assert [heading.text_content() for heading in french.cssselect("h1, h2")] == ["Page introuvable"]
    assert (len(both.cssselect("h1")), len(french.cssselect("h1"))) == (1, 1)
    for page, homes in ((both, ["/", "/fr/"]), (french, ["/fr/"])):
        for section, home in zip(page.cssselect(".not-found section"), homes, strict=True):
            guides = [f"{home}integrations/{name}/" for name in ("sage-200", "sage-accounting", "sage-intacct")]
            assert [urljoin("/", link.get("href")) for link in section.cssselect("a")] == [home, *guides]
            assert all((built_site / guide.strip("/") / "index.html").is_file() for guide in guides)
    tabs = [link.get("href", "") for link in french.cssselect(".md-tabs a")]
    assert tabs and all(tab.startswith("/fr/") for tab in tabs)
    for page, other, home in ((both, "fr-CA", "/fr/"), (french, "en", "/")):
        assert [meta.get("content") for meta in page.cssselect("meta[name=robots]")] == ["noindex"]
        assert page.cssselect("head link[hreflang]") == page.cssselect("link[rel=canonical]") == []
        (link,) = page.cssselect("header a[hreflang]")
        assert (link.get("hreflang"), urljoin("/", link.get("href"))) == (other, home)


def test_the_header_links_to_the_page_in_the_other_language_by_its_name(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    at, english, french = pair
    (to_french,) = english.cssselect("header a[hreflang]")
    (to_english,) = french.cssselect("header a[hreflang]")
    assert (to_french.text_content().strip(), to_french.get("lang")) == ("Français", "fr-CA")
    assert (to_english.text_content().strip(), to_english.get("lang")) == ("English", "en")
    assert urljoin(f"/{at}", to_french.get("href")) == f"/fr/{at}"
    assert urljoin(f"/fr/{at}", to_english.get("href")) == f"/{at}"


def test_both_languages_have_the_same_anchors(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    _, english, french = pair
    assert headings(english) == headings(french) or is_behind(french)


def test_both_languages_have_the_same_links_images_and_code(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    at, english, french = pair

    def seen(page: lxml.html.HtmlElement, base: str) -> list[list[str]]:
        links = page.cssselect("article a[href]:not([rel=edit]):not(.headerlink)")
        images = page.cssselect("article img[src]")
        return [
            sorted(urljoin(base, link.get("href")).removeprefix("/fr") for link in links),
            [urljoin(base, image.get("src")).removeprefix("/fr") for image in images],
            [code.get("data-value", code.text_content()) for code in page.cssselect("article code.copy")],
            [drawing.get("data-file", "") for drawing in page.cssselect("article .drawing")],
            [str(len(items)) for items in map(list, page.cssselect("article ol"))],
        ]

    assert seen(english, f"/{at}") == seen(french, f"/fr/{at}") or is_behind(french)


def test_edit_leads_to_the_file_of_the_language(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    _, english, french = pair
    there = english.cssselect("a[rel=edit]")[0].get("href", "")
    assert "/edit/main/docs/" in there
    assert french.cssselect("a[rel=edit]")[0].get("href") == there.replace("/docs/", "/docs_fr/")
    assert (ROOT / there.split("/edit/main/")[1]).is_file()


def test_nothing_is_loaded_from_another_host(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    for page in pair[1:]:
        loaded = [element.get("src") or element.get("href") or "" for element in page.cssselect(", ".join(EMBEDDED))]
        assert [at for at in loaded if re.match(r"(https?:)?//", at)] == []


def test_images_have_a_text_alternative_and_external_links_no_target(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    for page in pair[1:]:
        speaking = page.cssselect("article img:not(.twemoji):not(.home__drawing)")
        assert [image.get("src") for image in speaking if not image.get("alt")] == []
        assert [drawing for drawing in page.cssselect(".drawing svg") if not drawing.get("aria-label")] == []
        assert page.cssselect("article a[target]") == []


def test_labels_left_in_english_carry_their_language(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    _, english, french = pair
    labels = {label.text_content() for label in english.cssselect("article strong") if not label.cssselect("a")}
    unmarked = [
        label.text_content()
        for label in french.cssselect("article strong")
        if label.text_content() in labels and not label.cssselect("a") and label.get("lang") != "en"
    ]
    assert unmarked == []


def test_a_numbered_list_never_restarts_in_the_middle_of_a_section(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    for page in pair[1:]:
        section, lists = "", []
        for element in page.cssselect("article :is(h1, h2, h3, h4, ol)"):
            if element.tag != "ol":
                section = element.text_content()
            elif not element.xpath("ancestor::ol | ancestor::ul"):
                lists.append(section)
        assert len(lists) == len(set(lists))


def test_old_fragments_lead_to_anchors_that_exist(built_site: Path) -> None:
    for old in built_site.glob("**/index.html"):
        page = lxml.html.document_fromstring(old.read_bytes())
        for script in page.cssselect("script[data-fragments]"):
            target = (old.parent / script.get("data-to", "")).resolve()
            present = {heading.get("id") for heading in load(target, "").cssselect("[id]")}
            assert set(json.loads(script.get("data-fragments", "")).values()) <= present, old


@pytest.mark.parametrize("prefix", ["", "fr-ca/"])
@pytest.mark.parametrize(("old", "new"), OLD_ADDRESSES.items())
def test_an_old_address_leads_to_the_page_of_its_language(built_site: Path, prefix: str, old: str, new: str) -> None:
    page = load(built_site, prefix + old)
    (link,) = page.cssselect("body a")
    target = urljoin(f"/{prefix}{old}/", link.get("href"))
    assert target == f"/{'fr/' if prefix else ''}{new}/"
    assert (built_site / target.strip("/") / "index.html").is_file()
    (refresh,) = page.cssselect("noscript meta[http-equiv=refresh]")
    assert refresh.get("content", "").endswith(f"url={link.get('href')}")
    assert page.get("lang") == ("fr-CA" if prefix else "en")


def test_the_catalogue_says_what_the_data_says(built_site: Path) -> None:
    records = yaml.safe_load((ROOT / "docs/_data/integrations.yml").read_text(encoding="utf-8"))
    for at in ("integrations", "fr/integrations"):
        text = load(built_site, at).cssselect("article")[0].text_content().replace("\u00a0", " ")
        for record in records.values():
            assert record["name"] in text
            assert record["former_name"] is None or record["former_name"] in text
    assert "Royaume-Uni" in load(built_site, "fr/integrations").text_content()


def test_navigation_titles_are_those_of_the_pages(built_site: Path) -> None:
    def titles(at: str) -> list[str]:
        tabs = load(built_site, at).cssselect(".md-tabs__link")
        return [" ".join(tab.text_content().split()) for tab in tabs]

    def of_pages(folder: str) -> list[str]:
        found = []
        for name in ("index.md", "integrations/index.md", "portal/index.md"):
            meta = yaml.safe_load((ROOT / folder / name).read_text(encoding="utf-8").split("---\n")[1])
            found.append(meta.get("nav_title") or meta["title"])
        return found

    assert titles("") == of_pages("docs")
    assert titles("fr") == of_pages("docs_fr")


def test_each_french_page_names_the_english_text_it_was_made_from() -> None:
    for name in names():
        text = (ROOT / "docs_fr" / name).read_text(encoding="utf-8")
        front_matter = text.split("---\n")[1]
        assert re.search(r"^source_revision: [0-9a-f]{40}\n(source_unchanged: .*\n)?\Z", front_matter, re.MULTILINE), (
            name
        )


def test_each_section_leads_to_itself_in_the_other_language(
    pair: tuple[str, lxml.html.HtmlElement, lxml.html.HtmlElement],
) -> None:
    at, english, french = pair
    for page, base, other in ((english, f"/{at}", f"/fr/{at}"), (french, f"/fr/{at}", f"/{at}")):
        for heading in page.cssselect("article :is(h2, h3, h4)[id]"):
            (link,) = heading.cssselect("a.section-language")
            assert urljoin(base, link.get("href")) == f"{other}#{heading.get('id')}"
            assert link.get("lang") == link.get("hreflang") == ("fr-CA" if page is english else "en")
