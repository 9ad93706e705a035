"""Pages of thousands of headings: anchors and pairs are those of short ones, without a table of all with all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bitext.align.headings import outline
from bitext.compose.anchors import target_anchors
from bitext.compose.compose import compose
from bitext.compose.expansion import expand
from bitext.compose.page_links import page_links
from bitext.history.pair import Pair
from bitext.pages.longest_common import between, fixed_points
from bitext.pages.page import parse_page
from bitext.pages.segments import JINJA, cut
from bitext.publish.markdown_copy import Edition
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Site
from conftest import SMALL, write
from hypothesis import given
from hypothesis import strategies as st

COUNT = 2000


def paired(english: str, french: str) -> Pair:
    source = parse_page(english, "docs/a.md", "a.md", "en")
    return Pair(ParsedPage(source), ParsedPage(parse_page(french, "docs_fr/a.md", "a.md", "fr")))


def page(sections: list[int], write: Callable[[int], str]) -> str:
    return "# T\n\n" + "\n\n".join(map(write, sections)) + "\n"


def option(word: str) -> Callable[[int], str]:
    return lambda number: f"## `option_{number}`\n\n{word} {number * 7}.\n\n- `{number}`\n- Type"


ALL = list(range(COUNT))


def test_a_reference_page_takes_the_anchors_of_its_source() -> None:
    english, french = page(ALL, option("The limit is")), page(ALL, option("La limite est"))
    assert target_anchors(outline(english), outline(french)) == ["t", *(f"option_{number}" for number in ALL)]
    alignment = paired(english, french).alignment
    assert (len(alignment.pairs), alignment.missing, alignment.added, alignment.moved) == (4 * COUNT + 1, (), (), ())


def test_thousands_of_the_same_heading_are_in_order() -> None:
    text = page(ALL, lambda number: "## Heading\n\ntext")
    anchors = ["t", "heading", *(f"heading_{number}" for number in range(1, COUNT))]
    assert target_anchors(outline(text), outline(text.replace("Heading", "Titre"))) == anchors
    assert len(paired(text, text).alignment.pairs) == 2 * COUNT + 1


def test_what_a_long_translation_lacks_is_missing() -> None:
    some = [number for number in ALL if number % 3]
    english, french = page(ALL, option("The limit is")), page(some, option("La limite est"))
    assert target_anchors(outline(english), outline(french)) == ["t", *(f"option_{number}" for number in some)]
    alignment = paired(english, french).alignment
    assert (len(alignment.pairs), alignment.added, alignment.moved) == (4 * len(some) + 1, (), ())
    assert len(alignment.missing) == 4 * (COUNT - len(some))


@pytest.mark.parametrize("count", [300, COUNT])
def test_long_pages_in_another_order_keep_their_anchors(count: int) -> None:
    order = [*range(count // 2, count), *range(count // 2)]
    english, french = page(list(range(count)), option("The limit is")), page(order, option("La limite est"))
    assert target_anchors(outline(english), outline(french)) == ["t", *(f"option_{number}" for number in order)]
    alignment = paired(english, french).alignment
    assert (len(alignment.pairs), alignment.missing, alignment.added) == (4 * count + 1, (), ())
    assert len(alignment.moved) == count // 2


@given(st.lists(st.integers(0, 30), max_size=30), st.lists(st.integers(0, 30), max_size=30))
def test_fixed_points_rise_and_stretches_fill_what_is_between(ours: list[int], theirs: list[int]) -> None:
    points = fixed_points(ours, theirs)
    assert points == sorted(points) and len({second for _, second in points}) == len(points)
    assert [second for _, second in points] == sorted(second for _, second in points)
    assert all(
        ours[one] == theirs[two] and ours.count(ours[one]) == theirs.count(ours[one]) == 1 for one, two in points
    )
    for (first, end), (start, stop) in between(points, len(ours), len(theirs)):
        assert first < end and start < stop
        assert not any(first <= one < end or start <= two < stop for one, two in points)


@pytest.mark.parametrize("opening", ["<!--", "<!-- a\n"])
def test_thousands_of_comments_that_nothing_ends_are_text(opening: str, tmp_path: Path) -> None:
    text = f"# T\n\nA <!-- b --> c\n<!-- d -->\n\n[e](https://example.org/)\n\n{opening * 8000}\n"
    site = Site.load(write(tmp_path, {**SMALL, "docs/index.md": text}) / "mkdocs.yml")
    source = site.page("index.md", site.source)
    composed = compose(source, site)
    copied = Edition(site, site.source, "").copy(composed, source)
    assert copied.startswith("# T\n\nA  c\n\n[e](https://example.org/)\n")
    assert copied.count("<!--") == 8000
    assert [link.target for link in page_links(source, expand(source, site))] == ["https://example.org/"]


@pytest.mark.parametrize("opening", ["{% a ", "{{ a ", "<!--# a "])
def test_thousands_of_tags_that_nothing_ends_are_text(opening: str) -> None:
    (segment,) = cut(f"{opening * 20_000}\n\n{opening}")[:1]
    assert segment.prose.count(" a") == 20_000
    assert JINJA.findall(f"{opening * 20_000}{{{{ b }}}} {{% c %}} <!--# d #-->") == [
        "{{ b }}",
        "{% c %}",
        "<!--# d #-->",
    ]


def test_thousands_of_the_same_row_are_in_order() -> None:
    text = "| A |\n| --- |\n" + "| a |\n" * 8000
    alignment = paired(text, text).alignment
    assert (list(alignment.pairs), alignment.moved) == ([(row, row) for row in range(8001)], ())
