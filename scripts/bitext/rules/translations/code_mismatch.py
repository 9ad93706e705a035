from collections.abc import Iterator

from bitext.align.code_spans import differing_codes
from bitext.align.sameness import parting_message
from bitext.history.pair import Pair
from bitext.rule import Report, rule


@rule("pair")
def code_mismatch(pair: Pair) -> Iterator[Report]:
    """A code span differs. Placeholders compare by their shape, keys by what they are; a literal said twice, or in
    plain text on one side, and a label that is translated, are no difference.

    Bad: `totalAmount` is `totalAmont`, `git push` is `git pull`.
    Good: `<your key>` is `<votre clé>`, `Settings > Users` is `Paramètres > Utilisateurs`.
    """
    for ours, theirs in pair.matched:
        if ours.codes == theirs.codes:
            continue
        lost, found = differing_codes(ours, theirs, pair.target.glossary.labels)
        where = f"{pair.source.page.path}:{ours.line}"
        if message := parting_message("code", lost, found, where):
            yield Report(theirs.line, message, ours.line)
