"""What was declared translated by moving `source_revision` on, and is as it was before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bitext.align.alignment import align
from bitext.align.numbers import numbers
from bitext.errors import Refused
from bitext.history.changes import Change, changes
from bitext.history.data_history import differs, facts_of
from bitext.history.edits import Reading, identity, mark, text_segment
from bitext.history.git import Versions, earlier_versions, old_texts
from bitext.history.pair import Pair
from bitext.history.said_already import seem_said, seems_said
from bitext.pages.page import FRONT_MATTER, Page, parse_page, read_text
from bitext.pages.revision import KEY, recorded, unchanged
from bitext.pages.segments import Segment, page_segments
from bitext.site.data import DataFile, Place, facts, translated_data
from bitext.site.parsed_page import ParsedPage
from bitext.sources import Sources

_RECORDED = re.compile(rf"^[ \t]*[\"']?{KEY}[\"']?[ \t]*:[ \t]*[\"']?([0-9a-fA-F]{{40}})\b", re.MULTILINE)
_HERE = ""  # in place of the blob id of the working copy


@dataclass(frozen=True)
class Untouched:
    """A piece of a translation that is as it was, though the source it translates has changed between the revision
    that was recorded before and the one that is. source, target: paths; line: of the target; change: of the source,
    without a line when it has changed again since; mark: of the source piece, as `edits.mark` has it; is_said: the
    piece seems to say what the source says since."""

    source: str
    target: str
    line: int
    change: Change
    mark: str
    is_said: bool = False


def untouched(sources: Sources) -> Iterator[Untouched]:
    """All such pieces of pages and of data, but for those that are said to be right as they were.

    Seen from the working copy and the last commits that touched translations (`repository.RECENT`), along both sides
    of a merge: the text that a file had when it first recorded its previous revision is the one it is held against.
    Nothing is seen without git, nor past the end of a shallow clone, nor where either source text is not at hand. A
    piece that already agrees with the numbers, links and code that changed is let be.
    """
    versions = earlier_versions(sources.site.root, [locale.folder for locale in sources.site.targets])
    pairs = [pair for pair in sources.pairs if pair.target.page.path in versions]
    data = [pair for pair in translated_data(sources.site) if pair[1].path in versions]
    history = _History(sources, versions, _revisions(pairs, data))
    for pair in pairs:
        yield from _on_page(history, pair, unchanged(pair.target.page.meta))
    for source, target in data:
        yield from _in_data(history, source, target, target.unchanged)


def _revisions(pairs: Iterable[Pair], data: Iterable[tuple[DataFile, DataFile]]) -> dict[str, str]:
    """What each translation records, by its path, if it does."""
    revisions = {pair.target.page.path: recorded(pair.target.page.meta) for pair in pairs}
    revisions |= {target.path: target.recorded for _, target in data}
    return {path: each for path, each in revisions.items() if each}


def left_as_it_was(sources: Sources, path: str) -> list[Untouched]:
    """What `untouched` would tell of the translation at `path`, a page or data, were it recorded as that of the source
    as it is now, and nothing said to be right as it was."""
    versions = earlier_versions(sources.site.root, [locale.folder for locale in sources.site.targets])
    pair = sources.pair_of(path)
    if pair is not None:
        history = _History(sources, versions, {path: sources.revision(pair.source.page.path)})
        return list(_on_page(history, pair, frozenset()))
    source, target = next(pair for pair in translated_data(sources.site) if pair[1].path == path)
    history = _History(sources, versions, {path: source.revision or ""})
    return list(_in_data(history, source, target, frozenset()))


class _History:
    """Earlier texts of translations, and the texts of the source that they record. since: of each path, the revision it
    is held against, and for each revision that was recorded before it, that one and the text under it."""

    def __init__(self, sources: Sources, versions: Mapping[str, Versions], revisions: Mapping[str, str]) -> None:
        self.sources = sources
        self.revisions = revisions
        mine = {path: versions.get(path, Versions()) for path in revisions}
        kept = old_texts(sources.site.root, {blob for each in mine.values() for blob in each.all})
        self.since = {path: _earlier(self._here(path), each, kept, revisions[path]) for path, each in mine.items()}
        wanted = {previous for each in self.since.values() for previous, _ in each}
        self.english = old_texts(sources.site.root, {*wanted, *(revisions[path] for path in mine if self.since[path])})

    def _here(self, path: str) -> str:
        return read_text(self.sources.site.root / path, path)


def _earlier(here: str, versions: Versions, kept: Mapping[str, str], revision: str) -> list[tuple[str, str]]:
    """The revisions that a translation, whose file holds `here`, recorded before `revision`, on each side of a merge:
    each with the text that the file had when it first did."""
    texts, before = {**kept, _HERE: here}, {**versions.before, _HERE: versions.heads}
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    waiting = [_HERE]
    while waiting:
        blob = waiting.pop(0)
        if blob in seen or blob not in texts:
            continue
        seen.add(blob)
        said = _recorded_in(texts[blob])
        if said == revision:
            waiting += before.get(blob, ())
        elif said:
            found += [(said, text) for text in _first_under(said, blob, texts, before)]
    return list(dict.fromkeys(found))


def _first_under(
    revision: str, blob: str, texts: Mapping[str, str], before: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """The texts with which a file began to record `revision`, followed back from one that does."""
    seen: set[str] = set()
    waiting = [blob]
    while waiting:
        blob = waiting.pop(0)
        if blob not in seen:
            seen.add(blob)
            older = [each for each in before.get(blob, ()) if _recorded_in(texts.get(each, "")) == revision]
            waiting += older
            if not older:
                yield texts[blob]


def _recorded_in(text: str) -> str:
    """The revision that the front matter of a page records, or a file of data; '' when it records none."""
    front = FRONT_MATTER.match(text)
    written = _RECORDED.search(front[0] if front else text)
    return written[1].lower() if written else ""


def _on_page(history: _History, pair: Pair, right: frozenset[str]) -> Iterator[Untouched]:
    page, where = pair.target.page, pair.source.page.path
    revision = history.revisions.get(page.path, "")
    is_current = revision == history.sources.revision(where)
    source = pair.source if is_current else _parsed(history.english.get(revision), pair.source.page)
    if source is None:
        return
    told: set[int] = set()
    for previous, text in history.since.get(page.path, []):
        target = _parsed(text, page)
        if target is None or previous not in history.english:
            continue
        for piece in _pieces(pair, source, target, history.english[previous], is_current):
            if piece.line not in told and piece.mark not in right:
                told.add(piece.line)
                yield piece if is_current else replace(piece, change=replace(piece.change, line=0))


def _pieces(pair: Pair, source: ParsedPage, old: ParsedPage, before: str, is_current: bool) -> Iterator[Untouched]:
    """The pieces of the target that are as they were on the page `old`, though `source` has changed since `before`."""
    since = changes(before, source.page, source.segments, pair.origins)
    yield from _texts(pair, old, since.front)
    if not since.segments:
        return
    alignment = pair.alignment if is_current else align(source.segments, pair.target.segments, pair.languages)
    said, then = set(map(identity, old.segments)), {now: was for was, now in since.kept.items()}
    for ours, theirs in alignment.pairs:
        changed = since.segments.get(ours)
        segment = pair.target.segments[theirs]
        if changed is None or changed.before is None or identity(segment) not in said:
            continue
        if not _agrees_already(changed.before, source.segments[ours], segment):
            yield _piece(pair, segment.line, changed, (since.then[then[ours]], source.segments[ours], segment))


def _texts(pair: Pair, old: ParsedPage, front: Mapping[str, Change]) -> Iterator[Untouched]:
    """As `_pieces`, of the front matter. front: what has changed of the source."""
    page = pair.target.page
    for key, change in front.items():
        there = page.meta.get(key)
        if there == old.page.meta.get(key):
            was, now, said = map(text_segment, (change.before or "", change.after or "", str(there or "")))
            yield _piece(pair, page.line_of_key(key), change, (was, now, said))


def _piece(pair: Pair, line: int, change: Change, texts: tuple[Segment, Segment, Segment]) -> Untouched:
    """texts: the source as it was, and as it is now, and the target."""
    page = pair.target.page
    is_said = seems_said(*texts, Reading(page.name, pair.origins, pair.languages))
    return Untouched(pair.source.page.path, page.path, line, change, mark(texts[1]), is_said)


def _has_changed(keys: Place, then: Mapping[Place, str], now: Mapping[Place, str]) -> bool:
    """Whether a fact is there in both texts, and says something else."""
    return keys in then and keys in now and differs(then[keys], now[keys])


def _in_data(history: _History, source: DataFile, target: DataFile, right: frozenset[str]) -> Iterator[Untouched]:
    since = history.since.get(target.path, [])
    now = history.revisions.get(target.path, "")
    is_current = now == source.revision
    after = dict(facts(source.values)) if is_current else facts_of(history.english.get(now, ""), source.path)
    told: set[int] = set()
    for previous, text in since:
        then, said = facts_of(history.english.get(previous, ""), source.path), facts_of(text, target.path)
        for keys, fact in facts(target.values):
            if said.get(keys) != fact or not _has_changed(keys, then, after):
                continue
            new, line = text_segment(after[keys]), target.places.get(keys, 1)
            if mark(new) in right or line in told or _agrees_already(then[keys], new, text_segment(fact)):
                continue
            told.add(line)
            change = Change(then[keys], after[keys], source.places.get(keys, 0) if is_current else 0)
            is_said = seem_said(then[keys], after[keys], fact, (source.locale, target.locale))
            yield Untouched(source.path, target.path, line, change, mark(new), is_said)


def _agrees_already(before: str, after: Segment, translation: Segment) -> bool:
    """Whether all that translation keeps and that has changed in the source stands in the translation as it is now."""
    if (translation.text, translation.level, translation.name) == (after.text, after.level, after.name):
        return True
    then = page_segments(Page("", "", "", {}, before, 0))
    if not then:
        return False
    with_marks = then[0].kind == after.kind  # a step or a cell alone reads as a paragraph
    old, new, theirs = (_kept(segment, with_marks) for segment in (then[0], after, translation))
    changed = [index for index in range(len(old)) if old[index] != new[index]]
    return bool(changed) and all(new[index] == theirs[index] for index in changed)


def _kept(segment: Segment, with_marks: bool) -> Sequence[Counter[str]]:
    said = [number.text for number in numbers(segment)]
    marks = [str(segment.level), segment.name] if with_marks else []
    return tuple(map(Counter, (said, segment.links, segment.images, segment.codes, marks)))


def _parsed(text: str | None, like: Page) -> ParsedPage | None:
    try:
        return None if text is None else ParsedPage(parse_page(text, "", like.name, like.locale, like.dialect))
    except Refused:
        return None
