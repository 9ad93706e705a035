"""Show how far each page has been translated: missing, outdated or up to date, and how many words are left.

Snippets count as pages, and so do data that are translated. 'unknown' is a page that does not record which text it was
made from, or whose text of then is not at hand (a shallow clone: 'git fetch --unshallow').

exit code: 0 shown, whatever the state, 2 could not run
"""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bitext.errors import Problem

from commands.support.opening import config_option, open_sources

if TYPE_CHECKING:
    from bitext.translating.status import Standing

STATES = ("missing", "outdated", "unknown", "up to date")
COLOURS = {"missing": "red", "outdated": "yellow", "unknown": "magenta", "up to date": "green"}
HEADS = ("page", "language", "state", "up to date", "words to translate")


def options(parser: argparse.ArgumentParser) -> None:
    """What `status` understands."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="only these languages, such as fr; default: all")
    config_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(args: argparse.Namespace) -> int:
    """Print the table, or its JSON, to the standard output stream."""
    from bitext.finding import nearest
    from bitext.translating.status import standings

    sources = open_sources(args.config_file)
    known = [locale.code for locale in sources.site.targets]
    for code in args.locales:
        if code not in known:
            languages = ", ".join(f"'{locale}'" for locale in known) or "none"
            suggestion = nearest(code, known) or f"; it has {languages}"
            raise Problem(f"'{code}' is no language that this site is translated into{suggestion}")
    found = standings(sources, args.locales or known)
    if args.format == "json":
        print(_json(found))
    elif sys.stdout.isatty():
        _show_table(found)
    else:
        rows = [HEADS, *map(_row, found), *_totals(found)]
        print("\n".join(_aligned(rows)))
    for finding in sources.refusals:
        print(finding.shown, file=sys.stderr)
    return 0


def _row(standing: "Standing") -> tuple[str, ...]:
    words = "?" if standing.words is None else str(standing.words)
    share = "?" if standing.current is None else _percent(standing.current, standing.segments)
    return standing.name, standing.locale, standing.state, share, words


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole if whole else 100} %"


def _totals(found: Sequence["Standing"]) -> list[tuple[str, ...]]:
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


def _sums(found: Sequence["Standing"]) -> list[dict[str, Any]]:
    sums = []
    for locale in dict.fromkeys(standing.locale for standing in found):
        own = [standing for standing in found if standing.locale == locale]
        known = [standing for standing in own if standing.current is not None]
        sums.append(
            {
                "locale": locale,
                "pages": {state: sum(standing.state == state for standing in own) for state in STATES},
                "segments": {
                    "total": sum(standing.segments for standing in known),
                    "up_to_date": sum(standing.current or 0 for standing in known),
                },
                "words": sum(standing.words or 0 for standing in known),
            }
        )
    return sums


def _json(found: Sequence["Standing"]) -> str:
    pages = [
        {
            "page": standing.name,
            "locale": standing.locale,
            "path": standing.path,
            "state": standing.state,
            "segments": {"total": standing.segments, "up_to_date": standing.current},
            "words": standing.words,
        }
        for standing in found
    ]
    return json.dumps({"pages": pages, "totals": _sums(found)}, ensure_ascii=False, indent=2)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns with two blanks between them, numbers to the right, a rule before the totals."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = [
        "  ".join(
            cell.rjust(width) if column > 2 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    first = next((index for index, row in enumerate(rows) if row[0] == "total"), len(rows))
    return [*lines[:first], *(["-" * len(lines[0])] if first < len(rows) else []), *lines[first:]]


def _show_table(found: Sequence["Standing"]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_footer=False)
    for column, head in enumerate(HEADS):
        table.add_column(head, justify="right" if column > 2 else "left")
    for standing in found:
        page, locale, state, *numbers = _row(standing)
        table.add_row(Text(page), locale, Text(state, COLOURS[state]), *numbers)
    table.add_section()
    for row in _totals(found):
        table.add_row(*map(Text, row), style="bold")
    Console().print(table)
