"""What was built: the scanner of pages, the addresses of a site, and every rule of the group `site`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import bitext.built.read_built
import lxml.html
import pytest
from bitext.built.read_built import read_built
from bitext.check.engine import check, chosen_rules
from bitext.markdown.markup import Elements, links_in_style, tokens
from bitext.rules import RULES
from bitext.site.addresses import Addresses, Target
from bitext.site.hosting import headers_file
from bitext.site.policy import page_policy, source_of
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import HOOKS, SCRIPTS, run, told, write
from hypothesis import given
from hypothesis import strategies as st

HOME = "https://small.example.org/guides/"
CONFIG = f"""\
site_name: Small
site_url: {HOME}
plugins: [{{i18n: {{languages: [{{locale: en, default: true}}, {{locale: fr, theme: {{language: fr-CA}}}}]}}}}]
"""


def html(body: str, at: str = "", lang: str = "en", *, head: str = "", alternates: bool = True) -> str:
    """A good page at the address `at` below its language, but for what it is given."""
    own = f"{HOME}{'fr/' if lang == 'fr-CA' else ''}{at}"
    links = f'<link rel="canonical" href="{own}">\n'
    if alternates:
        links += f'<link rel="alternate" hreflang="en" href="{HOME}{at}">\n'
        links += f'<link rel="alternate" hreflang="fr-CA" href="{HOME}fr/{at}">\n'
        links += f'<link rel="alternate" hreflang="x-default" href="{HOME}{at}">\n'
    chrome = '<header class="md-header"><a href="/guides/">Home</a><i id="status"></i></header>\n'
    head = f"<head>\n{links}{head}\n</head>"
    return f'<!doctype html>\n<html lang="{lang}">\n{head}\n<body>\n{chrome}<article class="x">\n{body}\n</article></body></html>\n'


def sitemap(*addresses: str) -> str:
    return "<urlset>\n" + "".join(f"<url><loc>{HOME}{at}</loc></url>\n" for at in addresses) + "</urlset>\n"


GOOD: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Home\n",
    "docs/a.md": "# A\n\nText\n",
    "docs_fr/index.md": "# Accueil\n",
    "docs_fr/a.md": "# A\n\nTexte\n",
    "site/index.html": html('<h1 id="home">Home</h1><a href="a/">A</a>'),
    "site/a/index.html": html('<h1 id="a">A</h1><a href="../">Home</a>', "a/"),
    "site/fr/index.html": html('<h1 id="home">Accueil</h1><a href="a/#a">A</a>', "", "fr-CA"),
    "site/fr/a/index.html": html('<h1 id="a">A</h1>', "a/", "fr-CA"),
    "site/sitemap.xml": sitemap("", "a/", "fr/", "fr/a/"),
    "site/404.html": '<!doctype html><html lang="en"><body><a href="/guides/fr/">Accueil</a></body></html>',
    "site/old/index.html": '<html lang="en"><meta http-equiv="refresh" content="0; url=../a/"><a href="../a/">A</a></html>',
    "site/pic.png": b"",
}


def found(folder: Path, files: Mapping[str, str | bytes | None], only: str = "site") -> list[tuple[str, int, str, str]]:
    """Path, line, rule and message of each finding in the good site with `files` over it (None: without)."""
    write(folder, {name: text for name, text in {**GOOD, **files}.items() if text is not None})
    config = folder / "mkdocs.yml"
    sources = Sources(Site.load(config), config)
    built = read_built(sources.site, folder / "site", HOME)
    checked = check(sources, chosen_rules([only], with_built=True), built)
    return [(finding.path, finding.line, finding.rule, finding.message) for finding in checked.findings]


def test_a_good_site_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == []


# In the article of the page /a/, whose source is written as given: nothing is found.
PASSING = {
    "absolute": '<a href="/guides/fr/a/">x</a><a href="https://small.example.org/guides/a/#a">x</a>',
    "another scheme": '<a href="http://small.example.org/guides">x</a><a href="//small.example.org/guides/a">x</a>',
    "other hosts": '<a href="https://example.com/nope">x</a><a href="mailto:a@b.c">x</a><a href="tel:1">x</a>',
    "above the site": '<a href="/login">x</a><a href="https://small.example.org/other/">x</a>',
    "queries": '<a href="../?q=1#home">x</a><a href="?a=b">x</a><a href="">x</a>',
    "encoded": '<a href="%2E%2E/pi%63.png">x</a>',
    "directory": '<a href="..">x</a><a href=".">x</a><a href="../a">x</a><a href="../a/index.html">x</a>',
    "top": '<a href="#">x</a><a href="#top">x</a><a href="#Top">x</a>',
    "text fragment": '<a href="../#:~:text=Home">x</a><a href="../#home:~:text=Home">x</a>',
    "of Material": '<a href="#__codelineno-0-1">x</a><label for="__search">x</label>',
    "routes of scripts": '<a href="../#/operations/list">x</a>',
    "name": '<a name="old-name"></a><a href="#old-name">x</a>',
    "accents": '<h2 id="clés">x</h2><a href="#cl%C3%A9s">x</a><a href="#clés">x</a>',
    "entities": '<h2 id="a&amp;b">x</h2><a href="#a&amp;b">x</a>',
    "bare values": "<h2 id=bare>x</h2><a href=#bare>x</a>",
    "behind a redirect": '<a href="../old/#a">x</a>',
    "code": "<pre><code>&lt;a href=&quot;nope&quot;&gt;</code></pre>",
    "comment": '<!-- <a href="nope"> -- > <img src="nope"> -->',
    "script": '<script>\'<a href="nope" id="a">\'</script><style>a::after { content: \'<img src="nope">\' }</style>',
    "data": '<img src="data:image/png;base64,AA==" alt=""><a href="javascript:void 0">x</a>',
    "srcset": '<img src="../pic.png" srcset="../pic.png 1x, ../pic.png?2 2x" alt="">',
    "style": "<p style=\"background: url('../pic.png')\">x</p>",
    "drawing": '<svg><g id="a"/></svg><svg><g id="a"/><use href="#a"/></svg>',
    "decoration": '<img src="../pic.png" role="presentation"><img src="../pic.png" aria-hidden="true">',
    "feed": '<link rel="preconnect" href="https://example.com"><link rel="alternate" type="x/y" href="../pic.png">',
    "attribute with a bracket": '<p title="a > b" id="p">x</p><a title=\'<a href="nope">\' href="#p">x</a>',
}


@pytest.mark.parametrize("body", PASSING.values(), ids=PASSING)
def test_what_is_fine(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, {"site/a/index.html": html('<h1 id="a">A</h1>' + body, "a/")}) == []


# What stands in the article of /a/; what its source says (from line 3); line, rule and message of each finding.
FAILING: dict[str, tuple[str, str, list[tuple[int, str, str]]]] = {
    "link": (
        '<a href="../b/">x</a>',
        "[x](/guides/b/)",
        [(3, "site-link", "link '/guides/b/' does not exist")],
    ),
    "case": (
        '<img src="../Pic.png" alt="">',
        "Text\n\n![](Pic.png)",
        [(5, "site-link", "image '/guides/Pic.png' does not exist; did you mean '/guides/pic.png'?")],
    ),
    "left as written": ('<a href="b.md">x</a>', "[x](b.md)", [(3, "site-link", "link '/guides/a/b.md' does not exist")]),
    "not found in the source": ('<a href="zzz">x</a>', "", [(0, "site-link", "link '/guides/a/zzz' does not exist")]),
    "file with a slash": (
        '<a href="../pic.png/">x</a>',
        "[x](pic.png)",
        [(3, "site-link", "link '/guides/pic.png/' does not exist; did you mean '/guides/pic.png'?")],
    ),
    "without the base": (
        '<script src="/pic.png"></script>',
        '<script src="/pic.png"></script>',
        [(3, "site-link", "script '/pic.png' does not exist; did you mean '/guides/pic.png'?")],
    ),
    "srcset": (
        '<img src="../pic.png" srcset="../pic.png 1x, ../q.gif 2x" alt="">',
        "",
        [(0, "site-link", "image '/guides/q.gif' does not exist")],
    ),
    "every kind": (
        '<video poster="1" src="2"></video><object data="3"></object><form action="4"></form>'
        '<p style="background:url(5)"><style>@import "6";</style><link rel="stylesheet" href="7">'
        '<svg><image href="8"/></svg>',
        "",
        [
            (0, "site-link", f"{noun} '/guides/a/{n}' does not exist")
            for n, noun in [(1, "file"), (2, "file"), (3, "file"), (5, "file"), (6, "file"), (7, "file"), (8, "file"), (4, "form")]
        ],
    ),
    "own address": (
        '<a href="https://small.example.org/guides/nope/">x</a>',
        "[x](https://small.example.org/guides/nope/)",
        [(3, "site-link", "link '/guides/nope/' does not exist")],
    ),
    "anchor": (
        '<h2 id="keys">x</h2><a href="#key">x</a>',
        "## Keys\n\n[x](#key)",
        [(5, "site-anchor", "'/guides/a/' has no anchor '#key'; did you mean 'keys'?")],
    ),
    "anchor elsewhere": (
        '<a href="../fr/#zzz">x</a>',
        "[x](/fr/index.md#zzz)",
        [(3, "site-anchor", "'/guides/fr/' has no anchor '#zzz'")],
    ),
    "anchor behind a redirect": (
        '<a href="../old/#zzz">x</a>',
        "[x](/old/#zzz)",
        [(3, "site-anchor", "'/guides/a/' has no anchor '#zzz'")],
    ),
    "id twice": ('<b id="x"></b><i id="x"></i>', "", [(0, "site-id", "id 'x' stands twice on the page '/guides/a/'")]),
    "id of the theme": ('<h2 id="status">x</h2>', "", [(0, "site-id", "id 'status' stands twice on the page '/guides/a/'")]),
    "image": (
        '<img src="../pic.png">',
        '<img src="pic.png">',
        [(3, "site-image", "image '../pic.png' has no 'alt'")],
    ),
    "mixed": (
        '<img src="http://cdn.example.com/x.png" alt="">',
        "![](http://cdn.example.com/x.png)",
        [(3, "site-mixed", "'http://cdn.example.com/x.png' is loaded by 'http:'")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "source", "expected"), FAILING.values(), ids=FAILING)
def test_what_is_not_fine(tmp_path: Path, body: str, source: str, expected: list[tuple[int, str, str]]) -> None:
    page = html('<h1 id="a">A</h1>' + body, "a/")
    files = {"site/a/index.html": page, "docs/a.md": f"# A\n\n{source}\n"}
    assert found(tmp_path, files) == [("docs/a.md", *finding) for finding in expected]


def test_lang(tmp_path: Path) -> None:
    english = html('<h1 id="a">A</h1>', "a/", "fr-CA").replace('lang="fr-CA"', 'lang="en"')
    assert found(tmp_path, {"site/fr/a/index.html": english}, "site-lang") == [
        ("docs_fr/a.md", 0, "site-lang", "the page '/guides/fr/a/' has the language 'en', but its locale is 'fr-CA'")
    ]
    silent = html('<h1 id="a">A</h1>', "a/").replace('<html lang="en">', "<html>")
    assert found(tmp_path, {"site/a/index.html": silent}, "site-lang") == [
        ("docs/a.md", 0, "site-lang", "the page '/guides/a/' has no 'lang'")
    ]
    assert found(tmp_path, {"site/google1.html": "google-site-verification: google1.html"}, "site") == []


def test_a_page_that_is_not_translated_belongs_to_the_locale_it_is_published_in(tmp_path: Path) -> None:
    fallback = html('<h1 id="a">A</h1><a href="zzz">x</a>', "a/", "fr-CA")
    files = {"docs_fr/a.md": None, "docs/a.md": "[x](zzz)\n", "site/fr/a/index.html": fallback}
    assert found(tmp_path, files) == [("docs/a.md", 1, "site-link", "link '/guides/fr/a/zzz' does not exist")]


@pytest.mark.parametrize(
    ("alternate", "message"),
    [
        (f'hreflang="de" href="{HOME}de/a/"', "the page '/guides/de/a/' for 'de' does not exist"),
        (f'hreflang="fr-CA" href="{HOME}"', "the page '/guides/' for 'fr-CA' is in 'en'"),
        (f'hreflang="fr-CA" href="{HOME}fr/"', "the page '/guides/fr/' for 'fr-CA' does not name '/guides/a/' in return"),
        ('hreflang="x-default" href="../old/"', "the page '/guides/old/' for 'x-default' redirects"),
        ('hreflang="x-default" href="../zzz/"', "the page '/guides/zzz/' for 'x-default' does not exist"),
        ('hreflang="fr" href="../fr/a/"', "the address '../fr/a/' for 'fr' is not a full one"),
    ],
)  # fmt: skip
def test_hreflang(tmp_path: Path, alternate: str, message: str) -> None:
    page = html('<h1 id="a">A</h1>', "a/", head=f'<link rel="alternate " {alternate}>')
    assert found(tmp_path, {"site/a/index.html": page}) == [("docs/a.md", 0, "site-hreflang", message)]


@pytest.mark.parametrize(
    ("given", "messages"),
    [
        (("en", "fr-CA"), ["the page '/guides/a/' names none for 'x-default'"]),
        (("fr-CA", "x-default"), []),
        (("fr-CA",), ["the page '/guides/a/' does not name itself", "the page '/guides/a/' names none for 'x-default'"]),
    ],
)  # fmt: skip
def test_hreflang_is_complete(tmp_path: Path, given: tuple[str, ...], messages: list[str]) -> None:
    addresses = {"en": f"{HOME}a/", "fr-CA": f"{HOME}fr/a/", "x-default": f"{HOME}a/"}
    links = "".join(f'<link rel="alternate" hreflang="{language}" href="{addresses[language]}">' for language in given)
    page = html('<h1 id="a">A</h1>', "a/", head=links, alternates=False)
    site = found(tmp_path, {"site/a/index.html": page}, "site-hreflang")
    assert [message for path, *_, message in site if path == "docs/a.md"] == messages


def test_hreflang_of_a_page_in_one_language_and_of_one_kept_out_of_search(tmp_path: Path) -> None:
    alone = html('<h1 id="a">A</h1>', "a/", alternates=False)
    hidden = html('<h1 id="a">A</h1>', "a/", "fr-CA", head='<meta name="robots" content="noindex">')
    assert found(tmp_path, {"site/a/index.html": alone, "site/fr/a/index.html": hidden}, "site-hreflang") == []
    both = found(tmp_path, {"site/fr/a/index.html": hidden}, "site-hreflang")
    message = "the page '/guides/fr/a/' for 'fr-CA' is kept out of search by 'noindex'"
    assert both == [("docs/a.md", 0, "site-hreflang", message)]


def test_hreflang_without_an_address_of_the_site_may_be_relative(tmp_path: Path) -> None:
    files = {
        name: text.replace(f'href="{HOME}', 'href="/').replace('rel="canonical"', 'rel="other"')
        for name, text in GOOD.items()
        if isinstance(text, str)
    }
    config = CONFIG.replace(f"site_url: {HOME}\n", "")
    write(tmp_path, {**files, "mkdocs.yml": config})
    sources = Sources(Site.load(tmp_path / "mkdocs.yml"), tmp_path / "mkdocs.yml")
    checked = check(
        sources, chosen_rules(["site-hreflang"], with_built=True), read_built(sources.site, tmp_path / "site")
    )
    assert list(checked.findings) == []


def test_hreflang_of_pages_that_are_no_results(tmp_path: Path) -> None:
    alternate = '<link rel="alternate" hreflang="fr" href="../fr/">'
    for head in ('<meta name="robots" content="noindex, follow">', f'<link rel="canonical" href="{HOME}">'):
        page = html('<h1 id="a">A</h1>', "a/", head=head + alternate)
        page = page if "robots" in head else page.replace(f'<link rel="canonical" href="{HOME}a/">', "")
        findings = found(tmp_path, {"site/a/index.html": page}, "site-hreflang")
        assert [finding for finding in findings if finding[0] == "docs/a.md"] == []


def test_a_wider_language_names_a_narrower_page(tmp_path: Path) -> None:
    french = f'<link rel="alternate" hreflang="fr" href="{HOME}fr/a/">'
    assert found(tmp_path, {"site/a/index.html": html('<h1 id="a">A</h1>', "a/", head=french)}) == []


def test_canonical(tmp_path: Path) -> None:
    own = f'<link rel="canonical" href="{HOME}a/">'
    page = html('<h1 id="a">A</h1>', "a/")
    for other, message in (
        ("", "the page '/guides/a/' has no canonical address"),
        (own.replace("/a/", "/zzz/"), "the canonical address '/guides/zzz/' does not exist"),
        (own.replace("/a/", "/old/"), "the canonical address '/guides/old/' redirects"),
    ):
        finding = ("docs/a.md", 0, "site-canonical", message)
        assert found(tmp_path, {"site/a/index.html": page.replace(own, other)}, "site-canonical") == [finding]
    elsewhere = own.replace(HOME, "https://example.com/")
    assert found(tmp_path, {"site/a/index.html": page.replace(own, elsewhere)}, "site-canonical") == []


def test_the_address_is_the_one_the_pages_were_built_for(tmp_path: Path) -> None:
    preview = "https://preview.example.net/"
    files = {
        name: text.replace(HOME, preview).replace("/guides/", "/")
        for name, text in GOOD.items()
        if isinstance(text, str)
    }
    assert found(tmp_path, {**files, "mkdocs.yml": CONFIG}) == []
    nope = files["site/a/index.html"].replace("<h1", f'<a href="{preview}nope/">x</a><h1')
    assert [message for *_, message in found(tmp_path, {**files, "mkdocs.yml": CONFIG, "site/a/index.html": nope})] == [
        "link '/nope/' does not exist"
    ]


def refresh(url: str, head: str = "") -> str:
    return f'<html lang="en"><meta http-equiv="refresh" content="0; url={url}">{head}</html>'


def test_redirect(tmp_path: Path) -> None:
    moved = """<script data-to="../a/" data-fragments='{"x": "a", "y": "zz"}'></script>"""
    files = {
        "site/r1/index.html": refresh("../zzz/"),
        "site/r2/index.html": refresh("../old/"),
        "site/r3/index.html": refresh("./"),
        "site/r4/index.html": refresh("../a/#zzz"),
        "site/r5/index.html": f"<html lang='en'><noscript>{refresh('../a/')[16:-7]}</noscript>{moved}</html>",
        "site/r6/index.html": refresh("https://example.com/"),
    }
    rule = "site-redirect"
    assert found(tmp_path, files) == [
        ("site/r1/index.html", 0, rule, "redirects to '/guides/zzz/', which does not exist"),
        ("site/r2/index.html", 0, rule, "redirects to '/guides/old/', which redirects to '/guides/a/'"),
        ("site/r3/index.html", 0, rule, "redirects to itself"),
        ("site/r4/index.html", 0, rule, "redirects to '#zzz' of '/guides/a/', which has no such anchor"),
        ("site/r5/index.html", 0, rule, "leads '#y' to '#zz' of '/guides/a/', which has no such anchor"),
    ]


def test_a_refresh_without_javascript_makes_no_redirect(tmp_path: Path) -> None:
    head = '<noscript><meta http-equiv="refresh" content="0; url=../zzz/"></noscript>'
    assert found(tmp_path, {"site/a/index.html": html('<h1 id="a">A</h1>', "a/", head=head)}) == []


def test_sitemap(tmp_path: Path) -> None:
    files = {
        "site/sitemap.xml": sitemap("", "zzz/", "old/", "fr/"),
        "site/a/index.html": html('<h1 id="a">A</h1>', "a/"),
        "site/fr/a/index.html": html('<h1 id="a">A</h1>', "a/", "fr-CA", head='<meta name="robots" content="noindex">'),
    }
    rule = "site-sitemap"
    assert found(tmp_path, files, rule) == [
        ("docs/a.md", 0, rule, "the page '/guides/a/' is not in 'site/sitemap.xml'"),
        ("site/sitemap.xml", 3, rule, "'/guides/zzz/' does not exist"),
        ("site/sitemap.xml", 4, rule, "'/guides/old/' redirects"),
    ]
    listed = {**files, "site/sitemap.xml": sitemap("", "a/", "fr/", "fr/a/")}
    assert found(tmp_path, listed, rule) == [
        ("site/sitemap.xml", 5, rule, "'/guides/fr/a/' is kept out of search by 'noindex'")
    ]
    cut = {**files, "site/sitemap.xml": "<urlset>\n<url>\n"}
    assert found(tmp_path, cut, rule) == [("site/sitemap.xml", 3, rule, "breaks off before '</urlset>'")]
    (tmp_path / "site/sitemap.xml").unlink()
    assert found(tmp_path, {"site/sitemap.xml": None}, rule) == [
        ("site/sitemap.xml", 0, rule, "there is no 'sitemap.xml'")
    ]


def test_what_the_theme_repeats_is_told_once(tmp_path: Path) -> None:
    files = {
        name: text.replace("</header>", '<a href="/guides/gone/">x</a>\n<img src="/guides/pic.png"></header>')
        for name, text in GOOD.items()
        if isinstance(text, str)
    }
    assert found(tmp_path, files) == [
        ("site/a/index.html", 11, "site-link", "link '/guides/gone/' does not exist, here and on 3 other pages"),
        ("site/a/index.html", 12, "site-image", "image '/guides/pic.png' has no 'alt', here and on 3 other pages"),
    ]


def test_a_fault_in_a_snippet_is_told_once_where_it_is_written(tmp_path: Path) -> None:
    page = '<h1 id="{0}">x</h1><a href="/guides/gone/">x</a>'
    files = {
        "mkdocs.yml": f"{CONFIG}hooks: [{HOOKS}]\n",
        "docs/_snippets/s.md": "Text\n\n[x](/guides/gone/)\n",
        "docs/a.md": "# A\n\n{% include 's.md' %}\n",
        "docs/index.md": "# Home\n\n{% include 's.md' %}\n",
        "site/a/index.html": html(page.format("a"), "a/"),
        "site/index.html": html(page.format("home")),
    }
    assert found(tmp_path, files, "site-link") == [
        ("docs/_snippets/s.md", 3, "site-link", "link '/guides/gone/' does not exist")
    ]


def test_a_suppression_silences_it(tmp_path: Path) -> None:
    files = {
        "docs/a.md": "# A\n\n<!-- check: ignore site-link because it comes later -->\n\n[x](zzz)\n",
        "site/a/index.html": html('<h1 id="a">A</h1><a href="zzz">x</a>', "a/"),
    }
    assert found(tmp_path, files) == []


def test_style_sheets(tmp_path: Path) -> None:
    css = """\
        @namespace svg url(http://www.w3.org/2000/svg);
        a { background: url("../pic.png"); mask: url(#m); cursor: url(data:image/png;base64,AA==) }
        /* url(nope) */
        b { background: url(gone.png) }
        c { background: url( 'http://example.com/x.png' ) }
    """
    assert found(tmp_path, {"docs/css/x.css": css, "site/css/x.css": css}) == [
        ("docs/css/x.css", 4, "site-link", "'/guides/css/gone.png' does not exist"),
        ("docs/css/x.css", 5, "site-mixed", "'http://example.com/x.png' is loaded by 'http:'"),
    ]


def allowing(text: str, directive: str) -> str:
    return f"to allow it write \"{source_of(text)}\" under 'extra: policy: {directive}'"


POLICED = {
    "style": ('<p style="color: red">x</p>', "the attribute 'style'"),
    "handler": ('<b id="x" onclick="go()">x</b>', "the attribute 'onclick'"),
    "in a drawing": ('<svg viewBox="0 0 1 1"><g style="fill: red"/></svg>', "the attribute 'style'"),
    "style sheet": ("<style>p { color: red }</style>", "the tag 'style'; " + allowing("p { color: red }", "style-src")),
    "script": ("<script>other()</script>", "this inline script; " + allowing("other()", "script-src")),
    "frame": ('<iframe src="../pic.png"></iframe>', "the tag 'iframe'"),
    "another host": ('<img src="//cdn.example.com/x.png" alt="">', "'//cdn.example.com/x.png' from another host"),
    "allowed script": ("<script>known()</script>", ""),
    "data": ('<script type="application/json">{}</script>', ""),
    "own files": ('<img src="../pic.png" alt=""><img src="data:image/png;base64,AA==" alt="">', ""),
    "own host": ('<img src="https://small.example.org/guides/pic.png" alt="">', ""),
    "link": ('<a href="https://example.com/x">x</a>', ""),
    "drawing": ('<svg viewBox="0 0 1 1"><g fill="red"/></svg>', ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "refused"), POLICED.values(), ids=POLICED)
def test_what_the_policy_of_the_site_forbids(tmp_path: Path, body: str, refused: str) -> None:
    headers = headers_file(page_policy(["known()"]), [], "/guides/")
    files = {
        "site/a/index.html": html('<h1 id="a">A</h1>' + body, "a/"),
        "docs/a.md": f"# A\n\n{body}\n",
        "site/_headers": headers,
    }
    expected = [("docs/a.md", 3, "site-policy", f"the policy of the site does not allow {refused}")]
    assert found(tmp_path, files, "site-policy") == (expected if refused else [])
    (tmp_path / "site/_headers").unlink()
    assert found(tmp_path, {name: text for name, text in files.items() if name != "site/_headers"}, "site-policy") == []


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 0, "is empty"),
        (b"<html lang=en>\n<p>\xe9", 2, "is not UTF-8: byte '0xE9'"),
        (b"<html lang=en>\n<p>\n<a href='x", 3, "ends within '<a'"),
        (b"<html lang=en>\n<script>x", 2, "ends within '<script'"),
        (b"<html lang=en>\n<!-- x </html>", 2, "ends within '<!--'"),
        (b'<html lang=en>\n\n<iframe src="x" />\n<p id="x"></html>', 3, "ends within '<iframe'"),
    ],
)
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    assert found(tmp_path, {"site/b.html": content}) == [("site/b.html", line, "site-unreadable", message)]


def test_base(tmp_path: Path) -> None:
    page = html(
        '<h1 id="a">A</h1><a href="a/">x</a><a href="pic.png">x</a><a href="#home">x</a>',
        "a/",
        head='<base href="../">',
    )
    assert found(tmp_path, {"site/a/index.html": page}, "site-link") == []
    assert found(tmp_path, {"site/a/index.html": page}, "site-anchor") == []


def test_pages_that_are_files(tmp_path: Path) -> None:
    """With `use_directory_urls: false`."""
    files = {name: text for name, text in GOOD.items() if "/a/" not in name} | {
        "site/a.html": html('<h1 id="a">A</h1><a href="index.html#home">x</a><a href="b.html">x</a>', "a.html"),
        "site/fr/a.html": html('<h1 id="a">A</h1><a href="../a.html#a">x</a>', "a.html", "fr-CA"),
        "site/index.html": html('<h1 id="home">Home</h1><a href="a.html#a">A</a>'),
        "site/fr/index.html": html('<h1 id="home">Home</h1><a href="a.html#a">A</a>', "", "fr-CA"),
        "site/old/index.html": refresh("../a.html"),
        "site/sitemap.xml": sitemap("", "a.html", "fr/", "fr/a.html"),
        "docs/a.md": "[x](b.html)\n",
    }
    without = {name: None for name in GOOD if name not in files}
    assert found(tmp_path, {**files, **without}) == [
        ("docs/a.md", 1, "site-link", "link '/guides/b.html' does not exist")
    ]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("../..", "index.html"),
        ("../../../../..", "index.html"),
        ("./x/../", "p/q/index.html"),
        ("//host.example", "index.html"),
        ("https://HOST.example/p/q?x#y", "p/q/index.html"),
        (" \n/p/q/\t", "p/q/index.html"),
        ("a b.png", "p/q/a b.png"),
        ("a%20b.png", "p/q/a b.png"),
        ("https://other.example/p/q/", None),
        ("http://[broken", None),
        ("JavaScript:x", None),
    ],
)
def test_addresses(url: str, target: str | None) -> None:
    addresses = Addresses({"index.html", "p/q/index.html", "p/q/a b.png"}, "https://host.example")
    found = addresses.target(url, "p/q/index.html")
    assert (found and found.path) == target
    assert found is None or found.exists


def test_a_target_that_does_not_exist() -> None:
    addresses = Addresses({"index.html", "p/index.html"}, "https://host.example/base")
    assert addresses.target("q/#f", "p/index.html") == Target("p/q/index.html", False, "f")
    assert addresses.target("/p/", "p/index.html") == Target("/p", False, "")
    assert addresses.target("/q/", "p/index.html") is None


@given(st.text(alphabet="<>/='\" \nab!-&;#?", max_size=60))
def test_no_page_makes_the_scanner_fail(text: str) -> None:
    known = Elements()
    assert all(known[token] is None or known[token].raw == token for token in tokens(text))  # type: ignore[union-attr]
    list(links_in_style(text))


def test_the_scanner_sees_what_a_parser_sees(built_site: Path) -> None:
    known = Elements()
    for file in built_site.rglob("*.html"):
        elements = [element for token in tokens(file.read_text(encoding="utf-8")) if (element := known[token])]
        page = lxml.html.document_fromstring(file.read_bytes())
        assert {id for element in elements for id in element.ids} >= set(page.xpath("//@id")), file
        for tag, name in (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src")):
            mine = {
                element.attributes[name] for element in elements if element.tag == tag and name in element.attributes
            }
            assert mine == set(page.xpath(f"//{tag}/@{name}")), file


def test_a_site_read_by_several_processes_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"site/a/index.html": html('<a href="zzz">x</a><b id="x"></b><b id="x"></b>', "a/"), "site/b.html": ""}
    alone = found(tmp_path, files)
    monkeypatch.setattr(bitext.built.read_built, "LARGE", 100)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert found(tmp_path, files) == alone
    assert len(alone) == 3


def test_the_projects_own_site_has_no_finding(project_copy: Path, built_site: Path) -> None:
    result = run(sys.executable, SCRIPTS, "check", "-f", project_copy / "mkdocs.yml", "--site", "--only", "site")
    assert (result.returncode, result.stdout, told(result.stderr)) == (0, "", "")


def test_the_projects_own_site_with_faults(project_copy: Path, built_site: Path, tmp_path: Path) -> None:
    site = shutil.copytree(built_site, tmp_path / "site")
    (site / "portal/companies/index.html").unlink()
    result = run(
        sys.executable, SCRIPTS, "check", "-f", project_copy / "mkdocs.yml", f"--site={site}", "--only", "site"
    )
    assert result.returncode == 1
    assert {line.rpartition("[")[2] for line in result.stdout.splitlines()} == {
        "site-link]", "site-hreflang]", "site-redirect]", "site-sitemap]"
    }  # fmt: skip


def test_a_site_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, {name: text for name, text in GOOD.items() if not name.startswith("site/")})
    result = run(sys.executable, SCRIPTS, "check", "-f", tmp_path / "mkdocs.yml", "--site")
    assert (result.returncode, result.stdout) == (2, "")
    assert (
        result.stderr == f"scripts: there is no built site in '{tmp_path / 'site'}'; `python3 scripts build` makes it\n"
    )
    (tmp_path / "site").mkdir()
    result = run(sys.executable, SCRIPTS, "check", "-f", tmp_path / "mkdocs.yml", "--site")
    assert (
        result.stderr == f"scripts: there are no pages in '{tmp_path / 'site'}'; `python3 scripts build` makes them\n"
    )


def test_the_group_runs_only_with_the_site(tmp_path: Path) -> None:
    assert not [rule for rule in chosen_rules() if rule.scope == "built"]
    result = run(sys.executable, SCRIPTS, "check", "-f", write(tmp_path, GOOD) / "mkdocs.yml", "--only", "site-link")
    assert (result.returncode, result.stderr) == (2, "scripts: 'site-link' looks at what was built; add '--site'\n")


def test_every_rule_has_a_failing_case() -> None:
    covered = {rule for _, _, findings in FAILING.values() for _, rule, _ in findings}
    covered |= {"site-lang", "site-hreflang", "site-canonical", "site-redirect", "site-sitemap", "site-unreadable"}
    covered |= {"site-policy"}
    rules = [rule for rule in RULES if rule.scope == "built"]
    assert {rule.id for rule in rules} == covered
    assert all(rule.group == "site" and "Bad:" in rule.help and "Good:" in rule.help for rule in rules)


def test_the_picture_of_a_page_that_is_shared(tmp_path: Path) -> None:
    pictures = [
        f'<meta property="og:image" content="{HOME}share.png">',
        f'<meta name="twitter:image" content="{HOME}pic.png">',
        '<meta property="og:image:url" content="https://cdn.example.com/share.png">',
        '<meta property="og:image:alt" content="gone.png">',
    ]
    page = html('<h1 id="a">A</h1><a href="../">Home</a>', "a/", head="\n".join(pictures))
    assert found(tmp_path, {"site/a/index.html": page}) == [
        ("site/a/index.html", 8, "site-link", "image '/guides/share.png' does not exist")
    ]
