"""How far each page has been translated, and what of it may say something else: as text, as JSON, or as a table for a
terminal. Each takes by its path how many findings of the group `meaning` a translation has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bitext.translating.status import Standing

STATES = ("missing", "outdated", "unknown", "up to date")
COLOURS = {"missing": "red", "outdated": "yellow", "unknown": "magenta", "up to date": "green"}
HEADS = ("page", "language", "state", "up to date", "words to translate")
DOUBTS = "meaning"  # the last column, where there is something to look at
LISTED = "`python3 scripts check --only meaning` lists what may not say the same\n"


def as_text(found: Sequence[Standing], meant: Mapping[str, int]) -> str:
    """A line for each page, and one for each language below them."""
    rows = _with_doubts([HEADS, *map(_row, found), *_totals(found)], found, meant)
    return "".join(f"{line}\n" for line in _aligned(rows)) + (LISTED if meant else "")


def _row(standing: Standing) -> tuple[str, ...]:
    words = "?" if standing.words is None else str(standing.words)
    share = "?" if standing.current is None else _percent(standing.current, standing.segments)
    return standing.name, standing.locale, standing.state, share, words


def _with_doubts(
    rows: Sequence[tuple[str, ...]], found: Sequence[Standing], meant: Mapping[str, int]
) -> Sequence[tuple[str, ...]]:
    """`rows` with one more column, where there is something to tell in it."""
    if not meant:
        return rows
    counts = [meant.get(standing.path, 0) for standing in found]
    sums = [_doubts(found, locale, meant) for locale in dict.fromkeys(standing.locale for standing in found)]
    cells = [DOUBTS, *(str(count) if count else "" for count in (*counts, *sums))]
    return [(*row, cell) for row, cell in zip(rows, cells, strict=True)]


def _doubts(found: Sequence[Standing], locale: str, meant: Mapping[str, int]) -> int:
    return sum(meant.get(standing.path, 0) for standing in found if standing.locale == locale)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole if whole else 100} %"


def _totals(found: Sequence[Standing]) -> list[tuple[str, ...]]:
    """A row for each language; what is unknown counts for nothing in shares and words."""
    rows: list[tuple[str, ...]] = []
    for total in _sums(found):
        states = ", ".join(f"{total['pages'][state]} {state}" for state in STATES if total["pages"][state])
        size = total["segments"]["total"]
        is_known = size or not total["pages"]["unknown"]
        share = _percent(total["segments"]["up_to_date"], size) if is_known else "?"
        words = str(total["words"]) if is_known else "?"
        rows.append(("total", total["locale"], states or "no pages", share, words))
    return rows


def _sums(found: Sequence[Standing]) -> list[dict[str, Any]]:
    locales = dict.fromkeys(standing.locale for standing in found)
    return [_sum(locale, [standing for standing in found if standing.locale == locale]) for locale in locales]


def _sum(locale: str, own: Sequence[Standing]) -> dict[str, Any]:
    known = [standing for standing in own if standing.current is not None]
    return {
        "locale": locale,
        "pages": {state: sum(standing.state == state for standing in own) for state in STATES},
        "segments": {
            "total": sum(standing.segments for standing in known),
            "up_to_date": sum(standing.current or 0 for standing in known),
        },
        "words": sum(standing.words or 0 for standing in known),
    }


def as_json(found: Sequence[Standing], meant: Mapping[str, int]) -> str:
    """All of it, for another program."""
    pages = [
        {
            "page": standing.name,
            "locale": standing.locale,
            "path": standing.path,
            "state": standing.state,
            "segments": {"total": standing.segments, "up_to_date": standing.current},
            "words": standing.words,
            "meaning": meant.get(standing.path, 0),
        }
        for standing in found
    ]
    totals = [{**total, "meaning": _doubts(found, total["locale"], meant)} for total in _sums(found)]
    return json.dumps({"pages": pages, "totals": totals}, ensure_ascii=False, indent=2) + "\n"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns with two blanks between them, numbers to the right, a rule before the totals."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if column > 2 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    first = next((index for index, row in enumerate(rows) if row[0] == "total"), len(rows))
    return [*lines[:first], *(["-" * len(lines[0])] if first < len(rows) else []), *lines[first:]]


def as_table(found: Sequence[Standing], meant: Mapping[str, int]) -> str:
    """A table for the terminal that the standard output stream is: as wide as that, in colours."""
    heads, *rows = _with_doubts([HEADS, *map(_row, found), *_totals(found)], found, meant)
    table = Table(box=box.SIMPLE_HEAD, show_footer=False)
    for column, head in enumerate(heads):
        table.add_column(head, justify="right" if column > 2 else "left")
    for page, locale, state, *numbers in rows[: len(found)]:
        table.add_row(Text(page), locale, Text(state, COLOURS[state]), *numbers)
    table.add_section()
    for row in rows[len(found) :]:
        table.add_row(*map(Text, row), style="bold")
    console = Console()
    with console.capture() as captured:
        console.print(table)
    return captured.get() + (LISTED if meant else "")
