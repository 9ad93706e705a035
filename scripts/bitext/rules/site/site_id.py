from collections.abc import Iterator

from bitext.built.built import Built
from bitext.built.provenance import source_of
from bitext.rule import Report, rule


@rule("built")
def site_id(built: Built) -> Iterator[Report]:
    """An id of the content stands twice on its page: links to it lead to the first, labels name the wrong field. What
    Material numbers itself (`__…`) and the insides of drawings do not count.

    Bad: `## Keys {#keys}` and `<div id="keys">` on one page.
    Good: `## Keys {#keys}` and `<div id="key-list">`.
    """
    for page in built.pages.values():
        for id in page.repeated:
            yield Report(
                0,
                f"id '{id}' stands twice on the page '{built.name_of(page)}'",
                path=source_of(built, page),
            )
