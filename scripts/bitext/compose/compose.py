"""From a page as written to the Markdown that is rendered. The build, the preview and the checks all come here."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bitext.align.headings import anchors_of
from bitext.compose.anchors import at_indices, set_anchors, target_anchors
from bitext.compose.expansion import expand, refuse_unwritten
from bitext.compose.fallback import mark_source_text
from bitext.compose.inherited import mark_inherited
from bitext.compose.notices import UP_TO_DATE, Outdated, notices
from bitext.compose.texts import Composed, ComposedHeading, Expanded, Origin
from bitext.markdown.line_marks import has_tags
from bitext.pages.labels import mark_language
from bitext.pages.page import Page
from bitext.site.site import SNIPPETS, Site


def compose(
    page: Page, site: Site, outdated: Outdated = UP_TO_DATE, expanded: Callable[[Page], Expanded] | None = None
) -> Composed:
    """The page with its snippets and data in place, an anchor on each heading, and source-language labels marked; on a
    site that does not run the hook of this project, as it is written, with the anchors that MkDocs gives it.

    A translation takes the anchors of the page it translates, and tells readers which of its sections are `outdated`,
    and in which language a snippet is that is not translated yet. expanded: gives pages with their snippets in place,
    if some are known.
    Raises Refused when the page, its snippets or its counterpart cannot be expanded.
    """
    expanded = expanded or partial(expand, site=site)
    own = expanded(page)
    if not (site.shows_drafts or site.is_draft(page)):
        refuse_unwritten(own)
    if not site.composes:
        return _composed(own, own.text, site.toc.anchors(own.headings))
    counterpart = site.counterpart(page)
    original = expanded(counterpart) if counterpart else None
    anchors = _anchors(own, original, outdated)
    lines = set_anchors(own, anchors)
    if page.locale != site.source.code:
        mark_source_text(lines, own, f"{site.source.folder}/{SNIPPETS}", site.source.tag)
    text = "\n".join(lines)
    if original is not None:
        if has_tags(page.body):
            text = mark_inherited(text, site.inherited[page.locale], site.source.tag)
        text = mark_language(text, original.text, site.source.tag)
    composed = _composed(own, text, anchors, site.says(page, "last_checked").last_checked)
    if original is None:
        return composed
    return _with_notices(composed, notices(composed, page, site, anchors_of(original.headings), outdated), page.path)


def _anchors(own: Expanded, original: Expanded | None, outdated: Outdated) -> list[str]:
    """The anchor of each heading of a page, which translates `original` if there is one."""
    if original is None:
        return anchors_of(own.headings)
    known = at_indices(outdated.headings, _places(original), _places(own))
    return target_anchors(original.headings, own.headings, [*known])


def _places(expanded: Expanded) -> list[Origin]:
    """Where the headings of a page were written."""
    return [expanded.origins[heading.line] for heading in expanded.headings]


def _composed(own: Expanded, text: str, anchors: Sequence[str], last_checked: date | None = None) -> Composed:
    """A page whose lines say what those of `text` do, and stand where they were written."""
    headings = zip(own.headings, anchors, strict=True)
    placed = tuple(ComposedHeading(heading.level, heading.line, anchor) for heading, anchor in headings)
    return Composed(text, own.origins, placed, own.title, last_checked)


def _with_notices(composed: Composed, told: Sequence[tuple[int, str]], path: str) -> Composed:
    """A page with notices, each between two empty lines before the line, from 0, that it is told for."""
    if not told:
        return composed
    lines, origins, before = composed.text.split("\n"), list(composed.origins), [index for index, _ in told]
    for index, notice in reversed(told):
        lines[index:index] = ["", notice, ""]
        origins[index:index] = [(path, 0)] * 3
    headings = [replace(each, line=each.line + 3 * bisect_right(before, each.line)) for each in composed.headings]
    return replace(composed, text="\n".join(lines), origins=tuple(origins), headings=tuple(headings))
