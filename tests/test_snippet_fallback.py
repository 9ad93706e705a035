"""A snippet that is not translated yet: pages show its English text, say so, and are built."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import lxml.html
import pytest
from conftest import CONFIG, SCRIPTS, build, run
from test_serve import Preview

Make = Callable[[Mapping[str, str | bytes]], Path]
RICH = CONFIG.replace(
    "[admonition, attr_list,", "[admonition, attr_list, footnotes, def_list, md_in_html, pymdownx.tabbed,"
)
SNIPPET = """\
1. Open the page,
   which **you
   find** there.

    A second paragraph with `code`.

2. See [the end](#the-end){ .next }

    !!! note "A *title*"
        A text with a footnote[^1].

=== "A tab"

    In the tab.

| Head | Other |
| ---- | ----- |
| one  |       |

## The end

term
:   what it means

[^1]: What it says.

> A quotation
> of two lines

<p>Raw HTML</p>

```text
Code
```
"""
FILES: Mapping[str, str | bytes] = {
    "mkdocs.yml": RICH,
    "docs/_snippets/s.md": SNIPPET,
    "docs/index.md": '# Home\n\n{% include "s.md" %}\n\nText.\n',
    "docs_fr/index.md": '# Accueil\n\n{% include "s.md" %}\n\nTexte.\n',
}
TOLD = "docs/_snippets/s.md:0: snippet has no translation at 'docs_fr/_snippets/s.md' [snippet-untranslated]\n"
#: All texts of the snippet, as a page shows them.
ENGLISH = [
    "Open the page, which you find there.", "A second paragraph with code.", "See the end", "A title",
    "A text with a footnote1.", "A tab", "In the tab.", "Head", "Other", "one", "The end", "term", "what it means",
    "A quotation of two lines", "Raw HTML", "What it says.",
]  # fmt: skip


def english(html: str) -> list[str]:
    """The texts of an article that are said to be English, the outermost elements alone."""
    (article,) = lxml.html.fromstring(html).cssselect("article")
    found = article.xpath(".//*[@lang='en'][not(ancestor::*[@lang='en'])]")
    return [" ".join(element.text_content().split()) for element in found]


def test_the_page_is_built_and_its_english_says_that_it_is(small_site: Make) -> None:
    root = small_site(FILES)
    built = build(root)
    assert built.returncode == 0
    assert TOLD in built.stderr
    page = (root / "site/fr/index.html").read_text(encoding="utf-8")
    assert english(page) == ENGLISH
    assert "<li>\n<p>" in page and 'class="next" href="#the-end"' in page
    assert english((root / "site/index.html").read_text(encoding="utf-8")) == []


def test_its_markdown_copy_has_the_text_without_marks(small_site: Make) -> None:
    root = small_site(FILES)
    assert build(root).returncode == 0
    ours, theirs = ((root / place / "index.md").read_text(encoding="utf-8") for place in ("site", "site/fr"))
    as_english = (
        theirs.replace("# Accueil", "# Home").replace("Texte.", "Text.").replace("example.org/fr/", "example.org/")
    )
    as_english = as_english.replace("Toutes les pages sont énumérées dans", "All pages are listed in").replace(
        "\u00a0:", ":"
    )
    assert as_english.replace(' lang="en"', "") == ours


def test_the_preview_shows_the_same_until_it_is_translated(small_site: Make) -> None:
    preview = Preview(small_site(FILES))
    try:
        assert english(preview.text("/fr/")) == ENGLISH
        preview.save({"docs/_snippets/s.md": "New text.\n"})
        while "New text." not in preview.text("/fr/"):
            pass
        assert english(preview.text("/fr/")) == ["New text."]
        preview.save({"docs_fr/_snippets/s.md": "Nouveau texte.\n"})
        while "Nouveau texte." not in preview.text("/fr/"):
            pass
        assert english(preview.text("/fr/")) == []
    finally:
        assert preview.stop() == 0


CASES: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "included": ({}, TOLD),
    "through another that is translated": (
        {
            "docs/_snippets/t.md": '{% include "s.md" %}\n',
            "docs_fr/_snippets/t.md": '{% include "s.md" %}\n',
            "docs/index.md": '# Home\n\n{% include "t.md" %}\n',
            "docs_fr/index.md": '# Accueil\n\n{% include "t.md" %}\n',
        },
        TOLD,
    ),
    "on a page that is not translated itself": (
        {
            "docs/more.md": '# More\n\n{% include "s.md" %}\n',
            "docs/index.md": "# Home\n",
            "docs_fr/index.md": "# Accueil\n",
        },
        "",
    ),
    "translated": ({"docs_fr/_snippets/s.md": SNIPPET}, ""),
    "under another name": (
        {"docs/_snippets/t.md": "Text.\n", "docs_fr/_snippets/t.md": "Texte.\n", "docs_fr/_snippets/s.txt": "x\n"},
        TOLD,
    ),
    "in code": (
        {"docs/index.md": "# Home\n", "docs_fr/index.md": '# Accueil\n\n`{% include "s.md" %}`\n'},
        "",
    ),
}


@pytest.mark.parametrize(("files", "said"), CASES.values(), ids=CASES)
def test_check_tells_it_once(small_site: Make, files: Mapping[str, str | bytes], said: str) -> None:
    root = small_site({**FILES, **files})
    (root / "docs_fr/_snippets/s.txt").unlink(missing_ok=True)
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml", "--only", "snippet-untranslated")
    assert (result.returncode, result.stdout) == (0, said)


def test_a_snippet_that_translates_none_stops_the_build(small_site: Make) -> None:
    root = small_site({**FILES, "docs_fr/_snippets/cles.md": "Texte.\n"})
    result = build(root)
    assert result.returncode == 1
    assert result.stderr.splitlines()[0] == (
        "docs_fr/_snippets/cles.md:0: snippet 'cles.md' has no counterpart in 'docs/_snippets' [snippet-counterpart]"
    )
