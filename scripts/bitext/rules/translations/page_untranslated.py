from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def page_untranslated(pair: Pair) -> Iterator[Report]:
    """A page of a translation holds none: it is a copy of the source page, or a stub. That is told once, whatever else
    is missing there, and `status` counts the page as missing.

    Bad: `docs_fr/setup.md` is `docs/setup.md` word for word, or says « Traduction à venir » and no more.
    Good: the page is translated, or is not there: readers then see the English page, with a notice.
    """
    where = pair.source.page.path
    line = pair.target.segments[0].line if pair.target.segments else 1
    first = pair.source.segments[0].line if pair.source.segments else 1
    if pair.unwritten == "copy":
        yield Report(line, f"page is a copy of {where}, and nothing in it is translated", first)
    elif pair.unwritten == "stub":
        yield Report(line, f"page is not translated yet: it holds next to nothing of {where}", first)
