"""The sources as they are at one time: what was saved since makes others, and these say what they said."""

import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.errors import Refused
from bitext.memo import Memo
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import write
from preview.pages import Pages

Make = Callable[[Mapping[str, str | bytes]], Path]

GUIDE = "---\nintegration: sage\n---\n\n# Guide\n\n{% include 'wait.md' %}\n\nOpen {{ integration.name }}, see [home](index.md#start).\n"
FRENCH_GUIDE = (
    "# Guide\n\n{% include 'wait.md' %}\n\nOuvrez {{ integration.name }}, voyez l’[accueil](index.md#start).\n"
)
FILES: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n\n## Start\n\nWait 10 minutes, then select **Save**. [The guide](guide.md)\n",
    "docs_fr/index.md": "# Accueil\n\n## Début\n\nAttendez 10 minutes, puis sélectionnez **Save**. [Le guide](guide.md)\n",
    "docs/guide.md": GUIDE,
    "docs_fr/guide.md": FRENCH_GUIDE,
    "docs/_snippets/wait.md": "Wait 5 days.\n",
    "docs_fr/_snippets/wait.md": "Attendez 5 jours.\n",
    "docs/_data/integrations.yml": "sage: {name: Sage 200}\nintacct: {name: Intacct}\n",
    "docs_fr/_glossary.yml": "terms: {guide: guide}\n",
}
#: What a file may say after an edit; None for one that is deleted.
EDITS: dict[str, tuple[str | bytes | None, ...]] = {
    "docs/index.md": (
        "# Home\n\n## Start\n\nWait 20 minutes, then select **Save**. [The guide](gone.md)\n",
        "# Home\n\n## Set out\n\n[The guide](guide.md#none)\n",
        "---\ntitle: [\n---\n\n# Home\n",
        b"# Home \xff\n",
        "# Home\n\nTO WRITE: all of it.\n",
    ),
    "docs_fr/index.md": (
        "# Accueil\n\n## Début\n\nAttendez 30 minutes, puis sélectionnez **Save**. [Le guide](guide.md)\n",
        f"---\nsource_revision: {'0' * 40}\n---\n\n# Accueil\n\n## Début\n\nAttendez.\n",
        "---\ntitle\n---\n",
        None,
    ),
    "docs/guide.md": (
        GUIDE.replace("sage", "intacct"),
        GUIDE.replace("integration.name", "integration.nmae"),
        "---\nredirect_from: [old, index]\n---\n\n# Guide\n\nNothing else.\n",
        None,
    ),
    "docs_fr/guide.md": (
        FRENCH_GUIDE.replace("#start", "#debut"),
        FRENCH_GUIDE.replace("'wait.md'", "'wiat.md'"),
        None,
    ),
    "docs/new.md": ("# New\n\n[Guide](guide.md), old: [old](old.md)\n", None),
    "docs_fr/new.md": ("# Nouveau\n\n[Guide](guide.md)\n", "# Nouveau : 12 %\n", None),
    "docs/old.md": ("# Guide\n\nOpen it.\n", None),
    "docs/_snippets/wait.md": ("Wait 7 days.\n", "Wait [here](../index.md).\n", "{% if %}\n", None),
    "docs_fr/_snippets/wait.md": ("Attendez 7 jours.\n", "À RÉDIGER : combien de jours.\n", None),
    "docs_fr/_snippets/alone.md": ("Seul.\n", None),
    "docs/_data/integrations.yml": (
        "sage: {name: Sage 200}\n",
        "sage: [\n",
        "sage: {name: 'TO WRITE: the name'}\n",
        None,
    ),
    "docs_fr/_data/integrations.yml": ("sage: {name: Sage deux cents}\n", "sage: {nom: Sage}\n", None),
    "docs_fr/_glossary.yml": ("terms: {guide: manuel}\n", "forbidden: {guide: manuel}\n", "term: 5\n", None),
    "docs_fr/_revisions.yml": ("pictures/a.svg: none\n", None),
    "docs/pictures/a.svg": ("<svg xmlns='http://www.w3.org/2000/svg'><text>Save 5</text></svg>\n", None),
    "docs_fr/pictures/a.svg": ("<svg xmlns='http://www.w3.org/2000/svg'><text>Enregistrer 6</text></svg>\n", None),
}


def edits(seed: int, count: int) -> Iterator[dict[str, str | bytes | None]]:
    """Edits of a few files at once, most of which are taken back with the next; those of a seed are the same each
    time."""
    chosen, edited = random.Random(seed), set[str]()
    for _ in range(count):
        back = {path: FILES.get(path) for path in sorted(edited) if chosen.random() < 0.6}
        paths = chosen.sample(sorted(EDITS), chosen.choice((1, 2, 3)))
        yield {**back, **{path: chosen.choice(EDITS[path]) for path in paths}}
        edited = (edited - back.keys()) | set(paths)


def save(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    write(root, {path: text for path, text in files.items() if text is not None})
    for path in (path for path, text in files.items() if text is None):
        (root / path).unlink(missing_ok=True)


def told(sources: Sources) -> dict[str, Any]:
    """All that can be asked of sources."""
    composed = dict[str, Any]()
    for path in sources.pages.keys() - sources.snippets:
        try:
            composed[path] = sources.compose(path)
        except Refused as refused:
            composed[path] = refused.findings
    site = sources.site
    return {
        "findings": list(map(str, check(sources, chosen_rules()).findings)),
        "composed": composed,
        "refusals": sources.refusals,
        "pages": {path: (parsed.page, parsed.digest) for path, parsed in sources.pages.items()},
        "order": list(sources.pages),
        "published": site.published,
        "pairs": [pair.digest for pair in sources.pairs],
        "unread": {path: why.findings for path, why in sources.unread.items()},
    }


@pytest.mark.parametrize("path", EDITS)
def test_each_edit_and_its_being_taken_back_are_told_as_by_sources_that_are_opened(small_site: Make, path: str) -> None:
    root = small_site(FILES)
    sources = Sources(Site.load(root / "mkdocs.yml"), memo=Memo())
    before = told(sources)
    for text in EDITS[path]:
        save(root, {path: text})
        sources = sources.reread([path])
        assert told(sources) == told(Sources(Site.load(root / "mkdocs.yml"))), text
        save(root, {path: FILES.get(path)})
        sources = sources.reread([path])
        assert told(sources) == before, text


@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_series_of_edits_is_told_as_by_sources_that_are_opened(small_site: Make, seed: int, drafts: bool) -> None:
    root = small_site(FILES)
    config = root / "mkdocs.yml"
    sources = Sources(Site.load(config, drafts=drafts), memo=Memo())
    for number, files in enumerate(edits(seed, 12)):
        if number % 3 == 0:
            told(sources)  # what was worked out must not be what is told of others
        save(root, files)
        sources = sources.reread([*files])
        assert told(sources) == told(Sources(Site.load(config, drafts=drafts))), files


def test_another_configuration_is_another_site(small_site: Make) -> None:
    root = small_site({**FILES, "docs/new.md": "# New\n\n!!! note\n    Text.\n"})
    config = root / "mkdocs.yml"
    sources = Sources(Site.load(config))
    before = told(sources)
    written = config.read_text(encoding="utf-8")
    for text in (
        f"{written}exclude_docs: new.md\n",
        f"{written}markdown_extensions: [tables]\n",
        f"{written}site_url: https://guides.example.org/a/\n",
        f"{written}extra:\n  writers_section: nowhere\n",
    ):
        config.write_text(text, encoding="utf-8")
        sources = sources.reread(["mkdocs.yml"])
        assert told(sources) == told(Sources(Site.load(config))) != before
    config.write_text("site_name: [\n", encoding="utf-8")
    with pytest.raises(Refused):
        sources.reread(["mkdocs.yml"])
    config.write_text(written, encoding="utf-8")
    assert told(sources.reread(["mkdocs.yml"])) == before


def test_a_link_out_of_the_site_in_the_place_of_a_page_is_refused(small_site: Make) -> None:
    root = small_site(FILES)
    sources = Sources(Site.load(root / "mkdocs.yml"))
    (root / "docs/guide.md").unlink()
    (root / "docs/guide.md").symlink_to("/etc/passwd")
    again = sources.reread(["docs/guide.md"])
    assert told(again) == told(Sources(Site.load(root / "mkdocs.yml")))
    assert list(again.unread) == ["docs/guide.md"]


def test_sources_say_what_they_said_when_others_are_made(small_site: Make) -> None:
    root = small_site(FILES)
    sources = Sources(Site.load(root / "mkdocs.yml"), memo=Memo())
    before = told(sources)
    save(root, {"docs/index.md": "# Home\n\n[Away](gone.md)\n", "docs_fr/guide.md": None})
    others = sources.reread(["docs/index.md", "docs_fr/guide.md"])
    assert told(others) != before
    assert told(sources)["findings"] == before["findings"]
    assert told(sources)["composed"] == before["composed"]


def test_pages_that_are_as_they_were_are_shared(small_site: Make) -> None:
    root = small_site(FILES)
    sources = Sources(Site.load(root / "mkdocs.yml"))
    save(root, {"docs/index.md": "# Home\n", "docs/new.md": "# New\n"})
    for paths, changed in ((["docs/index.md"], {"docs/index.md"}), (["docs/index.md", "docs/new.md"], {"docs/new.md"})):
        others = sources.reread(paths)
        assert {path for path in others.pages if others.pages[path] is not sources.pages.get(path)} == changed
        sources = others


def test_a_page_that_cannot_be_read_is_stood_in_for_by_what_it_was(small_site: Make) -> None:
    root = small_site(FILES)
    sources = Sources(Site.load(root / "mkdocs.yml", drafts=True), stands_in=True)
    page = sources.pages["docs/guide.md"].page
    save(root, {"docs/guide.md": "---\ntitle: [\n---\n"})
    broken = sources.reread(["docs/guide.md"])
    assert broken.pages["docs/guide.md"].page == broken.site.page("guide.md", broken.site.source) == page
    assert list(broken.unread) == ["docs/guide.md"]
    opened = Sources(Site.load(root / "mkdocs.yml", drafts=True), stands_in=True)
    assert opened.pages["docs/guide.md"].page.body == ""
    save(root, {"docs/guide.md": GUIDE})
    assert told(opened.reread(["docs/guide.md"])) == told(sources)


def test_two_sites_in_one_process_know_nothing_of_each_other(tmp_path: Path, small_site: Make) -> None:
    first = small_site(FILES)
    second = Path(shutil.copytree(first, tmp_path / "other"))
    save(
        second,
        {"docs/guide.md": "# Guide\n\n[Away](gone.md)\n", "docs_fr/index.md": "# Accueil\n\nAttendez 99 minutes.\n"},
    )
    (second / "mkdocs.yml").write_text((second / "mkdocs.yml").read_text().replace("Small", "Other"), encoding="utf-8")
    alone = [told(Sources(Site.load(root / "mkdocs.yml"))) for root in (first, second)]
    together = [Sources(Site.load(root / "mkdocs.yml"), memo=Memo()) for root in (first, second)]
    rules = {rule.id: [rule] for rule in chosen_rules()}
    found: list[set[str]] = [set(), set()]
    for each in rules.values():  # rule by rule, in turn
        for sources, findings in zip(together, found, strict=True):
            findings |= set(map(str, check(sources, each).findings))
    assert [told(sources) for sources in together] == alone
    assert [set(each["findings"]) <= findings for each, findings in zip(alone, found, strict=True)] == [True, True]


def test_two_previews_in_one_process_show_each_its_own_site(tmp_path: Path, small_site: Make) -> None:
    first = small_site(FILES)
    second = Path(shutil.copytree(first, tmp_path / "other"))
    save(second, {"docs_fr/index.md": "# Ailleurs\n", "docs/_snippets/wait.md": "Wait 99 days.\n"})
    previews = []
    for number, root in enumerate((first, second)):
        folder = tmp_path / str(number)
        folder.mkdir()
        previews.append(Pages(root / "mkdocs.yml", folder, "http://127.0.0.1:1"))

    def shown(address: str) -> list[list[bool]]:
        words = (b"Accueil", b"Ailleurs", b"Wait 5 days", b"Wait 99 days", b"Wait 6 days")
        return [[word in preview.answer(address).body for word in words] for preview in previews]

    assert [each[:2] for each in shown("fr/")] == [[True, False], [False, True]]
    assert [each[2:] for each in shown("guide/")] == [[True, False, False], [False, True, False]]
    save(first, {"docs/_snippets/wait.md": "Wait 6 days.\n"})
    previews[0].changed(["docs/_snippets/wait.md"])
    assert [each[2:] for each in shown("guide/")] == [[False, False, True], [False, True, False]]
