from collections.abc import Iterator

from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site", severity="warning")
def key_twice(sources: Sources) -> Iterator[Report]:
    """A key stands twice in one mapping of mkdocs.yml: MkDocs takes the last, and nobody sees what the first said.

    Bad: `nav_translations: {Home: Accueil, Home: Début}`.
    Good: `nav_translations: {Home: Accueil}`.
    """
    for file, line, key, first in sources.settings.keys_twice():
        yield Report(line, f"'{key}' is in line {first} already, and the last counts", path=file)
