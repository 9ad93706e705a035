from collections.abc import Iterator

from bitext.built.built import Built
from bitext.built.provenance import Fault, lines_with, origins, reports, shown
from bitext.markdown.markup import Element
from bitext.rule import Report, rule


@rule("built")
def site_mixed(built: Built) -> Iterator[Report]:
    """A page loads something by `http:`. Under `https:` the browser blocks it, or warns of it. Links are not meant; nor
    is a site that is itself published by `http:`.

    Bad: `<img src="http://cdn.example.com/logo.png" alt="">`.
    Good: `<img src="https://cdn.example.com/logo.png" alt="">`.
    """
    if built.address.startswith("http://"):
        return
    insecure = {element: url for element in built.elements if (url := _loaded_insecurely(element))}
    yield from reports(
        built,
        (
            Fault(page, element, f"'{insecure[element]}' is loaded by 'http:'", (insecure[element],))
            for page, element in built.holding(insecure)
        ),
    )
    yield from _in_styles(built)


def _loaded_insecurely(element: Element) -> str:
    """The first address that an element loads by `http:`, or ''."""
    return next((link.url for link in element.links if link.loaded and _is_insecure(link.url)), "")


def _in_styles(built: Built) -> Iterator[Report]:
    """The same of style sheets."""
    for file, links in built.styles.items():
        for url in dict.fromkeys(link.url for link in links if _is_insecure(link.url)):
            path = origins(built)[file].path if file in origins(built) else shown(built, file)
            for line in lines_with(built.folder / file, url):
                yield Report(line, f"'{url}' is loaded by 'http:'", path=path)


def _is_insecure(url: str) -> bool:
    return url.lstrip().lower().startswith("http://")
