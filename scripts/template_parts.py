"""Parts of pages that are the same on many of them, rendered once: entries of the navigation, and the theme's words.

Material's macro renders every entry for every page, which is two thirds of the time that templates take on a site of
830 pages and grows with the square of the pages. An entry that the page is not part of differs in nothing but its
relative links: it is rendered once, with a mark in their place, and without the empty lines and the indentation that
are a third of a page there. Each word is looked up in a table that a macro makes anew, a dozen times for each page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Context

_ROOT = "\ue000"  # stands for the way to the root of the site
_ITEM = "partials/nav-item.html"
_LINE_BREAKS = re.compile(r"\s*\n\s*")
#: In Material's templates: a call or a loop, and what is put in its place.
_REPLACED = {
    "partials/nav.html": [
        (re.escape("item.render(nav_item, path, 1)"), "nav_part(item.render, nav_item, path, 1)"),
    ],
    _ITEM: [
        (
            r"\{% for item in nav_item\.children %\}\s+\{% if not index or item != index %\}\s+"
            r'\{\{ render\(item, path ~ "_" ~ loop\.index, level \+ 1, nav_item\) \}\}\s+\{% endif %\}\s+'
            r"\{% endfor %\}",
            "{{ nav_parts(render, nav_item, index, path, level + 1) }}",
        )
    ],
    "partials/language.html": [
        (re.escape("{{ lang.t(key) or fallback.t(key) or key }}"), "{{ kept_word(key, lang, fallback) }}"),
    ],
}


def keep_parts(env: jinja2.Environment) -> TemplateParts:
    """Let the theme's templates in `env` render each of these parts once. A theme whose templates are written otherwise
    is rendered as ever."""
    parts = TemplateParts(env)
    env.globals.update(nav_part=parts.entry, nav_parts=parts.entries, kept_word=parts.word, template_parts=parts)
    if env.loader is not None:
        env.loader = _Loader(env.loader)
    return parts


class _Loader(jinja2.BaseLoader):
    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        source, *rest = self._loader.get_source(environment, template)
        for pattern, replacement in _REPLACED.get(template, ()):
            source = re.sub(pattern, replacement, source)
        return (source, *rest)

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()


class TemplateParts:
    """What was rendered of the templates of one locale."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._entries: dict[tuple[Any, ...], str] = {}
        self._words: dict[str, str] = {}
        self._render: Callable[..., str] | None = None

    def forget(self) -> None:
        """Render all anew: titles or templates have changed."""
        self._entries.clear()
        self._words.clear()
        self._render = None

    def word(self, key: str, language: Any, fallback: Any) -> str:
        """What Material's macro `t` says for `key`."""
        if key not in self._words:
            self._words[key] = str(language.t(key) or fallback.t(key) or key)
        return self._words[key]

    @jinja2.pass_context
    def entry(self, context: Context, render: Callable[..., str], item: Any, path: str, level: int) -> str:
        """An entry of the navigation, as Material's macro `render` makes it."""
        return (
            render(item, path, level) if item.active else self._placed(self._kept(context, item, path, level), context)
        )

    @jinja2.pass_context
    def entries(
        self, context: Context, render: Callable[..., str], parent: Any, index: Any, path: str, level: int
    ) -> str:
        """All entries below `parent` but its `index` page."""
        written = [
            render(item, f"{path}_{number}", level, parent)
            if item.active
            else self._kept(context, item, f"{path}_{number}", level, parent)
            for number, item in enumerate(parent.children, 1)
            if not index or item != index
        ]
        return self._placed("\n".join(written), context)

    def _kept(self, context: Context, item: Any, path: str, level: int, parent: Any = None) -> str:
        """An entry that the page is not part of, with the mark in the place of the way to the root."""
        key = (id(item), path, level, parent is not None and parent.active)
        if key not in self._entries:
            if self._render is None:
                names = {**context.get_all(), "page": None, "base_url": _ROOT}
                module: Any = self._env.get_template(_ITEM).make_module(names)
                self._render = module.render
            html = str(self._render(item, path, level, parent))
            html = html.replace(f"{_ROOT}/./", f"{_ROOT}/").replace(f'{_ROOT}/."', f'{_ROOT}/"')
            self._entries[key] = _LINE_BREAKS.sub("\n", html)
        return self._entries[key]

    def _placed(self, html: str, context: Context) -> str:
        base: str = context["base_url"]
        return html if base == _ROOT else html.replace(_ROOT, base.rstrip("/"))
