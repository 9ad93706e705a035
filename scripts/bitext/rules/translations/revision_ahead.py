from collections.abc import Iterator

from bitext.history.changes import described
from bitext.history.said_already import HINT
from bitext.rule import Report, rule
from bitext.sources import Sources
from bitext.translating.unchanged import untouched


@rule("site", severity="warning")
def revision_ahead(sources: Sources) -> Iterator[Report]:
    """`source_revision` was moved on to a later text of the source page, while the translation of a segment that
    changed stayed word for word what it was. Looked for in the working copy and in the last 50 commits that touched
    translations, on both sides of a merge; without git, or past the end of a shallow clone, nothing is seen. Where the
    numbers, links or code that changed already agree, nothing is said. A message with 'the translation seems to say
    this already' goes by the words. If they were right all along, `python3 scripts accept --unchanged PAGE`
    remembers it.

    Bad: the English step says 'must' where it said 'can', `source_revision` is that of the new text, and the French
    step still says « vous pouvez ».
    Good: the French step was changed too.
    """
    for found in untouched(sources):
        message = f"source_revision was moved on, but this is as it was: {described(found.change, found.source)}"
        message += HINT if found.is_said else ""
        yield Report(found.line, message, found.change.line, found.target, found.source)
