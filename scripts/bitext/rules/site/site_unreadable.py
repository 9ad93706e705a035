from collections.abc import Iterator

from bitext.built.built import Built
from bitext.rule import Report, rule


@rule("built")
def site_unreadable(built: Built) -> Iterator[Report]:
    """A page or style sheet of the site cannot be read to its end: it is empty, not UTF-8, or breaks off within a tag,
    a comment or a script. A browser takes everything behind `<iframe …/>` for the content of the frame.

    Bad: `<iframe src="demo.html" />` with nothing to close it.
    Good: `<iframe src="demo.html"></iframe>`.
    """
    for refusal in built.refusals:
        yield Report(refusal.line, refusal.message, path=refusal.path)
