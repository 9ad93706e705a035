"""Each page as plain Markdown at its address, the lists of them for programs, and the action that copies one."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bitext.compose.compose import compose
from bitext.pages.page import parse_page
from bitext.pages.revision import blob_id
from bitext.publish.markdown_copy import Edition
from bitext.site.site import Site
from conftest import CONFIG, build, contents
from playwright.sync_api import Browser, Page, expect
from test_site import address as page_at
from test_site import load, names

Make = Callable[[Mapping[str, str | bytes]], Path]
Open = Callable[..., Page]

NAVIGATION = """\
  - index.md
  - a:
      - a/index.md
      - deeper: [a/keys.md]
"""
SITE = {
    "mkdocs.yml": CONFIG.replace("nav: [index.md]\n", f"site_description: A small site.\nnav:\n{NAVIGATION}")
    .replace("toc,", "toc, md_in_html, pymdownx.details, pymdownx.tabbed,")
    .replace(
        "{language: fr-CA}",
        "{language: fr-CA}, site_name: Petit, site_description: Un petit site., admonition_translations: {tip: Conseil}",
    ),
    "docs/index.md": "---\ntitle: Start here\nnav_title: Home\n---\n# Start here\n\n[Keys](a/keys.md)\n",
    "docs_fr/index.md": "---\ntitle: Commencer ici\nnav_title: Accueil\n---\n# Commencer ici\n\n[Clés](a/keys.md)\n",
    "docs/a/index.md": "---\nnav_title: A\n---\n# All about *A*\n",
    "docs_fr/a/index.md": "---\ntitle: Tout sur A\nnav_title: A\n---\n# Tout sur A\n",
    "docs/a/keys.md": """\
---
title: Copy the keys
description: Where the keys are.
---

# Copy the keys { #top }

<!-- not `shown` -->
{% include "both.md" %}

![The keys](../keys.svg) and [the start](/index.md "Start"), [below](#add-them) or [elsewhere](https://example.org/).

## Add them { #add-them .wide }

1. Select **Show**{ .label }.

    !!! tip
        Wait.

        ```text
        !!! note { #kept }
        ```

2. Enter `{ .copy }`{ .copy } and [`go`][start].

??? note "More"
    !!! warning ""
        No title.

=== "One"

    First.

<div class="grid cards" markdown>

-   **[Home](/index.md)**

    ---

    Text.

</div>

[start]: ../index.md#start-here
""",
    "docs_fr/a/keys.md": """\
---
title: Copier les clés
description: Où sont les clés.
---

# Copier les clés

{% include "both.md" %}

![Les clés](../keys.svg) et [le début](/index.md "Début"), [plus bas](#add-them) ou [ailleurs](https://example.org/).

## Les ajouter

1. Sélectionnez **Show**.

    !!! tip
        Attendez.

        ```text
        !!! note { #kept }
        ```

2. Entrez `{ .copy }`{ .copy } et [`go`][debut].

??? note "Plus"
    !!! warning ""
        Sans titre.

=== "Un"

    D’abord.

<div class="grid cards" markdown>

-   **[Accueil](/index.md)**

    ---

    Texte.

</div>

[debut]: ../index.md#start-here
""",
    "docs/_snippets/both.md": 'Version {{ "3.0" }}.\n',
    "docs_fr/_snippets/both.md": 'Version {{ "3.0" }}.\n',
    "docs/keys.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
ENGLISH = """\
# Copy the keys

> All pages are listed in [llms.txt](https://small.example.org/llms.txt).

Version 3.0.

![The keys](https://small.example.org/keys.svg) and [the start](https://small.example.org/ "Start"), [below](https://small.example.org/a/keys/#add-them) or [elsewhere](https://example.org/).

## Add them

1. Select **Show**.

    > **Tip**
    >
    > Wait.
    >
    > ```text
    > !!! note { #kept }
    > ```

2. Enter `{ .copy }` and [`go`][start].

> **Note: More**
>
> > **Warning**
> >
> > No title.

**One**

First.

-   **[Home](https://small.example.org/)**

    Text.

[start]: https://small.example.org/#start-here
"""
FRENCH = """\
# Copier les clés

> Toutes les pages sont énumérées dans [llms.txt](https://small.example.org/fr/llms.txt).

Version 3.0.

![Les clés](https://small.example.org/keys.svg) et [le début](https://small.example.org/fr/ "Début"), [plus bas](https://small.example.org/fr/a/keys/#add-them) ou [ailleurs](https://example.org/).

## Les ajouter

1. Sélectionnez **Show**.

    > **Conseil**
    >
    > Attendez.
    >
    > ```text
    > !!! note { #kept }
    > ```

2. Entrez `{ .copy }` et [`go`][debut].

> **Note : Plus**
>
> > **Warning**
> >
> > Sans titre.

**Un**

D’abord.

-   **[Accueil](https://small.example.org/fr/)**

    Texte.

[debut]: https://small.example.org/fr/#start-here
"""


LISTED = "\n> All pages are listed in [llms.txt](https://small.example.org/llms.txt).\n"
LISTED_FR = "\n> Toutes les pages sont énumérées dans [llms.txt](https://small.example.org/fr/llms.txt).\n"


def built(root: Path) -> dict[str, str]:
    """The Markdown and text of the site below `root`, by path."""
    result = build(root)
    assert result.returncode == 0, result.stderr
    return {
        path: content.decode()
        for path, content in contents(root / "site").items()
        if path.endswith((".md", ".txt")) and path != "robots.txt"
    }


def test_every_page_is_beside_itself_as_markdown_in_each_language(small_site: Make) -> None:
    assert built(small_site(SITE)) == {
        "index.md": f"# Start here\n{LISTED}\n[Keys](https://small.example.org/a/keys/)\n",
        "a/index.md": f"# All about *A*\n{LISTED}",
        "a/keys/index.md": ENGLISH,
        "llms.txt": """\
# Small

> A small site.

In other languages: [Français](https://small.example.org/fr/llms.txt)

## Pages

- [Start here](https://small.example.org/index.md)

## A

- [All about A](https://small.example.org/a/index.md)
- [Copy the keys](https://small.example.org/a/keys/index.md): Where the keys are.
""",
        "fr/index.md": f"# Commencer ici\n{LISTED_FR}\n[Clés](https://small.example.org/fr/a/keys/)\n",
        "fr/a/index.md": f"# Tout sur A\n{LISTED_FR}",
        "fr/a/keys/index.md": FRENCH,
        "fr/llms.txt": """\
# Petit

> Un petit site.

Dans d’autres langues\u00a0: [English](https://small.example.org/llms.txt)

## Pages

- [Commencer ici](https://small.example.org/fr/index.md)

## A

- [Tout sur A](https://small.example.org/fr/a/index.md)
- [Copier les clés](https://small.example.org/fr/a/keys/index.md): Où sont les clés.
""",
    }


@pytest.mark.parametrize(
    ("directories", "copy", "links", "item"),
    [
        ("", "fr/a/keys/index.md", ("../../../keys.svg", "../../", "./#add-them"), "a/keys/index.md"),
        ("use_directory_urls: false\n", "fr/a/keys.md", ("../../keys.svg", "../index.html", "keys.html#add-them"), "a/keys.md"),
    ],
)  # fmt: skip
def test_without_the_address_of_the_site_links_are_relative(
    small_site: Make, directories: str, copy: str, links: tuple[str, str, str], item: str
) -> None:
    config = SITE["mkdocs.yml"].replace("site_url: https://small.example.org/\n", directories)
    found = built(small_site({**SITE, "mkdocs.yml": config}))
    line = '![Les clés]({}) et [le début]({} "Début"), [plus bas]({}) ou [ailleurs](https://example.org/).'
    assert found[copy].split("\n")[6] == line.format(*links)
    up = "../" * copy.removesuffix("index.md").count("/")
    assert found[copy].split("\n")[2].endswith(f" [llms.txt]({'../' * (up.count('/') - 1)}llms.txt).")
    assert f"- [Copier les clés]({item}): Où sont les clés." in found["fr/llms.txt"].split("\n")
    assert "Dans d’autres langues\u00a0: [English](../llms.txt)" in found["fr/llms.txt"].split("\n")


def test_an_untranslated_page_says_so_and_is_not_in_the_list(small_site: Make) -> None:
    root = small_site(SITE)
    (root / "docs_fr/a/keys.md").unlink()
    found = built(root)
    here = ENGLISH.replace("example.org/a/", "example.org/fr/a/").replace("example.org/ ", "example.org/fr/ ")
    here = here.replace("small.example.org/)", "small.example.org/fr/)").replace("example.org/#", "example.org/fr/#")
    notice = (
        "\n> **Cette page n’est pas encore traduite**\n>\n"
        "> Voici le texte anglais. La traduction prendra sa place à cette adresse.\n"
    )
    assert found["fr/a/keys/index.md"] == here.replace(LISTED, LISTED_FR + notice, 1)
    assert found["fr/llms.txt"].endswith("## A\n\n- [Tout sur A](https://small.example.org/fr/a/index.md)\n")
    assert found["a/keys/index.md"] == ENGLISH


def test_an_outdated_page_says_so_and_leads_to_the_source(small_site: Make) -> None:
    french = f"---\nsource_revision: {blob_id(b'older')}\n---\n# Accueil\n\nTexte.\n"
    root = small_site({"docs/index.md": "# Home\n\nText.\n", "docs_fr/index.md": french})
    said = "Le texte anglais de cette page a changé depuis sa traduction. [Lire la version anglaise à jour](https://small.example.org/)"
    assert built(root)["fr/index.md"] == f"# Accueil\n{LISTED_FR}\n> {said}\n\nTexte.\n"


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Text.", "# Title\n\nText.\n"),
        ("Title\n=====\n\nText.", "Title\n=====\n\nText.\n"),
        ("# A\n\nIn {braces} and \\{.x}.", "# A\n\nIn {braces} and \\{.x}.\n"),
        ("# A\n\n*a*{: lang=fr title=\"b c\" } b", "# A\n\n*a* b\n"),
        ("# A\n\n[a]( <b c.md#d> )", "# A\n\n[a]( <https://x.org/b%20c/#d> )\n"),
        ("# A\n\n[![a](p.png)](b%20c.md)", "# A\n\n[![a](https://x.org/p.png)](https://x.org/b%20c/)\n"),
        ("# A\n\n\\](p.png) `[a](p.png)`", "# A\n\n\\](p.png) `[a](p.png)`\n"),
        ("# A\n\nA note.[^1]\n\n[^1]: p.png", "# A\n\nA note.[^1]\n\n[^1]: p.png\n"),
        ("# A\n\n[a](mailto:a@b.org) [b](nowhere.md)", "# A\n\n[a](mailto:a@b.org) [b](nowhere.md)\n"),
        ("# A\n\n<a href=\"p.png\">b</a> <img alt=\"c &amp; d\" src=\"p.png\">", "# A\n\n[b](https://x.org/p.png) ![c & d](https://x.org/p.png)\n"),
        ("# A\n\n<span lang=\"fr\">b</span> <kbd>c</kbd>", "# A\n\nb <kbd>c</kbd>\n"),
        ("# A\n\n<!-- two\n\nlines -->\nb <!-- c -->", "# A\n\nb\n"),
        ("# A\n\n```html\n<!-- kept -->\n\n\n\n<div>\n```", "# A\n\n```html\n<!-- kept -->\n\n\n\n<div>\n```\n"),
        ("# A\n\n!!! warning \"Hot\"\n    b", "# A\n\n> **Warning: Hot**\n>\n> b\n"),
        ("# A\n\n!!! tip \"Cool\"\n    b", "# A\n\n> **Hint: Cool**\n>\n> b\n"),
        ("# A\n\n!!! warning \"warning\"\n    b", "# A\n\n> **Warning**\n>\n> b\n"),
        ("# A\n\n!!! info \"\"\n    b", "# A\n\n> **Info**\n>\n> b\n"),
        ("# A\n\n??? my-own \"Mine\"\n    b", "# A\n\n> **My-own: Mine**\n>\n> b\n"),
        ("# A\n\n!!! danger inline end\n    b\nc", "# A\n\n> **Danger**\n>\n> b\n\nc\n"),
        ("# A\n\n!!! Tip\n\n    b\n\n    c", "# A\n\n> **Hint**\n>\n> b\n>\n> c\n"),
    ],
)  # fmt: skip
def test_what_only_html_needs_is_left_out(small_site: Make, text: str, copy: str) -> None:
    site = Site.load(small_site({"docs/b c.md": "", "docs/p.png": ""}) / "mkdocs.yml")
    edition = Edition(site, site.source, "https://x.org/", {"tip": "Hint"})
    page = parse_page(f"---\ntitle: Title\n---\n{text}", "docs/index.md", "index.md", "en")
    assert edition.copy(compose(page, site), page) == copy


def with_spaces(text: str) -> str:
    """A title whose product names may break: pages bind them, copies do not."""
    return text.strip().replace("\u00a0", " ")


@pytest.mark.parametrize("home", ["", "fr/"])
@pytest.mark.parametrize("name", names())
def test_each_page_of_the_site_names_its_copy_and_shows_a_link_to_it(built_site: Path, name: str, home: str) -> None:
    at = home + page_at(name)
    page = load(built_site, at)
    (link,) = page.cssselect('head link[type="text/markdown"]')
    assert (link.get("rel", "").split(), link.get("href")) == (["alternate"], "index.md")
    (action,) = page.cssselect("article a.site-markdown")
    assert action.get("href") == "index.md"
    assert action.text_content().strip() == ("Voir en Markdown" if home else "View as Markdown")
    copy = (built_site / at / "index.md").read_text(encoding="utf-8")
    (title,) = page.cssselect("article h1")
    assert copy.startswith(f"# {with_spaces(''.join(title.xpath('text()')))}\n")
    assert with_spaces(title.text_content()) == copy.splitlines()[0].removeprefix("# ")
    (described,) = page.cssselect("head link[rel=describedby]")
    assert urljoin(f"/{at}", described.get("href")) == f"/{home}llms.txt"
    (hint,) = page.cssselect("body > p[aria-hidden=true]")
    said = [f"https://guides.example.org/{path}" for path in (f"{at}index.md", f"{home}llms.txt")]
    assert re.findall(r"https://[^ ,]*(?:md|txt)", hint.text_content()) == said and said[1] in copy.splitlines()[2]
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", copy, flags=re.DOTALL)
    assert not re.search(r"\{[%{#.:]|</?(?:div|span|p)\b|^!!!|\]\((?!https?://)", prose, re.MULTILINE)


def test_a_page_that_is_not_there_has_no_copy(built_site: Path) -> None:
    for at in ("404.html", "fr/404.html"):
        assert "text/markdown" not in (built_site / at).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("home", "name", "said"),
    [("", "Copy as Markdown", "Copied to clipboard"), ("fr/", "Copier en Markdown", "Copié")],
)
def test_a_page_is_copied_as_markdown(open_page: Open, built_site: Path, home: str, name: str, said: str) -> None:
    at = f"{home}integrations/sage-200/setup/"
    copy = (built_site / at / "index.md").read_text(encoding="utf-8")
    page = open_page(f"/{at}")
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("navigator.clipboard.writeText('')")
        page.get_by_role("button", name=name).press("Enter")
        page.wait_for_function("copy => navigator.clipboard.readText().then(text => text === copy)", arg=copy)
        expect(page.locator("#status")).to_have_text(said)
        assert page.url.endswith(at)


@pytest.mark.parametrize(("home", "name"), [("", "View as Markdown"), ("fr/", "Voir en Markdown")])
def test_without_javascript_a_link_leads_to_the_markdown(open_page: Open, address: str, home: str, name: str) -> None:
    page = open_page(f"/{home}portal/companies/", java_script_enabled=False)
    link = page.get_by_role("link", name=name)
    expect(link).to_be_visible()
    assert link.evaluate("link => link.href") == f"{address}/{home}portal/companies/index.md"


def test_where_the_clipboard_is_closed_the_markdown_is_shown(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{address}/fr/portal/companies/")
    with page.expect_request(lambda request: request.is_navigation_request()) as shown:
        page.get_by_role("button", name="Copier en Markdown").click()
    assert shown.value.url == f"{address}/fr/portal/companies/index.md"
    page.close()
