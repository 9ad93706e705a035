from collections.abc import Iterator, Mapping
from typing import Any

from bitext.compare import is_worded, numbers, parting, parting_message
from bitext.data import Place, as_text, data_pairs
from bitext.finding import nearest
from bitext.rule import Report, rule
from bitext.segments import Segment
from bitext.sources import Sources


@rule("translations", "site")
def data_mismatch(sources: Sources) -> Iterator[Report]:
    """A fact of the data differs: a number, or how many there are in a list; or what a translation says has no
    counterpart, so that readers get the source text.

    Bad: `vait:` in French, where the English key is `wait:`.
    Good: the same keys, the same numbers.
    """
    for source, target in data_pairs(sources.site):
        places = (source.places, target.places)
        for line, message, other in _compared(source.values, target.values, (), source.path, *places):
            yield Report(line, message, other, path=target.path, other_path=source.path)


def _compared(
    ours: Any,
    theirs: Any,
    keys: Place,
    where: str,
    our_places: Mapping[Place, int],
    their_places: Mapping[Place, int],
) -> Iterator[tuple[int, str, int]]:
    here, there = their_places.get(keys, 0), our_places.get(keys, 0)
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key, value in theirs.items():
            below = (*keys, str(key))
            if key in ours:
                yield from _compared(ours[key], value, below, where, our_places, their_places)
            else:
                known = nearest(str(key), map(str, ours))
                yield their_places.get(below, 0), f"'{key}' is not in {where}:{there or 1}{known}", there
    elif keys and isinstance(theirs, list) and isinstance(ours, list) and len(ours) != len(theirs):
        counted = f"{len(theirs)} entr{'y' if len(theirs) == 1 else 'ies'}"
        yield here, f"'{keys[-1]}' has {counted}, but {len(ours)} in {where}:{there}", there
    elif _kind(ours) != _kind(theirs):
        name = f"'{keys[-1]}'" if keys else "the file"
        yield here or 1, f"{name} is {_kind(theirs)}, but {_kind(ours)} in {where}:{there or 1}", there or 1
    elif keys:
        mine, yours = (Segment("paragraph", (), 0, 0, as_text(value)) for value in (ours, theirs))
        lost, found = parting(numbers(mine), numbers(yours))
        lost = [number for number in lost if not is_worded(number, yours)]
        found = [number for number in found if not is_worded(number, mine)]
        if message := parting_message("number", lost, found, f"{where}:{there}"):
            yield here, message, there


def _kind(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"
