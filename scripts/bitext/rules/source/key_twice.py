from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.site.settings import keys_twice
from bitext.sources import Sources


@rule("site", severity="warning")
def key_twice(sources: Sources) -> Iterator[Report]:
    """A key stands twice in one mapping of mkdocs.yml: MkDocs takes the last, and nobody sees what the first said.

    Bad: `nav_translations: {Home: Accueil, Home: Début}`.
    Good: `nav_translations: {Home: Accueil}`.
    """
    for file, line, key, first in keys_twice(sources.config):
        yield Report(line, f"'{key}' is in line {first} already, and the last counts", path=file)
