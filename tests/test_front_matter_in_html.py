"""What front matter and settings become on built pages: texts escaped once, files found from every address, pages edited
where they are."""

import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest
from conftest import CONFIG, ROOT, THEME, build, contents, write

Make = Callable[[Mapping[str, str | bytes]], Path]

TITLE, DESCRIPTION = 'Use <key> & "Set up" &nbsp;', 'Choose "Set up" in the <Portal> & wait &amp; see.'
HEAD = f"---\ntitle: '{TITLE}'\ndescription: '{DESCRIPTION}'\nredirect_from: [/old]\n---\n"
SHOWN = "Use &lt;key&gt; &amp; &quot;Set up&quot; &nbsp;"
SAID = "Choose &quot;Set up&quot; in the &lt;Portal&gt; &amp; wait &amp; see."
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\0\0\0\0"


def built(root: Path) -> dict[str, str]:
    """The files of the site, built without a word."""
    result = build(root)
    assert result.returncode == 0, result.stderr
    return {name: content.decode(errors="replace") for name, content in contents(root / "site").items()}


def test_texts_of_the_front_matter_are_escaped_once_wherever_they_show(small_site: Make, tmp_path: Path) -> None:
    theme = write(tmp_path / "theme", {k: v for k, v in contents(ROOT / "overrides").items() if k.endswith(".html")})
    main = (theme / "main.html").read_text(encoding="utf-8")
    social = (
        '{% if page %}<meta property="og:title" content="{{ page.meta.title }}">\n'
        '<meta property="og:description" content="{{ page.meta.description }}">{% endif %}\n'
    )
    (theme / "main.html").write_text(main.replace("{% block extrahead %}\n", "{% block extrahead %}\n" + social))
    config = CONFIG.replace(THEME, json.dumps(theme.as_posix())).replace(
        "[index.md]", "[index.md, {Group: [{Section: [a/index.md, a/b.md]}]}]"
    )
    config = config.replace("plugins:\n", "plugins:\n  - search\n").replace(
        "font: false", "font: false, features: [navigation.indexes]"
    )
    pages = {
        f"{folder}/{name}": text
        for folder in ("docs", "docs_fr")
        for name, text in {
            "index.md": f"{HEAD.replace('/old', '/before')}# A\n",
            "a/index.md": f"{HEAD.replace('redirect_from: [/old]', 'integration: x')}Text.\n",
            "a/b.md": "# Use `<b>` & <i>c</i>\n",
        }.items()
    }
    for name in [name for name in pages if name.startswith("docs_fr")]:
        pages[name] = re.sub("redirect_from.*\n", "", pages[name])
    site = built(small_site({"mkdocs.yml": config, "docs/_data/integrations.yml": "x: {name: X}\n", **pages}))
    assert f"<h1>{SHOWN}</h1>" in site["a/index.html"]
    for name in ("index.html", "fr/index.html"):
        html = site[name]
        assert f'<meta name="description" content="{SAID}">' in html
        assert f'<meta property="og:title" content="{SHOWN}">' in html
        assert f'<meta property="og:description" content="{SAID}">' in html
        assert f"<title>{SHOWN} - Small</title>" in html
        assert "<key>" not in html
        assert "&amp;lt;" not in html and "&amp;amp;" not in html and "&amp;nbsp;" not in html
    assert site["index.html"].count(SHOWN) >= 4  # title, header, navigation, next page
    assert "Use &lt;b&gt; &amp; c" in site["index.html"]
    assert f">{SHOWN}</a>" in site["before/index.html"]
    assert f">{SHOWN}</a>" in site["404.html"]
    assert f"[{TITLE}](https://small.example.org/index.md): {DESCRIPTION}" in site["llms.txt"]
    pages = json.loads(site["search/search_index.json"])["pages"]
    titles = {title for *_, sections in pages for _, title in sections}
    assert unescape(SHOWN) in titles


def test_what_stands_for_a_page_finds_the_files_that_its_html_names(small_site: Make) -> None:
    html = (
        "# Only\n\n"
        '<img class=i src="../../img/a.png" alt="A"> <img class=i alt=B src=../../img/b.png>\n\n'
        '<video src="../../img/c%20d.mp4#t=5" poster="../../img/a.png"></video>\n\n'
        '<picture><source srcset="../../img/a.png 2x, ../../img/b.png"><img class=i src="../../img/b.png" alt="C"></picture>\n\n'
        '<img class=i src="../../img/a.png?x=1" alt="E"> <img class=i src="/img/a.png" alt="F">\n\n'
        '![D](../img/a.png) `<img class=i src="../../img/a.png">`\n'
    )
    files = {"img/a.png": PNG, "img/b.png": PNG, "img/c d.mp4": b""}
    root = small_site(
        {
            "mkdocs.yml": CONFIG.replace("[index.md]", "[index.md, guide/only.md]"),
            "docs/guide/only.md": html,
            **{f"docs/{name}": content for name, content in files.items()},
            "docs_fr/img/b.png": PNG,
        }
    )
    site = built(root)
    english, french = site["guide/only/index.html"], site["fr/guide/only/index.html"]
    assert '<img class=i src="../../img/a.png" width="2" height="3" alt="A"' in english
    assert '<img class=i src="../../../img/a.png" width="2" height="3" alt="A"' in french
    assert "<img class=i alt=B src=../../img/b.png" in french  # French has its own
    assert '<video src="../../../img/c%20d.mp4#t=5" poster="../../../img/a.png">' in french
    assert '<source srcset="../../../img/a.png 2x, ../../img/b.png"><img class=i src="../../img/b.png" ' in french
    assert '<img class=i src="../../../img/a.png?x=1" alt="E"> <img class=i src="/img/a.png" alt="F">' in french
    assert '<img alt="D" src="../../../img/a.png"' in french
    assert "&lt;img class=i src=" in french


def test_text_that_runs_the_other_way_says_so(small_site: Make) -> None:
    config = CONFIG.replace(
        "- {locale: fr,", "- {locale: ar, name: العربية, theme: {language: ar}}\n        - {locale: fr,"
    ).replace("[index.md]", "[index.md, only.md]")
    root = small_site({"mkdocs.yml": config, "docs/only.md": "# Only (here).\n", "docs_ar/index.md": "# بيت\n"})
    site = built(root)
    assert '<div class="untranslated" lang="en" dir="ltr">' in site["ar/only/index.html"]
    assert '<span lang="en" dir="ltr">Only (here).</span>' in site["ar/index.html"]
    assert '<div class="untranslated" lang="en">' in site["fr/only/index.html"]


HUB = "https://github.com/example/small"


@pytest.mark.parametrize(
    ("settings", "english", "french"),
    [
        (f"repo_url: {HUB}", "/edit/master/docs/a/b.md", "/edit/master/docs_fr/a/b.md"),
        (f"repo_url: {HUB}\nedit_uri: edit/main/docs/", "/edit/main/docs/a/b.md", "/edit/main/docs_fr/a/b.md"),
        (f"repo_url: {HUB}\nedit_uri: edit/main/docs", "/edit/main/docs/a/b.md", "/edit/main/docs_fr/a/b.md"),
        (f"repo_url: {HUB}\nedit_uri: edit/main/web/docs/", "/edit/main/web/docs/a/b.md", "/edit/main/web/docs_fr/a/b.md"),
        (f"repo_url: {HUB}\nedit_uri: edit/main/", "/edit/main/docs/a/b.md", "/edit/main/docs_fr/a/b.md"),
        (f"repo_url: {HUB}\nedit_uri: '?at=docs/'", "?at=docs/a/b.md", "?at=docs_fr/a/b.md"),
        (f"repo_url: {HUB}\nedit_uri: ''", None, None),
        (
            f"repo_url: {HUB}\nedit_uri_template: 'edit/main/docs/{{path}}?plain=1'",
            "/edit/main/docs/a/b.md?plain=1",
            "/edit/main/docs_fr/a/b.md?plain=1",
        ),
        (
            f"repo_url: {HUB}\nedit_uri_template: '?file=docs%2F{{path!q}}&name={{path_noext}}'",
            "?file=docs%2Fa%2Fb.md&name=docs/a/b",
            "?file=docs_fr%2Fa%2Fb.md&name=docs_fr/a/b",
        ),
        (f"edit_uri_template: '{HUB}/blob/x/docs/{{path}}'", "/blob/x/docs/a/b.md", "/blob/x/docs_fr/a/b.md"),
    ],
)  # fmt: skip
def test_a_page_is_edited_where_it_is(small_site: Make, settings: str, english: str | None, french: str | None) -> None:
    config = CONFIG.replace("font: false", "font: false, features: [content.action.edit]").replace(
        "[index.md]", "[index.md, a/b.md]"
    )
    root = small_site({"mkdocs.yml": f"{config}{settings}\n", "docs/a/b.md": "# B\n", "docs_fr/a/b.md": "# B\n"})
    site = built(root)
    for name, address in (("a/b/index.html", english), ("fr/a/b/index.html", french)):
        links = re.findall(r'<a href="([^"]*)"[^>]* rel="edit">', site[name])
        assert (
            links == [f"{HUB}{address}"] * 2 if address else links == []
        )  # beside the title, and at the foot on phones
