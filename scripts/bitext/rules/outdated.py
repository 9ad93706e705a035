from collections.abc import Iterator

from bitext.compare import shortened
from bitext.history import Change
from bitext.pair import Pair
from bitext.rule import Report, rule


@rule("translations", "pair")
def outdated(pair: Pair) -> Iterator[Report]:
    """The source page has changed since the translation was made from it (`source_revision`), in a way that asks for a
    change. Case, punctuation, wrapping, contractions and typing errors ask for none.

    Bad: the English step says 'must' where it said 'can', and the French step is as it was.
    Good: the French says so too, and `python3 scripts accept PAGE` has recorded it.
    """
    if not pair.behind:
        return
    where = pair.source.page.path
    if pair.changes is None:
        message = (
            f"made from another text of {where}, which is not at hand; "
            "fetch the history with 'git fetch --unshallow' to see what changed"
        )
        yield Report(_revision_line(pair), message, 1)
        return
    partner = dict(pair.alignment.pairs)
    for index, change in sorted(pair.changes.items()):
        if index in partner:
            line, what = pair.target.segments[partner[index]].line, "translates an older text"
        else:
            line, what = _line_near(pair, index), "has no counterpart here"
        yield Report(line, f"{what}: {_described(change, where)}", change.line)
    for index, change in pair.gone:
        yield Report(_line_near(pair, index), f"translates what is gone: {_described(change, where)}", change.line)


def _described(change: Change, where: str) -> str:
    place = f"{where}:{change.line}"
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


def _line_near(pair: Pair, index: int) -> int:
    partner = dict(pair.alignment.pairs)
    for before in range(index - 1, -1, -1):
        if before in partner:
            return pair.target.segments[partner[before]].end
    return pair.target.page.offset + 1


def _revision_line(pair: Pair) -> int:
    keys = list(pair.target.page.meta)
    return 2 + keys.index("source_revision") if "source_revision" in keys else 1
