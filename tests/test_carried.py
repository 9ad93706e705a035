"""A translation is compared by way of the text that it was made from: what happens to a step of the source is told at
the step that translates it, once, and never at a neighbour."""

import random
from collections.abc import Sequence

import pytest
from bitext.check.engine import chosen_rules
from bitext.compose.concerned import outdated_lines
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.site.parsed_page import ParsedPage
from bitext.translating.steps import steps
from hypothesis import given
from hypothesis import strategies as st
from test_alignment import STEPS, joined, pages

ENGLISH, FRENCH = ([step[side] for step in STEPS] for side in (0, 1))
NEW = "Turn the lamp on."
PLACES = range(len(STEPS))


def page(texts: Sequence[str]) -> str:
    return "# Steps\n\n" + "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1))


def pair(now: Sequence[str], translation: Sequence[str] = FRENCH) -> Pair:
    """The French steps, made from the English ones, beside those that are there `now`."""
    source = parse_page(page(now), "docs/a.md", "a.md", "en")
    target = parse_page(page(translation), "docs_fr/a.md", "a.md", "fr")
    return Pair(ParsedPage(source), ParsedPage(target), behind=True, before=page(ENGLISH))


def told(pair: Pair) -> list[tuple[str, int, str]]:
    rules = [rule for rule in chosen_rules(only=["translations"]) if rule.scope == "pair"]
    return [(rule.id, report.line - 2, report.message) for rule in rules for report in rule.run(pair)]


@pytest.mark.parametrize("at", PLACES)
def test_a_step_that_is_gone(at: int) -> None:
    now = ENGLISH[:at] + ENGLISH[at + 1 :]
    place = f" before docs/a.md:{at + 3}" if now[at:] else ""
    ((rule, line, message),) = told(pair(now))
    assert (rule, line) == ("outdated", at + 1)
    assert message.startswith(f"translates what is gone: '{ENGLISH[at]}' was removed{place}")
    (step,) = steps(pair(now))
    assert (step.before, step.after, step.translation, step.line) == (ENGLISH[at], None, FRENCH[at], at + 3)


@pytest.mark.parametrize("at", PLACES)
def test_a_step_that_is_gone_on_both_sides(at: int) -> None:
    assert told(pair(ENGLISH[:at] + ENGLISH[at + 1 :], FRENCH[:at] + FRENCH[at + 1 :])) == []


@pytest.mark.parametrize("at", [*PLACES, len(STEPS)])
def test_a_step_that_is_new(at: int) -> None:
    now = [*ENGLISH[:at], NEW, *ENGLISH[at:]]
    message = f"has no counterpart here: '{NEW}' is new in docs/a.md:{at + 3}"
    assert told(pair(now)) == [("outdated", at if at else -1, message)]


@pytest.mark.parametrize("at", PLACES)
def test_a_step_that_is_new_and_translated_but_not_recorded(at: int) -> None:
    now, translation = [*ENGLISH[:at], NEW, *ENGLISH[at:]], [*FRENCH[:at], "Allumez la lampe.", *FRENCH[at:]]
    assert told(pair(now, translation)) == [
        ("outdated", at + 1, f"not recorded as translated: '{NEW}' is new in docs/a.md:{at + 3}")
    ]


@pytest.mark.parametrize("at", list(PLACES)[:-1])
def test_two_steps_made_one(at: int) -> None:
    now = [*ENGLISH[:at], f"{ENGLISH[at]} {ENGLISH[at + 1]}", *ENGLISH[at + 2 :]]
    found = told(pair(now))
    assert {(rule, line) for rule, line, _ in found} <= {("outdated", at + 1), ("outdated", at + 2)}
    assert len(found) == 2


@pytest.mark.parametrize("at", list(PLACES)[:-1])
def test_steps_that_changed_places_and_what_becomes_of_it(at: int) -> None:
    def swapped(texts: Sequence[str]) -> list[str]:
        return [*texts[:at], texts[at + 1], texts[at], *texts[at + 2 :]]

    ((rule, line, _),) = told(pair(swapped(ENGLISH)))
    assert rule == "segment-moved"
    assert line in (at + 1, at + 2)
    (step,) = steps(pair(swapped(ENGLISH)))
    assert (step.before, step.translation) == (step.after, FRENCH[line - 1])
    assert told(pair(swapped(ENGLISH), swapped(FRENCH))) == []


def test_a_section_that_moved_is_told_once_at_its_heading() -> None:
    names = ("account", "lamp", "invoice")
    english = [f"## The {name}\n\nOn `{name}`.\n\n### More\n\nMore of `{name}`.\n\n- An item.\n\n" for name in names]
    french = [f"## Le {name}\n\nSur `{name}`.\n\n### Plus\n\nPlus de `{name}`.\n\n- Un élément.\n\n" for name in names]
    source = parse_page("".join([english[2], *english[:2]]), "docs/a.md", "a.md", "en")
    target = parse_page("".join(french), "docs_fr/a.md", "a.md", "fr")
    moved = Pair(ParsedPage(source), ParsedPage(target), behind=True, before="".join(english))
    message = "heading 'Le invoice' stands at another place than in docs/a.md:1; if that is intended, pin it with '{ #the-invoice }'"
    assert told(moved) == [("segment-moved", 19, message)]
    pinned = parse_page(
        "".join(french).replace("invoice\n", "invoice { #the-invoice }\n", 1), "docs_fr/a.md", "a.md", "fr"
    )
    assert told(Pair(ParsedPage(source), ParsedPage(pinned), behind=True, before="".join(english))) == []


def test_a_step_whose_place_another_took() -> None:
    now, translation = ENGLISH.copy(), FRENCH.copy()
    now[1:2] = ["# Wait\n\nLater on"]  # nothing like it
    translation[1:2] = ["# Attendre\n\nPlus tard"]
    assert [rule for rule, _, message in told(pair(now, translation)) if "gone" in message] == []


def edited(blocks: list[str], others: list[str], by: random.Random) -> list[str]:
    """The blocks after a few edits: some gone, some of the others in between, some swapped, some changed."""
    now = blocks.copy()
    for _ in range(by.randint(0, 5)):
        at = by.randrange(len(now)) if now else 0
        match by.randrange(4):
            case 0:
                now[at : at + 1] = []
            case 1:
                now.insert(at, by.choice(others))
            case 2:
                now[at : at + 2] = reversed(now[at : at + 2])
            case _:
                now[at : at + 1] = [block.replace("`", "` more `", 1) for block in now[at : at + 1]]
    return now


@given(pages(), pages(), st.randoms(use_true_random=False))
def test_whatever_is_edited_every_segment_has_one_place(
    blocks: list[str], others: list[str], by: random.Random
) -> None:
    source = parse_page(joined(edited(blocks, others, by)), "docs/a.md", "a.md", "en")
    target = parse_page(joined(edited(blocks, others, by)), "docs_fr/a.md", "a.md", "fr")
    both = Pair(ParsedPage(source), ParsedPage(target), behind=True, before=joined(blocks))
    found = both.alignment
    assert sorted([*(ours for ours, _ in found.pairs), *found.missing]) == list(range(len(both.source.segments)))
    assert sorted([*(theirs for _, theirs in found.pairs), *found.added]) == list(range(len(both.target.segments)))
    assert set(found.moved) <= set(found.pairs)
    assert {gone.target for gone in both.gone} <= set(found.added)
    lines = target.body.count("\n") + 2
    assert all(1 <= line <= lines for line in outdated_lines(both) or ())
    assert all(1 <= step.line <= lines for step in steps(both))
