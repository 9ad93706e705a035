from collections.abc import Iterator

from bitext.links.navigation import configured
from bitext.rule import Report, rule
from bitext.sources import Sources


@rule("site")
def language_empty(sources: Sources) -> Iterator[Report]:
    """No page of a language is there: nothing was compared, because nothing is translated yet or the pages stand in
    another place than mkdocs.yml says. Or pages are there of a language that mkdocs.yml does not list, and nobody reads
    them.

    Bad: `locale: fr` in mkdocs.yml, and no `docs_fr/`.
    Good: `docs_fr/index.md` stands beside `docs/index.md`.
    """
    site = sources.site
    names = site.page_names(site.source)
    for locale in site.targets if names else (site.source,):
        if not site.page_names(locale):
            first = "index.md" if not names or "index.md" in names else names[0]
            would = f"'{site.path(first, locale)}' would be one"
            message = f"no page of '{locale.code}' is there, so nothing was compared; {would}"
            file, line = _place(sources, locale.code)
            yield Report(line, message, path=file)
    for code, path in site.unlisted_pages().items():
        file, line = sources.settings.place_of_text("languages:")
        yield Report(line, f"'{path}' is not read: the languages do not list '{code}'; add it", path=file)


def _place(sources: Sources, code: str) -> tuple[str, int]:
    """File and line where mkdocs.yml lists a language."""
    for scalar in configured(sources):
        if scalar.value == code and scalar.keys[-1:] in (("locale",), ("languages",)):
            return scalar.file, scalar.line
    return sources.config.name, 0
