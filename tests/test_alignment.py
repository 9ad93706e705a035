"""Alignment, by properties: a page agrees with itself, and what is taken, added or swapped anywhere is found."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

import pytest
from bitext.align.alignment import align
from bitext.align.headings import outline
from bitext.align.sections import matched
from bitext.check.engine import chosen_rules
from bitext.errors import Refused
from bitext.history.pair import Pair
from bitext.languages import lexicon
from bitext.languages.lexicon import meaning, plain
from bitext.pages.page import parse_page
from bitext.pages.segments import Segment, page_segments
from bitext.site.parsed_page import ParsedPage
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

WORDS = (
    "account balance callback company connection credential customer dialog entity environment field form invoice key "
    "label language mailbox message number page partner password portal profile record request section setting step "
    "subscription supplier tax token toggle transfer trial version warning window"
).split()


@st.composite
def pages(draw: st.DrawFn) -> list[str]:
    """The blocks of a page. Each has a text like no other: some words, a code span, sometimes a link or a label."""
    names = iter(draw(st.lists(st.from_regex(r"[a-z]{5,9}", fullmatch=True), min_size=16, max_size=16, unique=True)))

    def text() -> str:
        words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=12))
        name = next(names)
        tail = draw(st.sampled_from(["", " [there](/{}.md)", " **{}**"])).format(name)
        return f"{' '.join(words)} `{name}`{tail}"

    makers: list[Callable[[str], str]] = [
        lambda text: f"## {text}\n",
        lambda text: f"{text}\n",
        lambda text: f'!!! note "{text}"\n    {text} within\n',
        lambda text: f"```\n{text}\n```\n",
    ]
    blocks = [draw(st.sampled_from(makers))(text()) for _ in range(draw(st.integers(1, 6)))]
    steps = [f"{number}. {text()}\n" for number in range(1, draw(st.integers(3, 7)))]
    return [*blocks, *steps, "\n", *(f"{text()}\n\n" for _ in range(draw(st.integers(0, 2))))]


def cut(text: str) -> tuple[Segment, ...]:
    return page_segments(parse_page(text, "docs/a.md", "a.md", "en"))


def findings(english: str, french: str) -> list[tuple[str, int]]:
    source, target = parse_page(english, "docs/a.md", "a.md", "en"), parse_page(french, "docs_fr/a.md", "a.md", "fr")
    pair = Pair(ParsedPage(source), ParsedPage(target))
    rules = [rule for rule in chosen_rules(only=["translations"]) if rule.scope == "pair"]
    quiet = {
        "untranslated",
        "page-untranslated",
        "revision-missing",
        "revision-ahead",
    }  # both pages are in English here, and have no history
    return [(rule.id, report.line) for rule in rules if rule.id not in quiet for report in rule.run(pair)]


def joined(blocks: list[str]) -> str:
    """Blocks with a blank line between, but steps of one list together."""
    return "".join(block if block[0].isdigit() else f"\n{block}\n" for block in blocks)


@given(pages())
def test_a_page_agrees_with_itself(blocks: list[str]) -> None:
    text = joined(blocks)
    segments = cut(text)
    alignment = align(segments, segments)
    assert alignment.pairs == tuple((index, index) for index in range(len(segments)))
    assert (alignment.missing, alignment.added, alignment.moved) == ((), (), ())
    assert findings(text, text) == []


@given(pages(), st.data())
def test_a_block_that_is_taken_away_is_found(blocks: list[str], data: st.DataObject) -> None:
    steps = [index for index, block in enumerate(blocks) if block.strip()]
    gone = data.draw(st.sampled_from(steps))
    rest = blocks[:gone] + blocks[gone + 1 :]
    assert [rule for rule, _ in findings(joined(blocks), joined(rest))] == ["segment-missing"]
    assert [rule for rule, _ in findings(joined(rest), joined(blocks))] == ["segment-added"]


@given(pages(), st.data())
def test_two_steps_that_are_swapped_are_found(blocks: list[str], data: st.DataObject) -> None:
    steps = [index for index, block in enumerate(blocks) if block[0].isdigit()]
    first = data.draw(st.sampled_from(steps[:-1]))
    swapped = blocks.copy()
    one, other = blocks[first].partition(". "), blocks[first + 1].partition(". ")
    swapped[first], swapped[first + 1] = "".join((*one[:2], other[2])), "".join((*other[:2], one[2]))
    found = findings(joined(blocks), joined(swapped))
    lines = [joined(swapped).split("\n").index(swapped[index].rstrip("\n")) + 1 for index in (first, first + 1)]
    assert found in ([("segment-moved", line)] for line in lines)


@given(st.lists(pages(), min_size=2, max_size=4), st.data())
def test_sections_in_any_order_are_found_and_nothing_else_is_told(
    sections: list[list[str]], data: st.DataObject
) -> None:
    texts = [re.sub(r"`(\w+)`", rf"`\g<1>{'abcd'[number]}`", joined(each)) for number, each in enumerate(sections)]
    whole = ["## Part\n\n" + text.replace("## ", "### ") + "\n" for text in texts]
    order = data.draw(st.permutations(range(len(whole))))
    english, french = "# Page\n\n" + "".join(whole), "# Page\n\n" + "".join(whole[index] for index in order)
    starts = [french.count("\n", 0, match.start()) + 1 for match in re.finditer("^## Part$", french, re.MULTILINE)]
    told = findings(english, french)
    assert {rule for rule, _ in told} <= {"segment-moved"}
    assert {line for _, line in told} <= set(starts)
    in_order = [index for place, index in enumerate(order) if starts[place] not in {line for _, line in told}]
    assert in_order == sorted(in_order)
    ours, theirs = cut(english), cut(french)
    pairs = align(ours, theirs).pairs
    assert [ours[one].text for one, _ in pairs] == [theirs[other].text for _, other in pairs]
    assert len(pairs) == len(ours)


STEPS = (
    ("Follow the link in the e-mail.", "Suivez le lien du courriel."),
    ("Sign in.", "Connectez-vous."),
    ("Open the settings of your company.", "Ouvrez les paramètres de votre entreprise."),
    ("Fill out the form.", "Remplissez le formulaire."),
    ("Wait for the supplier's answer.", "Attendez la réponse du fournisseur."),
    ("Copy both keys.", "Copiez les deux clés."),
    ("Paste each into its field.", "Collez chacune dans son champ."),
    ("Save.", "Enregistrez."),
    ("Check the balance.", "Vérifiez le solde."),
)  # not a name, number or link in common, and hardly a word that begins alike


def steps(texts: Sequence[str]) -> str:
    return "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1))


@pytest.mark.parametrize("gone", range(len(STEPS)))
def test_a_short_step_without_translation_is_told_from_its_neighbours(gone: int) -> None:
    english, french = ([step[side] for step in STEPS] for side in (0, 1))
    rest = [step[:gone] + step[gone + 1 :] for step in (english, french)]
    missing = align(cut(steps(english)), cut(steps(rest[1])))
    assert (missing.missing, missing.added, missing.moved) == ((gone,), (), ())
    added = align(cut(steps(rest[0])), cut(steps(french)))
    assert (added.missing, added.added, added.moved) == ((), (gone,), ())


@pytest.mark.parametrize("first", range(len(STEPS) - 1))
def test_short_steps_that_are_swapped_are_found(first: int) -> None:
    english, french = ([step[side] for step in STEPS] for side in (0, 1))
    french[first], french[first + 1] = french[first + 1], french[first]
    (found,) = findings(steps(english), steps(french))
    assert found in [("segment-moved", first + 1), ("segment-moved", first + 2)]


def test_a_word_of_the_lexicon_has_one_meaning() -> None:
    lines = [{plain(word) for word in line.replace(":", "").split()} for line in lexicon._SAME.splitlines()]
    assert [word for word, count in Counter(chain.from_iterable(lines)).items() if count > 1] == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("wait", "=wait"),
        ("waiting", "=wait"),
        ("attendez", "=wait"),
        ("attendent", "=wait"),
        ("enter", "=enter"),
        ("entrez", "=enter"),
        ("entreprise", "=business"),  # begins as 'entrez' does
        ("entreprises", "=business"),
        ("entretien", "entre"),
        ("key", "=key"),
        ("the", ""),
        ("intacct", "intac"),
    ],
)
def test_what_a_word_has_in_common_with_its_translation(word: str, meant: str) -> None:
    assert meaning(word) == meant


@given(st.text(alphabet="#*-+ 1.\n`>|!:\"'=[](){}<>/&\\~^abc\t\u00a0é", max_size=200))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    try:
        page = parse_page(text, "docs/a.md", "a.md", "en")
    except Refused as refused:
        assert refused.findings
        return
    lines = page.body.count("\n") + 1 + page.offset
    segments = page_segments(page)
    assert all(1 <= segment.line <= segment.end <= lines for segment in segments)
    assert all(0 <= heading.line < lines for heading in outline(page.body))
    assert findings(text, text) == []


@pytest.mark.parametrize(
    "name", ["integrations/sage-200/setup.md", "integrations/sage-intacct/setup.md", "portal/companies.md"]
)
def test_a_guide_is_cut_alike_in_both_languages(name: str) -> None:
    pair = [(ROOT / folder / name).read_text(encoding="utf-8") for folder in ("docs", "docs_fr")]
    english, french = map(cut, pair)
    assert [(segment.kind, segment.path) for segment in english] == [(segment.kind, segment.path) for segment in french]


SIBLINGS = [
    (("Start the test", "Run it", "Stop"), ("Lancer l’essai", "Démarrer", "Arrêter")),
    (("Company name", "Name of the company", "Company"), ("Nom", "Entreprise : nom", "Entreprise")),
    (("Add a user", "Add a company", "Add a company user"), ("Personne", "Société", "Utilisateur d’une entreprise")),
    (("Limits", "Quotas and limits", "Quotas"), ("Quotas", "Limites et quotas", "Contingents")),
    (("Overview", "Introduction"), ("Introduction", "Vue d’ensemble")),
    (("Connect your account", "Connect", "Disconnect"), ("Connecter", "Lier votre compte", "Déconnecter votre compte")),
    (("Set up", "Install the app"), ("Installation", "Configurer l’application")),
    (("Invoices", "Invoice lines", "Lines"), ("Factures", "Lignes", "Rangées de factures")),
    (("Before you start", "Start"), ("Pour commencer", "Avant tout, débuter")),
]  # each in order, though its words are more like those of its neighbour
CONTAINERS: dict[str, Callable[[Sequence[str]], str]] = {
    "steps": lambda texts: "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1)),
    "bullets": lambda texts: "".join(f"- {text}\n" for text in texts),
    "paragraphs": lambda texts: "".join(f"{text}\n\n" for text in texts),
    "rows": lambda texts: "| Text |\n| - |\n" + "".join(f"| {text} |\n" for text in texts),
    "headings": lambda texts: "# T\n\n" + "".join(f"## {text}\n\n" for text in texts),
    "sections": lambda texts: "# T\n\n" + "".join(f"## {text}\n\n{text}.\n\n" for text in texts),
}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize(("english", "french"), SIBLINGS)
def test_short_siblings_that_share_words_are_in_order(
    english: tuple[str, ...], french: tuple[str, ...], container: str
) -> None:
    source, target = (CONTAINERS[container](texts) for texts in (english, french))
    assert findings(source, target) == []
    assert matched(outline(source), outline(target)) == [(index, index) for index in range(len(outline(source)))]


NAMES = (("the report", "le bilan"), ("a widget", "un gadget"), ("your notes", "vos remarques"), ("items", "éléments"))
FREE = ("Régler", "Valider", "Traiter", "Parcourir")  # verbs that no line of the lexicon has


@st.composite
def siblings(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Short texts and what a translator may make of them, in the same order: some verbs are freely translated, and some
    of the texts share a noun."""
    lines = [line.split(":") for line in lexicon._SAME.splitlines()]
    pairs = [(english.split()[0], french.split()[0]) for english, french in lines]
    shared, english, french = draw(st.sampled_from(pairs)), [], []
    for _ in range(draw(st.integers(2, 6))):
        verb, name = draw(st.sampled_from(pairs)), draw(st.sampled_from(NAMES))
        noun = shared if draw(st.booleans()) else ("", "")
        free = draw(st.sampled_from((verb[1].capitalize(), *FREE)))
        english.append(f"{verb[0].capitalize()} {name[0]} {noun[0]}".strip())
        french.append(f"{free} {name[1]} {noun[1]}".strip())
    return english, french


@given(siblings(), st.sampled_from(sorted(CONTAINERS)))
def test_siblings_that_are_freely_translated_do_not_cross(texts: tuple[list[str], list[str]], container: str) -> None:
    source, target = (CONTAINERS[container](each) for each in texts)
    assert [rule for rule, _ in findings(source, target) if rule.startswith("segment")] == []
    assert matched(outline(source), outline(target)) == [(index, index) for index in range(len(outline(source)))]


KEPT = [
    (("Add `user`", "Add `company`"), ("Créer `company`", "Créer `user`")),
    (("Add [one](/a.md)", "Add [another](/b.md)"), ("Créer [l’une](/b.md)", "Créer [l’autre](/a.md)")),
    (("Wait 60 days", "Wait 90 days"), ("Patience de 90 jours", "Patience de 60 jours")),
    (("Choose **Save** here", "Choose **Send** here"), ("Prendre **Send** ici", "Prendre **Save** ici")),
]


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize(("english", "french"), KEPT)
def test_what_translation_keeps_tells_that_neighbours_have_changed_places(
    english: tuple[str, ...], french: tuple[str, ...], container: str
) -> None:
    ((rule, _),) = findings(*(CONTAINERS[container](texts) for texts in (english, french)))
    assert rule == "segment-moved"


@pytest.mark.parametrize(
    "text",
    [
        "## One { #x }\n# One { #x }\n",
        "## One { #x }\n:\n## One { #x }\n",
        "## { #x }\nWords\n# { #x }\nMore<br>\n",
        "# A\n\n## One { #x }\n\n`a` 1\n\n## Two { #x }\n\n`b` 2\n\n## Three { #x }\n\n`c` 3\n",
    ],
)
def test_a_page_with_one_pin_on_two_headings_agrees_with_itself(text: str) -> None:
    segments = cut(text)
    assert align(segments, segments).pairs == tuple((index, index) for index in range(len(segments)))
    assert findings(text, text) == []


TRANSLATED = (
    ("The school counts weights in inches.", "L’école compte les poids en pouces."),
    ("Spreadsheets in landscape need a twelfth thesaurus.", "Les classeurs en paysage demandent un douzième synonyme."),
)  # nothing but the lexicon that ships with the two languages tells which is which


@pytest.mark.parametrize(
    ("languages", "pairs"),
    [
        (("en", "fr"), {(0, 1), (1, 0)}),
        (("en-GB", "fr_CA"), {(0, 1), (1, 0)}),
        (("en", "es"), {(0, 0), (1, 1)}),
        (("", ""), {(0, 0), (1, 1)}),
    ],
)
def test_the_lexicon_of_two_languages_tells_what_has_changed_places(
    languages: tuple[str, str], pairs: set[tuple[int, int]]
) -> None:
    source, target = (
        cut("\n\n".join(texts)) for texts in ([each[0] for each in TRANSLATED], [each[1] for each in TRANSLATED[::-1]])
    )
    assert set(align(source, target, languages).pairs) == pairs
    turned = align(target, source, (languages[1], languages[0]))
    assert {(ours, theirs) for theirs, ours in turned.pairs} == pairs
