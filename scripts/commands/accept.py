"""Record that a translation matches its English page as it is now, in `source_revision`.

PAGE is the path of a translation, or that of the English page or the name that all languages share; --all is every
page, snippet, file of data, picture and other file that is behind. Only the line of `source_revision` is written: the
last of the front matter, or the first key of data. A snippet gets a front matter for it, which never shows. Of a
picture or another file that both languages have, `_revisions.yml` in the folder of the translation records it. A page
that differs from the English in another way is refused. What may not say the same (the group 'meaning') is shown and
recorded; on a terminal you are asked first. A conflict that a merge has left over that line is resolved.

--unchanged says that the translation was right all along where it is word for word what it was: `source_unchanged`,
below that line, has a mark of each such piece of English, and no check asks about it again until the English changes.

exit code: 0 recorded, or nothing to record, 1 a page was refused, 2 could not run
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.errors import Problem

from commands.support.opening import config_option, kept_memo, open_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bitext.finding import Finding
    from bitext.history.file_pairs import FilePair
    from bitext.history.pair import Pair
    from bitext.pages.page import Page
    from bitext.site.data import DataFile
    from bitext.sources import Sources
    from bitext.translating.unchanged import Untouched


UNDONE = "nothing is recorded"


def options(parser: argparse.ArgumentParser) -> None:
    """What `accept` understands."""
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="path or name of a page")
    parser.add_argument("--all", action="store_true", help="every page that is behind")
    parser.add_argument("--force", action="store_true", help="record it though the two pages differ")
    parser.add_argument("--unchanged", action="store_true", help="what was not changed is right as it was")
    config_option(parser)


def main(args: argparse.Namespace) -> int:
    """Record each page; print what was done to the standard output stream, and refusals to the other."""
    if problem := _misuse(args):
        raise Problem(problem)
    sources = open_sources(args.config_file, kept_memo(args.config_file))
    steps = _steps(sources, args)
    states = {path: accept() for path, accept in steps}
    is_readable = not args.all or _is_readable(sources, is_done=not steps)
    _warn(args.config_file, [path for path, state in states.items() if not state])
    return int(any(states.values()) or not is_readable)


def _is_readable(sources: "Sources", *, is_done: bool) -> bool:
    """Whether all pages could be read; says which could not. is_done: there was nothing to record in the others."""
    from bitext.reports.lines.accept import NOTHING_LEFT

    for finding in sources.site_refusals:
        print(finding.shown, file=sys.stderr)
    if is_done and not sources.site_refusals:
        print(NOTHING_LEFT)
    return not sources.site_refusals


def _steps(sources: "Sources", args: argparse.Namespace) -> list[tuple[str, Callable[[], int]]]:
    """What is to be recorded, by its path, and what records it. Raises UnknownPage where there is no such page."""
    data, pairs, files = _wanted(sources, args.pages)
    return [
        *((target.path, partial(_accept_data, sources, source, target, args)) for source, target in data),
        *((file.target, partial(_accept_file, sources, file, args)) for file in files),
        *((pair.target.page.path, partial(_accept_pair, sources, pair, args)) for pair in pairs),
    ]


def _misuse(args: argparse.Namespace) -> str:
    """What is wrong with the options, or nothing."""
    if bool(args.pages) == args.all:
        return "name the pages to accept, or --all for every page that is behind"
    return "--unchanged is said of each page; name them" if args.all and args.unchanged else ""


def _accept_pair(sources: "Sources", pair: "Pair", args: argparse.Namespace) -> int:
    """Record one page; returns 1 when it is refused. Raises Problem when it cannot be written."""
    from bitext.pages.revision import unchanged

    path = pair.target.page.path
    right = _right(sources, path, unchanged(pair.target.page.meta)) if args.unchanged else []
    if _is_recorded(sources, pair) and not right:
        _tell_recorded_already(path)
        return int(not args.force and not _may_be_recorded(sources, pair, "recorded already, but differs"))
    if not _can_be_recorded(sources, pair, args) or not _is_wanted(sources, pair, right, args):
        return 1
    _record(sources, pair, right)
    return 0


def _is_wanted(sources: "Sources", pair: "Pair", right: "Sequence[Untouched]", args: argparse.Namespace) -> bool:
    """Shows what the two pages may not say alike, which keeps nothing from being recorded but by the answer of whoever
    sits at the terminal. Of a page of which somebody has said that it is right nobody is asked."""
    from dataclasses import replace

    from bitext.check.engine import check_pairs, chosen_rules
    from bitext.pages.revision import unchanged

    if right or unchanged(pair.target.page.meta):
        return True
    found = check_pairs(sources, [replace(pair, behind=False, before=None)], chosen_rules(["meaning"]))
    for finding in found:
        print(finding.shown, file=sys.stderr)
    return not found or args.force or args.all or _says_yes(pair.target.page.path)


def _says_yes(path: str) -> bool:
    """Whether whoever sits at the terminal wants a page recorded all the same; without a terminal it is."""
    from bitext.reports.lines.accept import asked, refused_by_answer

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    print(asked(path), end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().lower() in ("\n", "y\n", "yes\n"):
        return True
    print(refused_by_answer(path), file=sys.stderr)
    return False


def _accept_file(sources: "Sources", file: "FilePair", args: argparse.Namespace) -> int:
    """Record one picture or other file; returns 1 when it is refused. Raises Problem when it cannot be written."""
    from bitext.check.engine import chosen_rules, drawn_findings
    from bitext.history.file_pairs import revisions_path, with_revisions
    from bitext.history.record import rewrite_file
    from bitext.reports.lines.accept import recorded_file
    from bitext.translating.drawings import drawing_pairs

    if file.is_written and not file.is_outdated:
        _tell_recorded_already(file.target)
        return 0
    rules = [rule for rule in chosen_rules(["translations"]) if rule.severity == "error"]
    found = list(_open_in_drawing(sources, file))
    for pair in drawing_pairs(sources):
        if pair.target.page.path == file.target:
            found += drawn_findings(sources, pair, rules)
    if found and not args.force:
        _refuse(file.target, found)
        return 1
    locale = sources.site.locales[file.locale]
    made = {file.name: file.revision}
    rewrite_file(sources.site.root, revisions_path(locale), lambda _: with_revisions(sources.site, locale, made))
    print(recorded_file(file.target, file.source))
    return 0


def _open_in_drawing(sources: "Sources", file: "FilePair") -> "list[Finding]":
    """What is still to be written in a translated drawing."""
    from bitext.finding import Finding
    from bitext.pages.svg_texts import open_drawn

    if not file.target.lower().endswith(".svg"):
        return []
    svg = (sources.site.root / file.target).read_text(encoding="utf-8", errors="replace")
    return [
        Finding(file.target, line, "to-write", f"'{text}' is still to be written", "source")
        for line, text in open_drawn(svg)
    ]


def _data_mismatches(source: "DataFile", target: "DataFile") -> "list[Finding]":
    """Where the translation of a file of data says something else than its source."""
    from bitext.finding import Finding
    from bitext.translating.data_comparison import mismatches

    found = mismatches(source, target)
    return [Finding(target.path, each.line, "data-mismatch", each.message, "translations") for each in found]


def _marks_of_data(source: "DataFile") -> set[str]:
    """The marks of all facts of a file of data, by which those are named that need no other translation."""
    from bitext.history.edits import mark, text_segment
    from bitext.site.data import facts

    return {mark(text_segment(fact)) for _, fact in facts(source.values)}


def _left_in_data(sources: "Sources", path: str) -> "Iterator[Finding]":
    """What is still to be written in a file of data."""
    from bitext.finding import Finding
    from bitext.pages.writing_marks import unwritten

    for number, line in enumerate(sources.site.read_data(path).split("\n"), 1):
        if text := unwritten(line):
            yield Finding(path, number, "to-write", f"'{text}' is still to be written", "source")


def _accept_data(sources: "Sources", source: "DataFile", target: "DataFile", args: argparse.Namespace) -> int:
    """Record one file of data; returns 1 when it is refused. Raises Problem when it cannot be written."""
    from bitext.history.data_history import outdated_facts
    from bitext.history.git import why_absent
    from bitext.history.record import with_data_revision

    path, revision = target.path, source.revision or ""
    right = _right(sources, path, target.unchanged) if args.unchanged else []
    if target.recorded == revision and not right:
        _tell_recorded_already(path)
        return 0
    found = [*_data_mismatches(source, target), *_left_in_data(sources, path)]
    if found and not args.force:
        _refuse(path, found)
        return 1
    if args.unchanged and outdated_facts(sources.site.root, source, target) is None:
        recorded = target.recorded or ""
        _refuse_unknown(path, source.path, why_absent(sources.site.root, [recorded])[recorded])
        return 1
    marks = _marks(sorted(target.unchanged & _marks_of_data(source)), right)
    _write(sources, path, lambda content: with_data_revision(path, content, revision, marks), source.path)
    _tell(path, source.path, right)
    return 0


def _right(sources: "Sources", path: str, known: "frozenset[str]") -> "list[Untouched]":
    """What of a translation is as it was though the English has changed, and is not said to be right yet."""
    from bitext.translating.unchanged import left_as_it_was

    return [piece for piece in left_as_it_was(sources, path) if piece.mark not in known]


def _marks(known: "Sequence[str]", right: "Sequence[Untouched]") -> list[str]:
    return list(dict.fromkeys([*known, *(piece.mark for piece in right)]))


def _tell(path: str, source: str, right: "Sequence[Untouched]") -> None:
    from bitext.reports.lines.accept import recorded

    print(*recorded(path, source, right), sep="\n")


def _is_in_conflict(pair: "Pair") -> bool:
    """Whether git has left two versions of anything but what is recorded, which is told."""
    from bitext.finding import Finding
    from bitext.rules.source.conflict_marker import conflict_marker

    found = [
        Finding(parsed.page.path, report.line, conflict_marker.id, report.message, conflict_marker.group)
        for parsed in (pair.source, pair.target)
        for report in conflict_marker.run(parsed)
        if report.line > parsed.page.offset
    ]
    if found:
        _refuse(pair.target.page.path, found, "in a merge that is not finished")
    return bool(found)


def _lacks_history(pair: "Pair") -> bool:
    """Whether nobody can tell what has changed, which is told."""
    if not pair.behind or pair.before is not None:
        return False
    _refuse_unknown(pair.target.page.path, pair.source.page.path, pair.absent)
    return True


def _refuse_unknown(path: str, source: str, absent: str) -> None:
    from bitext.reports.lines.accept import refused_unknown

    print(refused_unknown(path, source, absent), file=sys.stderr)


def _behind(sources: "Sources") -> "tuple[list[tuple[DataFile, DataFile]], list[Pair], list[FilePair]]":
    """All data, pages and other files that are behind."""
    from bitext.history.file_pairs import file_pairs
    from bitext.site.data import translated_data

    data = [pair for pair in translated_data(sources.site) if pair[1].recorded != pair[0].revision]
    others = [file for file in file_pairs(sources.site) if file.is_outdated or not file.is_written]
    return data, [pair for pair in sources.pairs if not _is_recorded(sources, pair)], others


def _wanted(
    sources: "Sources", words: list[str]
) -> "tuple[list[tuple[DataFile, DataFile]], list[Pair], list[FilePair]]":
    """The data, the pages and the other files that `words` name, or all that are behind. Raises UnknownPage."""
    from bitext.translating.find import data_named, files_named, pairs_named

    if not words:
        return _behind(sources)
    pictures: dict[str, FilePair] = {}
    files: dict[str, tuple[DataFile, DataFile]] = {}
    pages: dict[str, Pair] = {}
    for word in words:
        named = data_named(sources, word, Path.cwd())
        files |= {target.path: (source, target) for source, target in named}
        drawn = [] if named else files_named(sources, word, Path.cwd())
        pictures |= {file.target: file for file in drawn}
        found = [] if named or drawn else pairs_named(sources, word, Path.cwd())
        pages |= {pair.target.page.path: pair for pair in found}
    return list(files.values()), list(pages.values()), list(pictures.values())


def _is_recorded(sources: "Sources", pair: "Pair") -> bool:
    from bitext.pages.revision import recorded

    return recorded(pair.target.page.meta) == sources.revision(pair.source.page.path)


def _can_be_recorded(sources: "Sources", pair: "Pair", args: argparse.Namespace) -> bool:
    """Whether nothing keeps a page from being recorded; what does is printed."""
    if _is_in_conflict(pair) or (args.unchanged and _lacks_history(pair)):
        return False
    return args.force or _may_be_recorded(sources, pair)


def _may_be_recorded(sources: "Sources", pair: "Pair", state: str = "not recorded") -> bool:
    """Whether the two pages agree as they are, changed segments included; what does not is printed."""
    from dataclasses import replace

    from bitext.check.engine import check_pairs, chosen_rules

    rules = [
        rule
        for rule in chosen_rules(["translations"])
        if rule.severity == "error" and rule.id != "outdated" and not rule.id.startswith("revision-")
    ]
    as_recorded = replace(pair, behind=False, before=None)
    findings = _unwritten(pair.target.page) or _unwritten(pair.source.page)
    findings += check_pairs(sources, [as_recorded], rules)
    if findings:
        _refuse(pair.target.page.path, findings, state)
    return not findings


def _unwritten(page: "Page") -> "list[Finding]":
    """What is still to be written on a page."""
    from bitext.finding import Finding
    from bitext.site.drafts import open_texts

    return [
        Finding(page.path, line, "to-write", f"'{text}' is still to be written", "source")
        for line, text in open_texts(page)
    ]


def _refuse(path: str, findings: "Sequence[Finding]", state: str = "not recorded") -> None:
    from bitext.reports.lines.accept import refused

    print(*refused(path, findings, state), sep="\n", file=sys.stderr)


def _tell_recorded_already(path: str) -> None:
    from bitext.reports.lines.accept import recorded_already

    print(recorded_already(path))


def _record(sources: "Sources", pair: "Pair", right: "Sequence[Untouched]") -> None:
    """Record a page, with what is right as it was, now or from before as long as it stands in the English."""
    from bitext.history.changes import TEXT_KEYS
    from bitext.history.edits import mark, text_segment
    from bitext.history.record import with_revision
    from bitext.pages.revision import unchanged

    page, source = pair.target.page, pair.source
    path, revision, known = page.path, sources.revision(source.page.path), unchanged(page.meta)
    if known:
        texts = (text_segment(str(source.page.meta[key])) for key in TEXT_KEYS if key in source.page.meta)
        known &= {mark(segment) for segment in (*source.segments, *texts)}
    marks = _marks(sorted(known), right)
    _write(sources, path, lambda content: with_revision(path, content, revision, marks), source.page.path)
    _tell(path, source.page.path, right)


def _write(sources: "Sources", path: str, made: Callable[[bytes], bytes], source: str) -> None:
    """Put what is `made` of the content of a file in its place, and keep the text of `source` that it records, which
    may be edited before it is committed."""
    from bitext.history.git import keep_texts
    from bitext.history.record import rewrite_file

    root = sources.site.root
    rewrite_file(root, path, made)
    keep_texts(root, [(root / source).read_bytes()])


def _warn(config: Path, written: list[str]) -> None:
    """Print where a recorded page is word for word what it was, though the English has changed there."""
    from bitext.check.engine import check, chosen_rules

    if not written:
        return
    for finding in check(open_sources(config), chosen_rules(["revision-ahead"])).findings:
        if finding.path in written:
            print(finding.shown)
