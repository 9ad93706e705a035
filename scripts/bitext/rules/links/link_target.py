from collections.abc import Iterator

from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def link_target(sources: Sources) -> Iterator[Report]:
    """A link, an image or a path in the front matter names a page or file that does not exist. In Markdown it is a
    path: with `/` before it from the folder of the language, else from the page. In HTML it is an address, which MkDocs
    does not touch. On a translated page, a page that is not translated yet is the one in the source language.

    An address with a scheme must have a host, a number or an address for mail behind it.

    Bad: `[Companies](/portal/companies/)`, `[Write to us](mailto:)`, `<img src="keys.svg">` on the page `setup.md`.
    Good: `[Companies](/portal/companies.md)`, `![The keys](keys.svg)`.
    """
    for linked in every_link(sources).get("missing", ()):
        link = linked.link
        message = f"{linked.shown} leads nowhere{linked.origin}: {linked.to.why}{linked.suggestion}"
        yield Report(link.line, message, path=link.path)
    for linked in every_link(sources).get("slash", ()):
        link = linked.link
        message = f"{linked.shown} ends with a slash{linked.origin}, but it is a file; write '{linked.to.write}'"
        yield Report(link.line, message, path=link.path)
