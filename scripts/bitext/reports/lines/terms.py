"""The vocabulary of a site: what its glossary has, what is translated in two ways, what deserves a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from bitext.finding import printable
from bitext.translating.terms import Entry, Term, Translation

SHOWN = 3  # places of a translation
SECTIONS = ("terms", "labels", "keep")
Lines = Sequence[tuple[str, Term]]  # each behind its section of the glossary


def entries_as_text(found: Sequence[Entry], path: str) -> str:
    """A line for each term of the glossary at `path`."""
    rows = [("term", "translation", "times", "said so")]
    rows += [(each.term, each.translation, str(each.times), str(each.followed)) for each in found]
    return _table(rows) if found else f"{path} has no terms; `python3 scripts terms --suggest` proposes some\n"


def entries_as_json(found: Sequence[Entry], locale: str) -> str:
    """The same, for another program."""
    terms = [
        {"term": each.term, "translation": each.translation, "times": each.times, "followed": each.followed}
        for each in found
    ]
    return _json({"locale": locale, "terms": terms})


def suggested_as_text(two_ways: Sequence[Term], lines: Lines, path: str) -> str:
    """What is translated in two ways, then lines that can be put into the glossary at `path`. All of it is YAML: what
    is no line of a glossary is a comment."""
    told = [*_told_in_two_ways(two_ways, path), "", *_told_worth_a_line(lines, path)]
    return "".join(f"{printable(line)}\n" for line in told)


def _told_in_two_ways(two_ways: Sequence[Term], path: str) -> Iterator[str]:
    yield f"# {path}: translated in two ways" if two_ways else f"# {path}: nothing is translated in two ways"
    for term in two_ways:
        yield f"#   {term.kind} '{term.source}', {_times(term.times)}"
        yield from (f"#     {each.text}: {_times(len(each.places))}, {_where(each)}" for each in term.translations)


def _told_worth_a_line(lines: Lines, path: str) -> Iterator[str]:
    yield f"# {path}: worth a line" if lines else f"# {path}: nothing more is worth a line"
    for section in SECTIONS:
        own = [term for name, term in lines if name == section]
        yield from [f"{section}:"] if own else ()
        for term in own:
            yield f"  {_line(section, term)}  # {_times(term.times)}: {_where(term.translations[0], 1)}"


def suggested_as_json(two_ways: Sequence[Term], lines: Lines, locale: str) -> str:
    """The same, with all places, for another program."""
    return _json(
        {
            "locale": locale,
            "two_ways": list(map(_plain, two_ways)),
            "lines": [{"section": section, **_plain(term)} for section, term in lines],
        }
    )


def _plain(term: Term) -> dict[str, Any]:
    translations = [
        {
            "text": each.text,
            "times": len(each.places),
            "places": [
                {"path": place.target, "line": place.line, "source": place.source, "source_line": place.source_line}
                for place in each.places
            ],
        }
        for each in term.translations
    ]
    return {"kind": term.kind, "source": term.source, "times": term.times, "translations": translations}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _line(section: str, term: Term) -> str:
    if section == "keep":
        return f"- {_scalar(term.source)}"
    return f"{_scalar(term.source)}: {_scalar(term.translations[0].text)}"


def _scalar(text: str) -> str:
    """A text as YAML has it, in quotes where it takes some."""
    return str(yaml.safe_dump(text, allow_unicode=True, width=1000)).removesuffix("\n").removesuffix("\n...")


def _times(count: int) -> str:
    return f"{count} time{'s' * (count != 1)}"


def _where(translation: Translation, most: int = SHOWN) -> str:
    places = [f"{place.target}:{place.line}" for place in translation.places]
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return f"{', '.join(places[:most])}{more}"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    rows = [tuple(map(printable, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if column > 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
