"""What others show of the site: a link to it with a picture, its icon, and what search engines are told besides."""

import json
import re
import struct
import sys
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import lxml.html
import pytest
from bitext.pages.image_size import dimensions
from bitext.publish.look import Look
from bitext.publish.pictures import embedded, favicon, touch_icon
from bitext.publish.typeface import Typeface
from bitext.site.hosting import robots_file
from conftest import CONFIG, ROOT, SCRIPTS, as_mkdocs, build, commit, contents, run, write
from playwright.sync_api import Page
from test_serve import Preview, serve, until  # noqa: F401 (a fixture)
from test_site import HOME, load, names
from test_site import address as page_at

Make = Callable[[Mapping[str, str | bytes]], Path]
Open = Callable[..., Page]

FONT = (ROOT / "docs/assets/fonts/figtree.woff2").read_bytes()
CSS = """\
@font-face { font-family: Icons; src: url(icons.woff2); }
@font-face { font-family: "Text"; src: url("../type/text.woff2") format("woff2"); }
:root { --md-text-font: Text, Arial; --ground: #123456; --md-default-bg-color: var(--ground); }
:root, [data-md-color-scheme="default"] { --md-primary-fg-color: #00ff00 }
@media screen { [data-md-color-scheme="slate"] { --md-default-bg-color: #222222; /* } */ } }
@media print { :root { --md-default-bg-color: red; } }
.card { --md-default-bg-color: blue; background: url("data:image/svg+xml,{;}") }
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z" fill="#ff0000"/></svg>'
SMALL_CONFIG = (
    CONFIG.replace("site_name: Small\n", "site_name: A & B\nsite_description: All of it.\n")
    .replace("font: false", "font: false, logo: logo.svg, favicon: logo.svg")
    .replace("nav: [index.md]", "nav: [index.md, {Part: [a/index.md, a/b.md]}]")
    .replace("theme: {language: fr-CA}", "theme: {language: fr-CA}, site_name: A et B")
    .replace("extra: {", "extra_css: [css/own.css]\nextra: {")
)
SMALL_SITE: dict[str, str | bytes] = {
    "mkdocs.yml": SMALL_CONFIG,
    "docs/css/own.css": CSS,
    "docs/type/text.woff2": FONT,
    "docs/logo.svg": LOGO,
    "docs/a/index.md": "---\ntitle: 'One & \"two\" <3'\n---\n# One\n",
    "docs_fr/a/index.md": "---\ntitle: Un\ndescription: Tout d’un coup.\n---\n# Un\n",
    "docs/a/b.md": "---\nnav_title: B\ntitle: Bee\n---\n# Bee\n",
}
PICTURES = {"assets/social-en.png", "assets/social-fr.png", "favicon.ico", "apple-touch-icon.png"}


def stated(page: bytes) -> dict[str, list[str]]:
    """What the metadata of a page says, by name or property."""
    found: dict[str, list[str]] = {}
    for meta in lxml.html.document_fromstring(page.decode()).cssselect("meta[property], meta[name]"):
        found.setdefault(meta.get("property", meta.get("name", "")), []).append(meta.get("content", ""))
    return found


def trail(page: bytes) -> list[tuple[str, str]]:
    """The way to a page, as it says: names and addresses."""
    (data,) = lxml.html.document_fromstring(page.decode()).cssselect('script[type="application/ld+json"]')
    said = json.loads(data.text_content())
    assert (said["@context"], said["@type"]) == ("https://schema.org", "BreadcrumbList")
    assert [each["position"] for each in said["itemListElement"]] == list(range(1, len(said["itemListElement"]) + 1))
    return [(each["name"], each["item"]) for each in said["itemListElement"]]


@pytest.mark.parametrize("home", ["", "fr/"])
@pytest.mark.parametrize("name", names())
def test_each_page_says_what_a_link_to_it_shows(built_site: Path, name: str, home: str) -> None:
    at = home + page_at(name)
    said = stated((built_site / at / "index.html").read_bytes())
    assert said["og:url"] == [HOME + at]
    assert said["og:type"] == ["website" if name == "index.md" else "article"]
    assert said["og:description"] == said["description"]
    assert said["og:site_name"] == ["Guides d’intégration Codat" if home else "Codat integration guides"]
    assert (said["og:locale"], said["og:locale:alternate"]) == (
        (["fr_CA"], ["en_US"]) if home else (["en_US"], ["fr_CA"])
    )
    assert said["og:image"] == [f"{HOME}assets/social-{'fr' if home else 'en'}.png"]
    assert (said["og:image:width"], said["og:image:height"], said["twitter:card"]) == (
        ["1200"],
        ["630"],
        ["summary_large_image"],
    )
    assert said["og:image:alt"][0].startswith(said["og:site_name"][0])
    assert said["theme-color"] == ["#fcfbf8", "#121c23"]
    title = load(built_site, at).cssselect("title")[0].text_content()
    assert name == "index.md" or title == f"{said['og:title'][0]} - {said['og:site_name'][0]}"


def test_the_pictures_of_the_project(built_site: Path) -> None:
    found = [(built_site / name).read_bytes() for name in sorted(PICTURES)]
    assert [dimensions(built_site / name) for name in sorted(PICTURES)] == [(180, 180), (1200, 630), (1200, 630), None]
    assert len(set(found)) == 4 and all(len(each) < 100_000 for each in found)
    assert struct.unpack("<HHH", found[3][:6]) == (0, 1, 3)
    icon = load(built_site, "fr").cssselect("head link[rel=icon]")
    assert [(link.get("href"), link.get("sizes")) for link in icon] == [
        ("../assets/favicon.svg", None),
        ("../favicon.ico", "32x32"),
    ]
    (touch,) = load(built_site, "fr").cssselect("head link[rel=apple-touch-icon]")
    assert touch.get("href") == "../apple-touch-icon.png"


def test_the_way_to_each_page_is_said(built_site: Path) -> None:
    def way(at: str) -> list[tuple[str, str]]:
        return [(name, url.removeprefix(HOME)) for name, url in trail((built_site / at / "index.html").read_bytes())]

    assert way("fr/integrations/sage-200/setup") == [
        ("Accueil", "fr/"),
        ("Intégrations", "fr/integrations/"),
        ("Sage 200 Standard", "fr/integrations/sage-200/"),
        ("Configuration", "fr/integrations/sage-200/setup/"),
    ]
    assert way("portal") == [("Home", ""), ("Codat Portal", "portal/")]
    for at in ("", "fr", "writing", "fr/writing/checks"):  # a way of one page, and pages that are not to be found
        assert b"ld+json" not in (built_site / at / "index.html").read_bytes()


def test_a_site_is_shown_by_its_own_name_logo_font_and_colours(small_site: Make, tmp_path: Path) -> None:
    root = small_site(SMALL_SITE)
    built = as_mkdocs(root / "mkdocs.yml", tmp_path)
    said = stated(built["a/index.html"])
    assert (said["og:site_name"], said["og:title"], said["og:description"]) == (
        ["A & B"],
        ['One & "two" <3'],
        ["All of it."],
    )
    assert said["og:image:alt"] == ["A & B. All of it"]
    assert stated(built["fr/a/index.html"])["og:description"] == ["Tout d’un coup."]
    assert stated(built["fr/index.html"])["og:title"] == ["A et B"]
    assert said["theme-color"] == ["#123456"]
    base = "https://small.example.org/"
    assert trail(built["a/b/index.html"])[1:] == [('One & "two" <3', f"{base}a/"), ("B", f"{base}a/b/")]
    missing = stated(built["fr/a/b/index.html"])  # not translated
    assert (missing["og:url"], missing["og:locale"]) == ([f"{base}a/b/"], ["en_US"])
    assert "og:locale:alternate" not in missing and b"ld+json" not in built["fr/a/b/index.html"]
    assert "og:locale:alternate" not in stated(built["a/b/index.html"])
    assert built.keys() >= PICTURES
    before = contents(root / "site") if (root / "site").exists() else built
    for change in (
        {"mkdocs.yml": SMALL_CONFIG.replace("A et B", "A et C")},
        {"docs/logo.svg": LOGO.replace("ff0000", "00ff00")},
    ):
        write(root, change)
        assert build(root).returncode == 0
        after = contents(root / "site")
        changed = {name for name in PICTURES if before[name] != after[name]}
        assert changed == ({"assets/social-fr.png"} if "mkdocs.yml" in change else PICTURES)
        before = after


def test_files_of_the_site_stay(small_site: Make, tmp_path: Path) -> None:
    own: dict[str, str | bytes] = {f"docs/{name}": b"mine" for name in (*PICTURES, "robots.txt")}
    built = as_mkdocs(small_site({**SMALL_SITE, **own}) / "mkdocs.yml", tmp_path)
    assert {built[name.removeprefix("docs/")] for name in own} == {b"mine"}
    assert stated(built["index.html"])["og:image"] == ["https://small.example.org/assets/social-en.png"]


@pytest.mark.parametrize(
    ("change", "image"),
    [
        ({"docs/css/own.css": CSS.replace("@font-face", "@font")}, False),  # no font of its own
        ({"docs/type/text.woff2": b"no font"}, False),
        ({"docs/css/own.css": CSS.replace("../type", "../..")}, False),  # out of the site
        ({"mkdocs.yml": SMALL_CONFIG.replace("A & B", "日本語")}, False),  # not in the font
        ({"docs/logo.svg": "<svg"}, True),
    ],
    ids=["none", "broken", "outside", "letters", "logo"],
)
def test_without_what_it_takes_there_is_no_picture(
    small_site: Make, change: Mapping[str, str | bytes], image: bool
) -> None:
    root = small_site({**SMALL_SITE, **change})
    assert build(root).returncode == 0
    said = stated((root / "site/index.html").read_bytes())
    assert ("og:image" in said, (root / "site/assets/social-en.png").exists()) == (image, image)
    assert said["twitter:card"] == ["summary_large_image" if image else "summary"]


def test_without_an_address_nothing_is_said_that_needs_one(small_site: Make, tmp_path: Path) -> None:
    config = SMALL_CONFIG.replace("site_url: https://small.example.org/\n", "")
    built = as_mkdocs(small_site({**SMALL_SITE, "mkdocs.yml": config}) / "mkdocs.yml", tmp_path)
    said = stated(built["a/index.html"])
    assert not {"og:url", "og:image"} & said.keys() and said["og:title"]
    assert b"ld+json" not in built["a/b/index.html"] and "robots.txt" not in built


@pytest.mark.parametrize("media", ["light", "dark"])
def test_the_browser_takes_the_colour_of_the_page(open_page: Open, media: str) -> None:
    colours = {"light": "#fcfbf8", "dark": "#121c23"}
    colour = "() => [...document.querySelectorAll('meta[name=theme-color]')].find(each => matchMedia(each.media || 'all').matches).content"
    plain = open_page("/fr/portal/", color_scheme=media, java_script_enabled=False)
    assert [meta.get_attribute("content") for meta in plain.locator("meta[name=theme-color]").all()] == list(
        colours.values()
    )
    page = open_page("/fr/portal/", color_scheme=media)
    page.wait_for_function(f"({colour})() === '{colours[media]}'")
    page.locator(".md-header label[for^=__palette]:visible").click()
    page.wait_for_function(f"({colour})() === '{colours['dark' if media == 'light' else 'light']}'")


def test_data_in_a_page_is_within_the_policy(open_page: Open) -> None:
    page = open_page("/fr/portal/companies/")  # any complaint of the console fails the test
    assert (
        page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)['@type']")
        == "BreadcrumbList"
    )


def test_search_engines_are_told_of_the_sitemap(built_site: Path) -> None:
    assert (built_site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n"
    below = robots_file("https://example.org/guides/")
    assert (
        below.splitlines()[0]
        == "# This is read at https://example.org/robots.txt alone: add the last line to the file there."
    )
    assert below.splitlines()[-1] == "Sitemap: https://example.org/guides/sitemap.xml"


def test_the_sitemap_says_when_a_text_last_changed(small_site: Make, tmp_path: Path) -> None:
    def days(built: Mapping[str, bytes]) -> dict[str, str]:
        found = re.findall(r"<loc>([^<]*)</loc>(?:\s*<lastmod>([^<]*)</lastmod>)?", built["sitemap.xml"].decode())
        return {url.removeprefix("https://small.example.org/"): day for url, day in found}

    root = small_site(SMALL_SITE)
    assert set(days(as_mkdocs(root / "mkdocs.yml", tmp_path / "no git")).values()) == {""}
    commit(root)
    today = run("git", "log", "-1", "--format=%as", cwd=root).stdout.strip()
    write(root, {"docs/a/b.md": "---\ntitle: Bee\n---\n# Bee\n\nNot committed.\n"})
    found = days(as_mkdocs(root / "mkdocs.yml", tmp_path / "git"))
    assert found == {"": today, "a/": today, "a/b/": "", "fr/": today, "fr/a/": today}


def test_a_style_sheet_that_is_saved_colours_the_preview(small_site: Make, serve: Callable[..., Preview]) -> None:  # noqa: F811
    root = small_site({**SMALL_SITE, "mkdocs.yml": SMALL_CONFIG.replace("plugins:", "plugins:\n  - search")})
    preview = serve(root)
    assert 'content="#123456"' in preview.text("/fr/a/")
    picture = preview.ask("/assets/social-fr.png").body
    preview.save({"docs/css/own.css": CSS.replace("#123456", "#654321")})
    until(lambda: 'content="#654321"' in preview.text("/fr/a/"))
    again = preview.ask("/assets/social-fr.png")
    assert (again.status, again.headers["Content-Type"]) == (200, "image/png") and again.body != picture
    assert preview.ask("/favicon.ico").body[:4] == b"\0\0\1\0"
    assert preview.ask("/robots.txt").text.endswith(f"Sitemap: {preview.address}/sitemap.xml\n")


def test_the_look_of_a_scheme() -> None:
    light, dark = (Look([CSS], {"scheme": scheme}) for scheme in ("default", "slate"))
    assert light.value("--md-default-bg-color") == "#123456"
    assert dark.value("--md-default-bg-color") == "#222222"
    assert (light.value("--md-primary-fg-color"), dark.value("--gone")) == ("#00ff00", "")
    assert list(light.fonts) == [(0, "../type/text.woff2"), (0, "icons.woff2")]
    assert Look(["a{--x:1", "}", ":root{--a:var(--b);--b:var(--a)}"], {}).value("--a") == ""
    assert Look([":root{--a:var(--gone, 2px)}"], {}).value("--a") == "2px"
    assert (
        Look([":root{--a:1}", "[data-md-color-primary=red]:root{--a:2}", ":root{--a:3}"], {"primary": "red"}).value(
            "--a"
        )
        == "2"
    )


def test_a_picture_loads_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(touch_icon(embedded(write(tmp_path, {"red.svg": LOGO}) / "red.svg"), "#ff0000"))
    nothing = (
        write(tmp_path, {"nothing.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>'}) / "nothing.svg"
    )
    for address in (secret.as_posix(), secret.as_uri(), "secret.png"):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><image width="8" height="8" href="{address}"/></svg>'
        prying = write(tmp_path, {"prying.svg": svg}) / "prying.svg"
        assert touch_icon(embedded(prying), "#ffffff") == touch_icon(embedded(nothing), "#ffffff")
    assert favicon(embedded(nothing))[:4] == b"\0\0\1\0"


def test_lines_of_a_font() -> None:
    font = Typeface(FONT)
    assert font.can_write("Guides d’intégration") and not font.can_write("日本語")
    assert font.width("mm", 10, 400) == pytest.approx(2 * font.width("m", 10, 400))
    assert font.width("Guides", 40, 700) > font.width("Guides", 40, 400) > font.width("Guides", 20, 400)
    assert font.lines("one two three", 10, 400, font.width("one two", 10, 400)) == ["one two", "three"]
    assert font.lines("unbreakable", 10, 400, 1) == ["unbreakable"]
    with pytest.raises(ValueError, match="too large"):
        Typeface(b"x" * 5_000_000)


def test_old_addresses_of_pictures_are_taken(small_site: Make) -> None:
    files = {"docs/index.md": "---\nredirect_from: [/favicon.ico, /assets/social-fr.png, /robots.txt]\n---\n# Home\n"}
    result = run(sys.executable, SCRIPTS, "check", "-f", small_site(files) / "mkdocs.yml", "--only", "redirect-taken")
    assert len(result.stdout.splitlines()) == 3, unescape(result.stdout)
