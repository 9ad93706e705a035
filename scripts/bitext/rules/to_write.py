from collections.abc import Iterator
from contextlib import suppress

from bitext.compare import shortened
from bitext.drafts import open_texts
from bitext.finding import Refused
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.writing_marks import unwritten


@rule("source", "site", severity="warning")
def to_write(sources: Sources) -> Iterator[Report]:
    """A text is still to be written: what `python3 scripts new` leaves open after 'TO WRITE' and 'À RÉDIGER'. The page
    that holds it is a draft: the preview shows it, and no build publishes it.

    Bad: '1. TO WRITE: the first step.'
    Good: '1. Sign in to the portal of the supplier.'
    """
    for path, parsed in sources.pages.items():
        for line, text in open_texts(parsed.page):
            yield Report(line, _said(text), path=path)
    for path, line, text in _data(sources):
        if found := unwritten(text):
            yield Report(line, _said(found), path=path)


def _said(text: str) -> str:
    return f"'{shortened(text)}' is still to be written"


def _data(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Path, number and text of each line of data."""
    for path in sources.data_files:
        with suppress(Refused):  # the engine tells what cannot be read
            for number, line in enumerate(sources.site.read_data(path).split("\n"), 1):
                yield path, number, "" if line.lstrip().startswith("#") else line
