"""Translations that were left behind when the page that they translate was renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bitext.errors import Refused
from bitext.finding import nearest
from bitext.history.edits import Key, identity
from bitext.history.git import old_texts
from bitext.pages.page import parse_page
from bitext.pages.revision import recorded
from bitext.pages.segments import page_segments
from bitext.site.site import Locale
from bitext.sources import Sources

_ALIKE = 0.5  # the share of segments in common that makes two texts one page, as git has it of lines


@dataclass(frozen=True)
class Renamed:
    """name: of the source page now; is_same: it says what it said when it was translated, to the letter."""

    name: str
    is_same: bool


def renamed_pages(sources: Sources, locale: Locale) -> Mapping[str, Renamed]:
    """The source page of each translation of a language that has none of its name, by the name of the translation: the
    one that holds what the translation records, or is most like it."""
    site = sources.site
    theirs, ours = set(site.page_names(site.source)), set(site.page_names(locale))
    revisions = _revisions(sources, locale, sorted(ours - theirs))
    paths = {name: site.path(name, site.source) for name in sorted(theirs - ours)}
    left = {name: path for name, path in paths.items() if path in sources.pages}
    if not revisions or not left:
        return {}
    found = _same(sources, revisions, left)
    for name, each in found.items():
        del revisions[name]
        left.pop(each.name, None)
    return found | _alike(sources, revisions, left)


def _revisions(sources: Sources, locale: Locale, names: Iterable[str]) -> dict[str, str]:
    """What those translations record that can be read, by their names."""
    pages = {name: sources.pages.get(sources.site.path(name, locale)) for name in names}
    revisions = {name: recorded(parsed.page.meta) for name, parsed in pages.items() if parsed is not None}
    return {name: revision for name, revision in revisions.items() if revision}


def _same(sources: Sources, revisions: Mapping[str, str], left: Mapping[str, str]) -> dict[str, Renamed]:
    """As `renamed_pages`, of pages that say what they said: `left`, their paths by their names. Of several that say the
    same, the one with the nearest name."""
    by_revision: dict[str, list[str]] = {}
    for name, path in left.items():
        by_revision.setdefault(sources.revision(path), []).append(name)
    found: dict[str, Renamed] = {}
    for name, revision in revisions.items():
        if same := by_revision.get(revision):
            best = next((each for each in same if nearest(name, same).endswith(f"'{each}'?")), same[0])
            found[name] = Renamed(best, is_same=True)
            same.remove(best)
    return found


def _alike(sources: Sources, revisions: Mapping[str, str], left: Mapping[str, str]) -> dict[str, Renamed]:
    """As `renamed_pages`, of pages that were edited as well: `left`, their paths by their names."""
    texts = old_texts(sources.site.root, revisions.values())
    now = {name: set(map(identity, sources.pages[path].segments)) for name, path in left.items()}
    scores: list[tuple[float, str, str]] = []
    for name, revision in revisions.items():
        then = _segments(texts.get(revision, ""))
        scores += [(_share(then, segments), name, other) for other, segments in now.items()]
    found: dict[str, Renamed] = {}
    for share, name, other in sorted(scores, key=lambda score: (-score[0], *score[1:])):
        if share >= _ALIKE and name not in found and other not in {each.name for each in found.values()}:
            found[name] = Renamed(other, is_same=False)
    return found


def _segments(text: str) -> set[Key]:
    try:
        return set(map(identity, page_segments(parse_page(text, "", "", ""))))
    except Refused:
        return set()


def _share(ours: set[Key], theirs: set[Key]) -> float:
    """The share of two sets that both have: 0 to 1 (Sørensen and Dice)."""
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0
