from collections.abc import Iterator

from bitext.built.built import Broken, Built
from bitext.built.provenance import Fault, lines_with, origins, reports, shown
from bitext.rule import Report, rule

_NOUNS = {
    "a": "link",
    "area": "link",
    "img": "image",
    "script": "script",
    "form": "form",
    "iframe": "frame",
    "meta": "image",
}


@rule("built")
def site_link(built: Built) -> Iterator[Report]:
    """Something in the built site leads to no file of it: a link, an image (that of `og:image`, too), a script, a style
    sheet, or a file that one of these loads. Capital letters count, as they do on servers. What the theme repeats
    around the content of every page is told once.

    Bad: `<a href="/portal/Companies/">`, when the page is at `/portal/companies/`.
    Good: `<a href="/portal/companies/">`.
    """
    yield from reports(built, (_fault(built, broken) for broken in built.broken if not broken.target.exists))
    for file, links in built.styles.items():
        for url in dict.fromkeys(link.url for link in links):
            target = built.addresses.target(url, file)
            if target is not None and not target.exists:
                origin = origins(built).get(file)
                path = origin.path if origin else shown(built, file)
                message = f"'{built.addresses.address_of(target.path)}' does not exist"
                for line in lines_with(built.folder / file, url):
                    yield Report(line, message + built.addresses.suggestion(target), path=path)


def _fault(built: Built, broken: Broken) -> Fault:
    noun = _NOUNS.get(broken.element.tag, "file")
    path = broken.target.path
    message = f"{noun} '{built.addresses.address_of(path)}' does not exist{built.addresses.suggestion(broken.target)}"
    name = path.removesuffix("/index.html").rpartition("/")[2]
    return Fault(broken.page, broken.element, message, (broken.url, broken.url.rstrip("/"), name))
