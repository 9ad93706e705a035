from collections.abc import Iterator, Sequence

from bitext.history.changes import Change, described
from bitext.history.data_history import differs
from bitext.history.file_pairs import FilePair, file_pairs
from bitext.pages.svg_texts import DrawnText, drawn_texts
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def file_outdated(sources: Sources) -> Iterator[Report]:
    """A picture or another file of the source locale has changed since its translation was made.

    Bad: `docs/keys.svg` has a new arrow, and `docs_fr/keys.svg` is as it was.
    Good: `docs_fr/keys.svg` has it too, and `python3 scripts accept docs_fr/keys.svg` has recorded it.
    """
    for pair in file_pairs(sources.site):
        if pair.is_outdated:
            what = _what_has_changed(sources, pair)
            yield Report(0, f"made from an older {pair.source}{what}", 1, pair.target, pair.source)


def _what_has_changed(sources: Sources, pair: FilePair) -> str:
    """The first text of a drawing that is another now, in words; '' where that cannot be told."""
    if pair.before is None:
        return ""
    then = [drawn.text for drawn in drawn_texts(pair.before)]
    svg = (sources.site.root / pair.source).read_text(encoding="utf-8", errors="replace")
    now = list(drawn_texts(svg))
    change = _first_new(then, now) or _first_gone(then, [drawn.text for drawn in now])
    return f": {described(change, pair.source)}" if change else ""


def _first_new(then: Sequence[str], now: Sequence[DrawnText]) -> Change | None:
    """The first text that was none `then`, with the one that it has taken the place of."""
    texts = {drawn.text for drawn in now}
    for number, drawn in enumerate(now):
        if drawn.text not in then:
            was = then[number] if number < len(then) and then[number] not in texts else None
            if was is None or differs(was, drawn.text):
                return Change(was, drawn.text, drawn.line)
    return None


def _first_gone(then: Sequence[str], now: Sequence[str]) -> Change | None:
    """The first text that is none now, where there are fewer."""
    gone = next((text for text in then if text not in now), "") if len(then) > len(now) else ""
    return Change(gone, None, 0) if gone else None
