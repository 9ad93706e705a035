from collections.abc import Iterator

from bitext.built.built import Built
from bitext.built.provenance import origins, source_of
from bitext.rule import Report, rule


@rule("built")
def site_lang(built: Built) -> Iterator[Report]:
    """A page does not say its language, or says that of another locale: a screen reader speaks it with the wrong voice.

    Bad: `<html>`; `<html lang="en">` on a page below `/fr/`.
    Good: `<html lang="fr-CA">`.
    """
    for page in built.pages.values():
        origin = origins(built).get(page.file)
        if page.is_document and not page.lang:
            yield Report(0, f"the page '{built.name_of(page)}' has no 'lang'", path=source_of(built, page))
        elif origin and origin.name.endswith(".md") and page.lang.lower() != origin.published.tag.lower():
            at = built.name_of(page)
            message = f"the page '{at}' has the language '{page.lang}', but its locale is '{origin.published.tag}'"
            yield Report(0, message, path=source_of(built, page))
