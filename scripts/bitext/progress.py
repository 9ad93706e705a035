"""How far each translation has come, and what was declared translated without being touched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bitext.align import align
from bitext.compare import numbers
from bitext.data import DataFile, data_pairs, facts
from bitext.data_history import differs, facts_of, outdated_facts
from bitext.finding import Refused
from bitext.history import TEXT_KEYS, Change, changes
from bitext.page import FRONT_MATTER, Page, parse_page
from bitext.pair import Pair, ParsedPage
from bitext.repository import earlier_versions, old_texts
from bitext.revision import KEY, is_revision, recorded
from bitext.segments import Segment, page_segments
from bitext.site import SNIPPETS, Site
from bitext.sources import Sources

State = Literal["missing", "outdated", "unknown", "up to date"]


@dataclass(frozen=True)
class Standing:
    """Where one page, snippet or file of data stands in one target locale. path: of the translation, whether or not it
    exists; segments: of the source, texts of the front matter included, and the facts of data that are translated;
    current: how many of them are translated as they stand now; words: of the others. Both are None when the state is
    unknown."""

    name: str
    locale: str
    path: str
    state: State
    segments: int
    current: int | None
    words: int | None


def standings(sources: Sources, locales: Collection[str]) -> list[Standing]:
    """Every page and snippet of the source locale in each of `locales`, and the data that are laid over its own, in the
    order of names, then of locales."""
    site = sources.site
    names = [*site.page_names(site.source), *(f"{SNIPPETS}/{name}" for name in site.snippet_names(site.source))]
    pairs = {pair.target.page.path: pair for pair in sources.pairs}
    found = []
    for name in sorted(name for name in names if name.endswith(".md")):
        source = sources.pages.get(f"{site.source.folder}/{name}")
        for locale in site.targets:
            path = f"{locale.folder}/{name}"
            if locale.code in locales:
                exists = (site.root / path).is_file()
                found.append(_standing(name, locale.code, path, source, pairs.get(path), exists))
    return sorted([*found, *_data_standings(site, locales)], key=lambda standing: standing.name)


def _data_standings(site: Site, locales: Collection[str]) -> Iterator[Standing]:
    by_folder = {locale.folder: locale.code for locale in site.targets}
    for source, target in data_pairs(site):
        folder, _, name = target.path.partition("/")
        if by_folder[folder] not in locales or source.revision is None:
            continue
        size = len(list(facts(target.values)))
        outdated = None if target.recorded is None else outdated_facts(site.root, source, target)
        if outdated is None:
            yield Standing(name, by_folder[folder], target.path, "unknown", size, None, None)
            continue
        words = sum(len((fact.change.after or "").split()) for fact in outdated)
        state: State = "outdated" if outdated else "up to date"
        yield Standing(name, by_folder[folder], target.path, state, size, size - len(outdated), words)


def _standing(
    name: str, locale: str, path: str, source: ParsedPage | None, pair: Pair | None, exists: bool
) -> Standing:
    sizes = {} if source is None else _sizes(source)
    if source is not None and not exists:
        return Standing(name, locale, path, "missing", len(sizes), 0, sum(sizes.values()))
    if pair is None or not _is_known(pair):
        return Standing(name, locale, path, "unknown", len(sizes), None, None)
    alignment = pair.alignment
    behind = {*(pair.changes or {}), *alignment.missing, *(ours for ours, _ in alignment.moved), *pair.front}
    behind |= {key for key in TEXT_KEYS if key not in pair.target.page.meta}
    left = [sizes[piece] for piece in behind if piece in sizes]
    state: State = "outdated" if left or pair.gone else "up to date"
    return Standing(name, locale, path, state, len(sizes), len(sizes) - len(left), sum(left))


def _is_known(pair: Pair) -> bool:
    revision = recorded(pair.target.page.meta)
    return revision is not None and is_revision(revision) and not (pair.behind and pair.changes is None)


def _sizes(source: ParsedPage) -> dict[int | str, int]:
    """How many words each segment has, by its index, and each text of the front matter, by its key."""
    sizes: dict[int | str, int] = {
        index: 0 if segment.kind == "jinja" else len(segment.words) for index, segment in enumerate(source.segments)
    }
    texts = ((key, source.page.meta.get(key)) for key in TEXT_KEYS)
    return sizes | {key: len(text.split()) for key, text in texts if isinstance(text, str)}


@dataclass(frozen=True)
class Untouched:
    """A piece of a translation that is as it was, though the source it translates has changed between the revision
    that was recorded before and the one that is. line: of the translation; is_current: the line of `change` is one of
    the source as it stands now."""

    pair: Pair
    line: int
    change: Change
    is_current: bool


def versions_of_targets(sources: Sources) -> Mapping[str, list[str]]:
    """Of each file of the target locales that has changed of late, the blob ids it had before."""
    return earlier_versions(sources.site.root, [locale.folder for locale in sources.site.targets])


def untouched(sources: Sources, pairs: Iterable[Pair], versions: Mapping[str, list[str]]) -> Iterator[Untouched]:
    """What was declared translated by moving `source_revision` on, and is word for word what it was before.

    Seen from the working copy and the last commits that touched translations (`repository.RECENT`): the text that a
    page had when it first recorded its previous revision is the one it is held against. Nothing is seen without git,
    nor past the end of a shallow clone, nor where either source text is not at hand. A piece that already agrees with
    the numbers, links and code that changed is let be.
    """
    site = sources.site
    mine = [pair for pair in pairs if pair.target.page.path in versions]
    kept = old_texts(site.root, (revision for pair in mine for revision in versions[pair.target.page.path]))
    moved: list[tuple[Pair, str, str]] = []
    for pair in mine:
        texts = [kept[revision] for revision in versions[pair.target.page.path] if revision in kept]
        before = _under_previous_revision(recorded(pair.target.page.meta) or "", texts, _recorded_in_page)
        if before is not None:
            moved.append((pair, *before))
    wanted = {revision for pair, previous, _ in moved for revision in (previous, recorded(pair.target.page.meta) or "")}
    english = old_texts(site.root, wanted)
    for pair, previous, text in moved:
        now = recorded(pair.target.page.meta) or ""
        is_current = now == sources.revision(pair.source.page.path)
        source = pair.source if is_current else _parsed(english.get(now))
        target = _parsed(text)
        if source is not None and target is not None and previous in english:
            yield from _untouched(pair, source, target, english[previous], is_current)


@dataclass(frozen=True)
class UntouchedFact:
    """A fact of data that is as it was, though the source has changed between the revision that was recorded before and
    the one that is."""

    source: DataFile
    target: DataFile
    line: int
    change: Change
    is_current: bool


def untouched_facts(sources: Sources, versions: Mapping[str, list[str]]) -> Iterator[UntouchedFact]:
    """As `untouched`, of the data."""
    root = sources.site.root
    for source, target in data_pairs(sources.site):
        revisions, now = versions.get(target.path, []), target.recorded or ""
        if not revisions or not is_revision(now):
            continue
        kept = old_texts(root, revisions)
        texts = [kept[revision] for revision in revisions if revision in kept]
        before = _under_previous_revision(now, texts, _RECORDED.search)
        english = {} if before is None else old_texts(root, (before[0], now))
        is_current = now == source.revision
        if before is None or before[0] not in english or not (is_current or now in english):
            continue
        then, said = (
            facts_of(text, path) for text, path in ((english[before[0]], source.path), (before[1], target.path))
        )
        after = dict(facts(source.values)) if is_current else facts_of(english[now], source.path)
        for keys, fact in facts(target.values):
            if keys in then and keys in after and said.get(keys) == fact and differs(then[keys], after[keys]):
                segments = (Segment("paragraph", (), 0, 0, text) for text in (after[keys], fact))
                if not _agrees_already(then[keys], *segments):
                    change = Change(then[keys], after[keys], source.places.get(keys, 0) if is_current else 0)
                    yield UntouchedFact(source, target, target.places.get(keys, 1), change, is_current)


def _untouched(pair: Pair, source: ParsedPage, old: ParsedPage, before: str, is_current: bool) -> Iterator[Untouched]:
    since = changes(before, source.page, source.segments)
    page = pair.target.page
    for key, change in since.front.items():
        if page.meta.get(key) == old.page.meta.get(key):
            yield Untouched(pair, page.line_of_key(key), change, is_current)
    if not since.segments:
        return
    alignment = pair.alignment if is_current else align(source.segments, pair.target.segments)
    said = {(segment.kind, segment.text, segment.level, segment.name) for segment in old.segments}
    for ours, theirs in alignment.pairs:
        changed = since.segments.get(ours)
        segment = pair.target.segments[theirs]
        if (
            changed is not None
            and changed.before is not None
            and (segment.kind, segment.text, segment.level, segment.name) in said
            and not _agrees_already(changed.before, source.segments[ours], segment)
        ):
            yield Untouched(pair, segment.line, changed, is_current)


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
    marks = [str(segment.level), segment.name] if with_marks else []
    return tuple(map(Counter, (numbers(segment), segment.links, segment.images, segment.codes, marks)))


_RECORDED = re.compile(rf"^{KEY}:[ \t]*[\"']?([0-9a-fA-F]{{40}})\b", re.MULTILINE)


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
