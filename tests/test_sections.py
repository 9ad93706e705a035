"""Sections that are missing, doubled or moved in a translation: each is told once, by its heading, and every other
section keeps its anchor. The project's own pages, with one section at a time taken away, doubled or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from bitext.align.alignment import align, matched_headings
from bitext.align.headings import outline
from bitext.check.engine import chosen_rules
from bitext.compose.anchors import target_anchors
from bitext.history.pair import Pair
from bitext.pages.page import parse_page
from bitext.site.parsed_page import ParsedPage
from conftest import ROOT

ALIGNMENT = ("segment-missing", "segment-added", "segment-moved", "heading-level")
PAGES = sorted(path.relative_to(ROOT / "docs_fr").as_posix() for path in (ROOT / "docs_fr").rglob("*.md"))
LONG = "writing/checks.md"  # takes as long as all others: some of its sections stand for all
SOME = 5


@dataclass(frozen=True)
class Section:
    """start, end: its segments; line, stop: its lines of the file, from 0."""

    start: int
    end: int
    line: int
    stop: int
    level: int


def paired(english: str, french: str) -> Pair:
    source, target = parse_page(english, "docs/a.md", "a.md", "en"), parse_page(french, "docs_fr/a.md", "a.md", "fr")
    return Pair(ParsedPage(source), ParsedPage(target))


def told(pair: Pair) -> list[tuple[str, int, str]]:
    """What is said of segments that are missing, added or moved."""
    rules = [rule for rule in chosen_rules(only=ALIGNMENT) if rule.scope == "pair"]
    return [(rule.id, report.line, report.message) for rule in rules for report in rule.run(pair)]


def texts(name: str) -> tuple[str, str]:
    english, french = ((ROOT / folder / name).read_text(encoding="utf-8") for folder in ("docs", "docs_fr"))
    return english, french


def sections(page: ParsedPage) -> list[Section]:
    """Its sections below the title, each with all that is below it."""
    segments, last = page.segments, page.page.body.count("\n") + 1 + page.page.offset
    heads = [index for index, segment in enumerate(segments) if segment.kind == "heading" and not segment.path]
    found = []
    for place, index in enumerate(heads):
        level = segments[index].level
        end = next((other for other in heads[place + 1 :] if segments[other].level <= level), len(segments))
        stop = segments[end].line - 1 if end < len(segments) else last
        found.append(Section(index, end, segments[index].line - 1, stop, level))
    return [section for section in found if section.level > 1]


def both(name: str) -> Iterator[tuple[Section, Section]]:
    """The sections of a page, each with its translation."""
    pair = paired(*texts(name))
    pairs = list(zip(sections(pair.source), sections(pair.target), strict=True))
    step = max(1, len(pairs) // SOME) if name == LONG else 1
    yield from pairs[::step]


def anchors(english: str, french: str) -> list[str]:
    ours, theirs = (outline(parse_page(text, "", "", "").body) for text in (english, french))
    return target_anchors(ours, theirs)


def within(pair: Pair, section: Section) -> slice:
    """The numbers of the headings of a section of the source."""
    heads = [index for index, segment in enumerate(pair.source.segments) if segment.kind == "heading"]
    inside = [number for number, index in enumerate(heads) if section.start <= index < section.end]
    return slice(inside[0], inside[-1] + 1)


def more(section: Section) -> str:
    count = section.end - section.start
    return f"' and {count - 1} more" if count > 1 else "'"


@pytest.mark.parametrize("name", PAGES)
def test_a_section_that_is_missing_is_told_by_its_heading_and_shifts_no_anchor(name: str) -> None:
    english, french = texts(name)
    whole = paired(english, french)
    for source, target in both(name):
        lines = french.split("\n")
        left = "\n".join(lines[: target.line] + lines[target.stop :])
        ((rule, _, message),) = told(paired(english, left))
        assert (rule, f"docs/a.md:{source.line + 1} " in message, more(source) in message) == (
            "segment-missing",
            True,
            True,
        ), message
        expected = anchors(english, french)
        del expected[within(whole, source)]
        assert anchors(english, left) == expected


@pytest.mark.parametrize("name", PAGES)
def test_a_section_that_only_the_translation_has_is_told_by_its_heading(name: str) -> None:
    english, french = texts(name)
    for source, target in both(name):
        lines = english.split("\n")
        left = "\n".join(lines[: source.line] + lines[source.stop :])
        ((rule, line, message),) = told(paired(left, french))
        assert (rule, line, more(target) in message) == ("segment-added", target.line + 1, True), message


@pytest.mark.parametrize("name", PAGES)
def test_a_section_that_stands_twice_is_told_as_a_whole(name: str) -> None:
    english, french = texts(name)
    for _, target in both(name):
        lines = french.rstrip("\n").split("\n")
        again = ["", *lines[target.line : target.stop], ""]
        doubled = "\n".join(lines[: target.stop] + again + lines[target.stop :])
        pair = paired(english, doubled)
        if len(pair.target.segments) == len(paired(english, french).target.segments) + target.end - target.start:
            ((rule, line, message),) = told(pair)
            second = min(target.stop, len(lines)) + 2
            assert (rule, line in (target.line + 1, second), more(target) in message) == ("segment-added", True, True)


@pytest.mark.parametrize("name", PAGES)
def test_a_section_that_has_changed_places_with_the_next_is_told_once(name: str) -> None:
    english, french = texts(name)
    pairs = list(both(name))
    for (source, target), (after, following) in pairwise(pairs):
        if target.stop != following.line or target.level != following.level:
            continue
        lines = french.rstrip("\n").split("\n")
        first, second = lines[target.line : target.stop], lines[following.line : following.stop]
        swapped = "\n".join([*lines[: target.line], *second, "", *first, *lines[following.stop :]])
        ((rule, _, message),) = told(paired(english, swapped))
        assert rule == "segment-moved"
        assert any(f"docs/a.md:{section.line + 1}" in message for section in (source, after)), message


PARTS = {
    "Keys": ("Each holds `key` and 12 signs.", "Clés", "Chacune contient `key` et 12 signes."),
    "Users": ("Invite `user`, up to 30 of them.", "Personnes", "Invitez `user`, jusqu’à 30."),
    "Limits": ("You can send `limit` 500 times.", "Limites", "Vous pouvez envoyer `limit` 500 fois."),
    "Errors": ("The code is `error` or 404.", "Erreurs", "Le code est `error` ou 404."),
}


def english_part(name: str, level: int = 2) -> str:
    return f"{'#' * level} {name}\n\n{PARTS[name][0]}\n\n"


def french_part(name: str, level: int = 2) -> str:
    return f"{'#' * level} {PARTS[name][1]}\n\n{PARTS[name][2]}\n\n"


def page(part: Callable[[str], str], names: Sequence[str]) -> str:
    return "# A\n\n" + "".join(map(part, names))


ENGLISH = page(english_part, list(PARTS))


def test_a_large_section_that_has_moved_past_small_ones_is_the_one_that_is_told() -> None:
    long = "".join(f"`item{number}`\n\n" for number in range(9))
    french = [french_part(name) for name in PARTS]
    english = "# A\n\n" + english_part("Keys") + long + "".join(map(english_part, list(PARTS)[1:]))
    moved = "# A\n\n" + "".join(french[1:]) + french[0] + long
    ((rule, line, _),) = told(paired(english, moved))
    assert (rule, line) == ("segment-moved", 3 + 4 * 3)


def test_a_section_that_stands_below_another_is_told_once() -> None:
    english = page(english_part, ["Keys", "Users", "Limits"]).replace("## Users", "### Users")
    french = "# A\n\n" + french_part("Keys") + french_part("Limits") + french_part("Users", 3)
    assert [(rule, line) for rule, line, _ in told(paired(english, french))] == [("segment-moved", 11)]
    assert anchors(english, french) == ["a", "keys", "limits", "users"]


@pytest.mark.parametrize("name", list(PARTS)[1:])
def test_a_heading_alone_that_is_missing_leaves_its_text_to_the_section_before(name: str) -> None:
    whole = page(french_part, list(PARTS))
    left = whole.replace(f"## {PARTS[name][1]}\n\n", "")
    line = ENGLISH.split("\n").index(f"## {name}") + 1
    ((rule, _, message),) = told(paired(ENGLISH, left))
    assert (rule, message) == ("segment-missing", f"heading '{name}' of docs/a.md:{line} is missing here")
    assert anchors(ENGLISH, left) == ["a", *(part.lower() for part in PARTS if part != name)]


def test_a_heading_alone_that_is_missing_below_another_leaves_its_text_to_that() -> None:
    english = "# A\n\n## Other ways\n\n" + english_part("Keys", 3) + english_part("Users")
    french = "# A\n\n## Autres façons\n\n" + PARTS["Keys"][2] + "\n\n" + french_part("Users")
    ((rule, _, message),) = told(paired(english, french))
    assert (rule, message) == ("segment-missing", "heading 'Keys' of docs/a.md:5 is missing here")
    assert anchors(english, french) == ["a", "other-ways", "users"]


@pytest.mark.parametrize("name", PAGES)
def test_anchors_come_from_the_pairs_that_findings_come_from(name: str) -> None:
    pair = paired(*texts(name))
    source, target = pair.source.segments, pair.target.segments
    pairs = {ours: theirs for ours, theirs in align(source, target).pairs if source[ours].kind == "heading"}
    assert pairs == matched_headings(source, target)
