from collections.abc import Iterator
from contextlib import suppress

from bitext.align.sameness import shortened
from bitext.errors import Refused
from bitext.links.navigation import configured
from bitext.pages.svg_texts import open_drawn
from bitext.pages.writing_marks import unwritten
from bitext.rule import Report, rule
from bitext.site.drafts import open_texts
from bitext.site.glossary import GLOSSARY
from bitext.sources import Sources


@rule("site", severity="warning")
def to_write(sources: Sources) -> Iterator[Report]:
    """A text is still to be written: what `python3 scripts new` leaves open after 'TO WRITE' and 'À RÉDIGER'. The page
    that holds it is a draft: the preview shows it, and no build publishes it.

    Bad: '1. TO WRITE: the first step.'
    Good: '1. Sign in to the portal of the supplier.'
    """
    for path, parsed in sources.pages.items():
        for line, text in open_texts(parsed.page):
            yield Report(line, _said(text), path=path)
    for path, line, text in (*_data(sources), *_settings(sources)):
        if found := unwritten(text):
            yield Report(line, _said(found), path=path)
    for path in _drawings(sources):
        for line, text in open_drawn((sources.site.root / path).read_text(encoding="utf-8", errors="replace")):
            yield Report(line, _said(text), path=path)


def _said(text: str) -> str:
    return f"'{shortened(text)}' is still to be written"


def _data(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Path, number and text of each line of data and of the glossaries."""
    site = sources.site
    glossaries = (site.layout.glossary(GLOSSARY, locale.code) for locale in site.targets)
    for path in (*sources.data_files, *(path for path in glossaries if (site.root / path).is_file())):
        with suppress(Refused):  # the engine tells what cannot be read
            for number, line in enumerate(sources.site.read_data(path).split("\n"), 1):
                yield path, number, "" if line.lstrip().startswith("#") else line


def _settings(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Path, number and text of each label of the navigation and each value of mkdocs.yml."""
    for scalar in configured(sources):
        if not scalar.is_key or "nav" in scalar.keys:
            yield scalar.file, scalar.line, scalar.value


def _drawings(sources: Sources) -> Iterator[str]:
    """The paths of the drawings of all languages."""
    site = sources.site
    for locale in site.locales.values() if site.composes else ():
        names = (name for name in sorted(site.files[locale.code]) if name.lower().endswith(".svg"))
        yield from (path for name in names if (site.root / (path := site.path(name, locale))).is_file())
