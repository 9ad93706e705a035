"""On a French page, a label in English has its French in parentheses where a reader first meets it, and there alone."""

import copy
from pathlib import Path

import lxml.html
import pytest
import yaml
from bitext.site.site import Site
from conftest import ROOT

SITE = Site.load(ROOT / "mkdocs.yml")
PAGES = [name for name in SITE.page_names(SITE.locales["fr"]) if not name.startswith("writing/")]


def names() -> set[str]:
    """Names of products: what they are called in any language."""
    records = yaml.safe_load((ROOT / "docs/_data/integrations.yml").read_text(encoding="utf-8"))
    former = {record["former_label"] for record in records.values() if record["former_label"]}
    return {*yaml.safe_load((ROOT / "docs_fr/_glossary.yml").read_text(encoding="utf-8"))["keep"], *former}


def routes(article: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The article as it is read by each tab: whoever reads one doesn't read the others."""
    if not article.find_class("tabbed-set"):
        return [article]
    read = []
    for tab in range(len(article.find_class("tabbed-set")[0].find_class("tabbed-block"))):
        route = copy.deepcopy(article)
        for tabs in route.find_class("tabbed-set"):
            for number, block in enumerate(tabs.find_class("tabbed-block")):
                if number != tab:
                    block.drop_tree()
        read.append(route)
    return read


def glosses(route: lxml.html.HtmlElement) -> list[tuple[str, bool]]:
    """Each label outside the tables, and whether its French follows."""
    found = []
    for label in route.xpath(".//strong[not(ancestor::table)]"):
        last = label
        while not last.tail and last.getparent().tag == "a":
            last = last.getparent()
        found.append((label.text_content().replace("\u00a0", " "), (last.tail or "").startswith(" (")))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_the_french_of_a_label_follows_it_where_it_stands_first_and_there_alone(built_site: Path, name: str) -> None:
    path = built_site / "fr" / name.removesuffix("index.md").removesuffix(".md") / "index.html"
    article = lxml.html.parse(str(path), lxml.html.HTMLParser(encoding="utf-8")).getroot().find(".//article")
    assert article is not None
    wrong = []
    for route in routes(article):
        met = {name.casefold() for name in names()}
        for label, has_french in glosses(route):
            if label.casefold() in met and has_french:
                wrong.append(f"again: {label}")
            elif label.casefold() not in met and not has_french:
                wrong.append(f"without: {label}")
            met.add(label.casefold())
    assert wrong == []
