import re
from collections.abc import Iterator

from bitext.built.built import Built
from bitext.built.provenance import Fault, reports
from bitext.markdown.markup import Element
from bitext.rule import Report, rule


@rule("built")
def site_image(built: Built) -> Iterator[Report]:
    """An image has no `alt`, so that a screen reader reads its file name aloud. An empty one says it is decoration.

    Bad: `<img src="keys.svg">`.
    Good: `<img src="keys.svg" alt="Where each key goes">`, `<img src="line.svg" alt="">`.
    """
    silent = [element for element in built.elements if element.tag == "img" and not _is_named(element)]
    yield from reports(
        built,
        (
            Fault(page, element, f"image '{source}' has no 'alt'", (source, source.rpartition("/")[2]))
            for page, element in built.holding(silent)
            for source in [element.attributes.get("src", "")]
        ),
    )


def _is_named(image: Element) -> bool:
    """Whether it has a name by any of the ways that HTML gives, or is not meant to be perceived."""
    attributes = image.attributes
    return (
        not {"alt", "aria-label", "aria-labelledby", "title", "hidden"}.isdisjoint(attributes)
        or attributes.get("role") in ("presentation", "none")
        or attributes.get("aria-hidden") == "true"
        or re.search(r"display:\s*none", attributes.get("style", "")) is not None
        or (attributes.get("width"), attributes.get("height")) == ("1", "1")
    )
