"""Records that translations match their sources as these are now, unless something in them says that they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bitext.check.engine import check, check_pairs, chosen_rules, drawn_findings
from bitext.finding import Finding
from bitext.history.changes import TEXT_KEYS
from bitext.history.data_history import outdated_facts
from bitext.history.edits import mark, text_segment
from bitext.history.file_pairs import FilePair, file_pairs, revisions_path, with_revisions
from bitext.history.git import keep_texts, why_absent
from bitext.history.pair import Pair
from bitext.history.record import rewrite_file, with_data_revision, with_revision
from bitext.pages.page import Page
from bitext.pages.revision import recorded, unchanged
from bitext.pages.svg_texts import open_drawn
from bitext.pages.writing_marks import unwritten
from bitext.rules.source.conflict_marker import conflict_marker
from bitext.site.data import DataFile, facts, translated_data
from bitext.site.drafts import open_texts
from bitext.sources import Sources
from bitext.translating.data_comparison import mismatches
from bitext.translating.drawings import drawing_pairs
from bitext.translating.find import data_named, files_named, pairs_named
from bitext.translating.unchanged import Untouched, left_as_it_was

#: What becomes of a file. known: recorded already; conflict: a merge of it is not finished; unknown: nobody can tell
#: what has changed in its source; declined: whoever was asked does not want it.
State = Literal["recorded", "file recorded", "known", "refused", "conflict", "unknown", "declined"]


@dataclass(frozen=True)
class Wish:
    """What is asked for. force: record a file though it differs from its source; unchanged: what of it is as it was is
    right; is_wanted: whether to record a page, given its path, in which these findings of meaning were made."""

    force: bool = False
    unchanged: bool = False
    is_wanted: Callable[[str, Sequence[Finding]], bool] = lambda path, findings: True


@dataclass(frozen=True)
class Outcome:
    """What became of the file at `path`, a translation of the one at `source`. findings: what keeps it from being
    recorded, or what differs though it is; right: what is said to be right as it was; absent: why the older text of the
    source is not at hand."""

    path: str
    source: str
    state: State
    findings: tuple[Finding, ...] = ()
    right: tuple[Untouched, ...] = ()
    absent: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the file is not as whoever asked wants it to be."""
        return self.state in ("refused", "conflict", "unknown", "declined") or bool(self.findings)


@dataclass(frozen=True)
class Named:
    """The files of data, the pages and the other files that are to be recorded."""

    data: Sequence[tuple[DataFile, DataFile]]
    pairs: Sequence[Pair]
    files: Sequence[FilePair]

    def __bool__(self) -> bool:
        return bool(self.data or self.pairs or self.files)


def behind(sources: Sources) -> Named:
    """All that is behind its source."""
    return Named(
        [pair for pair in translated_data(sources.site) if pair[1].recorded != pair[0].revision],
        [pair for pair in sources.pairs if not _is_recorded(sources, pair)],
        [file for file in file_pairs(sources.site) if file.is_outdated or not file.is_written],
    )


def named(sources: Sources, words: Iterable[str], folder: Path) -> Named:
    """What these words name, seen from `folder`. Raises UnknownPage."""
    pictures: dict[str, FilePair] = {}
    files: dict[str, tuple[DataFile, DataFile]] = {}
    pages: dict[str, Pair] = {}
    for word in words:
        data = data_named(sources, word, folder)
        files |= {target.path: (source, target) for source, target in data}
        drawn = [] if data else files_named(sources, word, folder)
        pictures |= {file.target: file for file in drawn}
        found = [] if data or drawn else pairs_named(sources, word, folder)
        pages |= {pair.target.page.path: pair for pair in found}
    return Named(list(files.values()), list(pages.values()), list(pictures.values()))


def accept(sources: Sources, which: Named, wish: Wish) -> Iterator[Outcome]:
    """Record what nothing speaks against, one file after the other. Raises Problem when one cannot be written."""
    for source, target in which.data:
        yield _accept_data(sources, source, target, wish)
    for file in which.files:
        yield _accept_file(sources, file, wish)
    for pair in which.pairs:
        yield _accept_pair(sources, pair, wish)


def ahead(sources: Sources, paths: Sequence[str]) -> list[Finding]:
    """Where the files at `paths`, recorded since `sources` were read, are word for word what they were, though their
    sources have changed there."""
    if not paths:
        return []
    found = check(sources.reread(paths), chosen_rules(["revision-ahead"])).findings
    return [finding for finding in found if finding.path in paths]


def _accept_pair(sources: Sources, pair: Pair, wish: Wish) -> Outcome:
    path, source = pair.target.page.path, pair.source.page.path
    right = _right(sources, path, unchanged(pair.target.page.meta)) if wish.unchanged else ()
    if _is_recorded(sources, pair) and not right:
        return Outcome(path, source, "known", () if wish.force else _differences(sources, pair))
    if refused := _refusal(sources, pair, wish):
        return refused
    if not _is_wanted(sources, pair, right, wish):
        return Outcome(path, source, "declined")
    _record(sources, pair, right)
    return Outcome(path, source, "recorded", right=right)


def _refusal(sources: Sources, pair: Pair, wish: Wish) -> Outcome | None:
    """What keeps a page from being recorded, if anything does."""
    path, source = pair.target.page.path, pair.source.page.path
    if found := _conflicts(pair):
        return Outcome(path, source, "conflict", found)
    if wish.unchanged and pair.behind and pair.before is None:
        return Outcome(path, source, "unknown", absent=pair.absent)
    found = () if wish.force else _differences(sources, pair)
    return Outcome(path, source, "refused", found) if found else None


def _is_wanted(sources: Sources, pair: Pair, right: Sequence[Untouched], wish: Wish) -> bool:
    """Whether a page is to be recorded for all that it may not say as its source does. Where somebody has said that it
    is right, nobody is asked."""
    if right or unchanged(pair.target.page.meta):
        return True
    found = check_pairs(sources, [replace(pair, behind=False, before=None)], chosen_rules(["meaning"]))
    return not found or wish.is_wanted(pair.target.page.path, found)


def _accept_file(sources: Sources, file: FilePair, wish: Wish) -> Outcome:
    """Record a picture or another file."""
    if file.is_written and not file.is_outdated:
        return Outcome(file.target, file.source, "known")
    rules = [rule for rule in chosen_rules(["translations"]) if rule.severity == "error"]
    found = [*_open_in_drawing(sources, file)]
    for pair in drawing_pairs(sources):
        if pair.target.page.path == file.target:
            found += drawn_findings(sources, pair, rules)
    if found and not wish.force:
        return Outcome(file.target, file.source, "refused", tuple(found))
    locale = sources.site.locales[file.locale]
    made = {file.name: file.revision}
    rewrite_file(sources.site.root, revisions_path(locale), lambda _: with_revisions(sources.site, locale, made))
    return Outcome(file.target, file.source, "file recorded")


def _accept_data(sources: Sources, source: DataFile, target: DataFile, wish: Wish) -> Outcome:
    path, revision = target.path, source.revision or ""
    right = _right(sources, path, target.unchanged) if wish.unchanged else ()
    if target.recorded == revision and not right:
        return Outcome(path, source.path, "known")
    found = (*_data_mismatches(source, target), *_left_in_data(sources, path))
    if found and not wish.force:
        return Outcome(path, source.path, "refused", found)
    if wish.unchanged and outdated_facts(sources.site.root, source, target) is None:
        before = target.recorded or ""
        return Outcome(path, source.path, "unknown", absent=why_absent(sources.site.root, [before])[before])
    marks = _marks(sorted(target.unchanged & _marks_of_data(source)), right)
    _write(sources, path, lambda content: with_data_revision(path, content, revision, marks), source.path)
    return Outcome(path, source.path, "recorded", right=right)


def _is_recorded(sources: Sources, pair: Pair) -> bool:
    return recorded(pair.target.page.meta) == sources.revision(pair.source.page.path)


def _differences(sources: Sources, pair: Pair) -> tuple[Finding, ...]:
    """Where the two pages do not agree as they are, changed segments included."""
    rules = [
        rule
        for rule in chosen_rules(["translations"])
        if rule.severity == "error" and rule.id != "outdated" and not rule.id.startswith("revision-")
    ]
    unwritten = _unwritten(pair.target.page) or _unwritten(pair.source.page)
    return (*unwritten, *check_pairs(sources, [replace(pair, behind=False, before=None)], rules))


def _conflicts(pair: Pair) -> tuple[Finding, ...]:
    """Where git has left two versions of anything but what is recorded."""
    return tuple(
        Finding(parsed.page.path, report.line, conflict_marker.id, report.message, conflict_marker.group)
        for parsed in (pair.source, pair.target)
        for report in conflict_marker.run(parsed)
        if report.line > parsed.page.offset
    )


def _unwritten(page: Page) -> list[Finding]:
    """What is still to be written on a page."""
    return [_to_write(page.path, line, text) for line, text in open_texts(page)]


def _open_in_drawing(sources: Sources, file: FilePair) -> list[Finding]:
    """What is still to be written in a translated drawing."""
    if not file.target.lower().endswith(".svg"):
        return []
    svg = (sources.site.root / file.target).read_text(encoding="utf-8", errors="replace")
    return [_to_write(file.target, line, text) for line, text in open_drawn(svg)]


def _left_in_data(sources: Sources, path: str) -> Iterator[Finding]:
    """What is still to be written in a file of data."""
    for number, line in enumerate(sources.site.read_data(path).split("\n"), 1):
        if text := unwritten(line):
            yield _to_write(path, number, text)


def _to_write(path: str, line: int, text: str) -> Finding:
    return Finding(path, line, "to-write", f"'{text}' is still to be written", "source")


def _data_mismatches(source: DataFile, target: DataFile) -> list[Finding]:
    """Where the translation of a file of data says something else than its source."""
    found = mismatches(source, target)
    return [Finding(target.path, each.line, "data-mismatch", each.message, "translations") for each in found]


def _marks_of_data(source: DataFile) -> set[str]:
    """The marks of all facts of a file of data, by which those are named that need no other translation."""
    return {mark(text_segment(fact)) for _, fact in facts(source.values)}


def _right(sources: Sources, path: str, known: frozenset[str]) -> tuple[Untouched, ...]:
    """What of a translation is as it was though the source has changed, and is not said to be right yet."""
    return tuple(piece for piece in left_as_it_was(sources, path) if piece.mark not in known)


def _marks(known: Sequence[str], right: Sequence[Untouched]) -> list[str]:
    return list(dict.fromkeys([*known, *(piece.mark for piece in right)]))


def _record(sources: Sources, pair: Pair, right: Sequence[Untouched]) -> None:
    """Record a page, with what is right as it was, now or from before as long as it stands in the source."""
    page, source = pair.target.page, pair.source
    path, revision, known = page.path, sources.revision(source.page.path), unchanged(page.meta)
    if known:
        texts = (text_segment(str(source.page.meta[key])) for key in TEXT_KEYS if key in source.page.meta)
        known &= {mark(segment) for segment in (*source.segments, *texts)}
    marks = _marks(sorted(known), right)
    _write(sources, path, lambda content: with_revision(path, content, revision, marks), source.page.path)


def _write(sources: Sources, path: str, made: Callable[[bytes], bytes], source: str) -> None:
    """Put what is `made` of the content of a file in its place, and keep the text of `source` that it records, which
    may be edited before it is committed."""
    root = sources.site.root
    rewrite_file(root, path, made)
    keep_texts(root, [(root / source).read_bytes()])
