"""What a file of data and its translation must have in common, and have not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from bitext.align.numbers import differing_numbers
from bitext.align.sameness import parting_message
from bitext.finding import nearest
from bitext.pages.segments import Segment
from bitext.site.data import DataFile, Place, as_text


@dataclass(frozen=True)
class Mismatch:
    """keys: on the way to the fact; line: of the translation; other: of the source."""

    keys: Place
    line: int
    message: str
    other: int


def mismatches(source: DataFile, target: DataFile) -> Iterator[Mismatch]:
    """Where `target` says something else than `source`, or something that `source` does not have."""
    return _compared(source.values, target.values, (), source.path, source.places, target.places)


def _compared(
    ours: Any,
    theirs: Any,
    keys: Place,
    where: str,
    our_places: Mapping[Place, int],
    their_places: Mapping[Place, int],
) -> Iterator[Mismatch]:
    if not isinstance(theirs, dict) or not isinstance(ours, dict):
        yield from _compared_values(ours, theirs, keys, where, our_places.get(keys, 0), their_places.get(keys, 0))
        return
    for key, value in theirs.items():
        below = (*keys, str(key))
        if key in ours:
            yield from _compared(ours[key], value, below, where, our_places, their_places)
        else:
            there = our_places.get(keys, 0)
            unknown = f"'{key}' is not in {where}:{there or 1}{nearest(str(key), map(str, ours))}"
            yield Mismatch(below, their_places.get(below, 0), unknown, there)


def _compared_values(ours: Any, theirs: Any, keys: Place, where: str, there: int, here: int) -> Iterator[Mismatch]:
    """The same of values that are not both mappings, with the lines of the source's and of the translation's."""
    if None not in (ours, theirs) and _kind(ours) != _kind(theirs):
        here, there = here or 1, there or 1
        message = f"{_called(keys)} is {_kind(theirs)}, but {_kind(ours)} in {where}:{there}"
    else:
        message = _difference(ours, theirs, keys[-1], f"{where}:{there}") if keys else ""
    if message:
        yield Mismatch(keys, here, message, there)


def _counted(entries: Sized) -> str:
    return f"{len(entries)} entr{'y' if len(entries) == 1 else 'ies'}"


def _called(keys: Place) -> str:
    return f"'{keys[-1]}'" if keys else "the file"


def _difference(ours: Any, theirs: Any, name: str, place: str) -> str:
    """How the value of one key, which is called `name`, differs: in how much a list holds, in saying nothing, in
    numbers; '' if it does not. place: of the source's."""
    if isinstance(theirs, list) and isinstance(ours, list) and len(ours) != len(theirs):
        return f"'{name}' has {_counted(theirs)}, but {len(ours)} in {place}"
    if ours is None and theirs not in (None, []):
        return f"'{name}' says something, but is 'null' in {place}"
    if theirs is None and ours not in (None, []):
        return f"'{name}' is 'null', but says something in {place}"
    mine, yours = (Segment("paragraph", (), 0, 0, text) for text in map(as_text, (ours, theirs)))
    lost, found = differing_numbers(mine, yours)
    return parting_message("number", lost, found, place) or ""


def _kind(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"
