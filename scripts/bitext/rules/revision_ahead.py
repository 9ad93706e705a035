from collections.abc import Iterator
from dataclasses import replace

from bitext.history import described
from bitext.progress import untouched, untouched_facts, versions_of_targets
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("translations", "site", severity="warning")
def revision_ahead(sources: Sources) -> Iterator[Report]:
    """`source_revision` was moved on to a later text of the source page, while the translation of a segment that
    changed stayed word for word what it was. Looked for in the working copy and in the last 50 commits that touched
    translations; without git, or past the end of a shallow clone, nothing is seen. Where the numbers, links or code
    that changed already agree, nothing is said. If the words were right all along, say so in a suppression.

    Bad: the English step says 'must' where it said 'can', `source_revision` is that of the new text, and the French
    step still says « vous pouvez ».
    Good: the French step was changed too.
    """
    versions = versions_of_targets(sources)
    for found in untouched(sources, sources.pairs, versions):
        source = found.pair.source.page.path
        change = found.change if found.is_current else replace(found.change, line=0)
        message = f"source_revision was moved on, but this is as it was: {described(change, source)}"
        yield Report(found.line, message, change.line, found.pair.target.page.path, source)
    for fact in untouched_facts(sources, versions):
        message = f"source_revision was moved on, but this is as it was: {described(fact.change, fact.source.path)}"
        yield Report(fact.line, message, fact.change.line, fact.target.path, fact.source.path)
