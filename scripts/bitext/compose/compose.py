"""From a page as written to the Markdown that is rendered. The build, the preview and the checks all come here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bitext.align.headings import Heading, anchors_of, outline
from bitext.compose.anchors import Place, at_indices, set_anchors, target_anchors
from bitext.compose.expansion import Expanded, expand, refuse_unwritten
from bitext.compose.fallback import mark_source_text
from bitext.compose.inherited import mark_inherited
from bitext.compose.notices import UP_TO_DATE, Outdated, add_notices
from bitext.markdown.line_marks import has_tags
from bitext.pages.labels import mark_language
from bitext.pages.page import Page
from bitext.site.site import SNIPPETS, Site


@dataclass(frozen=True)
class Composed:
    """text: plain Markdown for Python-Markdown with attr_list; origins: for each of its lines, the file (from the
    site's root) and the line where it was written, 0 for one that nobody has written; anchors: of its headings, in
    order; last_checked: of the page."""

    text: str
    origins: tuple[tuple[str, int], ...]
    anchors: tuple[str, ...]
    last_checked: date | None = None


def compose(page: Page, site: Site, outdated: Outdated = UP_TO_DATE) -> Composed:
    """The page with its snippets and data in place, an anchor on each heading, and source-language labels marked; on a
    site that does not run the hook of this project, as it is written, with the anchors that MkDocs gives it.

    A translation takes the anchors of the page it translates, and tells readers which of its sections are `outdated`,
    and in which language a snippet is that is not translated yet.
    Raises Refused when the page, its snippets or its counterpart cannot be expanded.
    """
    expanded, dialect = expand(page, site), site.dialect.without_jinja
    if not (site.shows_drafts or site.is_draft(page)):
        refuse_unwritten(expanded)
    if not site.composes:
        anchors = site.toc.anchors(outline(expanded.text, dialect))
        return Composed(expanded.text, expanded.origins, tuple(anchors))
    counterpart = site.counterpart(page)
    origins = expanded.origins
    if counterpart is None:
        anchors = anchors_of(outline(expanded.text, dialect))
        text = set_anchors(expanded.text, anchors, dialect)
    else:
        original = expand(counterpart, site)
        source = original.text
        headings = outline(source, dialect), outline(expanded.text, dialect)
        places = _places(headings[0], original), _places(headings[1], expanded)
        anchors = target_anchors(*headings, [*at_indices(outdated.headings, *places)])
        text = set_anchors(expanded.text, anchors, dialect)
        if has_tags(page.body):
            text = mark_inherited(text, site.inherited[page.locale], site.source.tag)
        text = mark_language(text, source, site.source.tag)
        text, origins = add_notices(text, origins, page, site, anchors_of(headings[0]), outdated)
    if page.locale != site.source.code:
        text = mark_source_text(text, origins, f"{site.source.folder}/{SNIPPETS}", site.source.tag, dialect)
    return Composed(text, origins, tuple(anchors), site.says(page, "last_checked").last_checked)


def _places(headings: Sequence[Heading], expanded: Expanded) -> list[Place]:
    """Where headings of an expanded text were written."""
    return [expanded.origins[heading.line] for heading in headings]
