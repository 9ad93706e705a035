"""Parts of pages that are the same on many of them, rendered once: entries of the navigation, parts of the frame around
the text, and the theme's words.

They are put into the templates of the theme as these are loaded. Two fifths of the time that templates take are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig

from engine.faster.navigation_parts import ITEM, NavigationParts

_TOC = "partials/toc.html"
_WORDS = "partials/language.html"
_OF_THE_SITE = frozenset(("config", "features", "lang", "theme_words"))
#: In Material's templates: a call, a loop or an include, and what is put in its place.
_REPLACED = {
    "partials/nav.html": [
        (
            r'\{% for nav_item in nav\.items %\}\s+\{% set path = "__nav_" ~ loop\.index %\}\s+'
            r"\{\{ item\.render\(nav_item, path, 1\) \}\}\s+\{% endfor %\}",
            "{{ navigation_parts.all(item.render, nav.items) }}",
        )
    ],
    ITEM: [
        (
            r"\{% for item in nav_item\.children %\}\s+\{% if not index or item != index %\}\s+"
            r'\{\{ render\(item, path ~ "_" ~ loop\.index, level \+ 1, nav_item\) \}\}\s+\{% endif %\}\s+'
            r"\{% endfor %\}",
            "{{ navigation_parts.entries(render, nav_item, index, path, level + 1) }}",
        ),
        (re.escape(f'{{% include "{_TOC}" %}}'), "{{ template_parts.contents() }}"),
    ],
    "base.html": [(re.escape(f'{{% include "{_TOC}" %}}'), "{{ template_parts.contents() }}")],
    "partials/header.html": [
        (rf'\{{% include "partials/{name}\.html" %\}}', f'{{{{ template_parts.included("partials/{name}.html") }}}}')
        for name in ("palette", "search")
    ],
}
_WORD = re.compile(r"\blang\.t\(([^()]*)\)")  # looked up in a table that a macro makes anew, 46 times for each page
_IMPORT = f'{{% import "{_WORDS}" as lang with context %}}'


def keep_parts(env: jinja2.Environment, config: MkDocsConfig, *, once: bool = True) -> TemplateParts:
    """Let the theme's templates in `env` render each of these parts once, or with each page where it may be another
    then. A theme whose templates are written otherwise is rendered as ever."""
    parts = TemplateParts(env, config, once=once)
    env.globals.update(template_parts=parts, theme_words=parts.words, navigation_parts=parts.navigation)
    if not once:
        return parts
    env.cache = {}  # there is no end to a site's templates that a limit would help with, and keeping it takes a lock
    # Jinja2's ChainMap is gone through in Python, for each of the 30 templates that a page takes in
    make_globals = env.make_globals
    env.make_globals = lambda d: make_globals(d) if d else env.globals  # type: ignore[method-assign]
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
        if template != _WORDS and source.count(" as lang ") == source.count(f'"{_WORDS}" as lang '):
            source = _WORD.sub(r"theme_words[\1]", source).replace(_IMPORT, "{% set lang = theme_words.module %}")
        return (source, *rest)

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()


class _Words(dict[str, str]):
    """What Material's macro `t` says, by its keys."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig) -> None:
        self._env = env
        self._config = config
        self._module: Any = None

    def __missing__(self, key: str) -> str:
        self[key] = str(self.module.t(key))
        return self[key]

    @property
    def module(self) -> Any:
        """What a template imports as `lang`."""
        if self._module is None:
            self._module = self._env.get_template(_WORDS).make_module({"config": self._config})
        return self._module

    def forget(self) -> None:
        """Look all words up anew."""
        self.clear()
        self._module = None


class TemplateParts:
    """What was rendered of the templates of one locale."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, *, once: bool) -> None:
        self.words = _Words(env, config)
        self._once = once
        self.navigation = NavigationParts(env)
        self._env = env
        self._parts: dict[tuple[str, str, str, bool], str] = {}
        self._contents: tuple[Any, str] = (None, "")
        self._says_nothing: dict[str, bool] = {}
        self._said: dict[tuple[str, str], str] = {}

    def forget(self) -> None:
        """Render all anew: titles or templates have changed."""
        self.words.forget()
        self.navigation.forget()
        self._parts.clear()
        self._contents = (None, "")
        self._says_nothing.clear()
        self._said.clear()

    def said(self, key: str, language: str) -> str:
        """What the theme says in one of its languages: a macro makes the table of all its words for each of them."""
        if not self._once or (key, language) not in self._said:
            words: Any = self._env.get_template(f"partials/languages/{language}.html").module
            self._said[key, language] = str(words.t(key))
        return self._said[key, language]

    @jinja2.pass_context
    def once(self, context: Context, name: str, render: Callable[[], str]) -> str:
        """The part called `name`, which `render` makes. It says nothing of the page but whom it is for, and its links
        lead to assets and the home page: they are the same from all pages that lie as deep in one of the folders at the
        top."""
        page = context["page"]
        if page is None or not self._once:
            return render()
        key = (name, page.url.partition("/")[0], context["base_url"], bool(context.get("for_writers")))
        if key not in self._parts:
            self._parts[key] = render()
        return self._parts[key]

    @jinja2.pass_context
    def included(self, context: Context, template: str) -> str:
        """A template that says nothing of the page, unless the site has put one in its place that does."""
        if template not in self._says_nothing:
            self._says_nothing[template] = self._knows_no_page(template)
        if not self._says_nothing[template]:
            return self._include(template, context)
        return self.once(context, template, lambda: self._include(template, context))

    def _knows_no_page(self, template: str) -> bool:
        """Whether a template asks for what is the same on all pages, and includes icons at most."""
        assert self._env.loader is not None
        tree = self._env.parse(self._env.loader.get_source(self._env, template)[0])
        others = meta.find_referenced_templates(tree)
        return meta.find_undeclared_variables(tree) <= _OF_THE_SITE and not any(others)

    @jinja2.pass_context
    def contents(self, context: Context) -> str:
        """The table of contents, which stands twice on a page."""
        toc = context["page"] and context["page"].toc
        if toc is None or self._contents[0] is not toc:
            self._contents = (toc, self._include(_TOC, context))
        return self._contents[1]

    def _include(self, template: str, context: Context) -> str:
        included = self._env.get_template(template)
        return "".join(included.root_render_func(included.new_context(context.get_all(), shared=True)))
