from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.history.pair import Pair
from bitext.history.unwritten import left_sentences
from bitext.languages.language import base
from bitext.rule import Report, rule


@rule("pair")
def passage_untranslated(pair: Pair) -> Iterator[Report]:
    """A sentence within a translated text is left in English. What is bold, or quoted on both sides, does not count.

    Bad: « Ouvrez le fichier. Wait until the second email has arrived. »
    Good: « Ouvrez le fichier. Attendez l'arrivée du deuxième courriel. »
    """
    for each in pair.compared if base(pair.languages[0]) == "en" else ():
        where = f"{pair.source.page.path}:{each.source.line}"
        for sentence in left_sentences(each.source, each.target):
            message = f"'{shortened(sentence)}' is left in the language of {where}"
            yield Report(each.target.line, message, each.source.line)
