from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.meaning.names import other_name
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def name_exchanged(pair: Pair) -> Iterator[Report]:
    """A name stands where the source has another one, both of which the site writes alike in both languages.

    Bad: 'Open the settings of Nextcloud.' is « Ouvrez les paramètres de Moodle. »
    Good: 'Open the settings of Nextcloud.' is « Ouvrez les paramètres de Nextcloud. »
    """
    lexicon = pair.lexicon if pair.compared else None
    for each in pair.compared if lexicon else ():
        assert lexicon is not None
        if found := other_name(each, lexicon):
            yield Report(each.target.line, f"names '{found[1]}' where the source names '{found[0]}'", each.source.line)
