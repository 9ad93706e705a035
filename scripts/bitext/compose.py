"""From a page as written to the Markdown that is rendered. The build, the preview and the checks all come here."""

from dataclasses import dataclass

from bitext.anchors import set_anchors, source_anchors, target_anchors
from bitext.expansion import expand
from bitext.labels import mark_language
from bitext.outline import outline
from bitext.page import Page
from bitext.site import Site


@dataclass(frozen=True)
class Composed:
    """text: plain Markdown for Python-Markdown with attr_list; origins: for each of its lines, the file (from the
    site's root) and the line where it was written; anchors: of its headings, in order."""

    text: str
    origins: tuple[tuple[str, int], ...]
    anchors: tuple[str, ...]


def compose(page: Page, site: Site) -> Composed:
    """The page with its snippets and data in place, an anchor on each heading, and source-language labels marked.

    A translation takes the anchors of the page it translates. Raises Refused when the page, its snippets or its
    counterpart cannot be expanded.
    """
    expanded = expand(page, site)
    counterpart = site.counterpart(page)
    if counterpart is None:
        anchors = source_anchors(outline(expanded.text))
        text = set_anchors(expanded.text, anchors)
    else:
        source = expand(counterpart, site).text
        anchors = target_anchors(outline(source), outline(expanded.text))
        text = mark_language(set_anchors(expanded.text, anchors), source, site.source.tag)
    return Composed(text, expanded.origins, tuple(anchors))
