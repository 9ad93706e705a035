"""What was declared translated by moving `source_revision` on, and is as it was before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bitext.align import align
from bitext.data import DataFile, facts, translated_data
from bitext.data_history import differs, facts_of
from bitext.edits import identity, text_segment
from bitext.finding import Refused
from bitext.history import Change, changes
from bitext.numbers import numbers
from bitext.page import FRONT_MATTER, Page, parse_page
from bitext.pair import Pair, ParsedPage
from bitext.repository import earlier_versions, old_texts
from bitext.revision import KEY, is_revision, recorded
from bitext.segments import Segment, page_segments
from bitext.sources import Sources

_RECORDED = re.compile(rf"^{KEY}:[ \t]*[\"']?([0-9a-fA-F]{{40}})\b", re.MULTILINE)


@dataclass(frozen=True)
class Untouched:
    """A piece of a translation that is as it was, though the source it translates has changed between the revision
    that was recorded before and the one that is. source, target: paths; line: of the target; change: of the source,
    without a line when it has changed again since."""

    source: str
    target: str
    line: int
    change: Change


def untouched(sources: Sources) -> Iterator[Untouched]:
    """All such pieces of pages and of data.

    Seen from the working copy and the last commits that touched translations (`repository.RECENT`): the text that a
    file had when it first recorded its previous revision is the one it is held against. Nothing is seen without git,
    nor past the end of a shallow clone, nor where either source text is not at hand. A piece that already agrees with
    the numbers, links and code that changed is let be.
    """
    versions = earlier_versions(sources.site.root, [locale.folder for locale in sources.site.targets])
    yield from _on_pages(sources, versions)
    for source, target in translated_data(sources.site):
        yield from _in_data(sources, source, target, versions.get(target.path, ()))


def _on_pages(sources: Sources, versions: Mapping[str, Sequence[str]]) -> Iterator[Untouched]:
    root = sources.site.root
    mine = [pair for pair in sources.pairs if pair.target.page.path in versions]
    kept = old_texts(root, (revision for pair in mine for revision in versions[pair.target.page.path]))
    moved: list[tuple[Pair, str, str]] = []
    for pair in mine:
        texts = [kept[revision] for revision in versions[pair.target.page.path] if revision in kept]
        before = _under_previous_revision(recorded(pair.target.page.meta) or "", texts, _recorded_in_page)
        if before is not None:
            moved.append((pair, *before))
    wanted = {revision for pair, previous, _ in moved for revision in (previous, recorded(pair.target.page.meta) or "")}
    english = old_texts(root, wanted)
    for pair, previous, text in moved:
        now = recorded(pair.target.page.meta) or ""
        is_current = now == sources.revision(pair.source.page.path)
        source = pair.source if is_current else _parsed(english.get(now))
        target = _parsed(text)
        if source is not None and target is not None and previous in english:
            for line, change in _on_page(pair, source, target, english[previous], is_current):
                change = change if is_current else replace(change, line=0)
                yield Untouched(pair.source.page.path, pair.target.page.path, line, change)


def _on_page(
    pair: Pair, source: ParsedPage, old: ParsedPage, before: str, is_current: bool
) -> Iterator[tuple[int, Change]]:
    """The lines of the target, and what has changed in `source` since `before`."""
    since = changes(before, source.page, source.segments)
    page = pair.target.page
    for key, change in since.front.items():
        if page.meta.get(key) == old.page.meta.get(key):
            yield page.line_of_key(key), change
    if not since.segments:
        return
    alignment = pair.alignment if is_current else align(source.segments, pair.target.segments)
    said = set(map(identity, old.segments))
    for ours, theirs in alignment.pairs:
        changed = since.segments.get(ours)
        segment = pair.target.segments[theirs]
        if (
            changed is not None
            and changed.before is not None
            and identity(segment) in said
            and not _agrees_already(changed.before, source.segments[ours], segment)
        ):
            yield segment.line, changed


def _in_data(sources: Sources, source: DataFile, target: DataFile, versions: Sequence[str]) -> Iterator[Untouched]:
    root, now = sources.site.root, target.recorded or ""
    if not versions or not is_revision(now):
        return
    kept = old_texts(root, versions)
    before = _under_previous_revision(now, [kept[each] for each in versions if each in kept], _RECORDED.search)
    if before is None:
        return
    previous, text = before
    english = old_texts(root, (previous, now))
    is_current = now == source.revision
    if previous not in english or not (is_current or now in english):
        return
    then, said = facts_of(english[previous], source.path), facts_of(text, target.path)
    after = dict(facts(source.values)) if is_current else facts_of(english[now], source.path)
    for keys, fact in facts(target.values):
        if keys in then and keys in after and said.get(keys) == fact and differs(then[keys], after[keys]):
            new, translation = text_segment(after[keys]), text_segment(fact)
            if not _agrees_already(then[keys], new, translation):
                change = Change(then[keys], after[keys], source.places.get(keys, 0) if is_current else 0)
                yield Untouched(source.path, target.path, target.places.get(keys, 1), change)


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


def _recorded_in_page(text: str) -> re.Match[str] | None:
    front = FRONT_MATTER.match(text)
    return _RECORDED.search(front[0]) if front else None


def _under_previous_revision(
    current: str, texts: Iterable[str], recorded_in: Callable[[str], re.Match[str] | None]
) -> tuple[str, str] | None:
    """Of the earlier texts of a translation, newest first: the revision it recorded before `current`, and the text it
    had when it first did."""
    found: tuple[str, str] | None = None
    for text in texts:
        written = recorded_in(text)
        revision = written[1].lower() if written else ""
        if found is None and revision == current:
            continue
        if not revision or (found is not None and revision != found[0]):
            break
        found = revision, text
    return found


def _parsed(text: str | None) -> ParsedPage | None:
    try:
        return None if text is None else ParsedPage(parse_page(text, "", "", ""))
    except Refused:
        return None
