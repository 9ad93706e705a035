from collections.abc import Iterator, Mapping
from dataclasses import replace

from bitext.align.neighbours import runs
from bitext.history.changes import Change, described
from bitext.history.pair import Pair
from bitext.history.said_already import HINT
from bitext.history.shown_on import told_pages
from bitext.rule import Report, rule


@rule("pair")
def outdated(pair: Pair) -> Iterator[Report]:
    """The source page has changed since the translation was made from it (`source_revision`), in a way that asks for a
    change: in its text, its title or its description. Case, punctuation, wrapping, contractions and typing errors ask
    for none. Of a snippet, the pages that show it are named. A message with 'the translation seems to say this already'
    goes by the words: read it, and accept the page if it does.

    Bad: the English step says 'must' where it said 'can', and the French step is as it was.
    Good: the French says so too, and `python3 scripts accept PAGE` has recorded it.
    """
    shown = told_pages(pair.shown_on)
    for report in _outdated(pair):
        yield replace(report, message=report.message + shown)


def _of_segments(pair: Pair, changes: Mapping[int, Change], where: str) -> Iterator[Report]:
    """The segments of the source that have changed, and those that are new. where: the path of the source."""
    partner = dict(pair.alignment.pairs)
    for index, change in changes.items():
        if index in partner:
            what = "not recorded as translated" if change.before is None else "translates an older text"
            line = pair.target.segments[partner[index]].line
            yield Report(line, f"{what}: {described(change, where)}{_hint(pair, index)}", change.line)
    absent = sorted(index for index in changes if index not in partner)
    for run in runs(absent, pair.source.segments):
        change = changes[run[0]]
        message = f"has no counterpart here: {described(change, where, len(run) - 1)}"
        yield Report(pair.line_for(run[0]), message, change.line)


def _hint(pair: Pair, place: int | str) -> str:
    return HINT if place in pair.said_already else ""


def _outdated(pair: Pair) -> Iterator[Report]:
    if not pair.behind:
        return
    where = pair.source.page.path
    if pair.changes is None:
        message = f"made from another text of {where}, which {pair.absent}"
        yield Report(pair.target.page.line_of_key("source_revision"), message, 1)
        return
    for key, change in pair.front.items():
        line = pair.target.page.line_of_key(key)
        message = f"{key} translates an older text: {described(change, where)}{_hint(pair, key)}"
        yield Report(line, message, change.line)
    yield from _of_segments(pair, pair.changes, where)
    gone = {each.target: each.change for each in pair.gone}
    for run in runs(sorted(gone), pair.target.segments):
        change = gone[run[0]]
        message = f"translates what is gone: {described(change, where, len(run) - 1)}"
        yield Report(pair.target.segments[run[0]].line, message, change.line)
