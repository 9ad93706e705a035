"""The words that a site has learnt from its own pages tell which segment translates which, in any language."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from bitext import compose_page, open_site
from bitext.check.engine import check, chosen_rules
from bitext.check.in_processes import work_out_in_processes
from bitext.sources import Sources
from conftest import CONFIG, commit, revision, scripts, write

ENGLISH = (
    "Open Close Paint Hide Clean Carry Sell Draw",
    "the window|the table|the chair|the knife|the lamp|the carpet|the mirror|the bottle",
    "in the kitchen|in the attic|in the garden|in the bedroom|in the cellar|in the street|in the school|in the church",
)
WORDS = {
    "es": (
        "Abre Cierra Pinta Esconde Limpia Lleva Vende Dibuja",
        "la ventana|la mesa|la silla|el cuchillo|el farol|la alfombra|el espejo|el frasco",
        "en la cocina|en el desván|en el jardín|en el dormitorio|en el sótano|en la calle|en la escuela|en la iglesia",
    ),
    "el": (  # of which no file of the library knows anything
        "Άνοιξε Κλείσε Βάψε Κρύψε Καθάρισε Κουβάλησε Πούλησε Ζωγράφισε",
        "το παράθυρο|το τραπέζι|την καρέκλα|το μαχαίρι|τη λάμπα|το χαλί|τον καθρέφτη|το μπουκάλι",
        "στην κουζίνα|στη σοφίτα|στον κήπο|στο υπνοδωμάτιο|στο υπόγειο|στον δρόμο|στο σχολείο|στην εκκλησία",
    ),
}
Sentence = tuple[int, int, int]  # the numbers of its words
LESSON = [(verb, (verb + turn) % 8, (3 * verb + 5 * turn) % 8) for verb in range(8) for turn in range(8)]
PAGE = [(0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4), (5, 5, 5)]


MISSING = [PAGE[0], *PAGE[2:]]
ADDED = [*PAGE[:2], (1, 2, 3), *PAGE[2:]]


def page(words: Sequence[str], sentences: Sequence[Sentence], front: str = "") -> str:
    """A page of these sentences, a paragraph each."""
    verbs, *others = words
    parts = [verbs.split(), *(other.split("|") for other in others)]
    said = (" ".join(part[number] for part, number in zip(parts, each, strict=True)) for each in sentences)
    return f"{front}# 1\n" + "".join(f"\n{each}.\n" for each in said)


def site(folder: Path, locale: str, sentences: Sequence[Sentence], *lessons: Sequence[Sentence]) -> Path:
    """A site with a page whose translation has these sentences, and pages from which their words can be learnt."""
    french = "{locale: fr, name: Français, theme: {language: fr-CA}}"
    files = {"mkdocs.yml": CONFIG.replace(french, f"{{locale: {locale}, name: X}}")}
    pages: dict[str, tuple[Sequence[Sentence], Sequence[Sentence]]] = {"index": ([], []), "page": (PAGE, sentences)}
    pages |= {f"lesson{number}": (lesson, lesson) for number, lesson in enumerate(lessons)}
    for name, (ours, theirs) in pages.items():
        english = files[f"docs/{name}.md"] = page(ENGLISH, ours)
        recorded = f"---\nsource_revision: {revision(english)}\n---\n"
        files[f"docs_{locale}/{name}.md"] = page(WORDS[locale], theirs, recorded)
    return write(folder, files)


def told(sources: Sources) -> list[str]:
    """What is found where the languages part, but for pages that are the same in both."""
    found = check(sources, chosen_rules(only=["translations"])).findings
    return [f"{each.line}: {each.message} [{each.rule}]" for each in found if each.path.endswith("/page.md")]


@pytest.mark.parametrize("locale", WORDS)
def test_words_of_other_pages_tell_what_is_missing_or_added(tmp_path: Path, locale: str) -> None:
    root = site(tmp_path / "missing", locale, MISSING, LESSON)
    missing = "paragraph 'Close the table in the attic.' of docs/page.md:5 is missing here"
    assert told(open_site(root / "mkdocs.yml")) == [f"6: {missing} [segment-missing]"]
    root = site(tmp_path / "added", locale, ADDED, LESSON)
    verb, *others = (words.split("|" if "|" in words else None) for words in WORDS[locale])
    added = " ".join([verb[1], others[0][2], others[1][3]])
    assert told(open_site(root / "mkdocs.yml")) == [
        f"10: paragraph '{added}.' has no counterpart in docs/page.md [segment-added]"
    ]


def test_without_other_pages_lengths_of_texts_tell(tmp_path: Path) -> None:
    """So it is the words of the other pages that tell above."""
    root = site(tmp_path, "es", MISSING)
    missing = "paragraph 'Carry the carpet in the street.' of docs/page.md:13 is missing here"
    assert told(open_site(root / "mkdocs.yml")) == [f"14: {missing} [segment-missing]"]


def test_status_and_diff_go_by_the_same_words(tmp_path: Path) -> None:
    root = site(tmp_path, "es", MISSING, LESSON)
    _, said, _ = scripts(root, "diff", "page.md")
    assert "Close the table in the attic." in said
    assert "Carry the carpet in the street." not in said


def test_a_page_that_is_behind_is_published_the_same_whatever_other_pages_say(tmp_path: Path) -> None:
    composed, found = [], []
    for name, lessons in (("alone", []), ("taught", [LESSON])):
        root = site(tmp_path / name, "es", MISSING, *lessons)
        commit(root)
        write(root, {"docs/page.md": page(ENGLISH, [*PAGE[:3], (3, 3, 4), *PAGE[4:]])})
        sources = open_site(root / "mkdocs.yml")
        composed.append(compose_page(sources, "docs_es/page.md"))
        found.append(told(sources))
    assert composed[0] == composed[1]
    assert found[0] == found[1] != []


def test_what_is_kept_is_what_is_found_anew(tmp_path: Path) -> None:
    """Also once another page teaches other words."""
    root = site(tmp_path, "es", MISSING, LESSON)
    for lesson in (LESSON, LESSON[:8], [(verb, 7 - thing, place) for verb, thing, place in LESSON]):
        write(
            root,
            {"docs_es/lesson0.md": page(WORDS["es"], lesson), "docs/lesson0.md": page(ENGLISH, LESSON[: len(lesson)])},
        )
        results = [scripts(root, "check", *options) for options in ((), (), ("--no-cache",))]
        assert results[0] == results[1] == results[2]


def test_an_edit_elsewhere_changes_no_words_of_a_page(tmp_path: Path) -> None:
    """By the digest of its words what was found of a page is kept."""
    digests = []
    for said in ("", "\nUn texto más.\n"):
        root = site(tmp_path, "es", MISSING, LESSON, [])
        write(root, {"docs_es/lesson1.md": f"# 1\n{said}"})
        pair = open_site(root / "mkdocs.yml").pair_of("docs_es/page.md")
        assert pair
        digests.append(pair.words_digest)
    assert digests[0] == digests[1] != ""


def test_a_page_without_doubt_needs_no_words(tmp_path: Path) -> None:
    pair = open_site(site(tmp_path, "es", PAGE, LESSON) / "mkdocs.yml").pair_of("docs_es/page.md")
    assert pair
    assert pair.words_digest == ""


def test_several_processes_find_what_one_does(tmp_path: Path) -> None:
    root = site(tmp_path, "es", MISSING, *([sentence] for sentence in [*LESSON, *LESSON]))
    sources = open_site(root / "mkdocs.yml")
    work_out_in_processes(sources, chosen_rules(), 2)
    asked = len(sources.memo.used)
    found = check(sources, chosen_rules())
    assert len(sources.memo.used) == asked  # nothing was left to the one that began
    assert found == check(open_site(root / "mkdocs.yml"), chosen_rules())
    assert told(sources) != []
