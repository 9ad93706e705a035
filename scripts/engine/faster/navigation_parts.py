"""The entries of the navigation, rendered once.

Material's macro renders every entry for every page, which is two thirds of the time that its templates take on a site
of 830 pages and grows with the square of the pages. An entry that the page is not part of differs in nothing but its
relative links: it is rendered once, with a mark in their place, and without the empty lines and the indentation that
are a third of a page there. So is a section around the entries below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Context
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

ITEM = "partials/nav-item.html"  # where the macro is
_ROOT = "\ue000"  # stands for the way to the root of the site
_CHILDREN = "\ue001"  # and this for the entries below a section
_LINE_BREAKS = re.compile(r"\s*\n\s*")


class NavigationParts:
    """What was rendered of the navigation of one locale."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._rows: dict[tuple[Any, ...], dict[int, str]] = {}  # of each the entries that were rendered, by number
        self._sections: dict[tuple[Any, ...], tuple[str, str, Any] | None] = {}
        self._render: Callable[..., str] | None = None
        self._index: list[Any] | None = None  # of the section that is rendered without what is below it

    def forget(self) -> None:
        """Render all anew: titles or templates have changed."""
        self._rows.clear()
        self._sections.clear()
        self._render = None

    @jinja2.pass_context
    def all(self, context: Context, render: Callable[..., str], items: list[Any]) -> str:
        """The whole navigation. `render`: Material's macro."""
        return _placed(self._row(context, render, items, "__nav", 1), context)

    @jinja2.pass_context
    def entries(
        self, context: Context, render: Callable[..., str], parent: Any, index: Any, path: str, level: int
    ) -> str:
        """All entries below `parent` but its `index` page."""
        if self._index is not None:
            self._index.append(index)
            return _CHILDREN
        return _placed(self._row(context, render, parent.children, path, level, parent, index), context)

    def _row(
        self,
        context: Context,
        render: Callable[..., str],
        items: list[Any],
        path: str,
        level: int,
        parent: Any = None,
        index: Any = None,
    ) -> str:
        """Entries one below the other, without `index`: those that the page is not part of as they are kept."""
        of = (id(parent), parent.active) if parent else tuple(map(id, items))  # readers and writers have their own
        kept = self._rows.setdefault((path, level, of), {})
        row = []
        for number, item in enumerate(items, 1):
            if item.active:
                if item is not index:
                    row.append(self._active(context, render, item, f"{path}_{number}", level, parent))
                continue
            if number not in kept:
                is_left_out = item is index
                kept[number] = "" if is_left_out else self._rendered(context, item, f"{path}_{number}", level, parent)
            row.append(kept[number])
        return "\n".join(filter(None, row))

    def _active(
        self, context: Context, render: Callable[..., str], item: Any, path: str, level: int, parent: Any
    ) -> str:
        """An entry that the page is part of."""
        around = None if _is_page_of(item) else self._around(context, item, path, level, parent)
        if around is None:
            return render(item, path, level, parent)
        before, after, index = around
        return before + self._row(context, render, item.children, path, level + 1, item, index) + after

    def _around(self, context: Context, item: Any, path: str, level: int, parent: Any) -> tuple[str, str, Any] | None:
        """Of a section that the page is in what comes before and after all that is below it, and its index page. None
        if the theme has a macro of its own, which does not ask for what is below."""
        key = (id(item), path, level)
        if key not in self._sections:
            self._index = []
            try:
                before, _, after = self._rendered(context, item, path, level, parent).partition(_CHILDREN)
                self._sections[key] = (before, after, self._index[0]) if self._index else None
            finally:
                self._index = None
        return self._sections[key]

    def _rendered(self, context: Context, item: Any, path: str, level: int, parent: Any) -> str:
        """An entry as it is for any page that it is not that of, with the mark in the place of the way to the root."""
        if self._render is None:
            names = {**context.get_all(), "page": None, "base_url": _ROOT}
            module: Any = self._env.get_template(ITEM).make_module(names)
            self._render = module.render
        html = str(self._render(item, path, level, parent))
        html = html.replace(f"{_ROOT}/./", f"{_ROOT}/").replace(f'{_ROOT}/."', f'{_ROOT}/"')
        return _LINE_BREAKS.sub("\n", html)


def _is_page_of(item: Any) -> bool:
    """Whether an entry that is active is the page's own, or that of the section whose index the page is."""
    return not isinstance(item, Section) or any(
        isinstance(each, Page) and each.is_index and each.active for each in item.children
    )


def _placed(html: str, context: Context) -> str:
    base: str = context["base_url"]
    return html if base == _ROOT else html.replace(_ROOT, base.rstrip("/"))
