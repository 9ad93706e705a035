import re
from collections.abc import Iterator
from contextlib import suppress

from bitext.compare import shortened
from bitext.finding import Refused
from bitext.rule import Report, rule
from bitext.sources import Sources

_WORDS = ("TO WRITE", "À RÉDIGER")
_MARK = re.compile(rf"\b(?:{'|'.join(_WORDS)})[ \u00a0]?:[^\"\n]*")


@rule("source", "site", severity="warning")
def to_write(sources: Sources) -> Iterator[Report]:
    """A text is still to be written: what `python3 scripts new` leaves open after 'TO WRITE' and 'À RÉDIGER'.

    Bad: '1. TO WRITE: the first step.'
    Good: '1. Sign in to the portal of the supplier.'
    """
    for path, parsed in sources.pages.items():
        if any(words in parsed.page.body for words in _WORDS):
            for segment in parsed.segments:
                for match in _MARK.finditer(segment.prose):
                    yield Report(segment.line, f"'{shortened(match[0])}' is still to be written", path=path)
    for path, line, text in _data(sources):
        if found := _MARK.search(text):
            yield Report(line, f"'{shortened(found[0])}' is still to be written", path=path)


def _data(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Path, number and text of each line of data."""
    for path in sources.data_files:
        with suppress(Refused):  # the engine tells what cannot be read
            for number, line in enumerate(sources.site.read_data(path).split("\n"), 1):
                yield path, number, line
