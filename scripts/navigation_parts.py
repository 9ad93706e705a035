"""The navigation of each page, without rendering again what is the same on all of them.

Material's macro renders every entry for every page, which is two thirds of the time that templates take on a site of
830 pages and grows with the square of the pages. An entry that the page is not part of differs in nothing but its
relative links: it is rendered once, with a mark in their place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Context

_ROOT = "\ue000"  # stands for the way to the root of the site
_ITEM = "partials/nav-item.html"
#: In Material's templates: the call that renders an entry, and what is put in its place.
_CALLS = {
    "partials/nav.html": ("item.render(nav_item, path, 1)", "nav_part(item.render, nav_item, path, 1)"),
    _ITEM: (
        'render(item, path ~ "_" ~ loop.index, level + 1, nav_item)',
        'nav_part(render, item, path ~ "_" ~ loop.index, level + 1, nav_item)',
    ),
}


def keep_navigation(env: jinja2.Environment) -> NavigationParts:
    """Let the theme's templates in `env` render each part of the navigation once. A theme whose templates are written
    otherwise is rendered as ever."""
    parts = NavigationParts(env)
    env.globals["nav_part"] = parts
    if env.loader is not None:
        env.loader = _Loader(env.loader)
    return parts


class _Loader(jinja2.BaseLoader):
    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        source, *rest = self._loader.get_source(environment, template)
        return (source.replace(*_CALLS[template]) if template in _CALLS else source, *rest)

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()


class NavigationParts:
    """What was rendered of the navigation of one locale."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._kept: dict[tuple[Any, ...], str] = {}
        self._render: Callable[..., str] | None = None

    def forget(self) -> None:
        """Render all anew: titles or templates have changed."""
        self._kept.clear()
        self._render = None

    @jinja2.pass_context
    def __call__(
        self, context: Context, render: Callable[..., str], item: Any, path: str, level: int, parent: Any = None
    ) -> str:
        """An entry of the navigation, as Material's macro `render` makes it."""
        if item.active:
            return render(item, path, level, parent)
        key = (id(item), path, level, parent is not None and parent.active)
        if key not in self._kept:
            if self._render is None:
                names = {**context.get_all(), "page": None, "base_url": _ROOT}
                module: Any = self._env.get_template(_ITEM).make_module(names)
                self._render = module.render
            html = str(self._render(item, path, level, parent))
            self._kept[key] = html.replace(f"{_ROOT}/./", f"{_ROOT}/").replace(f'{_ROOT}/."', f'{_ROOT}/"')
        base = context["base_url"]
        return self._kept[key] if base == _ROOT else self._kept[key].replace(_ROOT, base.rstrip("/"))
