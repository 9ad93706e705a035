"""What a file of data and its translation must have in common, and have not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    here, there = their_places.get(keys, 0), our_places.get(keys, 0)
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key, value in theirs.items():
            below = (*keys, str(key))
            if key in ours:
                yield from _compared(ours[key], value, below, where, our_places, their_places)
            else:
                known = nearest(str(key), map(str, ours))
                unknown = f"'{key}' is not in {where}:{there or 1}{known}"
                yield Mismatch(below, their_places.get(below, 0), unknown, there)
    elif keys and isinstance(theirs, list) and isinstance(ours, list) and len(ours) != len(theirs):
        counted = f"{len(theirs)} entr{'y' if len(theirs) == 1 else 'ies'}"
        yield Mismatch(keys, here, f"'{keys[-1]}' has {counted}, but {len(ours)} in {where}:{there}", there)
    elif keys and ours is None and theirs not in (None, []):
        yield Mismatch(keys, here, f"'{keys[-1]}' says something, but is 'null' in {where}:{there}", there)
    elif keys and theirs is None and ours not in (None, []):
        yield Mismatch(keys, here, f"'{keys[-1]}' is 'null', but says something in {where}:{there}", there)
    elif None not in (ours, theirs) and _kind(ours) != _kind(theirs):
        name = f"'{keys[-1]}'" if keys else "the file"
        kinds = f"{name} is {_kind(theirs)}, but {_kind(ours)} in {where}:{there or 1}"
        yield Mismatch(keys, here or 1, kinds, there or 1)
    elif keys:
        mine, yours = (Segment("paragraph", (), 0, 0, as_text(value)) for value in (ours, theirs))
        lost, found = differing_numbers(mine, yours)
        if message := parting_message("number", lost, found, f"{where}:{there}"):
            yield Mismatch(keys, here, message, there)


def _kind(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"
