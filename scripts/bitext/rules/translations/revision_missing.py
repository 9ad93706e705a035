from collections.abc import Iterator

from bitext.history.pair import Pair
from bitext.pages.conflict import conflict_line
from bitext.pages.revision import recorded
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site", severity="warning")
def revision_missing(sources: Sources) -> Iterator[Report]:
    """A translation does not record which text it was made from, so that nobody is told when the English changes.
    Looked for in the languages in which other pages do record it.

    Bad: the front matter of the French page ends with `description`.
    Good: it ends with `source_revision`, as `python3 scripts accept PAGE` writes it.
    """
    kept = {pair.target.page.locale for pair in sources.pairs if _records(pair)}
    for pair in sources.pairs:
        is_in_conflict = conflict_line(pair.target.page.head) > 0  # told by the rule 'conflict-marker'
        if pair.target.page.locale in kept and not _records(pair) and not is_in_conflict:
            source = pair.source.page.path
            message = f"no source_revision tells from which text of {source} this was made"
            yield Report(1, message, 1, pair.target.page.path, source)


def _records(pair: Pair) -> bool:
    return recorded(pair.target.page.meta) is not None
