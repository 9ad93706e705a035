"""What has changed in a text since it was translated, as it was, as it is now and in translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bitext.finding import printable
from bitext.history.changes import described
from bitext.history.data_history import outdated_facts
from bitext.history.git import why_absent
from bitext.history.pair import Pair
from bitext.history.said_already import HINT
from bitext.history.shown_on import pages_with_fact
from bitext.pages.conflict import conflict_line
from bitext.pages.revision import is_revision, recorded
from bitext.pages.wording import Piece, differing
from bitext.site.data import DataFile
from bitext.sources import Sources
from bitext.translating.find import all_below, data_named, pairs_named
from bitext.translating.steps import Step, data_steps, steps

Line = list[tuple[str, str]]  # stretches of it, each with its style

STYLES = {"old": "red strike", "new": "bold green", "head": "bold", "label": "dim", "same": ""}
MARKS = {"old": "[-{}-]", "new": "{{+{}+}}"}


def write_changes(told: Iterable[Iterable[Line]], *, has_colours: bool) -> str:
    """All that is `told`, with a blank line between two; has_colours: for the terminal that the standard output stream
    is, in words that change colour instead of brackets."""
    lines: list[Line] = []
    for number, each in enumerate(told):
        lines += [[("same", "")]] if number else []
        lines += each
    return _in_colours(lines) if has_colours else "".join(f"{_in_brackets(line)}\n" for line in lines)


def _in_brackets(line: Line) -> str:
    return "".join(MARKS.get(style, "{}").format(printable(text)) for style, text in line if text)


def _in_colours(lines: Iterable[Line]) -> str:
    console = Console(highlight=False)
    with console.capture() as captured:
        for line in lines:
            console.print(Text.assemble(*((printable(text), STYLES[style]) for style, text in line)))
    return captured.get()


def changes_told(sources: Sources, word: str, here: Path) -> list[Iterable[Line]]:
    """What there is to print of the page, the data or the folder that `word` names, from the folder `here` or the
    site's root, one after the other. Raises UnknownPage."""
    below = all_below(sources, word, here)
    if below is None:
        data = data_named(sources, word, here)
        pairs = [] if data else pairs_named(sources, word, here)
        return [*(_data_lines(sources, *named) for named in data), *map(_page_lines, pairs)]
    pairs, data = below
    told: list[Iterable[Line]] = [_page_lines(pair) for pair in pairs if _has_changed(sources, pair)]
    told += [_data_lines(sources, *named) for named in data if _data_steps(sources, *named) != []]
    where = f" in '{word}'" if word else ""
    return told or [[[("head", f"no English has changed{where} since it was translated")]]]


def _has_changed(sources: Sources, pair: Pair) -> bool:
    """Whether there is something to do on a translation; without a revision, in a language in which others have one."""
    revision = recorded(pair.target.page.meta)
    if revision is None:
        locale = pair.target.page.locale
        own = (each.target.page for each in sources.pairs if each.target.page.locale == locale)
        return any(recorded(page.meta) for page in own)
    return not is_revision(revision) or (pair.behind and pair.changes is None) or bool(steps(pair))


def _page_lines(pair: Pair) -> Iterator[Line]:
    """The lines to print, each as stretches with their styles."""
    todo = None if pair.changes is None and pair.behind else steps(pair)
    source, target = pair.source.page.path, pair.target.page.path
    if conflict_line(pair.target.page.head):
        yield [("head", f"{target} has two versions of source_revision, which git has left in it")]
        yield [("same", f"once the page is right, record it: python3 scripts accept {target}")]
        return
    yield from _lines(source, target, recorded(pair.target.page.meta), todo, pair.absent, pair.shown_on)
    yield from _cosmetic(pair, source) if todo is not None else ()


def _data_steps(sources: Sources, source: DataFile, target: DataFile) -> Sequence[Step] | None:
    return data_steps(sources.site.root, source, target)


def _data_lines(sources: Sources, source: DataFile, target: DataFile) -> Iterator[Line]:
    """As `_page_lines`, of data."""
    root, todo = sources.site.root, _data_steps(sources, source, target)
    outdated = outdated_facts(root, source, target) or []
    shown_on = {
        page for fact in outdated for page in pages_with_fact(sources.site, sources.pages, target.path, fact.keys)
    }
    revision = target.recorded or ""
    absent = why_absent(root, [revision])[revision] if todo is None else ""
    yield from _lines(source.path, target.path, target.recorded, todo, absent, sorted(shown_on))


def _lines(
    source: str,
    target: str,
    revision: str | None,
    todo: Sequence[Step] | None,
    absent: str,
    shown_on: Sequence[str],
) -> Iterator[Line]:
    if revision is None or not is_revision(revision):
        problem = "records no source_revision" if revision is None else "records a source_revision that is none"
        yield [("head", f"{target} {problem}: nobody can tell from which text of {source} it was made")]
        yield [("same", f"compare both, then record it: python3 scripts accept {target}")]
    elif todo is None:
        yield [("head", f"{target} was made from another text of {source}, which {absent}")]
        yield [("same", f"its id is {revision}: 'git show' with it shows the text where it is at hand")]
    else:
        yield [("head", _summary(todo, source, target))]
        if todo and shown_on:
            yield [("label", f"shown on {', '.join(shown_on)}")]
        for step in todo:
            yield [("same", "")]
            yield from _step(step, source, target)


def _summary(todo: Sequence[Step], source: str, target: str) -> str:
    missing = sum(step.what == "missing" for step in todo)
    changed = len(todo) - missing
    parts = []
    if changed:
        parts.append(f"{changed} change{'s' * (changed != 1)} of {source} to translate")
    if missing:
        pieces = f"{missing} piece{'s' * (missing != 1)}"
        parts.append(f"{pieces} missing" if parts else f"{pieces} of {source} missing")
    return f"{target}: {' and '.join(parts)}" if parts else f"{target} is up to date with {source}"


def _step(step: Step, source: str, target: str) -> Iterator[list[tuple[str, str]]]:
    heads = {
        "changed": "changed",
        "changed and moved": "changed, and stands at another place than its translation",
        "new": "new",
        "removed": "removed before this line",
        "moved": "stands at another place than its translation",
        "missing": f"missing in {target}",
    }
    yield [("head", f"{source}:{step.source_line} {heads[step.what]}{HINT if step.is_said else ''}")]
    if step.what in ("changed", "changed and moved"):
        old, new = differing(step.before or "", step.after or "")
        yield from _text("before", old)
        yield from _text("now", new)
    elif step.after is None:
        yield from _text("before", [("old", step.before or "")])
    else:
        yield from _text("now", [("new" if step.what == "new" else "same", step.after)])
    if step.translation is not None:
        yield [("label", f"{target}:{step.line}")]
        yield from _text("as it is", [("same", step.translation)])
    else:
        yield [("label", f"{target}:{step.line} is the line that its translation follows")]


def _text(label: str, pieces: list[Piece]) -> Iterator[list[tuple[str, str]]]:
    """A text behind its label, its further lines below one another."""
    line: list[tuple[str, str]] = [("label", f"  {label:<10}")]
    for style, text in pieces:
        first, *more = text.split("\n")
        line.append((style, first))
        for following in more:
            yield line
            line = [("label", " " * 12), (style, following)]
    if any(text for _, text in line[1:]):
        yield line


def _cosmetic(pair: Pair, source: str) -> Iterator[list[tuple[str, str]]]:
    told = [("made in both languages: ", change) for change in pair.made]
    told += [("no change needed: ", change) for change in pair.cosmetic]
    for number, (label, change) in enumerate(told):
        if number == 0:
            yield [("same", "")]
        yield [("label", label), ("same", described(change, source))]
