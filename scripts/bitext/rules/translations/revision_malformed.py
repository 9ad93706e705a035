from collections.abc import Iterator

from bitext.align.sameness import shortened
from bitext.history.pair import Pair
from bitext.pages.revision import KEY, is_revision, recorded
from bitext.rule import Report, rule


@rule("pair")
def revision_malformed(pair: Pair) -> Iterator[Report]:
    """`source_revision` is no git blob id, so that nobody can tell which English text was translated.

    Bad: `source_revision: d37f4a8`
    Good: `source_revision: d37f4a884e326cc4fc682816a1c86594e5aea0f8`, as `python3 scripts accept PAGE` writes it.
    """
    page = pair.target.page
    revision = recorded(page.meta)
    if revision is not None and not is_revision(revision):
        message = f"source_revision '{shortened(revision)}' is not the 40 hexadecimal digits of a git blob id"
        yield Report(page.line_of_key(KEY), message)
