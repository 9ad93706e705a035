from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.languages.language import language_of
from bitext.meaning.restricted import unrestricted
from bitext.rule import Report, rule


@rule("pair", severity="warning")
def restriction_missing(pair: Pair) -> Iterator[Report]:
    """The source says 'only', and nothing in the translation restricts: no « seulement », « seul », « ne … que »,
    « sauf » or the like.

    Bad: 'Only owners can open it.' is « Les propriétaires peuvent l'ouvrir. »
    Good: 'Only owners can open it.' is « Seuls les propriétaires peuvent l'ouvrir. »
    """
    for each in pair.compared:
        mine, others = (language_of(language).restrictions for language in each.languages)
        if mine is None or others is None or each.page.is_free:
            return
        if lost := unrestricted(each.source.prose, each.target.prose, mine, others):
            yield Report(each.target.line, f"restricts nothing where the source has '{lost}'", each.source.line)
