from collections.abc import Iterator

from bitext.links.linked import every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def link_locale(sources: Sources) -> Iterator[Report]:
    """A link on a translated page leads into the site of the source language. A path without a language leads to the
    page in the reader's language, on every page.

    Bad: on a French page, `[Entreprises](/en/portal/companies.md)` or `[Entreprises](../../docs/portal/companies.md)`.
    Good: `[Entreprises](/portal/companies.md)`.
    """
    for linked in every_link(sources).get("locale", ()):
        link, to = linked.link, linked.to
        source = sources.site.source
        write = f"; write '{to.write}'" if to.write else ""
        message = f"{linked.shown} leads{linked.origin} into the site in '{source.code}'{write}"
        yield Report(link.line, message, path=link.path)
