import posixpath
from collections.abc import Iterator

from bitext.links.linked import published
from bitext.rule import Report, rule
from bitext.site.gate import file_name_fault
from bitext.sources import Sources


@rule("site")
def file_name(sources: Sources) -> Iterator[Report]:
    """The name of a page, a picture or a folder has a sign that means something else in an address, such as `#`, `?` or
    `%`, or is not UTF-8: links to it fail, those of the menu and of the language switch too.

    Bad: `docs/faq#2.md`, `docs/why?.md`.
    Good: `docs/faq-2.md`, `docs/why.md`.
    """
    site, told = sources.site, set[str]()
    for locale in site.locales.values():
        for name in published(sources).own_names(locale):
            path = site.path(name, locale)
            before = path.removesuffix(name) if path.endswith(name) else f"{posixpath.dirname(path)}/"
            parts = path.removeprefix(before).split("/")
            for number, part in enumerate(parts, 1):
                place = before + "/".join(parts[:number])
                fault = file_name_fault(part, is_page=name.endswith(".md"))
                if fault and place not in told:
                    told.add(place)
                    yield Report(0, fault, path=place)
