"""The rules of the group `links`: for each of them sites with faults, and what is said of them in full; and sites without."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG

Files = Mapping[str, str | bytes]
Make = Callable[[Files], Path]

NAV = "nav: [index.md]"
GUIDES: Files = {
    "mkdocs.yml": CONFIG.replace(NAV, "nav: [index.md, guides/index.md, guides/keys.md, guides/tests.md]").replace(
        "admonition,", "admonition, md_in_html, footnotes,"
    ),
    "docs/guides/index.md": "# Guides\n",
    "docs_fr/guides/index.md": "# Guides\n",
    "docs/guides/keys.md": "# Keys\n\n## Add your keys\n\n![Where](where.svg)\n",
    "docs_fr/guides/keys.md": "# Clés\n\n## Ajouter vos clés\n\n![Où](where.svg)\n",
    "docs/guides/tests.md": "# Tests\n",
    "docs_fr/guides/tests.md": "# Tests\n",
    "docs/guides/where.svg": "<svg/>",
    "docs/img/logo.png": b"logo",
}
INDEX = "# Home\n\n![Logo](img/logo.png)\n\n"


def found(root: Path, *only: str) -> list[str]:
    """What the rules of the group (or those named) say of the site."""
    return [
        str(finding)
        for finding in check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only or ["links"])).findings
    ]


def english(body: str) -> Files:
    return {**GUIDES, "docs/index.md": INDEX + body}


def french(body: str, name: str = "index.md") -> Files:
    return {**GUIDES, "docs/index.md": INDEX, f"docs_fr/{name}": f"# Page\n\n{body}"}


NOWHERE = "docs/index.md:{}: link '{}' leads nowhere: {} [link-target]"


@pytest.mark.parametrize(
    ("body", "line", "link", "why"),
    [
        ("[x](gone.md)", 5, "gone.md", "'docs/gone.md' does not exist"),
        ("Two\nlines, [x](gone.md)", 6, "gone.md", "'docs/gone.md' does not exist"),
        ("[x](/guides/gone.md#a)", 5, "/guides/gone.md#a", "'docs/guides/gone.md' does not exist"),
        ("![x](gone.png)", 5, "gone.png", "'docs/gone.png' does not exist"),
        ("[x](guides/kyes.md)", 5, "guides/kyes.md", "'docs/guides/kyes.md' does not exist; did you mean 'guides/keys.md'?"),
        ("[x](keys.md#a)", 5, "keys.md#a", "'docs/keys.md' does not exist; did you mean 'guides/keys.md#a'?"),
        ("[x](guides/keys/)", 5, "guides/keys/", "it names neither a page nor a file; did you mean 'guides/keys.md'?"),
        ("[x](guides/)", 5, "guides/", "it names neither a page nor a file; did you mean 'guides/index.md'?"),
        ("[x](/guides/keys)", 5, "/guides/keys", "'docs/guides/keys' does not exist; did you mean '/guides/keys.md'?"),
        ("[x](/guides/keys.html)", 5, "/guides/keys.html", "'docs/guides/keys.html' does not exist; did you mean '/guides/keys.md'?"),
        ("[x](/old/keys)", 5, "/old/keys", "'docs/old/keys' does not exist; did you mean '/guides/keys.md'?"),
        ("[x](../README.md)", 5, "../README.md", "it leads out of 'docs'"),
        ("[x](_snippets/s.md)", 5, "_snippets/s.md", "'docs/_snippets/s.md' does not exist"),
        ("[x](my gone file.md)", 5, "my gone file.md", "'docs/my gone file.md' does not exist"),
        ("[x](www.sage.com)", 5, "www.sage.com", "'docs/www.sage.com' does not exist; did you mean 'https://www.sage.com'?"),
        ("[x](a@sage.com)", 5, "a@sage.com", "'docs/a@sage.com' does not exist; did you mean 'mailto:a@sage.com'?"),
        ("[x]()", 5, "", "it has no target"),
        ("[x][r] and [r]\n\n[r]: gone.md 'Title'", 7, "gone.md", "'docs/gone.md' does not exist"),
        ("[r]: unused/gone.md", 5, "unused/gone.md", "'docs/unused/gone.md' does not exist"),
        ("| a |\n| --- |\n| [x](gone.md) |", 7, "gone.md", "'docs/gone.md' does not exist"),
        ("- a\n\n    !!! note \"See [x](gone.md)\"\n        b", 7, "gone.md", "'docs/gone.md' does not exist"),
        ("!!! note\n    a\n    [x](gone.md)", 7, "gone.md", "'docs/gone.md' does not exist"),
        ("<div markdown>\n[x](gone.md)\n</div>", 6, "gone.md", "'docs/gone.md' does not exist"),
        ("[![x](img/logo.png)](gone.md)", 5, "gone.md", "'docs/gone.md' does not exist"),
        ('a\n<a href="/gone/">x</a>', 6, "/gone/", "no page or file has the address '/gone/'"),
        ('<p>\n<img\n src="gone.png"></p>', 7, "gone.png", "no page or file has the address '/gone.png'"),
        (
            '<a href="guides/keys.md">x</a>', 5, "guides/keys.md",
            "no page or file has the address '/guides/keys.md', and MkDocs leaves HTML as it is written; did you mean 'guides/keys/'?",
        ),
    ],
)  # fmt: skip
def test_a_link_leads_nowhere(small_site: Make, body: str, line: int, link: str, why: str) -> None:
    assert found(small_site(english(body + "\n"))) == [NOWHERE.format(line, link, why)]


@pytest.mark.parametrize(
    "body",
    [
        "[a](guides/keys.md) [b](./guides/keys.md#add-your-keys) [c](/guides/keys.md?x=1#add-your-keys) [d](/en/index.md)",
        "[a](#) [b](#home) [c](#top) [d](index.md#:~:text=a) [e](?x=1) [f](.)",
        "[a](mailto:a@b.com) [b](tel:123) [c](https://sage.com/x) [d](//sage.com) <a@b.com> <https://sage.com> [e](foo:bar)",
        "`[a](gone.md)` and ``<a href='gone.md'>``\n\n```html\n<img src='gone.png'>\n```\n\n    [a](gone.md)",
        "<!-- [a](gone.md) <a href='gone.md'> -->\n\n<pre><a href='gone/'></pre>",
        "<a href='/guides/keys/#add-your-keys'>a</a> <a href=guides/keys>b</a> <img src='img/logo.png'> <a id='x'></a>",
        "[a](#one) [b](#two) [c](#three) [d](#fn:n) [e](#four)\n\nText[^n]\n{ #one }\n\n<a name='two'></a><p id=three>x</p>\n\n"
        "<div markdown>\n## Four\n</div>\n\n[^n]: Word",
        "[a](guides/where.svg#layer) [b](/assets/images/favicon.png) [c](img/logo.png)",
        "[a](<my file.md>) [b](my%20file.md) [c](my file.md)",
        r"array[0](see) \[a\](gone file.md) [a](guides/keys.md 'A title') [a] [b][c] - [x]",
        "{% if false %}[a](gone.md){% endif %}\n[a](/guides/{{ 'keys' }}.md)",
    ],
)
def test_a_link_leads_where_it_should(small_site: Make, body: str) -> None:
    config = str(GUIDES["mkdocs.yml"]).replace("guides/tests.md]", "guides/tests.md, my file.md]")
    files = {"mkdocs.yml": config, "docs/my file.md": "# My file\n", "docs/see": "x"}
    assert found(small_site({**english(body + "\n"), **files})) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"docs/index.md": INDEX + "[a](guides/keys.md#add-your-kyes) [b](#gone)\n"},
            [
                "docs/index.md:5: link '#gone' leads nowhere: 'docs/index.md' has no anchor '#gone' [link-anchor]",
                "docs/index.md:5: link 'guides/keys.md#add-your-kyes' leads nowhere: 'docs/guides/keys.md' has no anchor"
                " '#add-your-kyes'; did you mean '#add-your-keys'? [link-anchor]",
            ],
        ),
        (
            french("[a](/guides/keys.md#add-your-keys)\n[b](/guides/keys.md#ajouter-vos-cles)\n"),
            [
                "docs_fr/index.md:4: link '/guides/keys.md#ajouter-vos-cles' leads nowhere: 'docs_fr/guides/keys.md' has no"
                " anchor '#ajouter-vos-cles' [link-anchor]",
            ],
        ),
        (
            {"docs/index.md": INDEX + "<a href='guides/keys/#gone'>a</a>\n"},
            [
                "docs/index.md:5: link 'guides/keys/#gone' leads nowhere: 'docs/guides/keys.md' has no anchor '#gone'"
                " [link-anchor]"
            ],
        ),
        (
            english("[a](Guides/keys.md#x) ![b](img/LOGO.png)\n"),
            [
                "docs/index.md:5: link 'Guides/keys.md#x' has other capitals than the file 'docs/guides/keys.md';"
                " write 'guides/keys.md#x' [link-case]",
                "docs/index.md:5: link 'img/LOGO.png' has other capitals than the file 'docs/img/logo.png';"
                " write 'img/logo.png' [link-case]",
            ],
        ),
        (
            english('<img src="img/Logo.png">\n'),
            [
                "docs/index.md:5: link 'img/Logo.png' has other capitals than the file 'docs/img/logo.png';"
                " write 'img/logo.png' [link-case]",
            ],
        ),
        (
            french("[a](/en/guides/keys.md)\n[b](../../docs/guides/keys.md#add-your-keys)\n[c](../en/gone/)\n", "guides/tests.md"),
            [
                "docs_fr/guides/tests.md:3: link '/en/guides/keys.md' leads into the site in 'en'; write '/guides/keys.md' [link-locale]",
                "docs_fr/guides/tests.md:4: link '../../docs/guides/keys.md#add-your-keys' leads into the site in 'en';"
                " write '/guides/keys.md#add-your-keys' [link-locale]",
                "docs_fr/guides/tests.md:5: link '../en/gone/' leads into the site in 'en' [link-locale]",
            ],
        ),
        (
            french(
                "[a](https://small.example.org/guides/keys/)\n<https://small.example.org>\n"
                '<a href="/guides/keys/">c</a>\n<a href="../../guides/keys/">d</a>\n',
                "guides/index.md",
            ),
            [
                "docs_fr/guides/index.md:3: link 'https://small.example.org/guides/keys/' leads into the site in 'en';"
                " write '/guides/keys.md' [link-locale]",
                "docs_fr/guides/index.md:4: link 'https://small.example.org' leads into the site in 'en';"
                " write '/index.md' [link-locale]",
                "docs_fr/guides/index.md:5: link '/guides/keys/' leads into the site in 'en'; write 'keys/' [link-locale]",
                "docs_fr/guides/index.md:6: link '../../guides/keys/' leads into the site in 'en'; write 'keys/' [link-locale]",
            ],
        ),
        (
            english("[a](https://small.example.org/guides/keys/#add-your-keys)\n[b](http://small.example.org/guides/kyes)\n"),
            [
                "docs/index.md:5: link 'https://small.example.org/guides/keys/#add-your-keys' is the public address of this site;"
                " write '/guides/keys.md#add-your-keys' [link-own-address]",
                "docs/index.md:6: link 'http://small.example.org/guides/kyes' is the public address of this site,"
                " and nothing is there; did you mean '/guides/keys.md'? [link-own-address]",
            ],
        ),
        (
            french("[a](https://small.example.org/fr/guides/keys/)\n"),
            [
                "docs_fr/index.md:3: link 'https://small.example.org/fr/guides/keys/' is the public address of this site;"
                " write '/guides/keys.md' [link-own-address]",
            ],
        ),
        (
            {
                "mkdocs.yml": str(GUIDES["mkdocs.yml"]).replace(
                    "https://small.example.org/", '!ENV [NO_SUCH_NAME, "https://small.example.org/docs/"]'
                ),
                "docs/index.md": INDEX + "[a](https://small.example.org/docs/guides/keys/) [b](https://small.example.org/guides/)\n",
            },
            [
                "docs/index.md:5: link 'https://small.example.org/docs/guides/keys/' is the public address of this site;"
                " write '/guides/keys.md' [link-own-address]",
            ],
        ),
    ],
)  # fmt: skip
def test_a_link_is_not_what_it_should_be(small_site: Make, files: Files, said: list[str]) -> None:
    assert found(small_site({**GUIDES, "docs/index.md": INDEX, **files})) == said


def test_links_of_a_translation_fall_back_to_the_source(small_site: Make) -> None:
    files = french(
        "[a](/guides/new.md#a-step) ![b](img/logo.png) ![c](/img/logo.png) [d](/fr/guides/keys.md#add-your-keys)\n"
        "<a href='guides/new/#a-step'>x</a> <img src='img/logo.png'> <img src='/img/logo.png'>\n"
    )
    config = str(files["mkdocs.yml"]).replace("guides/tests.md]", "guides/tests.md, guides/new.md]")
    assert found(small_site({**files, "mkdocs.yml": config, "docs/guides/new.md": "# New\n\n## A step\n"})) == []


def test_a_page_may_name_the_other_language_by_its_address(small_site: Make) -> None:
    assert found(small_site(english("[Français](https://small.example.org/fr/guides/keys/)\n"))) == []


def test_links_of_a_snippet_are_looked_at_on_each_page_and_told_once(small_site: Make) -> None:
    include = '{% include "s.md" %}\n'
    snippet = "Text\n\n[a](keys.md) [b](/gone.md) [c](#add-your-keys)\n"
    files = {
        **GUIDES,
        "docs/_snippets/s.md": snippet,
        "docs_fr/_snippets/s.md": "Texte\n",
        "docs/index.md": INDEX,
        "docs/guides/keys.md": str(GUIDES["docs/guides/keys.md"]) + include,
        "docs/guides/tests.md": "# Tests\n\n" + include,
    }
    assert found(small_site(files)) == [
        "docs/_snippets/s.md:3: link '#add-your-keys' leads nowhere from 'docs/guides/tests.md': 'docs/guides/tests.md' has no"
        " anchor '#add-your-keys' [link-anchor]",
        "docs/_snippets/s.md:3: link '/gone.md' leads nowhere from 'docs/guides/keys.md': 'docs/gone.md' does not exist"
        " [link-target]",
    ]


def test_a_target_that_comes_from_data_is_told_where_it_is_written(small_site: Make) -> None:
    files = {**english("\n[a]({{ facts.guide }})\n"), "docs/_data/facts.yml": "guide: /guides/gone.md\n"}
    assert found(small_site(files)) == [NOWHERE.format(6, "/guides/gone.md", "'docs/guides/gone.md' does not exist")]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("image: /img/gone.png", ["docs/guides/keys.md:3: path '/img/gone.png' leads nowhere: 'docs/img/gone.png' does not exist [link-target]"]),
        ("related:\n  - tests.md\n  - tets.md", ["docs/guides/keys.md:5: path 'tets.md' leads nowhere: 'docs/guides/tets.md' does not exist; did you mean 'tests.md'? [link-target]"]),
        ("image: /img/Logo.png", ["docs/guides/keys.md:3: path '/img/Logo.png' has other capitals than the file 'docs/img/logo.png'; write '/img/logo.png' [link-case]"]),
        ("guide: /guides/tests.md#gone", ["docs/guides/keys.md:3: path '/guides/tests.md#gone' leads nowhere: 'docs/guides/tests.md' has no anchor '#gone' [link-anchor]"]),
        ("image: img/logo.png\nicon: material/cog\ntemplate: home.html\nsummary: gone.md\nsource: see /img/gone.png", []),
        ("image: /img/logo.png\nguide: guides/tests.md\nnext: tests.md", []),
    ],
)  # fmt: skip
def test_paths_in_the_front_matter(small_site: Make, front: str, said: list[str]) -> None:
    page = f"---\ntitle: Keys\n{front}\n---\n{GUIDES['docs/guides/keys.md']!s}"
    assert found(small_site({**english(""), "docs/guides/keys.md": page})) == said


@pytest.mark.parametrize(
    ("config", "files", "said"),
    [
        (
            CONFIG.replace(NAV, "nav:\n  - index.md\n  - Part:\n      - A page: indx.md\n      - only.md\n      - https://sage.com/"),
            {"docs_fr/only.md": "# Seulement\n"},
            [
                "mkdocs.yml:6: navigation names 'indx.md', which does not exist; did you mean 'index.md'? [navigation-target]",
                "mkdocs.yml:7: navigation names 'only.md', which exists in 'docs_fr' alone [navigation-target]",
            ],
        ),
        (
            CONFIG,
            {"docs/other.md": "# Other\n", "docs_fr/other.md": "# Autre\n"},
            ["docs/other.md:1: page is not in the navigation; add it to 'nav' in 'mkdocs.yml' [not-in-navigation]"],
        ),
        (CONFIG.replace(NAV + "\n", ""), {"docs/other.md": "# Other\n"}, []),
        (CONFIG + "not_in_nav: |\n  /other.md\n", {"docs/other.md": "# Other\n"}, []),
        (CONFIG.replace("exclude_docs: _*", "exclude_docs: other.md"), {"docs/other.md": "# Other\n"}, []),
        (CONFIG.replace("plugins:", "plugins:\n  - literate-nav").replace(NAV, "nav: [guides/]"), {}, []),
        (
            CONFIG.replace("name: Français,", "name: Français, nav: [index.md, autre.md, gone.md],"),
            {"docs_fr/autre.md": "# Autre\n"},
            ["mkdocs.yml:12: navigation names 'gone.md', which does not exist [navigation-target]"],
        ),
    ],
)  # fmt: skip
def test_navigation(small_site: Make, config: str, files: Files, said: list[str]) -> None:
    assert found(small_site({"mkdocs.yml": config, **files})) == said


def redirecting(front: str, **more: str) -> dict[str, str | bytes]:
    """The site with this front matter on the page `guides/keys.md`."""
    return {
        **english(""),
        "docs/guides/keys.md": f"---\nredirect_from:\n{front}---\n{GUIDES['docs/guides/keys.md']!s}",
        **more,
    }


def with_maps(lines: str) -> dict[str, str | bytes]:
    config = str(GUIDES["mkdocs.yml"])
    return {
        **english(""),
        "mkdocs.yml": config.replace("plugins:", f"plugins:\n  - redirects:\n      redirect_maps:\n{lines}"),
    }


BOTH = "        {0}: {1}\n        fr/{0}: fr/{1}\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (redirecting("  - /old\n  - /older:\n      keys: add-your-keys\n"), []),
        (
            redirecting("  - /old:\n      keys: add-your-kyes\n"),
            [
                "docs/guides/keys.md:4: old address 'old#keys' leads to '#add-your-kyes', which this page does not have;"
                " did you mean 'add-your-keys'? [redirect-target]"
            ],
        ),
        (
            redirecting("  - /old:\n      one: two\n      two: add-your-keys\n"),
            ["docs/guides/keys.md:4: old address 'old#one' leads to '#two', which leads on to '#add-your-keys' [redirect-chain]"],
        ),
        (
            redirecting("  - /fr/old\n"),
            ["docs/guides/keys.md:3: old address 'fr/old' leads readers of 'fr' to a page in 'en' [redirect-locale]"],
        ),
        (
            redirecting("  - /old\n") | {"docs_fr/guides/keys.md": "---\nredirect_from: [/old, /ancien]\n---\n# Clés\n"},
            [
                "docs_fr/guides/keys.md:2: old address 'ancien' leads nowhere: 'redirect_from' is read in"
                " 'docs/guides/keys.md' alone [redirect-locale]"
            ],
        ),
        (
            redirecting("  - /guides/tests/\n"),
            ["docs/guides/keys.md:3: old address 'guides/tests' is that of a page, 'guides/tests.md' [redirect-taken]"],
        ),
        (
            redirecting("  - /old\n") | {"docs/guides/tests.md": "---\nredirect_from: /old/\n---\n# Tests\n"},
            ["docs/guides/tests.md:2: old address 'old' also leads to 'guides/keys.md' [redirect-twice]"],
        ),
        (with_maps(BOTH.format("old.md", "guides/keys.md#x") + BOTH.format("o/home.md", "index.md")), []),
        (with_maps("        old.md: https://sage.com/\n        fr/old.md: https://sage.com/fr/\n"), []),
        (
            with_maps(BOTH.format("old.md", "guides/kyes.md")),
            [
                "mkdocs.yml:9: redirect of 'old.md' leads to 'guides/kyes.md', which does not exist;"
                " did you mean 'guides/keys.md'? [redirect-target]",
                "mkdocs.yml:10: redirect of 'fr/old.md' leads to 'fr/guides/kyes.md', which does not exist;"
                " did you mean 'fr/guides/keys.md'? [redirect-target]",
            ],
        ),
        (
            with_maps(BOTH.format("a.md", "b.md") + BOTH.format("b.md", "guides/keys.md")),
            [
                "mkdocs.yml:9: redirect of 'a.md' leads to 'b.md', which leads on; write 'guides/keys.md' [redirect-chain]",
                "mkdocs.yml:10: redirect of 'fr/a.md' leads to 'fr/b.md', which leads on; write 'fr/guides/keys.md' [redirect-chain]",
            ],
        ),
        (
            with_maps("        a.md: b.md\n        b.md: a.md\n        fr/a.md: fr/index.md\n        fr/b.md: fr/index.md\n"),
            [
                "mkdocs.yml:9: redirect of 'a.md' leads to 'b.md', and so in a circle [redirect-chain]",
                "mkdocs.yml:10: redirect of 'b.md' leads to 'a.md', and so in a circle [redirect-chain]",
            ],
        ),
        (
            with_maps("        a.md: index.md\n        fr/b.md: fr/index.md\n        c.md: index.md\n        fr/c.md: index.md\n"),
            [
                "mkdocs.yml:9: redirect of 'a.md' has no counterpart in 'fr' [redirect-locale]",
                "mkdocs.yml:10: redirect of 'fr/b.md' has no counterpart in 'en' [redirect-locale]",
                "mkdocs.yml:12: redirect of 'fr/c.md' leads readers of 'fr' to 'index.md' [redirect-locale]",
            ],
        ),
    ],
)  # fmt: skip
def test_redirects(small_site: Make, files: Files, said: list[str]) -> None:
    assert found(small_site(files)) == said


def test_a_link_to_an_old_address_is_told_the_new_one(small_site: Make) -> None:
    files = redirecting("  - /configure/keys\n") | {"docs/index.md": INDEX + "[x](/configure/keys)\n"}
    why = "'docs/configure/keys' does not exist; did you mean '/guides/keys.md'?"
    assert found(small_site(files)) == [NOWHERE.format(5, "/configure/keys", why)]


def test_unused_snippets(small_site: Make) -> None:
    files = {
        **GUIDES,
        "docs/index.md": INDEX + '{% if false %}{% include "used.md" %}{% endif %}\n\n`{% include "unused.md" %}`\n',
        **{
            f"{folder}/_snippets/{name}.md": text
            for folder in ("docs", "docs_fr")
            for name, text in {"used": '{% include "inner.md" %}\n', "inner": "x\n", "unused": "x\n"}.items()
        },
    }
    assert found(small_site(files)) == [
        "docs/_snippets/unused.md:1: no page includes the snippet 'unused.md' [unused-snippet]"
    ]


def test_unused_files(small_site: Make) -> None:
    used = {
        "docs/img/html.png": "<figure><img srcset='html.png'></figure>",
        "docs/img/front.png": "",
        "docs/img/style.png": "",
        "docs/img/theme.svg": "",
        "docs/img/data.pdf": "",
        "docs/img/favicon-16.png": "",
        "docs/img/site.js": "",
    }
    files = {
        **english("<p style=\"background: url('img/html.png')\">x</p>\n"),
        **dict.fromkeys(used, b"x"),
        "mkdocs.yml": str(GUIDES["mkdocs.yml"]).replace("extra: {", "extra: {logo: img/theme.svg, "),
        "docs/guides/tests.md": "---\nsocial: {card: front.png}\n---\n# Tests\n",
        "docs/site.css": "body { background: url(img/style.png) }",
        "docs/_data/files.yml": "terms: img/data.pdf\n",
        "docs/img/unused.png": b"x",
        "docs_fr/img/unused.png": b"x",
        "docs/img/prose.png": b"x",
        "docs_fr/index.md": "# Accueil\n\nLe fichier `prose.png`.\n",
    }
    assert found(small_site(files)) == [
        "docs/img/prose.png:0: no page uses this file [unused-file]",
        "docs/img/unused.png:0: no page uses this file [unused-file]",
    ]


def test_nothing_is_unused_while_a_page_cannot_be_composed(small_site: Make) -> None:
    files = {**english(""), "docs/img/unused.png": b"x", "docs_fr/index.md": "{{ nothing }}\n"}
    assert found(small_site(files)) == ["docs_fr/index.md:1: 'nothing' is not defined [undefined-name]"]


def test_severities() -> None:
    warnings = {rule.id for rule in chosen_rules(["links"]) if rule.severity == "warning"}
    assert warnings == {"link-address", "link-local", "unused-snippet", "unused-file"}
    external = ("external-dead", "external-doubtful")
    assert [rule.enabled for rule in chosen_rules(external) if rule.id in external] == [False, False]
