"""What has changed in the data of the source locale since those of a target locale were translated from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bitext.errors import Refused
from bitext.history.changes import Change
from bitext.history.edits import is_made, is_substantive, text_segment
from bitext.history.git import old_texts
from bitext.history.said_already import seem_said
from bitext.site.data import DataFile, Place, data_file, facts


@dataclass(frozen=True)
class OutdatedFact:
    """keys: on the way to it; change: of the source; line: of the target that says it, too; is_said: it seems to say it
    as the source has it now."""

    keys: Place
    change: Change
    line: int
    is_said: bool = False


def outdated_facts(root: Path, source: DataFile, target: DataFile) -> list[OutdatedFact] | None:
    """The facts that `target` translates and that are others in `source` since. None when the text that it was made
    from is not at hand, and nobody knows."""
    revision = target.recorded
    if revision is None or source.revision in (None, revision):
        return []
    before = old_texts(root, [revision]).get(revision)
    if before is None:
        return None
    then, translated = facts_of(before, source.path), dict(facts(target.values))
    languages = source.locale, target.locale
    return [
        OutdatedFact(
            keys,
            Change(then[keys], now, source.places.get(keys, 0)),
            target.places.get(keys, 1),
            seem_said(then[keys], now, translated[keys], languages),
        )
        for keys, now in facts(source.values)
        if keys in translated and keys in then and differs(then[keys], now)
        if not _is_made(then[keys], now, translated[keys])
    ]


def facts_of(text: str, path: str) -> Mapping[Place, str]:
    """The facts of a file of data, by the keys on the way to each; none of one that cannot be read."""
    try:
        return dict(facts(data_file(text, path).values))
    except Refused:
        return {}


def differs(before: str, after: str) -> bool:
    """Whether an edit of a fact asks something of a translator."""
    return is_substantive(text_segment(before), text_segment(after))


def _is_made(before: str, after: str, translation: str) -> bool:
    """Whether the translation of a fact has its edit already: numbers, or all of it where it is no text, as a link."""
    is_text = " " in after.strip()
    texts = text_segment(before), text_segment(after), text_segment(translation)
    return (after == translation and not is_text) or is_made(*texts)
