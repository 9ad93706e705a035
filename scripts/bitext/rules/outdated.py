from collections.abc import Iterator

from bitext.compare import shortened
from bitext.history import Change
from bitext.pair import Pair
from bitext.rule import Report, rule
from bitext.rules.segment_added import stands_before
from bitext.runs import runs


@rule("translations", "pair")
def outdated(pair: Pair) -> Iterator[Report]:
    """The source page has changed since the translation was made from it (`source_revision`), in a way that asks for a
    change: in its text, its title or its description. Case, punctuation, wrapping, contractions and typing errors ask
    for none.

    Bad: the English step says 'must' where it said 'can', and the French step is as it was.
    Good: the French says so too, and `python3 scripts accept PAGE` has recorded it.
    """
    if not pair.behind:
        return
    where = pair.source.page.path
    if pair.changes is None:
        message = (
            f"made from another text of {where}, which is not in the history at hand: fetch it with "
            "'git fetch --unshallow' if the clone is shallow; a text that was never committed is lost"
        )
        yield Report(pair.target.page.line_of_key("source_revision"), message, 1)
        return
    for key, change in pair.front.items():
        line = pair.target.page.line_of_key(key)
        yield Report(line, f"{key} translates an older text: {described(change, where)}", change.line)
    partner = dict(pair.alignment.pairs)
    for index, change in pair.changes.items():
        if index in partner:
            line = pair.target.segments[partner[index]].line
            yield Report(line, f"translates an older text: {described(change, where)}", change.line)
    absent = sorted(index for index in pair.changes if index not in partner)
    for run in runs(absent, pair.source.segments):
        change = pair.changes[run[0]]
        more = f" and {len(run) - 1} more" if len(run) > 1 else ""
        yield Report(line_near(pair, run[0]), f"has no counterpart here: {described(change, where)}{more}", change.line)
    for change, index, at in gone_places(pair):
        line = line_near(pair, index) if at is None else pair.target.segments[at].line
        yield Report(line, f"translates what is gone: {described(change, where)}", change.line)


def described(change: Change, where: str) -> str:
    """What has happened to a segment of the page `where`, in words."""
    place = f"{where}:{change.line}" if change.line else where
    if change.before is None:
        return f"'{shortened(change.after or '')}' is new in {place}"
    if change.after is None:
        return f"'{shortened(change.before)}' was removed before {place}"
    before, after = _difference(change.before, change.after)
    return f"'{before}' is now '{after}' in {place}"


def _difference(before: str, after: str) -> tuple[str, str]:
    """The words in which two texts differ, with the word before and after them."""
    ours, theirs = before.split(), after.split()
    start = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    first, keep = max(0, start - 1), max(0, end - 1)
    return (
        shortened(" ".join(ours[first : len(ours) - keep])),
        shortened(" ".join(theirs[first : len(theirs) - keep])),
    )


def gone_places(pair: Pair) -> Iterator[tuple[Change, int, int | None]]:
    """What is gone from the source: the change, the index before which it stood, and the target segment that still
    translates it, if there is one."""
    left = list(pair.alignment.added)
    for index, change in pair.gone:
        at = next((added for added in left if stands_before(pair, added, index)), None)
        if at is not None:
            left.remove(at)
        yield change, index, at


def line_near(pair: Pair, index: int) -> int:
    """The line of the target after which the counterpart of a source segment belongs."""
    partner = dict(pair.alignment.pairs)
    for before in range(index - 1, -1, -1):
        if before in partner:
            return pair.target.segments[partner[before]].end
    return pair.target.page.offset + 1
