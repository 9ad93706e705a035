import re
from collections.abc import Iterator
from typing import Any

from bitext.align.sameness import without_origin
from bitext.history.localized import is_same_file
from bitext.history.pair import Pair
from bitext.rule import Report, rule

# Text for people may differ; dates and what belongs to one side alone need not stand on the other.
_TEXT = {"title", "description", "nav_title", "sidebar_label", "summary", "subtitle", "keywords", "tags", "hide_title"}
_NESTED = {*_TEXT, "alt", "caption", "details", "heading", "label", "message", "tagline", "text"}
_OWN = {"source_revision", "source_unchanged", "redirect_from", "slug", "aliases"}


@rule("pair")
def front_matter(pair: Pair) -> Iterator[Report]:
    """A key of the front matter is missing on one side, or a flag, id or path has another value. Titles and
    descriptions are text; dates, `redirect_from` and `source_revision` belong to one side. A translation inherits
    `hide`, `search`, `last_checked` and the key of its record: where it says them all the same, it says the same.

    Bad: `description:` stands in the English page alone.
    Good: `integration: sage-200` stands in the English page, and in the French one that or nothing.
    """
    mine, yours = pair.source.page.meta, pair.target.page.meta
    where = pair.source.page.path
    for key in mine:
        if key not in yours and key not in pair.inherited and not _is_own(key):
            there = pair.source.page.line_of_key(key)
            yield Report(1, f"front matter key '{key}' of {where} is missing here", there)
    for key, value in yours.items():
        if _is_own(key):
            continue
        line = pair.target.page.line_of_key(key)
        if key not in mine:
            yield Report(line, f"front matter key '{key}' is not in {where}", 1)
        elif key not in _TEXT and not _is_same(mine[key], value, pair):
            message = f"front matter key '{key}' is '{value}', but '{mine[key]}' in {where}"
            yield Report(line, message, pair.source.page.line_of_key(key))


def _is_same(ours: Any, theirs: Any, pair: Pair) -> bool:
    """Whether two values mean the same, each for its language: 'home.html' and 'home.fr.html'."""
    if isinstance(ours, str) and isinstance(theirs, str) and is_same_file(ours, theirs, pair.languages):
        return True
    return bool(_plain(theirs, pair.origins) == _plain(ours, pair.origins))


def _is_own(key: str) -> bool:
    return key in _OWN or re.search(r"date|updated|created|_at$|At$|revision|commit", key, re.IGNORECASE) is not None


def _plain(value: Any, origins: tuple[str, ...]) -> Any:
    """A value with what a translator may touch taken out: text of several words, and the prefix of a language."""
    if isinstance(value, str):
        return "" if " " in value.strip() else without_origin(value, origins)
    if isinstance(value, list):
        return [_plain(item, origins) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, origins) for key, item in value.items() if key not in _NESTED}
    return value
