"""The title that a page has from its first heading: in the browser's tab and in the navigation."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from bitext.compose.texts import as_written
from bitext.markdown.dialect import dialect_of
from conftest import CONFIG, build
from mkdocs.utils.rendering import get_heading_text

Make = Callable[[Mapping[str, str | bytes]], Path]

EXTENSIONS = ["attr_list", "footnotes", "pymdownx.mark", "pymdownx.caret", "pymdownx.tilde", "toc"]


def as_mkdocs_has_it(text: str) -> str:
    """The words of the first heading of a text, by the function that MkDocs takes titles with."""
    parser = markdown.Markdown(extensions=EXTENSIONS)
    found: list[str] = []

    class Title(markdown.treeprocessors.Treeprocessor):
        def run(self, root: object) -> None:
            found.append(get_heading_text(next(iter(root)), parser))  # type: ignore[call-overload]

    parser.treeprocessors.register(Title(), "title", -1)
    parser.convert(text)
    return html.unescape(found[0])


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Use `<key>` here", "Use <key> here"),
        ("Keys[^1] here[^2]", "Keys here[^2]"),
        ("**Bold** and _italic_", "Bold and italic"),
        ("A \\* b my\\_key &amp; C", "A * b my_key & C"),
        ("[Link](x.md) and <https://x.org>", "Link and https://x.org"),
        ("![Logo](a.png) Name", "Logo Name"),
        ("Name { #pin .class }", "Name"),
        ("**x**{ .y } and `c`{ .copy }", "x and c"),
        ("==marked== ^^new^^ ~~old~~", "marked new old"),
        ("<b>x</b> y < z", "x y < z"),
        ("Choose {", "Choose {"),
        ("Use {name} now", "Use {name} now"),
        ("Closed ##", "Closed"),
    ],
)
def test_the_words_of_a_heading(heading: str, title: str) -> None:
    text = f"# {heading}\n\n[^1]: A note.\n"
    expanded = as_written(text, "docs/a.md", dialect=dialect_of({name: {} for name in EXTENSIONS}))
    assert expanded.title == as_mkdocs_has_it(text) == title


def test_shortcodes_in_a_title() -> None:
    text = "# Ready :smile: :material-check: :unknown: 10:30:00\n"
    expanded = as_written(text, "docs/a.md", dialect=dialect_of({"pymdownx.emoji": {}}))
    assert expanded.title == "Ready 😄 :unknown: 10:30:00"


def test_the_title_of_the_page_and_in_the_navigation(small_site: Make) -> None:
    config = CONFIG.replace("admonition,", "admonition, footnotes,")
    page = "# Keys[^1] of **Sage**\n\n[^1]: A note.\n"
    files = {"docs/keys.md": page, "docs_fr/keys.md": page.replace("Keys", "Clés").replace(" of ", " de ")}
    root = small_site({"mkdocs.yml": config.replace("[index.md]", "[index.md, keys.md]"), **files})
    assert build(root).returncode == 0
    for folder, title in (("", "Keys of Sage"), ("fr/", "Clés de Sage")):
        published = (root / f"site/{folder}keys/index.html").read_text(encoding="utf-8")
        assert re.findall(r"<title>(.*?)</title>", published) == [f"{title} - Small"]
        home = (root / f"site/{folder}index.html").read_text(encoding="utf-8")
        assert title in re.sub(r"\s+", " ", home)
