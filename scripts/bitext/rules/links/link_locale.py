import re
from collections.abc import Iterator

from bitext.languages.language import language_of
from bitext.links.linked import Linked, every_link
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def link_locale(sources: Sources) -> Iterator[Report]:
    """A link on a translated page leads into the site of the source language, and its text does not say so. A path
    without a language leads to the page in the reader's language, on every page.

    Bad: on a French page, `[Entreprises](/en/portal/companies.md)` or `[Entreprises](../../docs/portal/companies.md)`.
    Good: `[Entreprises](/portal/companies.md)`.
    """
    for linked in every_link(sources).get("locale", ()):
        if _says_so(linked, sources):
            continue
        link, to = linked.link, linked.to
        source = sources.site.source
        write = f"; write '{to.write}'" if to.write else ""
        message = f"{linked.shown} leads{linked.origin} into the site in '{source.code}'{write}"
        yield Report(link.line, message, path=link.path)


def _says_so(linked: Linked, sources: Sources) -> bool:
    """Whether the text of a link names the source language: 'aussi en [anglais](/en/keys/)'."""
    page = sources.pages.get(linked.link.path)
    lines = page.page.body.split("\n") if page else []
    number = linked.link.line - page.page.offset - 1 if page else 0
    line = lines[number] if 0 <= number < len(lines) else ""
    text = re.search(rf"\[([^\[\]]*)\]\(<?{re.escape(linked.link.target)}", line)
    names = language_of(sources.site.source.code).names.split()
    return text is not None and not set(names).isdisjoint(re.findall(r"\w+", text[1].lower()))
