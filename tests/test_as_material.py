"""What the build does in a way of its own is what Material does: the sections for the search, and all that stands around a text."""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
from bitext.page import read_yaml
from conftest import CONFIG, ROOT, SCRIPTS, THEME, build, contents, run
from hypothesis import given
from hypothesis import strategies as st

Make = Callable[[Mapping[str, str | bytes]], Path]


def sections(parser: Any, html: str) -> list[tuple[Any, ...]]:
    """What a parser makes of a page, as far as Material's index has it."""
    try:
        parser.feed(html)
        parser.close()
    except ValueError as error:  # Material's own fails on what is not well formed
        return [(str(error),)]
    return [
        (each.el.tag, each.id, "".join(each.title), "".join(each.text), each.depth, each.el.tag in ("h1", "hx"))
        for each in parser.data
    ]


def assert_same_sections(html: str) -> None:
    from search_sections import MaterialParser, Parser

    assert sections(Parser(), html) == sections(MaterialParser(), html)


_WORDS = st.sampled_from(
    [
        "text",
        " ",
        "a &amp; b",
        "&lt;tag&gt;",
        "&copy;",
        "&#8217;",
        "é",
        "\n",
        "  two  ",
        "&nope;",
        "&quot;",
        "x &lt; y",
        "&",
    ]
)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(inner, max_size=4).map("".join)
    tags = st.sampled_from(
        [
            "<p>{}</p>",
            "<ul>\n<li>{}</li>\n<li>two</li>\n</ul>",
            "<ol>\n<li>\n<p>{}</p>\n</li>\n</ol>",
            "<pre><code>{}\n  next</code></pre>",
            '<div class="highlight"><pre><span></span><code><span class="k">{}</span>\n\n</code></pre></div>',
            '<pre id="__code_0"><code><a id="l-1" name="l-1" href="#l-1"></a><span class="nt">{}</span>{}\n</code></pre>',
            '<pre><span id="s-1"><span class="k">a</span> <span class="c1">{}</span>\n</span></pre>',
            '<pre><span class="linenodiv">{}<span class="k">b</span></span>c</pre>',
            '<span data-search-exclude><pre>{}<span class="k">d</span>e</pre></span>',
            '<pre><span CLASS="k" Data-Search-Exclude>{}</span></pre><span class="k">f</span>',
            "<table>\n<thead>\n<tr>\n<th>{}</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{0}</td></tr></tbody></table>",
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\n{}</div>',
            '<p class="outdated" data-search-exclude>{}</p>',
            "<div data-search-exclude>{}</div>",
            '<td class="linenos"><div class="linenodiv"><pre>{}</pre></div></td>',
            "<a href=\"?a=1&amp;b=2\" title='x'>{}</a>",
            "<em>{}</em>",
            "<sub>{}</sub>",
            "<code>{}</code>",
            '<h1 id="one">{}<a class="headerlink" href="#one" title="Permanent link">&para;</a></h1>',
            '<h2 id="two">{}<a class="headerlink" href="#two" title="Permanent link">&para;</a></h2>',
            '<h3 id="three &amp; more"><code>{}</code></h3>',
            '<h2 id="out" data-search-exclude>{}</h2>',
            "<h2>{}</h2>",
            '<section><h2 id="inside">{}</h2><p>x</p></section>',
            "<details><summary>{}</summary></details>",
            '<script type="x">{}</script>',
            "<style>p</style>{}",
            "<object>{}</object>",
            "<!-- {} -->",
            "<P>{}</P>",
            "<p>{}",
            "{}</p>",
        ]
    )
    return st.tuples(tags, parts).map(lambda both: both[0].replace("{0}", "{}").replace("{}", both[1]))


_ALONE = st.sampled_from(
    [
        "<br>",
        "<br />",
        "<hr />",
        '<img alt="a &gt; b" src="x.png" />',
        '<input type="checkbox" disabled checked>',
        '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg></span>',
        "<wbr/>",
        "<span/>",
    ]
)


@given(st.lists(st.recursive(_WORDS | _ALONE, _element, max_leaves=12), max_size=6).map("\n".join))
def test_sections_for_the_search_are_those_of_material(html: str) -> None:
    assert_same_sections(html)


_MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# One {#one}",
            "## Two `code` & more",
            "### Three <b>x</b>",
            "Text with *emphasis*, `code <x>`, [a link](x.md) and <kbd>Ctrl</kbd>.",
            "1. One\n\n    * Nested\n    * Two\n\n        ```python\n        if a < b:\n\n            pass\n        ```\n\n2. Two",
            "| a | b |\n|---|---|\n| 1 | `x|y` |",
            "!!! note\n\n    In a callout.\n\n    ## A heading there",
            "```\n<pre> & \n\n  two\n```",
            "Term\n:   What it is",
            "A note[^1].\n\n[^1]: Below.",
            "## Left out {data-search-exclude}",
            "<div markdown data-search-exclude>\n\nLeft *out*.\n\n</div>",
            "![A > b](x.png){ width=1 }  \nnext line",
            "<!-- a comment -->",
            "<br>",
            ":smile: &copy; &lt; &#x27;",
            "---",
        ]
    ),
    max_size=10,
).map("\n\n".join)


@given(_MARKDOWN)
def test_sections_of_markdown_are_those_of_material(text: str) -> None:
    import markdown

    extensions = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.superfences"]
    html = markdown.markdown(text, extensions=[*extensions, "toc"], extension_configs={"toc": {"permalink": True}})
    assert_same_sections(html)


def test_sections_of_all_pages_are_those_of_material(built_site: Path) -> None:
    from search_sections import _sections

    pages = sorted(built_site.rglob("*.html"))
    articles = 0
    for path in pages:
        found = re.search(r"<article[^>]*>(.*?)</article>", path.read_text(encoding="utf-8"), re.DOTALL)
        if found:
            articles += 1
            assert_same_sections(found[1])
    assert articles > 30
    plain = re.sub(r"<!--.*?-->|<(script|style).*?</\1>", "", found[1] if found else "", flags=re.DOTALL)
    assert _sections(plain) is not None  # the quick way is the one that is taken


WITHOUT_PARTS = """
import sys; sys.path.insert(0, sys.argv[1])
import template_parts
template_parts._Loader.get_source = lambda loader, *template: loader._loader.get_source(*template)
template_parts.TemplateParts.once = lambda parts, name, render: render()
import cli
sys.exit(cli.main(["build", "--no-cache", "-f", sys.argv[2], "-d", sys.argv[3]]))
"""


def elements(page: bytes, address: str) -> list[tuple[Any, ...]]:
    """All elements of a page: tag, attributes with full addresses, text."""
    return [
        (
            element.tag,
            sorted(
                (key, urljoin(address, value) if key in ("href", "src") else value) for key, value in element.items()
            ),
            " ".join((element.text or "").split()),
            " ".join((element.tail or "").split()),
        )
        for element in lxml.html.fromstring(page.decode()).iter()
    ]


def both_ways(root: Path, plain: Path) -> dict[str, tuple[list[Any], list[Any]]]:
    """The elements of each page of a site, and as Material's own templates make them."""
    config = read_yaml((root / "mkdocs.yml").read_text(encoding="utf-8"), "mkdocs.yml")
    assert build(root, "--no-cache").returncode in (0, 1)
    result = run(sys.executable, "-c", WITHOUT_PARTS, SCRIPTS, root / "mkdocs.yml", plain)
    assert result.returncode == 0, result.stderr
    ours, theirs = contents(root / "site"), contents(plain)
    assert ours.keys() == theirs.keys()
    home = config["site_url"] if isinstance(config["site_url"], str) else "https://guides.example.org/"
    pages = [name for name in ours if name.endswith(".html") and b"md-nav--primary" in theirs[name]]
    assert [name for name in pages if ours[name] != theirs[name]]  # it was made in another way
    return {name: (elements(ours[name], home + name), elements(theirs[name], home + name)) for name in pages}


def test_pages_are_those_of_material(project_copy: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project_copy, tmp_path / "copy", ignore=shutil.ignore_patterns("site", ".cache")))
    found = both_ways(root, tmp_path / "plain")
    assert len(found) > 30
    for name, (ours, theirs) in found.items():
        assert ours == theirs, name


NESTED = """
  - index.md
  - a/index.md
  - A & B:
      - b/index.md
      - b/one.md
      - Deeper:
          - b/c/index.md
          - b/c/two.md
          - Elsewhere: https://example.org/?a=1&b=2
      - Without index:
          - b/three.md
          - Deepest: [b/d/four.md]
  - b/five.md
"""


@pytest.mark.parametrize(
    ("features", "directories"),
    [
        ("[]", "true"),
        ("[navigation.expand, navigation.sections]", "false"),
        ("[navigation.prune, navigation.indexes, navigation.tabs]", "false"),
        ("[navigation.sections, navigation.tabs, navigation.indexes, toc.integrate]", "true"),
    ],
)
def test_pages_with_a_deep_navigation_are_those_of_material(
    small_site: Make, tmp_path: Path, features: str, directories: str
) -> None:
    config = CONFIG.replace("nav: [index.md]", f"nav:{NESTED}use_directory_urls: {directories}")
    config = config.replace("font: false}", f"font: false, features: {features}}}")
    names = re.findall(r"[\w/]+\.md", NESTED)
    page = "---\nstatus: new\nsubtitle: Ø\n---\n\n# {}\n\n## Part\n"
    files = {f"{top}/{name}": page.format(f"Page {name} & more") for top in ("docs", "docs_fr") for name in names}
    found = both_ways(small_site({**files, "mkdocs.yml": config}), tmp_path / "plain")
    assert len(found) == 2 * len(names) + 2
    for name, (ours, theirs) in found.items():
        assert ours == theirs, name


@pytest.mark.parametrize(
    ("template", "change"),
    [
        ("partials/nav-item.html", (r"\bfor item in nav_item\.children\b", "for item in (nav_item.children)")),
        ("partials/search.html", (r'role="dialog"', r'role="dialog" title="{{ page.title }}"')),
        ("partials/toc.html", (r"<nav ", r'{% set words = toc %}<nav title="{{ lang.t(page.title) }}" ')),
    ],
)
def test_a_theme_with_templates_of_its_own_is_rendered_as_ever(
    small_site: Make, tmp_path: Path, template: str, change: tuple[str, str]
) -> None:
    import material  # type: ignore[import-untyped]

    source = (Path(material.__file__).parent / "templates" / template).read_text(encoding="utf-8")
    own = re.sub(*change, source)
    assert own != source
    config = CONFIG.replace(THEME, "own").replace("nav: [index.md]", f"nav:{NESTED}")
    names = re.findall(r"[\w/]+\.md", NESTED)
    files = {f"{top}/{name}": f"# {name}\n\n## Part\n" for top in ("docs", "docs_fr") for name in names}
    root = small_site({**files, "mkdocs.yml": config.replace("plugins:\n", "plugins:\n  - search\n")})
    shutil.copytree(ROOT / "overrides", root / "own")
    (root / "own" / template).write_text(own, encoding="utf-8")
    found = both_ways(root, tmp_path / "plain")
    assert len(found) > 2 * len(names)
    for name, (ours, theirs) in found.items():
        assert ours == theirs, name
