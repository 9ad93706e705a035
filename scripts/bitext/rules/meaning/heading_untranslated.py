from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.history.unwritten import is_left
from bitext.languages.language import base
from bitext.meaning.left import is_left_as_it_was
from bitext.meaning.tokens import spoken
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def heading_untranslated(pair: Pair) -> Iterator[Report]:
    """A heading is as in the source, and its words are others in the language of the page. Longer ones are told by
    `untranslated`.

    Bad: '## Advanced settings' stands in the French page.
    Good: « ## Paramètres avancés »; '## Sage Accounting', a name
    """
    lexicon = pair.lexicon
    for ours, theirs in pair.matched if lexicon else ():
        if not lexicon or theirs.kind != "heading" or is_left(ours, theirs):  # the last is told by 'untranslated'
            continue
        if is_left_as_it_was(ours, theirs, base(pair.languages[0]), lexicon):
            message = (
                f"heading '{spoken(theirs).strip()}' is left in the language of {pair.source.page.path}:{ours.line}"
            )
            yield Report(theirs.line, message, ours.line)
