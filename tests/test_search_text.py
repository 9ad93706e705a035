"""What a search reads of a rendered page: sections, their texts line by line, labels; and the words of a text."""

import re
from pathlib import Path

import lxml.html
import pytest
from bitext.publish.search import words
from bitext.publish.search_text import sections
from hypothesis import given
from hypothesis import strategies as st

PAGE = """\
<h1 id="set-up">Set up <code>it</code><a class="headerlink" href="#set-up" title="Permanent link">&para;</a></h1>
<p>You
&amp; Sage.<br>
Both.</p>
<div class="admonition warning"><p class="admonition-title">Leave no spaces</p><p>In <strong>keys</strong>.</p></div>
<h2 id="keys">Keys<a class="headerlink" href="#keys">&para;</a></h2>
<ol><li>Select <strong>Save</strong>.</li><li><p>Copy the <em>value</em>.</p></li></ol>
<table>
<thead>
<tr>
<th>Colour</th>
<th>Meaning</th>
</tr>
</thead>
<tbody>
<tr>
<td>Red</td>
<td>Error</td>
</tr>
</tbody>
</table>
<h3>No anchor</h3><p>goes on</p>
<h2 id="end">End</h2>"""


def test_a_page_is_cut_at_headings_with_anchors() -> None:
    first, keys, end = sections(PAGE)
    assert (first.anchor, first.title) == ("", "Set up it")
    assert first.text == "You & Sage.\nBoth.\nLeave no spaces\nIn keys."
    assert first.labels == ["Leave no spaces", "keys"]
    assert (keys.anchor, keys.title) == ("keys", "Keys")
    assert keys.text == "Select Save.\nCopy the value.\nColour – Meaning\nRed – Error\nNo anchor\ngoes on"
    assert keys.labels == ["Save"]
    assert (end.anchor, end.title, end.text) == ("end", "End", "")


@pytest.mark.parametrize(
    ("html", "text"),
    {
        "excluded": ("<p>a</p><p data-search-exclude>b <em>c</em></p><p>d</p>", "a\nd"),
        "excluded, with others within": ("<div data-search-exclude><div>b</div>c</div>d", "d"),
        "an excluded element left open": ("<div><p data-search-exclude>b</div>d", "d"),
        "script and style": ("a<script>b < c</script><style>d</style>e", "ae"),
        "a drawing": ("a <svg><title>b</title><path/></svg>c", "a c"),
        "numbers of lines": ('<table><tr><td class="linenos"><div class="linenodiv">1</div></td><td>x</td></tr></table>', "x"),
        "code keeps its lines": ("<pre><span></span><code><span>a</span> = 1\nb</code></pre>", "a = 1\nb"),
        "a comment": ("a<!-- <p>b</p> -->c", "ac"),
        "an attribute with a sign": ("<p title='a > b'>c</p>", "c"),
        "a sign that is no tag": ("a < b", "a < b"),
        "upper case": ("<P>a</P><SCRIPT>b</SCRIPT>", "a"),
        "an image is no break": ('a<img src="x.png">b', "ab"),
    }.values(),
)  # fmt: skip
def test_text_is_what_readers_see_a_line_for_each_block(html: str, text: str) -> None:
    assert [section.text for section in sections(html)] == [text]


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "<h2 id=x>", "</h2>", "a", "é &amp; ", "<", ">", "<td>", "</div>"]
        )
    )
)
def test_nothing_that_is_not_well_formed_is_refused(parts: list[str]) -> None:
    assert sections("".join(parts))


def test_no_word_of_a_page_is_lost(built_site: Path) -> None:
    pages = 0
    for path in sorted(built_site.rglob("index.html")):
        article = re.search(r"<article[^>]*>(.*?)</article>", path.read_text(encoding="utf-8"), re.DOTALL)
        if article is None:
            continue
        pages += 1
        root = lxml.html.fragment_fromstring(article[1], create_parent="div")
        for left_out in root.xpath(".//*[self::script or self::style or self::svg or self::button or @data-search-exclude]"
                                   " | .//a[contains(@class, 'headerlink')] | .//comment()"):  # fmt: skip
            left_out.drop_tree()
        shown = "".join(root.itertext()).split()
        read = (
            " ".join(f"{section.title} {section.text}" for section in sections(article[1])).replace(" – ", " ").split()
        )
        assert set("".join(shown)) >= set("".join(read)) - {"–"}
        assert "".join(sorted("".join(read).replace("–", ""))) == "".join(sorted("".join(shown).replace("–", "")))
    assert pages > 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sage 200cloud", "sage 200 cloud"),
        ("v3.1, 1,5 et 90-day", "v 3.1 1,5 et 90 day"),
        ("d’essai l'URL", "d essai l url"),
        ("https://sageone.codat.io/oauth", "https sageone codat io oauth"),
        ("`ValidationError` lineItems", "validationerror validation error lineitems line items"),
        ("GitHub APIs", "github git hub apis"),
        ("Élan E\u0301lan cœur", "élan élan cœur"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()
