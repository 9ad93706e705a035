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
    Good: « ## Paramètres avancés »; '## Sage Accounting', a name; '## helm delete', a command that the page shows
    """
    lexicon = pair.lexicon
    for ours, theirs in pair.matched if lexicon else ():
        if not lexicon or theirs.kind != "heading" or is_left(ours, theirs):  # the last is told by 'untranslated'
            continue
        text = spoken(theirs).strip()
        if is_left_as_it_was(ours, theirs, base(pair.languages[0]), lexicon) and not _is_command(text, pair):
            message = f"heading '{text}' is left in the language of {pair.source.page.path}:{ours.line}"
            yield Report(theirs.line, message, ours.line)


def _is_command(text: str, pair: Pair) -> bool:
    """Whether a heading has no capital and stands in code of the page: 'helm delete'."""
    return text.islower() and any(text in segment.text for segment in pair.source.segments if segment.kind == "code")
