"""The blocks of a page are read once, with its snippets in place: they are those of the composed page, too."""

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.align.headings import outline
from bitext.check.engine import check, chosen_rules
from bitext.markdown import blocks
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import ROOT, commit, write

Make = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = """\
# Keys { .wide }

Select **Save**.[^1] See the [list][list].

{% include "add.md" %}

Copy {mark} now
-----------

!!! note "Keep **them**"
    ### Inside

    In one place.

## Add the keys { #add }

- **Copy**
- Paste

[^1]: In a safe place.

[list]: other.md
"""
FRENCH = """\
---
source_revision: {revision}
---

# Clés { .wide }

Sélectionnez **Save**.[^1] Voyez la [liste][list].

{% include "add.md" %}

Copier {mark} ici
-------------

!!! note "Gardez-les"
    ### Au même endroit

    À un seul endroit.

## Ajouter les clés

- **Copy**
- Coller

[^1]: En lieu sûr.

[list]: other.md
"""
SNIPPET = "## Add { .steps }\n\n1. Select **Add**.\n\n| A | B |\n| - | - |\n| **C** | d |\n"
OTHER = '# Other\n\nText with <b id="here">an id</b>.\n'


@pytest.fixture
def outdated(small_site: Make) -> Sources:
    """A site with a translation that is behind, and a snippet that is not translated."""
    files = {
        "docs/keys.md": ENGLISH,
        "docs/_snippets/add.md": SNIPPET,
        "docs/other.md": OTHER,
        "docs_fr/other.md": OTHER,
    }
    root = small_site(files)
    before = Sources(Site.load(root / "mkdocs.yml")).revision("docs/keys.md")
    write(root, {"docs_fr/keys.md": FRENCH.replace("{revision}", before)})
    commit(root)
    write(root, {"docs/keys.md": ENGLISH.replace("In one place", "In two places").replace("- Paste", "- Insert")})
    return Sources(Site.load(root / "mkdocs.yml"))


def test_no_text_is_read_twice_or_once_more_when_it_is_composed(
    outdated: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = blocks._Reader.read

    def spied(reader: blocks._Reader, text: str) -> blocks.Blocks:
        read.append(text)
        return whole(reader, text)

    monkeypatch.setattr(blocks._Reader, "read", spied)
    assert check(outdated, chosen_rules()).pages == 7
    composed = {path: outdated.compose(path).text for path in outdated.pages.keys() - outdated.snippets}
    assert 'class="outdated"' in composed["docs_fr/keys.md"] and '<span lang="en">' in composed["docs_fr/keys.md"]
    assert not {*composed.values()} & {*read}
    written = [ENGLISH, *(parsed.page.body for parsed in outdated.pages.values())]  # as it was translated, and is now
    expanded = [outdated.expanded(path).text for path in composed]
    pages = [text for text in read if "#" in text]
    assert len(pages) == len({*pages}) and {*pages} <= {*written, *expanded}  # others are known from other tests


def placed(sources: Sources, path: str) -> list[tuple[int, int, str | None]]:
    """Level, line and anchor of each heading, as they are read of the composed text."""
    headings = outline(sources.compose(path).text, sources.site.dialect.without_jinja)
    return [(heading.level, heading.line, heading.pinned) for heading in headings]


def handed_on(sources: Sources, path: str) -> list[tuple[int, int, str | None]]:
    """The same, as composing hands them on."""
    return [(heading.level, heading.line, heading.anchor) for heading in sources.compose(path).headings]


def test_headings_are_handed_on_where_they_stand_below_notices(outdated: Sources) -> None:
    found = handed_on(outdated, "docs_fr/keys.md")
    assert found == placed(outdated, "docs_fr/keys.md")
    assert [anchor for _, _, anchor in found] == ["keys", "add_1", "copy-mark-now", "inside", "add"]
    text = textwrap.dedent(outdated.compose("docs_fr/keys.md").text).split("\n")
    assert text[found[2][1] + 3].startswith('<p class="outdated"')  # below an underlined heading
    assert handed_on(outdated, "docs/keys.md") == placed(outdated, "docs/keys.md")


def test_the_headings_of_our_own_pages_are_handed_on_as_they_stand() -> None:
    sources = Sources(Site.load(ROOT / "mkdocs.yml"))
    for path in sources.pages.keys() - sources.snippets:
        assert handed_on(sources, path) == placed(sources, path), path
