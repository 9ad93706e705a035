from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.history.changes import described
from bitext.history.data_history import outdated_facts
from bitext.history.git import why_absent
from bitext.history.said_already import HINT
from bitext.history.shown_on import pages_with_fact, told_pages
from bitext.pages.revision import KEY, is_revision
from bitext.rule import Report, rule
from bitext.site.data import data_pairs
from bitext.sources import Sources


@rule("site")
def data_outdated(sources: Sources) -> Iterator[Report]:
    """A fact of the source data has changed since the translation of the data was recorded (`source_revision`), and the
    translation says it, too. The pages that show it are named.

    Bad: the English `wait:` says 'for 12 weeks' where it said 'for several days', and the French is as it was.
    Good: the French says so too, and `python3 scripts accept docs_fr/_data/integrations.yml` has recorded it.
    """
    root = sources.site.root
    for source, target in data_pairs(sources.site):
        outdated = outdated_facts(root, source, target)
        if outdated is None:
            revision = target.recorded or ""
            if is_revision(revision):
                message = f"made from another text of {source.path}, which {why_absent(root, [revision])[revision]}"
            else:
                message = f"source_revision '{shortened(revision)}' is not the 40 hexadecimal digits of a git blob id"
            yield Report(target.places[(KEY,)], message, 1, target.path, source.path)
            continue
        for fact in outdated:
            hint = HINT if fact.is_said else ""
            message = f"'{fact.keys[-1]}' translates an older text: {described(fact.change, source.path)}{hint}"
            shown = told_pages(pages_with_fact(sources.site, sources.pages, target.path, fact.keys))
            yield Report(fact.line, message + shown, fact.change.line, target.path, source.path)
